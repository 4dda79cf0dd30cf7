"""The note's title, and what a colleague wrote."""

from datetime import datetime

from tui.console.widgets.note_lines import carried_lines, note_status
from tui.model import Record
from tui.text import cells

AT = datetime(2026, 11, 21, 14, 5, 22).astimezone()


def test_kept_and_filed_differ() -> None:
    assert note_status(kept_at=AT, filed_at=None) == "kept 14:05:22"
    assert note_status(kept_at=AT, filed_at=AT) == "filed 14:05"


def test_asked_is_not_filed_and_what_is_kept_stays_so() -> None:
    assert note_status(kept_at=AT, filed_at=None, asked="…") == "kept 14:05:22  … asked"
    assert note_status(kept_at=None, filed_at=None, asked="…") == "… asked"


def test_what_is_not_kept_says_why_whatever_else() -> None:
    assert note_status(kept_at=AT, filed_at=AT, cannot_keep="disk full") == "not kept: disk full"


def test_nothing_written_says_nothing() -> None:
    assert note_status(kept_at=None, filed_at=None) == ""


def test_a_colleagues_note_names_its_writer() -> None:
    carried = Record(id="r", note="Amount differs.\nWants a call.", answers={"contract": "88-1204"})
    lines = [line.plain for line in carried_lines(carried, "Chen Jie", 60)]
    assert lines == ["  Chen Jie wrote: Amount differs.", "  Wants a call.", "  contract 88-1204"]


def test_a_long_note_leaves_room_to_write() -> None:
    lines = carried_lines(Record(id="r", note="话" * 900), "Chen Jie", 40)
    assert len(lines) == 4
    assert lines[-1].plain.endswith(" ...")
    assert max(cells(line.plain) for line in lines) <= 40


def test_nothing_carried_takes_no_line() -> None:
    assert carried_lines(None, "Chen Jie", 60) == []
    assert carried_lines(Record(id="r"), "Chen Jie", 60) == []
