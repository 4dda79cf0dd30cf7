"""The last layer before the driver: nothing that reaches the terminal may act on it."""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tui.text import safe


class OnlyPrintable(LineFilter):
    """Makes visible whatever control character a widget let through."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments with safe text; those already safe are passed on as they are."""
        return [segment if _is_plain(segment.text) else _cleaned(segment) for segment in segments]


def _is_plain(text: str) -> bool:
    return text.isprintable()


def _cleaned(segment: Segment) -> Segment:
    return segment if segment.control else Segment(safe(segment.text), segment.style)
