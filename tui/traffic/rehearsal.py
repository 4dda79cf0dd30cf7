"""All of it together: callers, the world outside, and colleagues, against one office."""

import asyncio
import logging
import random

from tui.adapters.cordboard import CordboardBackend
from tui.adapters.cordboard.service import ServiceLine
from tui.backend import BackendError, Credentials
from tui.model import Value
from tui.traffic.arrivals import already_waiting, arrivals
from tui.traffic.board import Board
from tui.traffic.caller import SimulatedCaller
from tui.traffic.colleagues import Colleague
from tui.traffic.legs import OutsideLegs
from tui.traffic.pace import Pace, within
from tui.traffic.tasks import Tasks

_LOG = logging.getLogger(__name__)
_WAIT_FOR_DESK = 4.0
"""Seconds the first caller waits for the person who tries the demo to be ready."""
_COLLEAGUES_AFTER = 6.0
"""Seconds after which colleagues come: the first caller is for the person who tries the demo."""


class SignIn(Value, frozen=True, kw_only=True):
    """What a simulated colleague signs in with."""

    staff_number: str
    secret: str


class Rehearsal(Value, frozen=True, kw_only=True, omit_defaults=True):
    """What kind of day it is going to be."""

    url: str
    token: str
    """Of a service account."""
    seed: int = 0
    rate: float = 60.0
    """Calls per hour."""
    waiting: int = 0
    """Patient callers in line from the start."""
    colleagues: tuple[SignIn, ...] = ()
    queues: tuple[str, ...] = ()
    """Queues the waiting ones stand in; empty: any."""
    desk: str = ""
    """Agent id of the person who tries the demo; the first caller comes when they are ready.

    Empty: the first caller waits for nobody.
    """


async def rehearse(plan: Rehearsal, pace: Pace | None = None) -> None:
    """Let people call until cancelled.

    Raises:
        BackendError: the office refuses the token or can't be reached at the start.
    """
    pace = pace or Pace()
    line = ServiceLine(plan.url, plan.token)
    day = _Day(plan, line, pace)
    try:
        await day.run()
    finally:
        await day.stop()
        await line.aclose()


class _Day:
    """One run of a rehearsal."""

    def __init__(self, plan: Rehearsal, line: ServiceLine, pace: Pace) -> None:
        self._plan = plan
        self._line = line
        self._pace = pace
        self._board = Board()
        self._tasks = Tasks()
        self._legs = OutsideLegs(line, pace, self._tasks)

    async def run(self) -> None:
        await self._line.queues()
        self._tasks.start(self._listen())
        for arrival in already_waiting(self._plan.seed, self._plan.waiting, self._plan.queues):
            self._tasks.start(SimulatedCaller(arrival, self._line, self._board, self._pace).live())
            await asyncio.sleep(0)
        if self._plan.desk:
            await within(self._pace, _WAIT_FOR_DESK, self._board.until_ready(self._plan.desk))
        for place, sign_in in enumerate(self._plan.colleagues):
            self._tasks.start(self._colleague(place, sign_in))
        await self._let_callers_come()

    async def stop(self) -> None:
        await self._tasks.stop()

    async def _listen(self) -> None:
        async for event in self._line.events():
            self._board.hear(event)
            self._legs.hear(event)

    async def _let_callers_come(self) -> None:
        began = self._pace.now()
        for arrival in arrivals(self._plan.seed, self._plan.rate):
            await self._pace.sleep(max(0.0, began + arrival.after - self._pace.now()))
            self._tasks.start(SimulatedCaller(arrival, self._line, self._board, self._pace).live())
        await asyncio.Event().wait()

    async def _colleague(self, place: int, sign_in: SignIn) -> None:
        await self._pace.sleep(_COLLEAGUES_AFTER + place * 0.7)
        backend = CordboardBackend.from_profile({"url": self._plan.url})
        try:
            session = await backend.sign_in(
                Credentials(
                    staff_number=sign_in.staff_number,
                    secret=sign_in.secret,
                    desk_id=f"simulated-{sign_in.staff_number}",
                    desk_name="a simulated colleague",
                )
            )
        except BackendError as error:
            _LOG.info("colleague %s can't sign in: %s", sign_in.staff_number, type(error).__name__)
            return
        chance = random.Random(f"{self._plan.seed}/colleague/{place}")  # noqa: S311 - simulated people
        try:
            await Colleague(session, self._line, self._pace, chance, self._tasks).work()
        finally:
            await session.close(False)
