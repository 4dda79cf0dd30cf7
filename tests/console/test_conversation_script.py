"""The script, drawn as lines."""

import pytest

from tui.console.widgets.digit_keys import digit_at
from tui.console.widgets.script_lines import done_lines, hint_lines, passed_lines, step_lines
from tui.console.widgets.they_say import said_lines
from tui.model import Choice, Line, Step, StepKind, utc_now
from tui.terminal import ASCII, UNICODE
from tui.text import cells

STEP = Step(
    id="matter",
    kind=StepKind.choose,
    text="What is wrong with the invoice?",
    choices=tuple(Choice(label=x) for x in ("wrong amount", "wrong address", "not received", "else")),
    hints={"angry": "hear it out first.", "confused": "one thing at a time.", "avoid": '"Calm down."'},
)


def test_passed_steps_stand_side_by_side() -> None:
    (line,) = passed_lines([("Greeting", ""), ("Contract number", "88-1204")], 80, UNICODE)
    assert line.plain == "  ✓ Greeting    ✓ Contract number  88-1204"


def test_only_the_newest_passed_steps_stay_in_sight() -> None:
    lines = passed_lines([(f"Question {number}", "a long answer") for number in range(20)], 60, ASCII)
    assert len(lines) == 2
    assert "Question 19" in lines[-1].plain


def test_choices_have_their_digits() -> None:
    lines = [line.plain for line in step_lines(STEP, STEP.text, 80, ASCII)]
    assert lines[0] == '  "What is wrong with the invoice?"'
    assert lines[1] == "    1 wrong amount    2 wrong address    3 not received    4 else"


@pytest.mark.parametrize("width", [20, 40, 80])
def test_nothing_is_wider_than_the_room(width: int) -> None:
    lines = [
        *step_lines(STEP, "很长的一句话" * 12, width, ASCII),
        *hint_lines(STEP, "", width),
        *done_lines(width),
    ]
    assert max(cells(line.plain) for line in lines) <= width


def test_the_hint_for_this_mood_is_the_only_one() -> None:
    lines = [line.plain for line in hint_lines(STEP, "angry", 80)]
    assert lines == ["  If angry: hear it out first.", '  Avoid: "Calm down."']


def test_a_hint_for_another_mood_does_not_show() -> None:
    assert [line.plain for line in hint_lines(STEP, "loyal", 80)] == ['  Avoid: "Calm down."']


def test_while_the_mood_is_unknown_all_hints_show() -> None:
    assert len(hint_lines(STEP, "", 80)) == 3


def test_what_to_say_is_no_markup() -> None:
    lines = step_lines(STEP, "[red]Hello[/red] \x1b[2J", 80, ASCII)
    assert lines[0].plain == '  "[red]Hello[/red] ^[[2J"'


def test_they_say_shows_the_end() -> None:
    said = tuple(
        Line(text=f"sentence number {number} goes on for a while.", at=utc_now()) for number in range(9)
    )
    (line,) = said_lines(said, 60, 1)
    assert line.plain.startswith("  ... ")
    assert line.plain.endswith("while.")
    assert cells(line.plain) <= 60


def test_the_beginning_has_no_dots() -> None:
    (line,) = said_lines((Line(text="Hello?", at=utc_now()),), 60, 1)
    assert line.plain == "  Hello?"


def test_silence_takes_no_line() -> None:
    assert said_lines((), 60, 1) == []


@pytest.mark.parametrize(
    ("x", "digit"), [(0, None), (4, 1), (15, 1), (17, None), (20, 2), (21, 2), (25, 2), (26, None)]
)
def test_a_click_means_the_digit_of_the_item_under_it(x: int, digit: int | None) -> None:
    assert digit_at("    1 wrong 发票    2 or 3", x) == digit
