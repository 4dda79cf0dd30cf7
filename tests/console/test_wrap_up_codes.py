"""The tree of wrap-up codes as a searchable list."""

import pytest

from tui.console.widgets.code_lines import chosen_lines, code_lines
from tui.console.widgets.code_tree import code_name, code_path, code_paths, found_codes, needs_note
from tui.model import WrapUpCode
from tui.text import cells

CODES = (
    WrapUpCode(id="b", name="Billing", order=1),
    WrapUpCode(id="bi", name="Invoice", parent="b"),
    WrapUpCode(id="bi1", name="wrong amount", parent="bi", order=1, needs_note=True),
    WrapUpCode(id="bi2", name="not received", parent="bi", order=2),
    WrapUpCode(id="bi3", name="by telex", parent="bi", order=3, retired=True),
    WrapUpCode(id="d", name="配送", order=2),
    WrapUpCode(id="d1", name="未收到", parent="d"),
)


def shown(query: str, first: tuple[str, ...] = ()) -> list[str]:
    return [path.shown for path in found_codes(code_paths(CODES), query, first)]


def test_only_leaves_still_offered_are_listed_in_tree_order() -> None:
    assert shown("") == [
        "Billing / Invoice / wrong amount",
        "Billing / Invoice / not received",
        "配送 / 未收到",
    ]


def test_words_search_every_level() -> None:
    assert shown("inv rec") == ["Billing / Invoice / not received"]
    assert shown("INVOICE AM") == ["Billing / Invoice / wrong amount"]
    assert shown("telex") == []


def test_chinese_codes_are_found_by_pinyin_and_initials() -> None:
    assert shown("peis") == ["配送 / 未收到"]
    assert shown("wsd") == ["配送 / 未收到"]


def test_suggested_codes_come_first() -> None:
    assert shown("", ("d1",))[0] == "配送 / 未收到"


def test_a_queue_sees_its_own_branch() -> None:
    assert [path.code.id for path in code_paths(CODES, "d")] == ["d1"]


def test_a_circle_of_parents_ends() -> None:
    circle = (WrapUpCode(id="a", name="a", parent="b"), WrapUpCode(id="b", name="b", parent="a"))
    leaf = WrapUpCode(id="c", name="c", parent="a")
    assert [path.code.id for path in code_paths((*circle, leaf))] == ["c"]


def test_a_chosen_code_has_its_path_even_when_retired() -> None:
    assert code_name(CODES, "bi3") == "Billing / Invoice / by telex"
    assert code_name(CODES, "gone") == "gone"


def test_a_note_is_wanted_if_one_of_the_codes_wants_it() -> None:
    assert needs_note(CODES, ("d1", "bi1"))
    assert not needs_note(CODES, ("d1",))


def test_lines_are_numbered_ticked_and_never_too_wide() -> None:
    lines = [line.plain for line in code_lines(code_paths(CODES), ("bi2",), 0, 60)]
    assert lines[0] == "  1 >  Billing / Invoice / wrong amount"
    assert lines[1] == "  2  x Billing / Invoice / not received"


@pytest.mark.parametrize("width", [12, 24, 30, 80])
def test_of_a_long_path_the_code_itself_stays(width: int) -> None:
    lines = [line.plain for line in code_lines(code_paths(CODES), (), 0, width)]
    assert max(map(cells, lines)) <= width
    if width >= 24:
        assert lines[0].endswith("wrong amount")


def test_where_one_path_is_too_long_all_rows_leave_out_what_they_share() -> None:
    billing = code_paths(CODES, "b")
    lines = [line.plain for line in code_lines(billing, (), 0, 36)]
    assert [line[7:] for line in lines] == ["wrong amount", "not received"]
    lines = [line.plain for line in code_lines(code_paths(CODES), (), 0, 36)]
    assert [line[7:] for line in lines] == [
        "Bill… / Invo… / wrong amount",
        "Bill… / Invo… / not received",
        "配送 / 未收到",
    ]


def test_what_is_out_of_sight_decides_too_what_the_rows_share() -> None:
    refund = WrapUpCode(id="bp", name="Payment", parent="b", order=2)
    more = (*CODES, refund, WrapUpCode(id="bp1", name="refund", parent="bp"))
    lines = [line.plain for line in code_lines(code_paths(more, "b"), (), 0, 34, 2)]
    assert [line[7:] for line in lines[:2]] == ["Invoice / wrong amount", "Invoice / not received"]


def test_more_than_nine_say_how_many_more() -> None:
    many = tuple(WrapUpCode(id=f"c{number:02}", name=f"code {number:02}") for number in range(12))
    lines = code_lines(code_paths(many), (), 0, 40)
    assert len(lines) == 10
    assert "3 more" in lines[-1].plain


def test_of_several_chosen_whose_paths_fill_more_than_two_rows_the_own_names_stay() -> None:
    paths = [code_path(CODES, code) for code in ("bi1", "bi2")]
    wide = [line.plain for line in chosen_lines(paths, 90, required=True)]
    assert wide == ["  chosen: Billing / Invoice / wrong amount; Billing / Invoice / not received"]
    narrow = [line.plain for line in chosen_lines(paths, 39, required=True)]
    assert narrow == ["  chosen: wrong amount; not received"]


def test_a_required_code_is_missed_aloud() -> None:
    assert "one is required" in chosen_lines([], 40, required=True)[0].plain
    assert "none is required" in chosen_lines([], 40, required=False)[0].plain
