"""Due times in the words people type."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.console.due_words import due_moment, shown_due

NOW = datetime(2026, 11, 21, 14, 3, 22, tzinfo=ZoneInfo("Europe/Berlin"))
"""A Saturday."""


def full_width(text: str) -> str:
    """As an input method for Chinese types it."""
    return "".join(chr(ord(character) + 0xFEE0) for character in text)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tomorrow 10:00", "2026-11-22 10:00"),
        ("tomorrow", "2026-11-22 09:00"),
        ("Tomorrow at 4 pm", "2026-11-22 16:00"),
        ("today 16.15", "2026-11-21 16:15"),
        ("+2h", "2026-11-21 16:03"),
        ("+1h30m", "2026-11-21 15:33"),
        ("in 20 min", "2026-11-21 14:23"),
        ("+3d", "2026-11-24 14:03"),
        ("Mon 9", "2026-11-23 09:00"),
        ("monday", "2026-11-23 09:00"),
        ("sat 15", "2026-11-21 15:00"),
        ("sat 9", "2026-11-28 09:00"),
        ("15:00", "2026-11-21 15:00"),
        ("9:00", "2026-11-22 09:00"),
        (full_width("15:30"), "2026-11-21 15:30"),
        ("2026-11-23 14:30", "2026-11-23 14:30"),
        ("2026-11-23T14:30", "2026-11-23 14:30"),
        ("2026-11-23", "2026-11-23 09:00"),
        ("2026-11-23T09:00Z", "2026-11-23 10:00"),
        ("明天10点", "2026-11-22 10:00"),
        ("后天 9:30", "2026-11-23 09:30"),
        ("周一 9", "2026-11-23 09:00"),
    ],
)
def test_words_mean_a_moment(typed: str, meant: str) -> None:
    moment = due_moment(typed, NOW)
    assert moment is not None
    assert f"{moment.astimezone(NOW.tzinfo):%Y-%m-%d %H:%M}" == meant


@pytest.mark.parametrize(
    "typed",
    ["", "soon", "moon", "15", "0930", "today 9:00", "2020-01-01", "mon 25:00", "+", "in", "+2x", "x" * 99],
)
def test_what_is_not_understood_or_past_is_no_moment(typed: str) -> None:
    assert due_moment(typed, NOW) is None


@given(st.text(max_size=20))
def test_no_text_breaks_it_and_nothing_is_due_in_the_past(typed: str) -> None:
    moment = due_moment(typed, NOW)
    assert moment is None or moment >= NOW.replace(second=0)


@pytest.mark.parametrize("typed", ["15:00", "tomorrow 10:00", "2026-12-01 08:30"])
def test_what_is_shown_is_read_back(typed: str) -> None:
    moment = due_moment(typed, NOW)
    assert moment is not None
    assert shown_due(moment, NOW) == typed
    assert due_moment(shown_due(moment, NOW), NOW) == moment
