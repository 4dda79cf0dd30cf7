"""Event streams of sessions: who hears what, beats, and a proper end."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec

from tui.model import AgentRole, utc_now
from tui.office.accounts import Account, sit_again
from tui.office.events import Fanout, Listener
from tui.office.floor import Floor, SnapshotText, snapshot
from tui.office.floor.snapshot import More
from tui.office.store import Store, Transaction

BEAT = 3.0
"""Seconds between two beats."""
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

    async def start(self) -> None:
        """Begin to hand out events."""
        await self._fanout.start()

    async def stop(self) -> None:
        """End every stream without a word: desks come back and resume."""
        await self._fanout.stop()

    def end(self, digest: str, taken_over_by: str = "") -> None:
        """A session is over: its streams say so and end."""
        for listener in self._open.pop(digest, set()):
            self._ended[listener] = taken_over_by
            self._fanout.leave(listener)

    @asynccontextmanager
    async def open(self, account: Account, last_id: str) -> AsyncIterator[AsyncIterator[bytes]]:
        """Server-sent events for a session, resumed after `last_id` where that is possible."""
        is_person = account.role is not AgentRole.service
        listener = await self._fanout.subscribe(await self._audiences(account), self._position(last_id))
        self._open.setdefault(account.digest, set()).add(listener)
        if is_person:
            await self._store.write(sit_again, account.id)
            await self._floor.stream_opened(account.id)
        try:
            yield self._texts(account, listener)
        finally:
            self._forget(account, listener)
            if is_person:
                await self._floor.stream_closed(account.id)

    async def _texts(self, account: Account, listener: Listener) -> AsyncIterator[bytes]:
        if not listener.resumed:
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


def _own_audiences(tx: Transaction, agent: str) -> frozenset[str]:
    found = tx.agents.get(agent)
    queues = found.queues if found else ()
    return frozenset({"all", f"agent:{agent}", *(f"queue:{queue}" for queue in queues)})
