"""Calls by hand: number or name and Enter, direction, start and length, dialling."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.dialog_stage import Playing, playing
from tests.support.rehearsal import declarations
from tui.backend import Command, OutcomeUnknown
from tui.console.dialogs.by_hand import ByHand
from tui.console.dialogs.correct_call import CorrectCall
from tui.console.dialogs.large_digits import large
from tui.console.dialogs.times_typed import moment_of, seconds_of
from tui.model import Origin, Verb


def logged(play: Playing) -> Command:
    return next(command for command in play.backend.commands if command.verb is Verb.log)


def is_logged(play: Playing) -> bool:
    return any(command.verb is Verb.log for command in play.backend.commands)


async def test_number_and_enter_begin_a_call(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await play.open(ByHand(play.desk))
        await play.write("021 6329 4400")
        await play.press("enter")
        await play.until(lambda: not play.is_open(ByHand))
        assert (logged(play).number, logged(play).direction) == ("02163294400", Origin.inbound)
        await play.until(lambda: play.desk.current is not None)
        assert play.stage.results == [True]


async def test_a_name_finds_the_caller_even_if_enter_is_faster(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await play.open(ByHand(play.desk))
        await play.write("wang")
        await play.press("enter")
        await play.until(lambda: is_logged(play))
        assert (logged(play).number, logged(play).caller) == ("+862163294400", "c3")
        await play.until(lambda: not play.is_open(ByHand))
        assert play.desk.current is not None
        assert play.desk.documents.record(play.desk.current.id).caller == "c3"


async def test_several_of_a_name_ask_for_a_choice(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await play.open(ByHand(play.desk))
        await play.write("zhang")
        await play.press("enter")
        await play.until(lambda: play.shows("Several are found"))
        assert not is_logged(play)
        await play.press("down", "enter")
        await play.until(lambda: is_logged(play))
        assert logged(play).caller == "c2"


async def test_direction_start_and_length_can_be_corrected(tmp_path: Path) -> None:
    async with playing(tmp_path, (120, 40)) as play:
        await play.open(ByHand(play.desk))
        await play.write("555123")
        await play.press("tab", "space", "tab")
        await play.write("00:05")
        await play.press("tab")
        await play.write("3:20")
        await play.press("enter")
        await play.until(lambda: is_logged(play))
        assert logged(play).direction is Origin.outbound
        began = logged(play).began
        assert began is not None
        assert began.astimezone().strftime("%H:%M") == "00:05"
        await play.until(lambda: not play.is_open(ByHand))
        assert play.desk.current is not None
        record = play.desk.documents.record(play.desk.current.id)
        assert record.began is not None
        assert record.finished is not None
        assert (record.finished - record.began).total_seconds() == 200


async def test_a_start_not_understood_is_said(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await play.open(ByHand(play.desk))
        await play.write("555123")
        await play.press("tab", "tab")
        await play.write("25:99")
        await play.press("enter")
        await play.until(lambda: play.shows("The start is not understood"))
        assert not is_logged(play)


async def test_the_number_to_dial_stands_large(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        play.backend.verbs = {v: d for v, d in declarations().items() if v is not Verb.dial}
        await play.open(ByHand(play.desk, number="+862163294400", caller="c3", name="Wang Fang"))
        await play.until(lambda: play.shows("▸ Wang Fang"))
        assert all(play.shows(line) for line in large("+86 21 6329 4400", 76))
        assert play.shows("read the number off")
        await play.press("enter")
        await play.until(lambda: is_logged(play))
        assert (logged(play).direction, logged(play).caller) == (Origin.outbound, "c3")


async def test_a_search_that_fails_does_not_keep_the_call_from_being_logged(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await play.open(ByHand(play.desk))
        play.backend.fail("search", OutcomeUnknown())
        await play.write("555123")
        await play.press("enter")
        await play.until(lambda: play.shows("The answer was lost"))
        await play.press("enter")
        await play.until(lambda: is_logged(play))
        assert logged(play).number == "555123"


async def test_a_call_begun_by_hand_can_be_corrected_later(tmp_path: Path) -> None:
    async with playing(tmp_path, (100, 30)) as play:
        await play.desk.log("555123")
        await play.until(lambda: play.desk.current is not None)
        assert play.desk.current is not None
        handling = play.desk.current.id
        await play.open(ByHand(play.desk))
        await play.until(lambda: play.shows("correct the call"))
        await play.press("down", "enter")
        await play.until(lambda: play.is_open(CorrectCall))
        await play.write("777")
        await play.press("tab", "space", "tab")
        await play.write("00:05")
        await play.press("tab")
        await play.write("4")
        await play.press("enter")
        await play.until(lambda: not play.is_open(ByHand) and not play.is_open(CorrectCall))
        record = play.desk.documents.record(handling)
        assert (record.number, record.direction) == ("777", Origin.outbound)
        assert record.began is not None
        assert record.finished is not None
        assert record.began.astimezone().strftime("%H:%M") == "00:05"
        assert (record.finished - record.began).total_seconds() == 240
        assert len([c for c in play.backend.commands if c.verb is Verb.log]) == 1


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("14:03", datetime(2026, 5, 4, 14, 3, tzinfo=UTC)),
        ("1403", datetime(2026, 5, 4, 14, 3, tzinfo=UTC)),
        ("\uff19\uff1a\uff10\uff15", datetime(2026, 5, 4, 9, 5, tzinfo=UTC)),
        ("23:30", datetime(2026, 5, 3, 23, 30, tzinfo=UTC)),
        ("24:00", None),
        ("14", None),
        ("abc", None),
        ("", None),
    ],
)
def test_times_of_day(typed: str, moment: datetime | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "UTC")
    assert moment_of(typed, datetime(2026, 5, 4, 15, 0, tzinfo=UTC)) == moment


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("3:20", 200),
        ("4", 240),
        ("0:05", 5),
        (":30", 30),
        ("\uff13\uff1a\uff12\uff10", 200),
        ("3:75", None),
        ("x", None),
    ],
)
def test_lengths(typed: str, seconds: int | None) -> None:
    assert seconds_of(typed) == seconds


def test_large_digits_fit_or_are_small() -> None:
    lines = large("+49 30", 40)
    assert len({len(line) > 0 for line in lines}) == 1
    assert max(map(len, large("+86 138 0013 8000", 76))) <= 76
    assert large("+8613800138000", 20)[1] == "+8613800138000"
