"""The line above the key bar: what the desk has to say. It takes no focus and goes away by itself."""

from textual.content import Content
from textual.widget import Widget

from tui.console.base import Sturdy
from tui.text import clip, safe

_SECONDS = 8.0
_URGENT_SECONDS = 20.0


class MessageLine(Sturdy, Widget):
    """One sentence at a time; the latest wins."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self.sentence = ""
        """What it says now, as it was given; empty: nothing."""
        self._is_urgent = False
        self._spoken = 0

    def say(self, text: str, *, urgent: bool = False) -> None:
        """Show a sentence for some seconds; an empty one clears the line."""
        self.sentence, self._is_urgent = text, urgent
        self._spoken += 1
        spoken = self._spoken
        self.refresh()
        self.set_timer(_URGENT_SECONDS if urgent else _SECONDS, lambda: self._fall_silent(spoken))

    def _fall_silent(self, spoken: int) -> None:
        if spoken == self._spoken:
            self.sentence = ""
            self.refresh()

    def render(self) -> Content:
        """The sentence, cut to the row."""
        if not self.sentence:
            return Content("")
        mark = "! " if self._is_urgent else "  "
        text = clip(mark + safe(self.sentence), self.size.width)
        return Content.assemble((text, "bold $urgent" if self._is_urgent else ""))
