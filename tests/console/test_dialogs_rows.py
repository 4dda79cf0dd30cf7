"""Rows and rules line up in cells, whatever the text and the width."""

import pytest

from tui.console.dialogs.file_lines import card_lines, contact_lines, promise_lines, table_lines
from tui.console.dialogs.find_rows import (
    CALL_COLUMNS,
    CALLER_COLUMNS,
    caller_rows,
    dialled,
    is_enough,
    is_number,
)
from tui.console.dialogs.phrases import PHRASE_COLUMNS
from tui.console.dialogs.pick_up import PARKED_COLUMNS
from tui.console.dialogs.rows import Column, Row, line, ruled, widths
from tui.console.dialogs.state_rows import STATE_COLUMNS
from tui.console.dialogs.target_rows import TARGET_COLUMNS, target_rows, tell_first, why_not_free
from tui.model import (
    Caller,
    CallerNumber,
    DirectoryEntry,
    FollowUp,
    FollowUpKind,
    Interaction,
    Presence,
    TargetKind,
    utc_now,
)
from tui.terminal import ASCII, UNICODE
from tui.text import MASK, cells

ALL_COLUMNS = (
    CALLER_COLUMNS,
    CALL_COLUMNS,
    TARGET_COLUMNS,
    STATE_COLUMNS,
    PHRASE_COLUMNS,
    PARKED_COLUMNS,
)
CHINESE = "深圳市华荣有限公司上海分公司财务部应收账款"


@pytest.mark.parametrize("columns", ALL_COLUMNS)
@pytest.mark.parametrize("width", [58, 73, 78, 118, 198])
def test_every_list_fits_its_width_without_a_gap(columns: tuple[Column, ...], width: int) -> None:
    shares = widths(columns, width)
    shown = [share for share in shares if share]
    assert sum(shown) + 2 * (len(shown) - 1) <= width
    row = Row(key="k", cells=(CHINESE,) * len(columns))
    assert cells(line(row, columns, width)) == width


def test_columns_stand_at_the_same_cell_for_chinese_and_latin_names() -> None:
    rows = [
        Row(key=name, cells=(name, "+86 1", "x", "", "", "", "never"))
        for name in ("Zhang 张敏", "Anna", CHINESE)
    ]
    lines = [line(row, CALLER_COLUMNS, 78) for row in rows]
    assert len({cells(text[: text.index("+86")]) for text in lines}) == 1


@pytest.mark.parametrize("width", [20, 60, 80, 200])
def test_a_rule_is_as_wide_as_asked(width: int) -> None:
    for left, right, detail in (("Find", "50+", "number, name"), (CHINESE, "", ""), ("", "", "")):
        assert cells(ruled(left, right, width, "─", detail=detail)) == width


def test_what_is_cut_in_ascii_stays_ascii() -> None:
    long = "a name that is longer than any column there is" * 3
    row = Row(key="k", cells=(long,) * len(CALLER_COLUMNS))
    assert line(row, CALLER_COLUMNS, 78, ASCII.ellipsis).isascii()
    assert ruled(long, long, 60, ASCII.across, ellipsis=ASCII.ellipsis).isascii()
    caller = Caller(id="c", name=long, memo=long, tables={"Orders": ({"no": long, "what": long},)})
    promise = FollowUp(id="f", about=long)
    contact = Interaction(id="i", at=utc_now(), topic=long, note=long)
    lines = [
        *card_lines(caller, 58, utc_now(), ASCII, all_shown=True),
        *promise_lines((promise,), 58, utc_now(), ASCII),
        *contact_lines((contact,), 58, utc_now(), ASCII, notes_shown=True),
        *table_lines(caller, 58, ASCII, all_shown=True),
    ]
    assert all(one.plain.isascii() for one in lines)
    assert all(cells(one.plain) <= 58 for one in lines)


def test_control_characters_and_markup_are_shown_as_text() -> None:
    caller = Caller(id="c", name="[bold]Eve\x1b]52;c;x\x07", numbers=(CallerNumber(number="\x9b31m"),))
    row = caller_rows((caller,), utc_now(), UNICODE)[0]
    assert row.cells[0].startswith("[bold]Eve^[")
    assert all(text.isprintable() for text in row.cells)


