"""What may leave for the terminal: text, and an allow-list of the sequences this program makes itself.

Sequences are those of ECMA-48 and of xterm's "Control Sequences"; anything else is dropped and logged.
"""

import logging
import re
from collections.abc import Iterator

from tui.terminal.capabilities import Terminal
from tui.text import cells

_LOG = logging.getLogger(__name__)

_SEQUENCE = re.compile(
    r"\x1b\[(?P<parameters>[0-?]*)(?P<between>[ -/]*)(?P<final>[@-~])"
    r"|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?"
    r"|\x1b[ -/]*[0-~]?"
    r"|[\x00-\x06\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f]"
)
_CURSOR_AND_ERASE = re.compile(r"[0-9;]*[ABCDGHJKd]")
_STYLE = re.compile(r"[0-9;:]*m")
_MODE = re.compile(r"\?(?P<mode>[0-9]+)[hl]")
_PLAIN_MODES = frozenset({"7", "25", "1049"})
_MODERN_MODES = frozenset({"1004", "2004", "2048"})
_MOUSE_MODES = frozenset({"1000", "1003", "1006", "1015", "1016"})
_QUESTIONS = frozenset({"?2026$p", "?2048$p"})
_POINTER_SHAPE = "\x1b]22;"
"""Textual makes it for the mouse; few terminals know it. Nothing foreign, so nothing to log."""
_EXTENDED_COLOUR = {"5": 3, "2": 5}
"""After 38 or 48: how many parameters the colour takes in all."""
_DRAWN = {
    ord(drawn): plain
    for plain, signs in {
        "-": "─━╌╍",
        "|": "│┃▏▎▍▌▐▕",
        "+": "┌┐└┘├┤┬┴┼╭╮╰╯",
        "=": "═",
        "_": "▁▂",
        "#": "▃▄▅▆▇█▉▊▋",
        "^": "▔▀",
    }.items()
    for drawn in signs
}

_IN_ASCII = {
    "\N{HORIZONTAL ELLIPSIS}": ".",
    "\N{LEFT DOUBLE QUOTATION MARK}": '"',
    "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
    "\N{LEFT SINGLE QUOTATION MARK}": "'",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{EN DASH}": "-",
    "\N{EM DASH}": "-",
    "\N{NO-BREAK SPACE}": " ",
}
"""What is read as the same although ASCII lacks it; anything else becomes question marks."""


class Gate:
    """Lets through what the terminal understands, and nothing that was not made by this program."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal

    def passed(self, data: str) -> str:
        """The data with foreign sequences dropped, colours and characters fitted to the terminal."""
        return "".join(self._pieces(data))

    def _pieces(self, data: str) -> Iterator[str]:
        start = 0
        for found in _SEQUENCE.finditer(data):
            yield self._text(data[start : found.start()])
            yield self._sequence(found)
            start = found.end()
        yield self._text(data[start:])

    def _text(self, text: str) -> str:
        if self._terminal.unicode or text.isascii():
            return text
        return "".join(map(_in_ascii, text.translate(_DRAWN)))

    def _sequence(self, found: re.Match[str]) -> str:
        sequence = found[0]
        if found["final"] is None:
            return self._dropped(sequence)
        body = sequence[2:]
        if _STYLE.fullmatch(body):
            return self._style(found["parameters"])
        return sequence if self._allows(body) else self._dropped(sequence)

    def _allows(self, body: str) -> bool:
        if _CURSOR_AND_ERASE.fullmatch(body):
            return True
        if mode := _MODE.fullmatch(body):
            return self._allows_mode(mode["mode"])
        if body in _QUESTIONS:
            return self._terminal.synchronized
        return self._terminal.modern and body in (">25u", "<u")

    def _allows_mode(self, mode: str) -> bool:
        return (
            mode in _PLAIN_MODES
            or (mode == "2026" and self._terminal.synchronized)
            or (mode in _MODERN_MODES and self._terminal.modern)
            or (mode in _MOUSE_MODES and self._terminal.mouse)
        )

    def _style(self, parameters: str) -> str:
        if self._terminal.colours:
            return f"\x1b[{parameters}m"
        kept = ";".join(_without_colours(parameters.split(";")))
        return f"\x1b[{kept}m" if kept or not parameters else ""

    @staticmethod
    def _dropped(sequence: str) -> str:
        if sequence.startswith(_POINTER_SHAPE):
            return ""
        _LOG.warning("dropped a sequence that is not on the list: %r", sequence[:40])
        return ""


def _in_ascii(character: str) -> str:
    """A character for a terminal that knows only ASCII, as wide as it was."""
    return character if character.isascii() else _IN_ASCII.get(character, "?" * cells(character))


def _without_colours(parameters: list[str]) -> Iterator[str]:
    position = 0
    while position < len(parameters):
        parameter = parameters[position]
        if parameter in ("38", "48"):
            position += _EXTENDED_COLOUR.get("".join(parameters[position + 1 : position + 2]), 1)
            continue
        if not _is_colour(parameter):
            yield parameter
        position += 1


def _is_colour(parameter: str) -> bool:
    return parameter.isdigit() and (30 <= int(parameter) <= 49 or 90 <= int(parameter) <= 107)
