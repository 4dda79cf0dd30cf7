"""Outside numbers: who answers."""

import pytest

from tests.traffic.virtual import SOURCE, RememberingLine, VirtualTime
from tui.backend import Changed
from tui.model import Handling, HandlingState, Party, PartyState, Role
from tui.traffic.board import Board
from tui.traffic.legs import OutsideLegs, fate
from tui.traffic.tasks import Tasks


def dialling(
    number: str, *, role: Role = Role.caller, state: HandlingState = HandlingState.dialling
) -> Changed:
    leg = Party(id="leg", role=role, number=number, name="Warehouse", state=PartyState.ringing)
    return Changed(source=SOURCE, value=Handling(id="h", call="c", agent="8001", state=state, parties=(leg,)))


@pytest.mark.parametrize(
    ("number", "state"),
    [
        ("+442079460310", PartyState.connected),
        ("+442079460317", PartyState.busy),
        ("+442079460319", PartyState.no_answer),
    ],
)
async def test_the_last_digit_decides(number: str, state: PartyState) -> None:
    time = VirtualTime()
    line, tasks = RememberingLine(time, Board()), Tasks()
    legs = OutsideLegs(line, time.pace, tasks)
    for _ in range(3):
        legs.hear(dialling(number))
    await time.pass_(30)
    assert line.reported == [(fate(number)[1], "leg", state)], "told once, however often it was heard"
    await tasks.stop()


async def test_whoever_is_dialled_talks_and_hangs_up() -> None:
    time = VirtualTime()
    line, tasks = RememberingLine(time, Board()), Tasks()
    OutsideLegs(line, time.pace, tasks).hear(dialling("+442079460310"))
    await time.pass_(200)
    assert len(line.said) >= 2
    assert len(line.hung_up) == 1
    assert len(tasks) == 0


async def test_a_consulted_number_speaks_in_its_own_name() -> None:
    time = VirtualTime()
    line, tasks = RememberingLine(time, Board()), Tasks()
    event = dialling("+442079460310", role=Role.consulted, state=HandlingState.consulting)
    OutsideLegs(line, time.pace, tasks).hear(event)
    await time.pass_(60)
    assert [by for _, _, by in line.said] == ["Warehouse"]
    assert line.hung_up == []


async def test_an_inbound_caller_who_rings_is_not_outside() -> None:
    time = VirtualTime()
    line, tasks = RememberingLine(time, Board()), Tasks()
    OutsideLegs(line, time.pace, tasks).hear(dialling("+442079460310", state=HandlingState.offered))
    await time.pass_(60)
    assert line.reported == []
