"""One simulated caller, in time that tests move."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.traffic.virtual import RememberingLine, VirtualTime, settle
from tui.model import HandlingState
from tui.traffic.arrivals import Arrival, arrivals
from tui.traffic.board import Board
from tui.traffic.caller import SimulatedCaller
from tui.traffic.matters import SpokenLine

LINES = (SpokenLine(text="one", pause=1), SpokenLine(text="two", pause=10), SpokenLine(text="bye", pause=10))


@pytest.fixture
def time() -> VirtualTime:
    return VirtualTime()


@pytest.fixture
def line(time: VirtualTime) -> RememberingLine:
    return RememberingLine(time, Board())


@pytest.fixture
async def ringing(time: VirtualTime, line: RememberingLine) -> AsyncIterator[Arrival]:
    """Somebody has just rung in who waits for a minute and has three things to say."""
    arrival = next(arrivals(1, 60)).but(patience=60.0, lines=LINES)
    task = asyncio.create_task(SimulatedCaller(arrival, line, line.board, time.pace).live())
    await settle()
    yield arrival
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


@pytest.mark.usefixtures("ringing")
class TestCaller:
    """What a caller does with what agents do."""

    async def test_gives_up_when_nobody_answers(self, time: VirtualTime, line: RememberingLine) -> None:
        await time.pass_(59)
        assert line.hung_up == []
        await time.pass_(2)
        assert [at for at, _ in line.hung_up] == [60.0]
        assert line.said == []

    async def test_speaks_when_answered_and_hangs_up_when_done(
        self, time: VirtualTime, line: RememberingLine
    ) -> None:
        await time.pass_(20)
        line.tell(HandlingState.connected)
        await time.pass_(60)
        assert line.said == [(21.0, "one", ""), (31.0, "two", ""), (41.0, "bye", "")]
        assert [at for at, _ in line.hung_up] == [43.5]

    async def test_is_silent_on_hold_and_does_not_hang_up(
        self, time: VirtualTime, line: RememberingLine
    ) -> None:
        line.tell(HandlingState.connected)
        await time.pass_(5)
        line.tell(HandlingState.held, held=True)
        await time.pass_(300)
        assert [text for _, text, _ in line.said] == ["one"]
        assert line.hung_up == []
        line.tell(HandlingState.connected)
        await time.pass_(60)
        texts = [text for _, text, _ in line.said]
        assert texts[0] == "one"
        assert texts[2:] == ["two", "bye"]
        assert "?" in texts[1] or "minute" in texts[1], "a remark on the long hold"
        assert len(line.hung_up) == 1

    async def test_remarks_on_a_new_voice(self, time: VirtualTime, line: RememberingLine) -> None:
        line.tell(HandlingState.connected)
        await time.pass_(3)
        line.tell(HandlingState.wrap_up)
        line.tell(HandlingState.connected, agent="8004")
        await time.pass_(60)
        assert len(line.said) == len(LINES) + 1
        assert len(line.hung_up) == 1

    async def test_says_nothing_more_once_the_agent_has_hung_up(
        self, time: VirtualTime, line: RememberingLine
    ) -> None:
        line.tell(HandlingState.connected)
        await time.pass_(3)
        line.end()
        await time.pass_(100)
        assert [text for _, text, _ in line.said] == ["one"]
        assert line.hung_up == []
