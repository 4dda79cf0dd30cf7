"""Past contacts, drawn as lines."""

from datetime import UTC, datetime, timedelta

import pytest

from tui.console.widgets.history_lines import history_lines, last_contact
from tui.model import Interaction
from tui.text import MASK, cells

NOW = datetime(2026, 11, 21, 14, 3, tzinfo=UTC)
OWED = Interaction(
    id="i1",
    at=NOW - timedelta(days=3),
    seconds=200,
    agent_name="Chen Jie",
    topic="invoice query",
    note="promised a new invoice by the 21st",
    promised=NOW,
)
KEPT = OWED.but(id="i2", at=NOW - timedelta(days=19), note="arrived", promised=None, resolved=True)


def test_newest_first_as_told_with_what_is_owed_marked() -> None:
    lines = [line.plain for line in history_lines([OWED, KEPT], 90, NOW)]
    assert lines[0] == "  18 Nov  invoice query   3:20  Chen Jie  promised a new invoice by the 21st !"
    assert lines[1].endswith("arrived")
    assert lines[0].index("Chen Jie") == lines[1].index("Chen Jie")


@pytest.mark.parametrize("width", [70, 90])
def test_the_day_never_touches_what_it_was_about(width: int) -> None:
    old = OWED.but(id="i3", at=NOW - timedelta(days=400), topic="delivery")
    lines = [line.plain for line in history_lines([OWED, old], width, NOW)]
    assert any(line.startswith("  Oct 2025  delivery") for line in lines)
    assert lines[0].startswith("  18 Nov    invoice query")


def test_a_kept_promise_is_not_marked() -> None:
    (line,) = history_lines([OWED.but(resolved=True)], 90, NOW)
    assert not line.plain.endswith("!")


def test_hidden_history_shows_that_it_is_there_but_not_what_was_said() -> None:
    (line,) = history_lines([OWED], 90, NOW, hidden=True)
    assert "promised" not in line.plain
    assert MASK in line.plain


def test_nobody_spoke_to_them_yet() -> None:
    (line,) = history_lines([], 80, NOW)
    assert line.plain.strip() == "No contact yet."


@pytest.mark.parametrize("width", [24, 40, 60, 80])
def test_lines_fit_even_with_wide_characters(width: int) -> None:
    wide = OWED.but(topic="发票查询发票查询发票查询", agent_name="陈洁陈洁陈洁", note="答应了" * 40)
    assert max(cells(line.plain) for line in history_lines([wide], width, NOW)) <= width


def test_the_last_contact_in_few_words() -> None:
    assert last_contact(OWED, NOW) == "18 Nov invoice query, Chen Jie"
    assert last_contact(None, NOW) == ""
