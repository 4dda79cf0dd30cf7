"""Looking things up: callers, history, directory, knowledge."""

import asyncio
from collections.abc import Sequence
from typing import TypeVar

from tui.backend import BackendError, CallersPort, Unsupported
from tui.desk.border import translated
from tui.desk.core import DeskCore
from tui.model import (
    Article,
    Caller,
    CallerBrief,
    DayFigures,
    DeskCall,
    DirectoryEntry,
    Found,
    History,
)

T = TypeVar("T")

_FRESH = 30.0
"""Seconds for which a caller's file is not asked for again."""
_REMEMBERED = 64
_PREFETCHED_PER_CALL = 4


class Lookups(DeskCore):
    """Questions to the backend. All raise `BackendError`; `Unsupported` where there is no such port.
    Observers are told "caller" when a file or a history has come that is another than was known.
    """

    def _open_memory(self) -> None:
        self._callers: dict[str, tuple[float, Caller]] = {}
        self._histories: dict[str, History] = {}
        self._prefetched: set[tuple[str, str]] = set()

    async def find(self, query: str) -> Found:
        """Callers by number, name, company, account, mail, pinyin; best first."""
        port = self._callers_port()
        with translated("find"):
            return await port.search(query)

    async def caller(self, caller_id: str) -> Caller:
        """One caller's file, at most half a minute old."""
        known = self._callers.get(caller_id)
        if known and self.clock.monotonic() - known[0] < _FRESH:
            return known[1]
        port = self._callers_port()
        with translated("caller"):
            caller = await port.read(caller_id)
        _remember(self._callers, caller_id, (self.clock.monotonic(), caller))
        if known is None or known[1] != caller:
            self._observers.tell("caller")
        return caller

    async def history(self, caller_id: str, cursor: str = "") -> History:
        """A page of past contacts, newest first: always asked for, what was just filed is in it."""
        port = self._callers_port()
        with translated("history"):
            history = await port.history(caller_id, cursor)
        if not cursor:
            is_news = history != self._histories.get(caller_id)
            _remember(self._histories, caller_id, history)
            if is_news:
                self._observers.tell("caller")
        return history

    async def last_calls(self) -> Sequence[DeskCall]:
        """The agent's own last calls, missed ones too, newest first."""
        port = self._callers_port()
        with translated("last_calls"):
            return await port.last_calls()

    async def directory(self, query: str) -> Sequence[DirectoryEntry]:
        """Whom a call can be sent to."""
        if self.session.directory is None:
            raise Unsupported(operation="directory")
        with translated("directory"):
            return await self.session.directory.search(query)

    async def articles(self, query: str) -> Sequence[Article]:
        """The house's knowledge, best first."""
        if self.session.scripts is None:
            raise Unsupported(operation="articles")
        with translated("articles"):
            return await self.session.scripts.articles(query)

    async def my_day(self) -> DayFigures:
        """The agent's day so far."""
        if self.session.metrics is None:
            raise Unsupported(operation="my_day")
        with translated("my_day"):
            return await self.session.metrics.my_day()

    async def mark_read(self, announcement_id: str) -> None:
        """The agent has read an item of the briefing."""
        if self.session.announcements is None:
            raise Unsupported(operation="mark_read")
        with translated("mark_read"):
            await self.session.announcements.mark_read(announcement_id)

    def remembered_caller(self, caller_id: str) -> Caller | None:
        """A caller's file that was fetched before, however old."""
        known = self._callers.get(caller_id)
        return known[1] if known else None

    def remembered_history(self, caller_id: str) -> History | None:
        """The first page of a history that was fetched before, however old."""
        return self._histories.get(caller_id)

    def expire_caller(self, caller_id: str) -> None:
        """Ask anew next time: the file has changed. What is remembered stays until the new one is here."""
        known = self.remembered_caller(caller_id)
        if known is not None:
            self._callers[caller_id] = (float("-inf"), known)

    def _forget_protected(self) -> None:
        """A call is over: what its check uncovered must not show on the next one of the same caller."""
        calls = (self.call_of(handling) for handling in self.handlings())
        here = {caller for call in calls if call for caller in (call.caller, *(c.id for c in call.callers))}
        gone = [id_ for id_, (_, file) in self._callers.items() if file.protected and id_ not in here]
        for id_ in gone:
            del self._callers[id_]
            self._histories.pop(id_, None)

    def _refresh_caller(self, caller_id: str) -> None:
        """The file or the history has changed: if it is remembered, it is fetched anew."""
        self.expire_caller(caller_id)
        if caller_id in self._callers or caller_id in self._histories:
            self._background.run(self._fetch(caller_id))

    def _prefetch(self) -> None:
        """Fetch in the background who rings or speaks, once per call."""
        if self.session.callers is None:
            return
        for handling in self.handlings():
            call = self.call_of(handling)
            callers = ([call.caller] if call.caller else []) + [c.id for c in call.callers] if call else []
            for caller in list(dict.fromkeys(callers))[:_PREFETCHED_PER_CALL]:
                self._prefetch_one(handling.call, caller)
        open_calls = {handling.call for handling in self.handlings()}
        self._prefetched = {key for key in self._prefetched if key[0] in open_calls}

    def _prefetch_again(self) -> None:
        """Ask anew for what did not come while the link was bad."""
        came = self._callers.keys() & self._histories.keys()
        self._prefetched = {key for key in self._prefetched if key[1] in came}
        self._prefetch()

    def _prefetch_one(self, call: str, caller: str) -> None:
        if (call, caller) in self._prefetched:
            return
        self._prefetched.add((call, caller))
        self._background.run(self._fetch(caller))

    async def _fetch(self, caller: str) -> None:
        # The agent never asked for this, so a failure is no news: opening the card will ask again and tell.
        answers = await asyncio.gather(self.caller(caller), self.history(caller), return_exceptions=True)
        faults = [a for a in answers if isinstance(a, BaseException) and not isinstance(a, BackendError)]
        if faults:
            raise faults[0]

    def _caller_brief(self, caller: str) -> CallerBrief | None:
        known = self.remembered_caller(caller)
        return known.brief() if known else None

    def _callers_port(self) -> CallersPort:
        if self.session.callers is None:
            raise Unsupported(operation="callers")
        return self.session.callers


def _remember(memory: dict[str, T], key: str, value: T) -> None:
    memory.pop(key, None)
    memory[key] = value
    while len(memory) > _REMEMBERED:
        del memory[next(iter(memory))]
