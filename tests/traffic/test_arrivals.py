"""Who calls when."""

from itertools import islice, pairwise

import pytest

from tui.traffic.arrivals import FIRST_AFTER, already_waiting, arrivals


def test_the_same_seed_brings_the_same_callers() -> None:
    assert list(islice(arrivals(7, 60), 50)) == list(islice(arrivals(7, 60), 50))


def test_another_seed_brings_others() -> None:
    assert list(islice(arrivals(7, 60), 5)) != list(islice(arrivals(8, 60), 5))


def test_the_rate_moves_callers_in_time_and_changes_nothing_else() -> None:
    slow, fast = islice(arrivals(3, 30), 40), islice(arrivals(3, 600), 40)
    for late, early in zip(slow, fast, strict=True):
        assert late.but(after=0) == early.but(after=0)


@pytest.mark.parametrize("rate", [60, 1200])
def test_arrivals_are_poisson(rate: int) -> None:
    moments = [arrival.after for arrival in islice(arrivals(1, rate), 2000)]
    gaps = [after - before for before, after in pairwise(moments)]
    mean = sum(gaps) / len(gaps)
    variance = sum((gap - mean) ** 2 for gap in gaps) / len(gaps)
    assert mean == pytest.approx(3600 / rate, rel=0.1)
    assert variance**0.5 == pytest.approx(mean, rel=0.1), "exponential gaps deviate by their mean"


def test_the_first_caller_comes_at_once_to_a_push_queue_and_is_patient() -> None:
    for seed in range(20):
        first = next(arrivals(seed, 1))
        assert (first.after, first.queue, first.number) == (FIRST_AFTER, "billing", "+862163294411")
        assert first.patience >= 600
        assert first.languages == ("en",)


def test_without_a_rate_nobody_comes() -> None:
    assert list(arrivals(1, 0)) == []


def test_all_sorts_of_people_call() -> None:
    crowd = list(islice(arrivals(11, 60), 400))
    assert {one.kind for one in crowd} == {"", "impatient", "angry", "confused", "loyal"}
    assert {one.queue for one in crowd} >= {"billing", "support", "sales", "technicians"}
    assert {"en", "zh-Hans", "de"} <= {one.languages[0] for one in crowd}
    assert 5 < sum(not one.number for one in crowd) < 80, "some numbers are withheld"
    assert sum(bool(one.name) for one in crowd) > 10, "the network gives some names"
    assert len({one.number[:3] for one in crowd if one.number}) >= 6, "several countries"
    assert not any("{" in line.text for one in crowd for line in one.lines)


def test_impatient_callers_give_up_sooner() -> None:
    crowd = list(islice(arrivals(5, 60), 600))

    def patience(kind: str) -> float:
        some = [one.patience for one in crowd[1:] if one.kind == kind]
        return sum(some) / len(some)

    assert patience("impatient") < patience("") < patience("confused")


def test_those_in_line_from_the_start_never_give_up() -> None:
    line = already_waiting(4, 12)
    assert len(line) == 12
    assert {one.patience for one in line} == {float("inf")}
    assert line == already_waiting(4, 12)


def test_who_waits_from_the_start_stands_where_the_desk_sees_them() -> None:
    line = already_waiting(4, 40, ("billing", "sales"))
    assert len(line) == 40
    assert {arrival.queue for arrival in line} == {"billing", "sales"}
