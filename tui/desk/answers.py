"""Whether an answer looks like what a script step asks for."""

import enum
import re
import unicodedata
from datetime import date

from tui.model import FieldType, Step


class AnswerProblem(enum.StrEnum):
    """Why an answer will not do."""

    empty = "empty"
    number = "number"
    date = "date"
    """Not a day as YYYY-MM-DD."""
    phone = "phone"
    email = "email"
    pattern = "pattern"
    """Not of the step's pattern."""
    choice = "choice"
    """Not one of the step's choices."""


_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")
_PHONE = re.compile(r"\+?[\d ()/.-]{3,24}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def tidied(step: Step, value: str) -> str:
    """The answer as it is kept: full-width digits and letters of an input method become plain ones."""
    is_free_text = step.type in (FieldType.text, FieldType.unknown) and not step.pattern
    return value.strip() if is_free_text else unicodedata.normalize("NFKC", value).strip()


def problem_with(step: Step, value: str) -> AnswerProblem | None:
    """What is wrong with a tidied answer; None: it will do."""
    if not value:
        return None if step.optional else AnswerProblem.empty
    if step.pattern and not _fits(step.pattern, value):
        return AnswerProblem.pattern
    return _problem_with_type(step.type, value)


def _problem_with_type(type_: FieldType, value: str) -> AnswerProblem | None:
    if type_ is FieldType.number and not _NUMBER.fullmatch(value):
        return AnswerProblem.number
    if type_ is FieldType.date and not _is_date(value):
        return AnswerProblem.date
    if type_ is FieldType.phone and not _PHONE.fullmatch(value):
        return AnswerProblem.phone
    if type_ is FieldType.email and not _EMAIL.fullmatch(value):
        return AnswerProblem.email
    return None


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _fits(pattern: str, value: str) -> bool:
    """`9` a digit, `A` a letter, anything else itself."""
    return len(pattern) == len(value) and all(map(_fits_sign, pattern, value))


def _fits_sign(pattern: str, sign: str) -> bool:
    if pattern == "9":
        return sign.isascii() and sign.isdigit()
    return sign.isalpha() if pattern == "A" else sign == pattern