def test_protected_fields_stay_hidden_in_the_file_until_verified() -> None:
    caller = Caller(
        id="c",
        name="Anna",
        account="777-secret",
        memo="memo-secret",
        protected=("account", "memo", "history", "Orders", "iban"),
        tables={"Orders": ({"no": "order-secret"},), "Bank": ({"iban": "iban-secret", "bic": "open"},)},
    )
    contact = Interaction(id="i", at=utc_now(), note="note-secret")

    def text(shown: bool) -> str:
        lines = [
            *card_lines(caller, 78, utc_now(), UNICODE, all_shown=shown),
            *contact_lines((contact,), 78, utc_now(), UNICODE, notes_shown=shown),
            *table_lines(caller, 78, UNICODE, all_shown=shown),
        ]
        return "\n".join(one.plain for one in lines)

    assert "secret" not in text(False)
    assert "open" in text(False)
    assert text(True).count("secret") == 5


def test_an_overdue_promise_is_marked_in_words_of_its_own() -> None:
    promise = FollowUp(id="f", kind=FollowUpKind.call_back, due=utc_now().replace(year=2020), about="invoice")
    shown = "\n".join(one.plain for one in promise_lines((promise,), 78, utc_now(), UNICODE))
    assert "call back" in shown
    assert shown.endswith(" !")


@pytest.mark.parametrize(
    ("typed", "enough"),
    [
        ("z", False),
        ("zm", True),
        ("张敏", True),
        ("张", True),
        ("138", False),
        ("1380", True),
        ("a1", True),
        ("", False),
    ],
)
def test_how_much_is_enough(typed: str, enough: bool) -> None:
    assert is_enough(typed) is enough


def test_numbers_as_people_type_them() -> None:
    assert dialled(" +49 (30) 90-18/20 ") == "+4930901820"
    assert dialled("\uff0b\uff14\uff19 30") == "+4930"
    assert [is_number(text) for text in ("+49 30", "anna", "8a", "*31#1", "")] == [
        True,
        False,
        False,
        True,
        False,
    ]


def test_what_is_told_first_names_the_colleague() -> None:
    agent = DirectoryEntry(id="agent:1", kind=TargetKind.agent, name="Chen Jie", staff_number="1204")
    assert "Chen Jie, staff number 1204" in tell_first(agent, ASCII)
    assert tell_first(agent, ASCII).isascii()


@pytest.mark.parametrize(
    ("presence", "sentence"),
    [
        (Presence.ready, ""),
        (Presence.busy, "Chen Jie is on a call."),
        (Presence.wrap_up, "Chen Jie is in wrap-up."),
        (Presence.not_ready, "Chen Jie is not ready."),
        (Presence.offline, "Chen Jie is signed out."),
        (Presence.unknown, "Whether Chen Jie is there is not known."),
    ],
)
def test_why_somebody_is_not_free(presence: Presence, sentence: str) -> None:
    entry = DirectoryEntry(id="agent:1", kind=TargetKind.agent, name="Chen Jie", presence=presence)
    assert why_not_free(entry) == sentence
    assert bool(target_rows((entry,), utc_now(), ASCII)[0].cells[0]) is (presence is not Presence.unknown)


def test_a_mask_in_the_file_says_what_it_stands_for_and_todays_hour_stands_once() -> None:
    now = utc_now()
    caller = Caller(
        id="c", name="Li", account="88-1204", email="li@example.org", protected=("account", "email")
    )
    lines = [line.plain for line in card_lines(caller, 78, now, UNICODE, all_shown=False)]
    assert f"account {MASK}   e-mail {MASK}" in lines[1]
    (_head, line) = contact_lines(
        (Interaction(id="i", at=now, topic="x"),), 78, now, UNICODE, notes_shown=True
    )
    assert line.plain.split()[:2] == ["today", f"{now.astimezone():%H:%M}"]
