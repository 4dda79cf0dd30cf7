"""What an agent types into a script field, checked and brought into the form that is kept."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from tui.console.due_words import due_moment
from tui.locale import _
from tui.model import FieldType, Step
from tui.text import digits, mask_cards


@dataclass(frozen=True)
class Answer:
    """An answer as it would be kept, or why it can't be."""

    value: str = ""
    problem: str = ""
    """What to do about it, as a sentence; empty: the value is fine."""


def checked_answer(step: Step, typed: str, now: datetime) -> Answer:
    """The answer to an `ask` step. Full-width digits count; an empty one only where it is optional."""
    text = mask_cards(typed.strip())
    if not text:
        return Answer() if step.optional else Answer(problem=_("An answer is needed. Left goes back."))
    if step.type is FieldType.number:
        return _number(text)
    if step.type is FieldType.date:
        return _date(text, now)
    if step.type is FieldType.phone:
        return _phone(text)
    if step.type is FieldType.email:
        return _email(text)
    return _patterned(text, step.pattern) if step.pattern else Answer(text)


def fits_pattern(text: str, pattern: str) -> bool:
    """`9` stands for a digit, `A` for a letter, anything else for itself, in either case."""
    return len(text) == len(pattern) and all(map(_fits, text, pattern))


def _fits(character: str, wanted: str) -> bool:
    if wanted == "9":
        return character.isdigit()
    if wanted == "A":
        return character.isalpha()
    return character.casefold() == wanted.casefold()


def _patterned(text: str, pattern: str) -> Answer:
    """Blanks and separators may be left out: they are put in from the pattern."""
    ascii_digits = "".join(digits(c) or c for c in text)
    filled = _filled(ascii_digits, pattern)
    if fits_pattern(filled, pattern):
        return Answer(filled)
    return Answer(problem=_("It should look like {pattern}.").replace("{pattern}", pattern))


def _filled(text: str, pattern: str) -> str:
    """The letters and digits of the text, with the pattern's own characters between them."""
    rest = [c for c in text if c.isalnum()]
    if len(rest) == sum(c.isalnum() for c in pattern):
        return "".join(rest.pop(0) if c.isalnum() else c for c in pattern)
    return text


def _number(text: str) -> Answer:
    plain = "".join(digits(c) or c for c in text).replace(" ", "")
    if re.fullmatch(r"[-+]?\d[\d.,']*", plain):
        return Answer(plain)
    return Answer(problem=_("It should be a number."))


def _date(text: str, now: datetime) -> Answer:
    with suppress(ValueError):
        return Answer(date.fromisoformat(text).isoformat())
    moment = due_moment(text, now)
    if moment is not None:
        return Answer(moment.date().isoformat())
    return Answer(problem=_('It should be a date, such as 2026-11-21, "tomorrow" or "Mon".'))


def _phone(text: str) -> Answer:
    number = digits(text)
    if 3 <= len(number) <= 15:
        return Answer(("+" if text.startswith(("+", "\uff0b")) else "") + number)
    return Answer(problem=_("It should be a telephone number."))


def _email(text: str) -> Answer:
    if re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]+", text):
        return Answer(text)
    return Answer(problem=_("It should be a mail address."))
