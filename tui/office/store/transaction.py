"""One transaction: what the floor and the API see of the database."""

import sqlite3
from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import TypeVar

import msgspec

from tui.model import Stored, kind_of
from tui.office.store import rows
from tui.office.store.accounts import Accounts
from tui.office.store.agents import Agents
from tui.office.store.audit import Audit
from tui.office.store.callers import Callers
from tui.office.store.calls import Calls
from tui.office.store.content import Content
from tui.office.store.events import EventRow, Events
from tui.office.store.follow_ups import FollowUps
from tui.office.store.handlings import Handlings
from tui.office.store.keys import Keys
from tui.office.store.queues import Queues
from tui.office.store.records import Interactions, Records
from tui.office.store.search import Search
from tui.office.store.settings import Settings
from tui.office.store.timers import Timers
from tui.office.store.waiting import WaitingLine

S = TypeVar("S", bound=Stored)


class _Changed(msgspec.Struct, frozen=True):
    kind: str
    value: Stored


class _Removed(msgspec.Struct, frozen=True):
    kind: str
    id: str


class Transaction:
    """Gateways over one connection, a clock that stands still, and the events of this transaction."""

    def __init__(self, connection: sqlite3.Connection, clock: Callable[[], datetime]) -> None:
        self._connection = connection
        self.now = clock()
        """The moment of this transaction, UTC."""
        self.emitted = 0
        """Number of the last event of this transaction; 0: it told nobody anything."""

    def emit(self, value: S, *audiences: str) -> S:
        """Tell these audiences, and "house", what a value now is. Returns it with its new version."""
        seq = self._next()
        value = value.but(version=seq)
        audiences = audiences if "all" in audiences else (*audiences, "house")
        self._tell(seq, audiences, "changed", _Changed(kind_of(value), value))
        return value

    def emit_removed(self, kind: str, id: str, *audiences: str) -> None:  # noqa: A002 - the word of the model
        """Tell these audiences that they no longer see a value; "house" too when it is gone for everybody."""
        self._tell(self._next(), audiences, "removed", _Removed(kind, id))

    def _next(self) -> int:
        return (self.emitted or self.events.last()) + 1

    def _tell(self, seq: int, audiences: tuple[str, ...], name: str, data: object) -> None:
        self.events.add(self.now.timestamp(), EventRow(seq, audiences, name, rows.encode(data)))
        self.emitted = seq

    @cached_property
    def settings(self) -> Settings:
        """The office's own settings."""
        return Settings(self._connection)

    @cached_property
    def events(self) -> Events:
        """The sequence of events."""
        return Events(self._connection)

    @cached_property
    def queues(self) -> Queues:
        """Queues, their figures, and passages through them."""
        return Queues(self._connection)

    @cached_property
    def agents(self) -> Agents:
        """Agents and their seats."""
        return Agents(self._connection)

    @cached_property
    def calls(self) -> Calls:
        """Calls, transcripts, slots."""
        return Calls(self._connection)

    @cached_property
    def waiting(self) -> WaitingLine:
        """The line of waiting calls."""
        return WaitingLine(self._connection)

    @cached_property
    def handlings(self) -> Handlings:
        """Who has, or had, which call."""
        return Handlings(self._connection)

    @cached_property
    def records(self) -> Records:
        """What agents wrote."""
        return Records(self._connection)

    @cached_property
    def interactions(self) -> Interactions:
        """Past contacts."""
        return Interactions(self._connection)

    @cached_property
    def timers(self) -> Timers:
        """What is due when."""
        return Timers(self._connection)

    @cached_property
    def accounts(self) -> Accounts:
        """Who may sign in, and who has."""
        return Accounts(self._connection)

    @cached_property
    def audit(self) -> Audit:
        """Who did what."""
        return Audit(self._connection)

    @cached_property
    def callers(self) -> Callers:
        """Callers' files."""
        return Callers(self._connection)

    @cached_property
    def content(self) -> Content:
        """Scripts, phrases, articles, codes, reasons, announcements, numbers."""
        return Content(self._connection)

    @cached_property
    def follow_ups(self) -> FollowUps:
        """Promises."""
        return FollowUps(self._connection)

    @cached_property
    def keys(self) -> Keys:
        """Idempotency keys."""
        return Keys(self._connection)

    @cached_property
    def search(self) -> Search:
        """Caller ids for a query."""
        return Search(self._connection)
