"""Answers to the questions of a script, brought into form before the desk checks them."""

from datetime import UTC, datetime

import pytest

from tui.console.answers import problem_sentence, tidied_answer
from tui.desk import AnswerProblem
from tui.model import FieldType, Step, StepKind

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def ask(kind: FieldType = FieldType.text, pattern: str = "") -> Step:
    return Step(id="q", kind=StepKind.ask, field="q", type=kind, pattern=pattern)


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
        (ask(pattern="99-9999"), "88-12", "88-12"),
        (ask(FieldType.date), "1980-02-29", "1980-02-29"),
        (ask(FieldType.date), "tomorrow", "2026-11-22"),
        (ask(FieldType.date), "whenever", "whenever"),
        (ask(), "4111 1111 1111 1111", "************1111"),
    ],
)
def test_an_answer_is_brought_into_form(step: Step, typed: str, kept: str) -> None:
    assert tidied_answer(step, typed, NOW) == kept


@pytest.mark.parametrize("problem", list(AnswerProblem))
def test_every_problem_has_a_sentence(problem: AnswerProblem) -> None:
    assert problem_sentence(problem, ask(pattern="99-9")).endswith(".")


def test_the_sentence_shows_the_pattern() -> None:
    assert "99-9" in problem_sentence(AnswerProblem.pattern, ask(pattern="99-9"))
