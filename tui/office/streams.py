"""Event streams of sessions: who hears what, beats, and a proper end."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

import msgspec

from tui.model import AgentRole, utc_now
from tui.office.accounts import Account, sit_again
from tui.office.events import Fanout, Listener
from tui.office.floor import Floor, SnapshotText, snapshot
from tui.office.floor.snapshot import More
from tui.office.store import Store, Transaction
from tui.office.tasks import ended

log = logging.getLogger(__name__)
BEAT = 3.0
"""Seconds between two beats."""
LOOK = 5.0
"""Seconds between two looks at which sessions still run."""
_HOUSE = frozenset({"all", "house"})


class Streams:
    """The event streams that are open, by session."""

    def __init__(self, store: Store, floor: Floor, more: More) -> None:
        self._store = store
        self._floor = floor
        self._more = more
        self._fanout = Fanout(store)
        self._open: dict[str, set[Listener]] = {}
        self._ended: dict[Listener, str] = {}
        """Listeners whose session is over -> the desk that took it over, or an empty text."""
        self._looking: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to hand out events."""
        await self._fanout.start()
        self._looking = asyncio.create_task(self._look_round(), name="void sessions")

    async def stop(self) -> None:
        """End every stream without a word: desks come back and resume."""
        looking, self._looking = self._looking, None
        await ended(looking)
        await self._fanout.stop()

    def end(self, digest: str, taken_over_by: str = "") -> None:
        """A session is over: its streams say so and end."""
        for listener in self._open.pop(digest, set()):
            self._ended[listener] = taken_over_by
            self._fanout.leave(listener)

    @asynccontextmanager
    async def open(self, account: Account, last_id: str) -> AsyncIterator[AsyncIterator[bytes]]:
        """Server-sent events for a session, resumed after `last_id` where that is possible."""
        listener = await self._fanout.subscribe(await self._audiences(account), self._position(last_id))
        self._open.setdefault(account.digest, set()).add(listener)
        try:
            await self._end_if_void(account)
            async with self._present(account):
                yield self._texts(account, listener)
        finally:
            self._forget(account, listener)

    async def _look_round(self) -> None:
        while True:
            await asyncio.sleep(LOOK)
            try:
                await self._end_void()
            except Exception:  # the streams themselves are well, and the next look may find the store so too
                log.exception("sessions could not be looked at")

    async def _end_void(self) -> None:
        """End the streams of sessions that are no more: another process may have given out a new secret."""
        if digests := tuple(self._open):
            known = await self._store.read(_running, digests)
            for digest in set(digests) - known:
                self.end(digest)

    async def _end_if_void(self, account: Account) -> None:
        """The session may have ended between its request and the moment its stream could be told."""
        if not await self._store.read(_running, (account.digest,)):
            self.end(account.digest)

    @asynccontextmanager
    async def _present(self, account: Account) -> AsyncIterator[None]:
        """Whoever listens sits at a desk; machines don't."""
        if account.role is AgentRole.service or account.digest not in self._open:
            yield
            return
        await self._store.write(sit_again, account.id)
        try:
            await self._floor.stream_opened(account.id)
            yield
        finally:
            await self._floor.stream_closed(account.id)

    async def _texts(self, account: Account, listener: Listener) -> AsyncIterator[bytes]:
        if not (listener.resumed or listener.dropped):
            text = await self._snapshot(account)
            listener.skip_to(text.seq)
            yield self._event("snapshot", text.data, text.seq)
        beaten = 0.0
        while account.expires > utc_now():
            if time.monotonic() - beaten >= BEAT:
                beaten = time.monotonic()
                yield self._event("beat", msgspec.json.encode({"now": utc_now()}))
            frames = await listener.read(max(0.0, beaten + BEAT - time.monotonic()))
            if frames is None:
                break
            for frame in frames:
                yield frame.text
        if listener in self._ended or account.expires <= utc_now():
            by = self._ended.get(listener, "")
            yield self._event("ended", msgspec.json.encode({"taken_over_by": by}))

    async def _snapshot(self, account: Account) -> SnapshotText:
        agent = "" if sees_everything(account) else account.id
        return await self._store.read(snapshot, agent, more=(self._more,))

    async def _audiences(self, account: Account) -> frozenset[str]:
        if sees_everything(account):
            return _HOUSE
        return await self._store.read(_own_audiences, account.id)

    def _position(self, last_id: str) -> int | None:
        """The number in a Last-Event-ID of this epoch; None: there is nothing to resume from."""
        epoch, _, seq = last_id.rpartition(":")
        known = epoch == self._store.epoch and seq.isascii() and seq.isdigit() and len(seq) < 19
        return int(seq) if known else None

    def _forget(self, account: Account, listener: Listener) -> None:
        self._fanout.leave(listener)
        self._ended.pop(listener, None)
        listeners = self._open.get(account.digest, set())
        listeners.discard(listener)
        if not listeners:
            self._open.pop(account.digest, None)

    def _event(self, name: str, data: bytes, seq: int | None = None) -> bytes:
        head = "" if seq is None else f"id: {self._store.epoch}:{seq}\n"
        return f"{head}event: {name}\ndata: ".encode() + data + b"\n\n"


def sees_everything(account: Account) -> bool:
    """Those who lead and machines see the whole house; agents what is theirs."""
    return account.role is not AgentRole.agent


def _running(tx: Transaction, digests: Iterable[str]) -> frozenset[str]:
    """Those of these sessions that have neither ended nor expired."""
    return frozenset(digest for digest in digests if tx.accounts.session(digest, tx.now) is not None)


def _own_audiences(tx: Transaction, agent: str) -> frozenset[str]:
    found = tx.agents.get(agent)
    queues = found.queues if found else ()
    return frozenset({"all", f"agent:{agent}", *(f"queue:{queue}" for queue in queues)})
