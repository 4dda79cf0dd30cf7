"""Ages survive a wall clock that jumps."""

from datetime import UTC, datetime, timedelta

from tui.desk import DeskClock

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Clocks:
    def __init__(self) -> None:
        self.wall = NOON
        self.ticks = 100.0

    def desk_clock(self) -> DeskClock:
        return DeskClock(lambda: self.wall, lambda: self.ticks)


def test_the_backends_time_is_told_by_its_offset() -> None:
    clocks = Clocks()
    clock = clocks.desk_clock()
    clock.correct(90.0)
    clocks.ticks += 10
    assert clock.now() == NOON + timedelta(seconds=100)


def test_a_jump_of_the_wall_clock_changes_no_age() -> None:
    clocks = Clocks()
    clock = clocks.desk_clock()
    clock.correct(0.0)
    clocks.wall -= timedelta(hours=1)
    clocks.ticks += 42
    assert clock.age(NOON) == 42


def test_an_age_is_never_below_zero() -> None:
    clock = Clocks().desk_clock()
    assert clock.age(NOON + timedelta(seconds=5)) == 0
    assert clock.until(NOON + timedelta(seconds=5)) == 5
    assert clock.until(NOON - timedelta(seconds=5)) == 0
