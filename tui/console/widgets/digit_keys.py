"""Digits as keys: input methods swallow letters, but digits come through, full-width ones too."""

import re

from textual.events import Key

from tui.text import cells, digits

_ITEM = re.compile(r"(?<!\S)(\d) \S+(?: \S+)*")
"""A digit and the words it stands for; items stand at least two blanks apart."""


def digit_of(event: Key) -> int | None:
    """The digit typed, 0 to 9; None for any other key."""
    found = digits(event.character or "")
    return int(found) if len(found) == 1 else None


def digit_at(line: str, x: int) -> int | None:
    """The digit of the item under the mouse, `x` cells from the left: what a click on it means."""
    for item in _ITEM.finditer(line):
        start = cells(line[: item.start()])
        if start <= x < start + cells(item[0]):
            return int(item[1])
    return None
