"""Digits as keys: input methods swallow letters, but digits come through, full-width ones too."""

from textual.events import Key

from tui.text import digits


def digit_of(event: Key) -> int | None:
    """The digit typed, 0 to 9; None for any other key."""
    found = digits(event.character or "")
    return int(found) if len(found) == 1 else None
