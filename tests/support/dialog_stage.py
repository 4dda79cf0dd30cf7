"""A stage for one dialog: a desk on the rehearsal backend, and an app with what a dialog may ask of it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from weakref import WeakSet

from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

import tui.console
from tests.support.rehearsal import CREDENTIALS, RehearsalBackend
from tui.backend import BackendError
from tui.console.base import DeskDialog, DeskNote, DeskWidget
from tui.desk import AgentDesk
from tui.locale.sentences import error_sentence
from tui.terminal import ASCII, UNICODE

_STYLES = Path(tui.console.__file__).parent / "styles" / "dialogs.tcss"
_COLOURS = {"quiet": "#808080", "urgent": "#ff0000", "strong": "#ffffff"}
PATIENCE = 20.0


class Note(DeskNote):
    """Stands where the note stands, in the lowest rows but two."""

    DEFAULT_CSS = "Note { dock: bottom; height: 5; margin-bottom: 2; }"


class Stage(App[None]):
    """Runs verbs, collects sentences, passes changes of the stores on."""

    CSS_PATH = _STYLES
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, desk: AgentDesk, backend: RehearsalBackend, *, ascii_only: bool = False) -> None:
        super().__init__()
        self.desk = desk
        self.backend = backend
        self.glyphs = ASCII if ascii_only else UNICODE
        self.shown: WeakSet[DeskWidget] = WeakSet()
        self.said: list[str] = []
        self.results: list[Any] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(_COLOURS)

    def show_note(self) -> Note:
        """The note comes, as when a call begins to ring."""
        note = Note(self.desk)
        self.screen_stack[0].mount(note)
        return note

    def perform(self, asked: Coroutine[Any, Any, Any], *, doing: str = "") -> None:
        self.run_worker(self._performed(asked), group="verbs", exit_on_error=False, description=doing)

    async def _performed(self, asked: Coroutine[Any, Any, Any]) -> None:
        try:
            await asked
        except BackendError as error:
            self.say(error_sentence(error))

    def say(self, text: str, *, urgent: bool = False) -> None:
        self.said.append(text)

    def refresh_keys(self) -> None:
        """There is no key bar here."""

    def survive(self, error: BaseException) -> None:
        raise error

    def hear(self, kinds: frozenset[str]) -> None:
        self.call_later(self.tell_dialogs, kinds)

    def tell_dialogs(self, kinds: frozenset[str]) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, DeskDialog) and (concerned := screen.SHOWS & kinds):
                screen.stores_changed(concerned)

    def open(self, dialog: Screen[Any]) -> None:
        self.push_screen(dialog, self.results.append)


class Playing:
    """A running stage and the hands on it."""

    def __init__(self, stage: Stage, pilot: Pilot[None]) -> None:
        self.stage = stage
        self.pilot = pilot

    @property
    def backend(self) -> RehearsalBackend:
        return self.stage.backend

    @property
    def desk(self) -> AgentDesk:
        return self.stage.desk

    async def open(self, dialog: Screen[Any]) -> None:
        self.stage.open(dialog)
        await self.pilot.pause()

    async def write(self, text: str) -> None:
        await self.pilot.press(*("space" if sign == " " else sign for sign in text))

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until it holds, at most some seconds."""
        async with asyncio.timeout(PATIENCE):
            while not condition():
                await self.pilot.pause(0.01)

    def lines(self) -> list[str]:
        """What the top screen shows, row by row."""
        compositor = self.stage.screen._compositor  # noqa: SLF001  the only way to what is painted
        return ["".join(segment.text for segment in strip) for strip in compositor.render_strips()]

    def shows(self, text: str) -> bool:
        return any(text in line for line in self.lines())

    def is_open(self, kind: type[Screen[Any]]) -> bool:
        return isinstance(self.stage.screen, kind)


@asynccontextmanager
async def playing(
    folder: Path, size: tuple[int, int] = (80, 24), *, ascii_only: bool = False
) -> AsyncIterator[Playing]:
    """A stage with a signed-in desk."""
    backend = RehearsalBackend()
    desk = await AgentDesk.open(backend, CREDENTIALS, state_dir=folder, backend_key="rehearsal")
    stage = Stage(desk, backend, ascii_only=ascii_only)
    try:
        async with stage.run_test(size=size) as pilot:
            stop = desk.subscribe(stage.hear)
            yield Playing(stage, pilot)
            stop()
    finally:
        await desk.close(sign_out=False)


async def talking(play: Playing, **fields: Any) -> str:
    """A call rings and is answered; the answer is its handling's id."""
    handling = play.backend.ring(**fields)
    await play.until(lambda: any(h.id == handling for h in play.desk.handlings()))
    await play.desk.answer(handling)
    return handling
