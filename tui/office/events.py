"""Fan-out: after each commit its events are read once, encoded once, and handed to all who may see them.

    fanout = Fanout(store); await fanout.start()
    listener = await fanout.subscribe({"all", "agent:ann", "queue:sales"}, after=17)
    if not listener.resumed: send a snapshot made now, then listener.skip_to(its seq)
    while (frames := await listener.read(timeout=3.0)) is not None: send their texts, or a beat for none

Who sees everything (supervisors, services) listens to {"all", "house"}.
"""

import asyncio
import logging
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import NamedTuple

from tui.office.store import EventRow, Store, Transaction
from tui.office.tasks import ended

BACKLOG = 5_000
"""Frames a listener may have waiting; a slower one is dropped, and resumes by its last id."""
AGAIN_AFTER = 1.0
"""Seconds after which events that could not be read are read again."""
_AT_ONCE = 500

log = logging.getLogger(__name__)


class Frame(NamedTuple):
    """One event as it goes out."""

    seq: int
    text: bytes
    """A whole server-sent event, `id: epoch:seq` included."""


class Listener:
    """One who listens. Frames wait here until they are read."""

    def __init__(self, audiences: frozenset[str], position: int) -> None:
        self.audiences = audiences
        self.resumed = False
        """It continues after the number it asked for; else it needs a snapshot first."""
        self.dropped = False
        """It was too slow, or was told to leave: nothing more will come."""
        self.position = position
        """Events up to this number are not for it: they were before its time, or in its snapshot."""
        self._frames: deque[Frame] = deque()
        self._news = asyncio.Event()

    def skip_to(self, seq: int) -> None:
        """A snapshot that contains everything up to this number was sent."""
        self.position = max(self.position, seq)
        while self._frames and self._frames[0].seq <= seq:
            self._frames.popleft()

    def resume(self, after: int, missed: Sequence[Frame]) -> None:
        """Continue after this number with what was missed, and then with what has come meanwhile."""
        self._frames.extendleft(reversed(missed))
        self.position = after
        self.resumed = True

    async def read(self, timeout: float) -> Sequence[Frame] | None:  # noqa: ASYNC109 - silence is an answer here
        """Everything that waits, oldest first; empty after `timeout` seconds of silence; None at the end."""
        with suppress(TimeoutError):
            async with asyncio.timeout(timeout):
                while not self._frames and not self.dropped:
                    self._news.clear()
                    await self._news.wait()
        if self.dropped:
            return None
        frames = tuple(self._frames)
        self._frames.clear()
        return frames

    def put(self, frame: Frame) -> None:
        """Hand over a frame."""
        if len(self._frames) >= BACKLOG:
            self.drop()
        if not self.dropped and frame.seq > self.position:
            self._frames.append(frame)
            self._news.set()

    def drop(self) -> None:
        """Nothing more comes."""
        self.dropped = True
        self._frames.clear()
        self._news.set()


class Fanout:
    """Reads committed events and hands them to listeners."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._last = 0
        self._by_audience: defaultdict[str, set[Listener]] = defaultdict(set)
        self._committed = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin with what is committed from now on."""
        self._last = await self._store.read(lambda tx: tx.events.last())
        self._store.watch(lambda _: self._committed.set())
        self._task = asyncio.create_task(self._run(), name="fan-out")

    async def stop(self) -> None:
        """End, and drop everybody."""
        task, self._task = self._task, None
        await ended(task)
        for listener in {one for them in self._by_audience.values() for one in them}:
            self.leave(listener)

    @property
    def position(self) -> int:
        """The last event that was handed out."""
        return self._last

    async def subscribe(self, audiences: Iterable[str], after: int | None = None) -> Listener:
        """Listen to these audiences, after an event seen before if it is still known.

        `listener.resumed` tells whether that was possible.
        """
        listener = Listener(frozenset(audiences), self._last)
        for audience in listener.audiences:
            self._by_audience[audience].add(listener)
        if after is not None:
            await self._resume(listener, after)
        return listener

    def leave(self, listener: Listener) -> None:
        """Stop listening."""
        listener.drop()
        for audience in listener.audiences:
            self._by_audience[audience].discard(listener)
            if not self._by_audience[audience]:
                del self._by_audience[audience]

    async def _resume(self, listener: Listener, after: int) -> None:
        missed = await self._store.read(_missed, after, listener.position)
        if missed is None or len(missed) > BACKLOG:
            return
        ahead = [self._frame(row) for row in missed if not listener.audiences.isdisjoint(row.audiences)]
        listener.resume(after, ahead)

    async def _run(self) -> None:
        while True:
            try:
                if not await self._hand_out_next():
                    await self._committed.wait()
                    self._committed.clear()
            except Exception:  # every desk would go on hearing beats and nothing else
                log.exception("events could not be handed out")
                await asyncio.sleep(AGAIN_AFTER)

    async def _hand_out_next(self) -> bool:
        rows = await self._store.read(_next, self._last)
        for row in rows:
            self._hand_out(row)
        return bool(rows)

    def _hand_out(self, row: EventRow) -> None:
        self._last = row.seq
        there = [self._by_audience[name] for name in row.audiences if name in self._by_audience]
        if not there:
            return
        frame = self._frame(row)
        for listener in there[0].union(*there[1:]):
            listener.put(frame)
            if listener.dropped:
                self.leave(listener)

    def _frame(self, row: EventRow) -> Frame:
        head = f"id: {self._store.epoch}:{row.seq}\nevent: {row.name}\ndata: ".encode()
        return Frame(row.seq, head + row.data + b"\n\n")


def _next(tx: Transaction, after: int) -> list[EventRow]:
    return list(tx.events.after(after, limit=_AT_ONCE))


def _missed(tx: Transaction, after: int, until: int) -> list[EventRow] | None:
    """Events that somebody missed; None when some of them are no longer kept, or never were."""
    if after > tx.events.last() or after + 1 < tx.events.oldest():
        return None
    return list(tx.events.after(after, until=until, limit=BACKLOG + 1))
