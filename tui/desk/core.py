"""What every side of the desk stands on: the session, the stores, and which handling is current."""

from abc import ABC, abstractmethod
from collections.abc import Callable

from tui.backend import Event, Session, SessionEnded
from tui.desk.background import Background
from tui.desk.clock import DeskClock
from tui.desk.content import Content
from tui.desk.floor import FloorFigures, floor_figures
from tui.desk.links import Links
from tui.desk.observers import Observer, Observers
from tui.desk.stores import Stores
from tui.model import Agent, Call, CallerBrief, Handling, HandlingState, Waiting

_RANK = {
    HandlingState.connected: 0,
    HandlingState.conference: 0,
    HandlingState.consulting: 0,
    HandlingState.dialling: 1,
    HandlingState.held: 2,
    HandlingState.offered: 3,
    HandlingState.wrap_up: 4,
}
"""What becomes current first when the current one is over."""


class DeskCore(ABC):
    """The stores of one signed-in agent and what can be read off them."""

    agent: Agent
    session: Session
    stores: Stores
    content: Content
    clock: DeskClock
    links: Links
    ended: SessionEnded | None
    """Set once the backend has ended the session."""

    def __init__(self, session: Session, clock: DeskClock | None = None) -> None:
        self.agent = session.agent
        self.session = session
        self.clock = clock or DeskClock()
        self.stores = Stores(session.agent.id)
        self.content = Content()
        self.links = Links(session.part, self.clock.monotonic)
        self.ended = None
        self._observers = Observers()
        self._background = Background()
        self._current = ""
        self._wanted = ""

    def subscribe(self, observer: Observer) -> Callable[[], None]:
        """Be told what changed, after each change: names of kinds, and "link", "pending", "documents",
        "current", "content", "session", "caller". The answer ends it.
        """
        return self._observers.subscribe(observer)

    def handlings(self) -> tuple[Handling, ...]:
        """The agent's own, live or in wrap-up, oldest first."""
        mine = [h for h in self.stores.handlings if self._is_mine(h) and h.is_open]
        return tuple(sorted(mine, key=lambda h: (h.offered or h.since or self.clock.now(), h.id)))

    @property
    def current(self) -> Handling | None:
        """The one that keys act on."""
        handling = self.stores.handlings.get(self._current)
        return handling if handling and handling.is_open else None

    def choose(self, handling_id: str) -> None:
        """Make a handling current; one that is not known yet becomes so when it comes."""
        self._wanted = handling_id
        self._settle_current()

    def call_of(self, handling: Handling) -> Call | None:
        """The call of a handling, if the backend shows it."""
        return self.stores.calls.get(handling.call)

    def waiting(self) -> tuple[Waiting, ...]:
        """Queue rows in serving order."""
        return self.stores.waiting.in_order()

    @property
    def floor(self) -> FloorFigures:
        """The floor's figures."""
        figures = self.stores.queue_figures.values()
        return floor_figures(self.waiting(), self.content.queues, figures, self.clock)

    def _settle_current(self) -> None:
        before = self._current
        self._current = self._next_current()
        if self._current != before:
            self._observers.tell("current")

    def _next_current(self) -> str:
        handlings = {h.id: h for h in self.handlings()}
        if self._wanted in handlings:
            wanted, self._wanted = self._wanted, ""
            return wanted
        if self._current in handlings:
            return self._current
        first = min(handlings.values(), key=lambda h: _RANK.get(h.state, 5), default=None)
        return first.id if first else ""

    @abstractmethod
    def _apply(self, event: Event) -> None:
        """Take one event over, and tell."""

    @abstractmethod
    def _caller_brief(self, caller: str) -> CallerBrief | None:
        """What is remembered of a caller."""

    def _is_mine(self, handling: Handling) -> bool:
        return handling.agent in ("", self.agent.id)
