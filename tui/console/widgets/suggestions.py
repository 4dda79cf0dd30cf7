"""Codes that the way through the script suggests."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.desk import Walk


def suggested_codes(walk: "Walk | None") -> tuple[str, ...]:
    """Ids of codes of the branches taken, the latest first."""
    if walk is None:
        return ()
    taken = [
        choice.code
        for passed in reversed(walk.passed)
        for choice in passed.step.choices
        if choice.code and choice.label == passed.answer
    ]
    return tuple(dict.fromkeys(taken))
