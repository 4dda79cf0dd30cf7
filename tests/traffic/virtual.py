"""Time that passes only when a test says so, and a telephone line that remembers what it carried."""

import asyncio
import heapq
import itertools

from tui.adapters.cordboard.service import InboundCall
from tui.backend import Changed, Receipt, Source
from tui.model import (
    Call,
    CallState,
    Handling,
    HandlingState,
    Party,
    PartyState,
    Role,
    utc_now,
)
from tui.traffic.board import Board
from tui.traffic.pace import Pace

SOURCE = Source(part="office", epoch="1")
_TURNS = 30
"""Turns of the event loop in which everything that can run has run."""


class VirtualTime:
    """A clock with its own sleep."""

    def __init__(self) -> None:
        self.now = 0.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._ordinal = itertools.count()

    @property
    def pace(self) -> Pace:
        """As traffic takes it."""
        return Pace(now=lambda: self.now, sleep=self._sleep)

    async def pass_(self, seconds: float) -> None:
        """Let so much time pass, in order, with everything that happens meanwhile."""
        await settle()
        until = self.now + seconds
        while self._sleepers and self._sleepers[0][0] <= until:
            self.now, _, sleeper = heapq.heappop(self._sleepers)
            if not sleeper.done():
                sleeper.set_result(None)
                await settle()
        self.now = until

    async def _sleep(self, seconds: float) -> None:
        sleeper: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self.now + seconds, next(self._ordinal), sleeper))
        await sleeper


async def settle() -> None:
    """Let every task run as far as it can without time passing."""
    for _ in range(_TURNS):
        await asyncio.sleep(0)


class RememberingLine:
    """An outside line that notes what was said and done, and plays the office for one call."""

    def __init__(self, time: VirtualTime, board: Board) -> None:
        self._time = time
        self.board = board
        self.put: list[tuple[float, InboundCall]] = []
        self.said: list[tuple[float, str, str]] = []
        """When, what, by whom."""
        self.hung_up: list[tuple[float, str]] = []
        self.reported: list[tuple[float, str, PartyState]] = []

    async def put_call(self, call: InboundCall) -> Receipt:
        self.put.append((self._time.now, call))
        return Receipt(call=call.id)

    async def hang_up(self, call: str) -> None:
        self.hung_up.append((self._time.now, call))

    async def say(self, call: str, text: str, by: str = "") -> None:
        self.said.append((self._time.now, text, by))

    async def report(self, call: str, party: str, state: PartyState) -> None:
        self.reported.append((self._time.now, party, state))

    def tell(self, state: HandlingState, *, held: bool = False, agent: str = "8001") -> None:
        """The office says: this agent's share of the only call is now so."""
        call = self.put[0][1].id
        caller = Party(id="c", role=Role.caller, held=held)
        handling = Handling(
            id=f"h-{agent}", call=call, agent=agent, state=state, parties=(caller,), answered=utc_now()
        )
        self.board.hear(Changed(source=SOURCE, value=handling))

    def end(self) -> None:
        """The office says: the only call has ended."""
        ended = Call(id=self.put[0][1].id, state=CallState.ended)
        self.board.hear(Changed(source=SOURCE, value=ended))
