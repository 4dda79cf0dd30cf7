"""Simulated colleagues: they sign in like anybody, answer, talk, file and help."""

import logging
import random
import uuid
from collections.abc import Coroutine, Iterable
from functools import cache
from typing import Any

from tui.backend import BackendError, Changed, Command, Event, Session, SessionEnded, Snapshot
from tui.model import (
    AgentState,
    Because,
    Call,
    Delivery,
    Handling,
    HandlingState,
    Presence,
    Record,
    Stored,
    Value,
    Verb,
    Waiting,
    record_id,
)
from tui.traffic import shelf
from tui.traffic.outside import OutsideLine
from tui.traffic.pace import Pace
from tui.traffic.tasks import Tasks

_LOG = logging.getLogger(__name__)
_ANSWERS_AFTER = (2.0, 7.0)
_FILES_AFTER = (6.0, 20.0)
_TAKES_AFTER = (15.0, 40.0)
"""Seconds a caller of a pull queue waits for somebody else to be faster."""
_LONGEST_TALK = 420.0


class Filing(Value, frozen=True, kw_only=True):
    """How a call of some queue may be filed."""

    queue: str
    code: str
    note: str


class Manners(Value, frozen=True, kw_only=True):
    """What colleagues say and write."""

    consulted: tuple[str, ...]
    filings: tuple[Filing, ...]


@cache
def manners() -> Manners:
    """The words of the content files, read once."""
    return shelf.read("colleagues", Manners)


class Colleague:
    """One simulated agent at a desk without a screen."""

    def __init__(
        self, session: Session, line: OutsideLine, pace: Pace, chance: random.Random, tasks: Tasks
    ) -> None:
        self._session = session
        self._line = line
        self._pace = pace
        self._chance = chance
        self._tasks = tasks
        self._calls: dict[str, Call] = {}
        self._handlings: dict[str, Handling] = {}
        self._pull_queues: frozenset[str] = frozenset()

    async def work(self) -> None:
        """The whole shift: until the session ends, or the task is cancelled."""
        self._pull_queues = await self._served_by_pull()
        await self._become_ready()
        async for event in self._session.events():
            if isinstance(event, SessionEnded):
                return
            for value in _values(event):
                self._hear(value)

    def _hear(self, value: Stored) -> None:
        if isinstance(value, Call):
            self._calls[value.id] = value
        elif isinstance(value, Handling) and value.agent == self._session.agent.id:
            before = self._handlings.get(value.id)
            self._handlings[value.id] = value
            if before is None or before.state is not value.state:
                self._tasks.start(self._willingly(self._react(value)))
        elif isinstance(value, AgentState) and self._is_mine_not_ready(value):
            self._tasks.start(self._come_back())
        elif isinstance(value, Waiting) and value.queue in self._pull_queues:
            self._tasks.start(self._willingly(self._take(value)))

    async def _willingly(self, deed: Coroutine[Any, Any, None]) -> None:
        """Do what the moment asks for; a refusal means that things have moved on."""
        try:
            await deed
        except BackendError as error:
            _LOG.info("%s: %s", self._session.agent.name, type(error).__name__)

    async def _react(self, handling: Handling) -> None:
        if handling.state is HandlingState.offered:
            await self._answer(handling)
        elif handling.state is HandlingState.connected:
            await self._talk(handling)
        elif handling.state is HandlingState.wrap_up:
            await self._file(handling)
        elif handling.state is HandlingState.done:
            self._forget(handling)

    async def _served_by_pull(self) -> frozenset[str]:
        if self._session.calls is None:
            return frozenset()
        queues = await self._session.calls.queues()
        return frozenset(queue.id for queue in queues if queue.delivery is Delivery.pull)

    async def _take(self, waiting: Waiting) -> None:
        """Take somebody whom nobody else has taken, if there is nothing else to do."""
        await self._pause(*_TAKES_AFTER)
        if self._session.calls is not None and not self._handlings:
            await self._session.calls.perform(Command(verb=Verb.take, id=str(uuid.uuid4()), call=waiting.id))

    async def _answer(self, handling: Handling) -> None:
        await self._pause(*_ANSWERS_AFTER)
        if self._is_still(handling):
            await self._perform(Verb.answer, handling)

    async def _talk(self, handling: Handling) -> None:
        if handling.because is Because.consult:
            await self._pause(1.0, 3.0)
            words = self._chance.choice(manners().consulted)
            await self._line.say(handling.call, words, by=self._session.agent.name)
            return
        # The caller hangs up when they have what they want; this is for those who never do.
        await self._pace.sleep(_LONGEST_TALK)
        if self._is_still(handling):
            await self._perform(Verb.hang_up, handling)

    async def _file(self, handling: Handling) -> None:
        await self._pause(*_FILES_AFTER)
        if self._session.records is not None and self._is_still(handling):
            await self._session.records.save(self._record(handling))

    def _record(self, handling: Handling) -> Record:
        call = self._calls.get(handling.call)
        queue = call.queue if call else ""
        fitting = [filing for filing in manners().filings if filing.queue == queue] or manners().filings
        filing = self._chance.choice(fitting)
        return Record(
            id=record_id(handling.id),
            handling=handling.id,
            call=handling.call,
            caller=call.caller if call else "",
            revision=1,
            note=filing.note,
            codes=(filing.code,),
            resolved=self._chance.random() < 0.8,
            submitted=True,
        )

    async def _come_back(self) -> None:
        """Nobody stays away because one call rang too long."""
        await self._pause(4.0, 8.0)
        await self._become_ready()

    async def _become_ready(self) -> None:
        if self._session.presence is None:
            return
        try:
            await self._session.presence.set_state(Presence.ready)
        except BackendError as error:
            _LOG.info("%s can't be ready: %s", self._session.agent.name, type(error).__name__)

    async def _perform(self, verb: Verb, handling: Handling) -> None:
        if self._session.calls is not None:
            command = Command(verb=verb, id=str(uuid.uuid4()), handling=handling.id, call=handling.call)
            await self._session.calls.perform(command)

    async def _pause(self, least: float, most: float) -> None:
        await self._pace.sleep(self._chance.uniform(least, most))

    def _is_mine_not_ready(self, state: AgentState) -> bool:
        return state.id == self._session.agent.id and state.presence is Presence.not_ready

    def _is_still(self, handling: Handling) -> bool:
        now = self._handlings.get(handling.id)
        return now is not None and now.state is handling.state

    def _forget(self, handling: Handling) -> None:
        self._handlings.pop(handling.id, None)
        self._calls.pop(handling.call, None)


def _values(event: Event) -> Iterable[Stored]:
    if isinstance(event, Changed):
        return (event.value,)
    return event.values if isinstance(event, Snapshot) else ()
