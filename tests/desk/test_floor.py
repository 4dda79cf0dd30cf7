"""The floor's figures."""

from datetime import UTC, datetime, timedelta

from tui.desk import DeskClock
from tui.desk.floor import floor_figures
from tui.model import Delivery, Queue, QueueFigures, Waiting

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
QUEUE = Queue(id="q", name="Q", delivery=Delivery.pull, service_level_seconds=20)


def row(id_: str, seconds: int, due: datetime | None = None) -> Waiting:
    return Waiting(id=id_, queue="q", arrived=NOON - timedelta(seconds=seconds), due=due)


def clock() -> DeskClock:
    return DeskClock(lambda: NOON, lambda: 0.0)


def test_the_longest_wait_and_whether_it_is_too_long() -> None:
    floor = floor_figures([row("a", 5), row("b", 19)], [QUEUE], [], clock())
    assert (floor.waiting, floor.longest, floor.over_target) == (2, NOON - timedelta(seconds=19), False)
    assert floor_figures([row("c", 21)], [QUEUE], [], clock()).over_target


def test_a_promised_call_back_waits_for_its_time() -> None:
    floor = floor_figures([row("a", 9000, due=NOON)], [QUEUE], [], clock())
    assert floor.waiting == 1
    assert floor.longest is None
    assert not floor.over_target


def test_the_service_level_is_unknown_without_calls() -> None:
    assert floor_figures([], [QUEUE], [QueueFigures(id="q")], clock()).service_level is None
    waiting = QueueFigures(id="q", waiting=1, offered=1)
    assert floor_figures([], [QUEUE], [waiting], clock()).service_level is None
    figures = [
        QueueFigures(id="q", offered=8, answered=8, in_time=6),
        QueueFigures(id="r", offered=2, in_time=2),
    ]
    floor = floor_figures([], [QUEUE], figures, clock())
    assert floor.service_level == 0.8
    assert floor.delivery == {Delivery.pull}
