"""What runs in the office beside the requests: timers, figures, and which desks are there."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

from tui.model import Presence
from tui.office.floor import figures
from tui.office.floor.presence import desk_lost, desk_seen
from tui.office.floor.settling import transition
from tui.office.floor.timing import fire
from tui.office.store import Store, Transaction
from tui.office.tasks import ended

TICK = 1.0
"""Seconds between two looks: queue figures are told at most so often, timers fire at most so late."""
KEEP_EVENTS = 100_000
KEEP_EVENTS_FOR = timedelta(hours=24)
_PRUNE_EVERY = 600
"""Ticks."""

log = logging.getLogger(__name__)
Tick = Callable[[Transaction], object]


class Floor:
    """The floor at work over one store. All it knows itself is how many streams each desk has open."""

    def __init__(self, store: Store, *, on_tick: tuple[Tick, ...] = ()) -> None:
        self.store = store
        self._on_tick = on_tick
        """Run in a transaction of their own once a second, such as an agent's day in figures."""
        self._streams: Counter[str] = Counter()
        self._task: asyncio.Task[None] | None = None
        self._day: date | None = None

    async def start(self) -> None:
        """Begin. Desks that were there before a restart have a grace time to come back."""
        await self.store.write(_await_desks)
        self._task = asyncio.create_task(self._run(), name="floor")

    async def stop(self) -> None:
        """End; nothing is lost, timers go on from the file."""
        task, self._task = self._task, None
        await ended(task)

    async def stream_opened(self, agent: str) -> None:
        """A desk of this agent listens."""
        self._streams[agent] += 1
        await self.store.write(transition(desk_seen), agent)

    async def stream_closed(self, agent: str) -> None:
        """A desk of this agent no longer listens; if it was the last, the agent is not there."""
        self._streams[agent] -= 1
        if self._streams[agent] <= 0:
            del self._streams[agent]
            await self.store.write(transition(desk_lost), agent)

    async def tick(self) -> None:
        """Fire what is due, and tell what changed."""
        await self.fire_due()
        if self._a_day_began():
            await self.store.write(lambda tx: tx.queues.mark_all_stale())
        if stale := await self.store.read(figures.stale):
            await self.store.write(figures.tell, stale)
        for each in self._on_tick:
            await self.store.write(each)

    async def fire_due(self) -> None:
        """Fire timers, each in its own transaction: one that fails is tried again, and holds up no other."""
        for timer in await self.store.read(lambda tx: tx.timers.due(tx.now.timestamp())):
            try:
                await self.store.write(transition(fire), timer)
            except Exception:
                log.exception("timer %s of %s failed", timer.kind, timer.subject)

    def _a_day_began(self) -> bool:
        today = self.store.clock().astimezone().date()
        began, self._day = today != self._day, today
        return began

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        ticks, next_tick = 0, loop.time()
        while True:
            pause = TICK
            try:
                if loop.time() < next_tick:
                    await self.fire_due()
                else:
                    next_tick, ticks = loop.time() + TICK, ticks + 1
                    await self.tick()
                    if ticks % _PRUNE_EVERY == 1:
                        await self.store.write(prune)
                pause = min(await self._next_due(), next_tick - loop.time())
            except Exception:  # one bad row must not stop every timer of the house
                log.exception("a tick of the floor failed")
            await asyncio.sleep(max(0.01, pause))

    async def _next_due(self) -> float:
        """Seconds until the next timer; one that failed is tried again after a tick."""
        due = await self.store.read(lambda tx: tx.timers.next())
        seconds = TICK if due is None else due - self.store.clock().timestamp()
        return seconds if seconds > 0 else TICK


def prune(tx: Transaction) -> None:
    """Forget events that no desk will resume from."""
    tx.events.prune(before=(tx.now - KEEP_EVENTS_FOR).timestamp(), keep=KEEP_EVENTS)


def _await_desks(tx: Transaction) -> None:
    """No stream is open yet: whoever was signed in has a grace time."""
    for seat in tx.agents.seats():
        if seat.base is not Presence.offline:
            transition(desk_lost)(tx, seat.agent)
