"""The caller card, drawn from call and file."""

from datetime import UTC, datetime

import pytest

from tui.console.widgets.caller_facts import caller_facts
from tui.console.widgets.caller_lines import card_lines, strip_lines, who_lines
from tui.model import Call, Caller, CallerBrief, IdentityCheck
from tui.text import MASK, cells

NOW = datetime(2026, 11, 21, 6, 3, tzinfo=UTC)
ZHANG = Caller(
    id="c1",
    name="Zhang Min 张敏",
    tier="gold",
    account="88-1204",
    languages=("zh", "en"),
    city="Shanghai",
    time_zone="Asia/Shanghai",
    since="2019",
    memo="Asks for written confirmation.",
    protected=("account", "memo"),
)
BRIEFS = (CallerBrief(id="c1", name="Zhang Min"), CallerBrief(id="c2", name="Zhang Lei", company="Hua Rong"))


def ringing(**more: object) -> Call:
    call = Call(
        id="k1",
        number="+8613800138000",
        called="+862163290000",
        choices=("invoices",),
        attributes={"intent": "wrong amount"},
    )
    return call.but(**more)


def text(call: Call, caller: Caller | None, width: int = 80) -> str:
    return "\n".join(line.plain for line in card_lines(caller_facts(call, caller, NOW), width))


def test_a_known_caller_is_shown_with_all_we_know() -> None:
    shown = text(ringing(callers=BRIEFS, caller="c1"), ZHANG)
    for part in (
        "Zhang Min 张敏  *gold",
        "also on this number: Zhang Lei",
        "138 0013 8000   Shanghai, 14:03 there",
        'pressed "invoices"',
        "intent: wrong amount",
        "customer since 2019",
        "speaks Chinese, English",
    ):
        assert part in shown


def test_protected_fields_are_masked_until_this_person_is_verified() -> None:
    assert "88-1204" not in text(ringing(), ZHANG)
    assert f"account {MASK}" in text(ringing(), ZHANG)
    assert f"! remark {MASK}" in text(ringing(), ZHANG)
    verified = ringing(identity=IdentityCheck(how="contract no.", caller="c1"))
    assert "88-1204" in text(verified, ZHANG)
    assert "verified: contract no." in text(verified, ZHANG)


def test_a_check_of_somebody_else_unmasks_nothing() -> None:
    other = ringing(identity=IdentityCheck(how="contract no.", caller="c2"))
    assert "88-1204" not in text(other, ZHANG)
    assert "verified" not in text(other, ZHANG)


def test_an_unknown_number_says_how_to_make_a_new_caller() -> None:
    shown = text(ringing(), None)
    assert "unknown caller" in shown
    assert "F3 then Tab" in shown
    assert "China" in shown or "CN" in shown


def test_several_on_one_number_are_chosen_by_digit() -> None:
    lines = [line.plain for line in who_lines(caller_facts(ringing(callers=BRIEFS), None, NOW), 80)]
    assert lines[0].strip() == "Several are known on 138 0013 8000: who is it?"
    assert [line.strip() for line in lines[1:]] == ["1 Zhang Min", "2 Zhang Lei, Hua Rong", "0 somebody else"]


def test_a_withheld_number_says_so() -> None:
    assert "number withheld" in text(ringing(number=""), None)


def test_text_from_the_backend_is_only_text() -> None:
    shown = text(ringing(name="\x1b[31mEve [bold]x[/bold]\n"), None)
    assert "\x1b" not in shown
    assert "^[[31mEve [bold]x[/bold]" in shown


@pytest.mark.parametrize("width", [20, 39, 40, 61, 80, 120])
def test_no_line_is_wider_than_the_room(width: int) -> None:
    facts = caller_facts(ringing(callers=BRIEFS, caller="c1"), ZHANG, NOW)
    lines = [*card_lines(facts, width), *strip_lines(facts, width)]
    assert max(cells(line.plain) for line in lines) <= width


def test_the_strip_has_name_number_and_place() -> None:
    (line,) = strip_lines(caller_facts(ringing(), ZHANG, NOW), 80)
    assert line.plain == "  Zhang Min 张敏  *gold   138 0013 8000   Shanghai 14:03"
