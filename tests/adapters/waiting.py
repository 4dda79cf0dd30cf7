"""Bounded waits for conditions, and time that passes only when told."""

import asyncio
import heapq
import itertools
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from tui.adapters.kit import Timing
from tui.backend import Event, Link, LinkChanged, Session

_PATIENCE = 5.0
_GLANCE = 0.002


async def until(condition: Callable[[], bool]) -> None:
    """Let the loop run until this holds."""
    for _ in range(round(_PATIENCE / _GLANCE)):
        if condition():
            return
        await asyncio.sleep(_GLANCE)
    raise AssertionError("it never came to pass")


class ManualTime:
    """A clock that stands still; sleepers wake when it is put forward."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.wall = 1_700_000_000.0
        self.slept: list[float] = []
        self._order = itertools.count()
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []

    @property
    def timing(self) -> Timing:
        return Timing(clock=lambda: self.now, wall=lambda: self.wall, sleep=self._sleep, chance=lambda: 1.0)

    @property
    def waiting(self) -> int:
        """Sleepers that are still awaited."""
        return sum(not future.done() for _, _, future in self._sleepers)

    def pass_by(self, seconds: float) -> None:
        """Put clock and wall forward and wake whoever is due."""
        self.now += seconds
        self.wall += seconds
        while self._sleepers and self._sleepers[0][0] <= self.now:
            _, _, future = heapq.heappop(self._sleepers)
            if not future.done():
                future.set_result(None)

    async def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self.now + seconds, next(self._order), future))
        await future


class Heard:
    """What a session's events told so far."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.over = False

    @property
    def links(self) -> list[Link]:
        return [event.link for event in self.events if isinstance(event, LinkChanged)]

    @property
    def last_link(self) -> LinkChanged:
        return [event for event in self.events if isinstance(event, LinkChanged)][-1]

    def of(self, kind: type) -> list[Event]:
        return [event for event in self.events if isinstance(event, kind)]


@asynccontextmanager
async def listening(session: Session) -> AsyncIterator[Heard]:
    """Read the session's events in a task, until leaving."""
    heard = Heard()

    async def listen() -> None:
        async for event in session.events():
            heard.events.append(event)
        heard.over = True

    task = asyncio.create_task(listen())
    try:
        yield heard
    finally:
        await session.close(False)
        await asyncio.wait_for(task, _PATIENCE)
