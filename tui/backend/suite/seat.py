"""A signed-in agent whose events are read all the time."""

import asyncio
import uuid
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar, cast

from tui.backend.errors import BackendError
from tui.backend.events import Changed, Event, Removed, SessionEnded, Snapshot
from tui.backend.ports import CallsPort, Command, Receipt
from tui.backend.session import Session
from tui.backend.suite.verdicts import NotTestableError, ViolationError
from tui.model import (
    KINDS,
    Agent,
    AgentState,
    Call,
    FollowUp,
    Handling,
    HandlingState,
    Stored,
    Verb,
    Waiting,
)

T = TypeVar("T")


def new_id() -> str:
    """An id as a desk makes it."""
    return str(uuid.uuid4())


class Seat:
    """One desk as the suite sees it: the session, and what its events say."""

    def __init__(self, session: Session, patience: float) -> None:
        self.session = session
        self.events: list[Event] = []
        self.values: dict[str, dict[str, Stored]] = {kind: {} for kind in KINDS}
        self._patience = patience
        self._news = asyncio.Event()
        self._reading = asyncio.create_task(self._read())

    @property
    def agent(self) -> Agent:
        """Who sits here."""
        return self.session.agent

    @property
    def calls(self) -> CallsPort:
        """The port for calls."""
        return port(self.session.calls)

    @property
    def has_ended(self) -> bool:
        """The backend has ended this session."""
        return any(isinstance(event, SessionEnded) for event in self.events)

    async def do(self, verb: Verb, handling: Handling | None = None, **more: Any) -> Receipt:
        """Ask for one verb, with an id of its own."""
        about = {"handling": handling.id, "call": handling.call} if handling else {}
        return await self.calls.perform(Command(**{"verb": verb, "id": new_id(), **about, **more}))

    async def until(self, sentence: str, look: Callable[[], T | None]) -> T:
        """Wait until `look` sees something. Raises ViolationError with the sentence when it never does."""
        try:
            async with asyncio.timeout(self._patience):
                while not (seen := look()):
                    self._check_stream()
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError as error:
            raise ViolationError(f"within {self._patience:g} s: {sentence}") from error
        return seen

    async def snapshot(self) -> Snapshot:
        """The first snapshot."""
        return await self.until(
            "a snapshot comes", lambda: next((e for e in self.events if isinstance(e, Snapshot)), None)
        )

    async def ended(self) -> SessionEnded:
        """The end of the session, told."""
        return await self.until(
            "the end is told", lambda: next((e for e in self.events if isinstance(e, SessionEnded)), None)
        )

    def handlings(self) -> tuple[Handling, ...]:
        """Own handlings that are not done."""
        mine = cast("dict[str, Handling]", self.values["handling"]).values()
        return tuple(h for h in mine if h.agent == self.agent.id and h.state is not HandlingState.done)

    def handling(self, handling: str) -> Handling | None:
        """One handling as last told."""
        return cast("Handling | None", self.values["handling"].get(handling))

    def call(self, call: str) -> Call | None:
        """One call as last told."""
        return cast("Call | None", self.values["call"].get(call))

    def waiting(self, call: str) -> Waiting | None:
        """One row of the queue as last told."""
        return cast("Waiting | None", self.values["waiting"].get(call))

    def follow_up(self, follow_up: str) -> FollowUp | None:
        """One promise as last told."""
        return cast("FollowUp | None", self.values["follow_up"].get(follow_up))

    def state(self) -> AgentState | None:
        """The agent's own state as last told."""
        return cast("AgentState | None", self.values["agent_state"].get(self.agent.id))

    async def until_state(self, handling: str, *states: HandlingState) -> Handling:
        """A handling once it is in one of these states."""

        def look() -> Handling | None:
            now = self.handling(handling)
            return now if now and now.state in states else None

        return await self.until(f"the handling is {' or '.join(states)}", look)

    async def until_over(self, handling: str) -> None:
        """Until a handling is in wrap-up, done, or no longer to be seen."""
        over = (HandlingState.wrap_up, HandlingState.done)

        def look() -> bool:
            now = self.handling(handling)
            return now is None or now.state in over

        await self.until("the handling is over", look)

    async def until_handles(self, call: str, *states: HandlingState) -> Handling:
        """The own handling of a call once it is in one of these states."""

        def look() -> Handling | None:
            return next((h for h in self.handlings() if h.call == call and h.state in states), None)

        return await self.until(f"a handling of the call is {' or '.join(states)}", look)

    async def leave(self, *, sign_out: bool) -> None:
        """Stop reading and let go."""
        with suppress(BackendError):
            await self.session.close(sign_out)
        self._reading.cancel()
        await asyncio.wait({self._reading})
        if not self._reading.cancelled():
            self._reading.exception()

    def _check_stream(self) -> None:
        """The stream is endless: it may end only after SessionEnded, and must never raise."""
        if self._reading.done() and not self.has_ended:
            raise ViolationError("the stream of events goes on") from self._reading.exception()

    async def _read(self) -> None:
        try:
            async for event in self.session.events():
                self.events.append(event)
                self._take_in(event)
                self._news.set()
        finally:
            asyncio.get_running_loop().call_soon(self._news.set)

    def _take_in(self, event: Event) -> None:
        if isinstance(event, Snapshot):
            for kind in event.kinds:
                self.values[kind] = {}
            for value in event.values:
                self._keep(Changed(source=event.source, value=value))
        elif isinstance(event, Changed):
            self._keep(event)
        elif isinstance(event, Removed):
            self.values[event.kind].pop(event.id, None)

    def _keep(self, change: Changed) -> None:
        self.values[change.kind][change.value.id] = change.value


def port(found: T | None) -> T:
    """A port that the requirement says it needs. Raises NotTestableError without it."""
    if found is None:
        raise NotTestableError("the session has no such port")
    return found
