"""What changes seldom: queues, scripts, phrases, codes, reasons."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from tui.backend import BackendError, Session
from tui.desk.border import translated
from tui.model import Phrase, Queue, Reason, Script, WrapUpCode


class Content:
    """Loaded when the desk opens and again after each reconnect. What fails to load stays as it was."""

    def __init__(self) -> None:
        self.queues: tuple[Queue, ...] = ()
        self.scripts: tuple[Script, ...] = ()
        self.phrases: tuple[Phrase, ...] = ()
        self.codes: tuple[WrapUpCode, ...] = ()
        self.reasons: tuple[Reason, ...] = ()
        self.failed: dict[str, BackendError] = {}
        """Name of a field above -> why it could not be loaded last time."""

    def queue(self, id_: str) -> Queue | None:
        """A served queue by id."""
        return next((queue for queue in self.queues if queue.id == id_), None)

    def script(self, id_: str) -> Script | None:
        """A script by id."""
        return next((script for script in self.scripts if script.id == id_), None)

    def code(self, id_: str) -> WrapUpCode | None:
        """A wrap-up code by id, retired ones too."""
        return next((code for code in self.codes if code.id == id_), None)

    def is_leaf(self, id_: str) -> bool:
        """Whether a code has none below it, so that it can be chosen."""
        return all(code.parent != id_ for code in self.codes)

    def take_queues(self, queues: Sequence[Queue]) -> None:
        """Queues as events tell them replace those that were loaded."""
        told = {queue.id: queue for queue in queues}
        kept = tuple(told.pop(queue.id, queue) for queue in self.queues)
        self.queues = kept + tuple(told.values())

    async def load(self, session: Session) -> None:
        """Load all anew, each on its own; one part's failure does not touch the others."""
        await asyncio.gather(*(self._load_one(name, ask) for name, ask in _questions(session)))

    async def _load_one(self, name: str, ask: Callable[[], Awaitable[Sequence[Any]]]) -> None:
        try:
            with translated(name):
                setattr(self, name, tuple(await ask()))
        except BackendError as error:
            self.failed[name] = error
        else:
            self.failed.pop(name, None)


def _questions(session: Session) -> list[tuple[str, Callable[[], Awaitable[Sequence[Any]]]]]:
    questions: list[tuple[str, Callable[[], Awaitable[Sequence[Any]]]]] = []
    if session.calls:
        questions.append(("queues", session.calls.queues))
    if session.scripts:
        questions += [("scripts", session.scripts.scripts), ("phrases", session.scripts.phrases)]
    if session.records:
        questions.append(("codes", session.records.codes))
    if session.presence:
        questions.append(("reasons", session.presence.reasons))
    return questions
