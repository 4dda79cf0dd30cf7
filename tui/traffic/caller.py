"""One simulated caller, from ringing in to hanging up."""

import logging
import uuid

from tui.adapters.cordboard.service import InboundCall
from tui.backend import BackendError
from tui.traffic.arrivals import Arrival
from tui.traffic.board import Board, Standing, Watched
from tui.traffic.matters import SpokenLine, spoken, talk
from tui.traffic.outside import OutsideLine
from tui.traffic.pace import Pace, within

_LOG = logging.getLogger(__name__)
_HOLD_PATIENCE = 600.0
"""Seconds on hold after which anybody hangs up."""
_LONG_HOLD = 40.0
"""Seconds on hold after which they remark on it."""
_BEFORE_HANGING_UP = 2.5
_PRIORITIES = {"gold": 1}


class SimulatedCaller:
    """Does what an arrival says, as far as agents let it."""

    def __init__(self, arrival: Arrival, line: OutsideLine, board: Board, pace: Pace) -> None:
        self._arrival = arrival
        self._line = line
        self._board = board
        self._pace = pace
        self._call = str(uuid.uuid4())
        self._agent = ""
        """Whom they spoke to last."""

    async def live(self) -> None:
        """The whole call. A backend that fails ends it early; the next caller tries again."""
        watched = self._board.watch(self._call)
        try:
            await self._line.put_call(self._inbound())
            await self._talk(watched)
            if watched.standing is not Standing.over:
                await self._line.hang_up(self._call)
        except BackendError as error:
            _LOG.info("caller %d: %s: %s", self._arrival.ordinal, type(error).__name__, error)
        finally:
            self._board.forget(self._call)

    async def _talk(self, watched: Watched) -> None:
        """Say all there is to say; ends early if they give up or the call is over."""
        for line in self._arrival.lines:
            if not await self._say(watched, line):
                return
        await self._pace.sleep(_BEFORE_HANGING_UP)
        await self._heard_by_somebody(watched)

    async def _say(self, watched: Watched, line: SpokenLine) -> bool:
        """Say it after its pause, to somebody who listens all the while; False: the call is done for."""
        while await self._heard_by_somebody(watched):
            if not await within(self._pace, line.pause, watched.until_not(Standing.talking)):
                await self._line.say(self._call, line.text)
                return True
        return False

    async def _heard_by_somebody(self, watched: Watched) -> bool:
        """Wait for an agent to be there; False: gave up, or the call is over."""
        began, was_held = self._pace.now(), False
        while (standing := watched.standing) in (Standing.waiting, Standing.held):
            was_held = was_held or standing is Standing.held
            patience = _HOLD_PATIENCE if standing is Standing.held else self._arrival.patience
            if not await within(self._pace, patience, watched.until_not(standing)):
                return False
        if watched.standing is Standing.over:
            return False
        await self._remark(watched, held_for=self._pace.now() - began if was_held else 0.0)
        return True

    async def _remark(self, watched: Watched, *, held_for: float) -> None:
        """What anybody says to a new voice, or after a long hold."""
        handling = watched.talking
        agent = handling.agent if handling else self._agent
        changed, self._agent = bool(self._agent) and agent != self._agent, agent
        asides = talk().asides
        if changed or held_for > _LONG_HOLD:
            words = asides.handed_over if changed else asides.held
            sentences = spoken(words, self._arrival.languages)
            await self._line.say(self._call, sentences[self._arrival.ordinal % len(sentences)])

    def _inbound(self) -> InboundCall:
        arrival = self._arrival
        return InboundCall(
            id=self._call,
            queue=arrival.queue,
            number=arrival.number,
            name=arrival.name,
            called=arrival.called,
            about=arrival.about,
            language=arrival.languages[0],
            kind_of_caller=arrival.kind,
            choices=arrival.choices,
            priority=_PRIORITIES.get(arrival.tier, 0),
        )
