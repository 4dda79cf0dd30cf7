"""The world outside: who answers when an agent dials or sends a call to a number."""

import logging

from tui.backend import BackendError, Changed, Event, Snapshot
from tui.model import Handling, HandlingState, Party, PartyState, Role, Stored
from tui.traffic.outside import OutsideLine
from tui.traffic.pace import Pace
from tui.traffic.tasks import Tasks

_LOG = logging.getLogger(__name__)
_FATES = {"7": (PartyState.busy, 2.0), "9": (PartyState.no_answer, 20.0)}
"""Last digit of the number -> what becomes of the call, after how many seconds."""
_ANSWERED = (PartyState.connected, 4.0)
_TALKS_FOR = 90.0
"""Seconds after which somebody who was dialled says goodbye."""
_WORDS = ("Yes, hello?", "Ah, it's you. Go on, please.", "Right. I'll write that down.")
_CONSULTED = "Yes? What is it about?"


def fate(number: str) -> tuple[PartyState, float]:
    """What becomes of a call to this number, and after how many seconds.

    Numbers that end in 7 are busy, those that end in 9 never answer, all others do.
    """
    return _FATES.get(number[-1:], _ANSWERED)


class OutsideLegs:
    """Answers, or does not, every outside leg that begins to ring."""

    def __init__(self, line: OutsideLine, pace: Pace, tasks: Tasks) -> None:
        self._line = line
        self._pace = pace
        self._tasks = tasks
        self._seen: set[tuple[str, str]] = set()

    def hear(self, event: Event) -> None:
        """Look for legs that have begun to ring."""
        values: tuple[Stored, ...] = ()
        if isinstance(event, Changed):
            values = (event.value,)
        elif isinstance(event, Snapshot):
            values = event.values
        for value in values:
            if isinstance(value, Handling):
                self._look_at(value)

    def _look_at(self, handling: Handling) -> None:
        for party in handling.parties:
            leg = (handling.call, party.id)
            if _rings_outside(handling, party) and leg not in self._seen:
                self._seen.add(leg)
                self._tasks.start(self._answer(handling.call, party))
        if handling.state in (HandlingState.wrap_up, HandlingState.done):
            self._seen -= {(handling.call, party.id) for party in handling.parties}

    async def _answer(self, call: str, party: Party) -> None:
        state, after = fate(party.number)
        try:
            await self._pace.sleep(after)
            await self._line.report(call, party.id, state)
            if state is PartyState.connected:
                await self._talk(call, party)
        except BackendError as error:
            _LOG.info("leg to %s: %s", party.number, type(error).__name__)

    async def _talk(self, call: str, party: Party) -> None:
        if party.role is not Role.caller:
            await self._line.say(call, _CONSULTED, by=party.name or party.number)
            return
        pause = _TALKS_FOR / (len(_WORDS) + 1)
        for words in _WORDS:
            await self._line.say(call, words)
            await self._pace.sleep(pause)
        await self._line.hang_up(call)


def _rings_outside(handling: Handling, party: Party) -> bool:
    """An inbound caller whose call is being offered rings too, but not outside."""
    rings = party.state is PartyState.ringing and bool(party.number) and not party.agent
    outward = party.role is Role.consulted or handling.state is HandlingState.dialling
    return rings and outward and party.role is not Role.agent
