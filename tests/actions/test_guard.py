"""A key whose meaning has just changed does nothing yet."""

from tui.actions import Guard, Meaning

_HANG_UP = Meaning(action="red", sense="hang_up", words="Hang up {name}", handling="h1")
_DROP = _HANG_UP.but(sense="drop")


class _Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_what_stood_there_from_the_start_may_be_pressed_at_once() -> None:
    guard = Guard(_Clock())
    guard.observe({"red": _HANG_UP})
    assert guard.settled("red")


def test_a_changed_meaning_settles_after_its_time() -> None:
    clock = _Clock()
    guard = Guard(clock, settling=0.6)
    guard.observe({"red": _HANG_UP})
    clock.now += 10
    guard.observe({"red": _DROP})
    assert not guard.settled("red")
    clock.now += 0.59
    assert not guard.settled("red")
    clock.now += 0.02
    assert guard.settled("red")


def test_the_same_sense_for_another_call_is_another_meaning() -> None:
    guard = Guard(_Clock())
    guard.observe({"red": _HANG_UP})
    guard.observe({"red": _HANG_UP.but(handling="h2")})
    assert not guard.settled("red")


def test_a_key_that_appears_has_changed() -> None:
    guard = Guard(_Clock())
    guard.observe({})
    guard.observe({"red": _HANG_UP})
    assert not guard.settled("red")


def test_a_name_that_becomes_known_and_a_pause_while_something_is_under_way_change_nothing() -> None:
    guard = Guard(_Clock())
    guard.observe({"red": _HANG_UP})
    guard.observe({})
    guard.observe({"red": _HANG_UP.but(name="Zhang Min")})
    assert guard.settled("red")
