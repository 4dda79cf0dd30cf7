"""What an agent types into a script field, brought into the form it is kept in, and what is wrong with it."""

import unicodedata
from datetime import datetime

from tui.console.due_words import due_moment
from tui.desk import AnswerProblem
from tui.locale import _, mark
from tui.model import FieldType, Step
from tui.text import mask_cards

_SENTENCES = {
    AnswerProblem.empty: mark("An answer is needed. Left goes back a step."),
    AnswerProblem.number: mark("It should be a number, such as 1204.50."),
    AnswerProblem.date: mark('It should be a date, such as 2026-11-21, "tomorrow" or "Mon".'),
    AnswerProblem.phone: mark("It should be a telephone number."),
    AnswerProblem.email: mark("It should be a mail address."),
    AnswerProblem.pattern: mark("It should look like {pattern}: 9 is a digit, A a letter."),
    AnswerProblem.choice: mark("Choose one of the numbers shown."),
}


def tidied_answer(step: Step, typed: str, now: datetime) -> str:
    """The answer as it is kept: separators of the pattern put in, "tomorrow" as a date, cards masked."""
    text = mask_cards(typed.strip())
    if step.type is FieldType.date and not step.pattern:
        return _day(text, now)
    return _separated(text, step.pattern) if step.pattern else text


def problem_sentence(problem: AnswerProblem, step: Step) -> str:
    """What to do about an answer that will not do."""
    return _(_SENTENCES[problem]).replace("{pattern}", step.pattern)


def _day(text: str, now: datetime) -> str:
    moment = due_moment(text, now)
    return moment.astimezone(now.tzinfo).date().isoformat() if moment else text


def _separated(text: str, pattern: str) -> str:
    """The letters and digits of the text, with the pattern's own signs between them."""
    rest = [sign for sign in unicodedata.normalize("NFKC", text) if sign.isalnum()]
    if len(rest) != sum(sign.isalnum() for sign in pattern):
        return text
    return "".join(rest.pop(0) if sign.isalnum() else sign for sign in pattern)
