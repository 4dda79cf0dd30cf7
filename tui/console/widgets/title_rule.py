"""A title in a rule, by its message id: the language may change while it stands."""

from textual.content import Content
from textual.widget import Widget

from tui.console.base import Sturdy
from tui.console.rules import rule
from tui.locale import _


class TitleRule(Sturdy, Widget):
    """One row; an empty title gives a plain rule."""

    ALLOW_SELECT = False

    def __init__(self, words: str, dash: str, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id)
        self._words = words
        self._dash = dash

    def render(self) -> Content:
        """The rule in the width there is."""
        return rule(_(self._words) if self._words else "", self.size.width, self._dash)
