"""Sentences for what is still missing in a wrap-up: what it is and what to do."""

from collections.abc import Sequence

from tui.desk import Missing
from tui.locale import _, mark
from tui.locale.words import word
from tui.model import FollowUpKind

_MISSING = {
    Missing.code: mark("A code is missing: type to search, a digit chooses."),
    Missing.note: mark("This code needs a note: say in a few words what it was."),
}


def missing_sentence(missing: Sequence[Missing]) -> str:
    """Everything that is missing, in the order to do it."""
    return " ".join(_(_MISSING[one]) for one in missing)


def unclear_sentence(kind: FollowUpKind, field: str) -> str:
    """What is wrong with a follow-up's field."""
    if field == "by":
        sentence = _('{kind}: by whom? "me", "anyone" or a queue\'s name.')
    else:
        sentence = _('{kind}: when? Such as "tomorrow 10:00", "+2h", "Mon 9" or "2026-11-23 14:30".')
    return sentence.replace("{kind}", word(kind))
