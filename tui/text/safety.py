"""Backend text is data: nothing in it may act on a terminal, reorder a line or hide in it."""

import unicodedata
from functools import lru_cache

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_MARKS_PER_LETTER = 3
"""More combining marks on one letter than any living script needs only serve to flood the screen."""


LONGEST = 16_000
"""Characters of one text that are shown; without a bound one value could keep the screen busy for seconds."""


def safe(text: str, *, lines: bool = False) -> str:
    """The text with everything that is not plainly printable made visible or taken out.

    Control characters become caret notation (`^[`) or `<U+009B>`, direction controls, unassigned and
    private characters `<U+202E>`; zero-width characters go. A line feed stays if `lines` is true,
    else it is a space, like a tab. What is longer than `LONGEST` characters is cut.
    """
    shown = text if len(text) <= LONGEST else text[:LONGEST]
    if not (shown.isascii() and shown.isprintable()):
        shown = _made_visible(shown, lines)
    return shown if len(text) <= LONGEST else shown + "…"


@lru_cache(maxsize=512)
def _made_visible(text: str, lines: bool) -> str:
    """Remembered: the same names are drawn again at every key and every second."""
    shown: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MARKS_PER_LETTER:
            shown.append(_visible(character, lines))
    return "".join(shown)


def _visible(character: str, lines: bool) -> str:
    if character == "\n" and lines:
        return character
    if character in "\n\t\r\u2028\u2029":
        return " "
    if character < " " or character == "\x7f":
        return "^" + chr(ord(character) ^ 0x40)
    category = unicodedata.category(character)
    if category == "Cf" and character not in _BIDI:
        return ""
    if category[0] == "C":
        return f"<U+{ord(character):04X}>"
    return " " if category[0] == "Z" else _unless_selector(character)


def _unless_selector(character: str) -> str:
    """Variation selectors change a glyph's width from terminal to terminal."""
    return "" if "\ufe00" <= character <= "\ufe0f" else character
