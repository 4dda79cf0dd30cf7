"""Answers to the questions of a script, checked before they are kept."""

from datetime import UTC, datetime

import pytest

from tui.console.answers import checked_answer, fits_pattern
from tui.model import FieldType, Step, StepKind

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def ask(kind: FieldType = FieldType.text, pattern: str = "", *, optional: bool = False) -> Step:
    return Step(id="q", kind=StepKind.ask, field="q", type=kind, pattern=pattern, optional=optional)


def full_width(text: str) -> str:
    """As an input method for Chinese types it."""
    return "".join(chr(ord(character) + 0xFEE0) for character in text)


@pytest.mark.parametrize(
    ("step", "typed", "kept"),
    [
        (ask(), "  anything goes ", "anything goes"),
        (ask(pattern="99-9999"), "88-1204", "88-1204"),
        (ask(pattern="99-9999"), "881204", "88-1204"),
        (ask(pattern="99-9999"), full_width("881204"), "88-1204"),
        (ask(pattern="AA 99"), "ab12", "ab 12"),
        (ask(FieldType.number), "1,204.50", "1,204.50"),
        (ask(FieldType.number), full_width("12"), "12"),
        (ask(FieldType.date), "1980-02-29", "1980-02-29"),
        (ask(FieldType.date), "tomorrow", "2026-11-22"),
        (ask(FieldType.phone), "+86 138 0013 8000", "+8613800138000"),
        (ask(FieldType.email), "a@b.example", "a@b.example"),
        (ask(optional=True), "", ""),
        (ask(), "4111 1111 1111 1111", "************1111"),
    ],
)
def test_a_good_answer_is_brought_into_form(step: Step, typed: str, kept: str) -> None:
    answer = checked_answer(step, typed, NOW)
    assert answer.problem == ""
    assert answer.value == kept


@pytest.mark.parametrize(
    ("step", "typed", "says"),
    [
        (ask(), " ", "needed"),
        (ask(pattern="99-9999"), "88-12", "99-9999"),
        (ask(pattern="99-9999"), "88-ab12", "99-9999"),
        (ask(FieldType.number), "many", "number"),
        (ask(FieldType.date), "whenever", "date"),
        (ask(FieldType.phone), "12", "telephone"),
        (ask(FieldType.email), "a@b", "mail"),
    ],
)
def test_a_bad_answer_says_what_to_do(step: Step, typed: str, says: str) -> None:
    answer = checked_answer(step, typed, NOW)
    assert answer.value == ""
    assert says in answer.problem


def test_a_pattern_takes_its_own_length_only() -> None:
    assert fits_pattern("A1", "A9")
    assert not fits_pattern("A12", "A9")
