"""A title or a row of keys in a rule: the only frame a dialog has."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tui.console.base import Sturdy
from tui.console.dialogs.rows import ruled


class RuleLine(Sturdy, Widget, inherit_bindings=False):
    """One line such as "─ Find  number, name ───── 50+"."""

    ALLOW_SELECT = False
    named: reactive[str] = reactive("")
    detail: reactive[str] = reactive("")
    right: reactive[str] = reactive("")

    def __init__(self, dash: str, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.dash = dash

    def render(self) -> Content:
        """The line in the width there is."""
        text = ruled(
            self.named,
            self.right,
            self.size.width,
            self.dash,
            detail=self.detail,
            ellipsis=self.console.glyphs.ellipsis,
        )
        start = text.find(self.named) if self.named else -1
        content = Content(text)
        return content.stylize("bold", start, start + len(self.named)) if start >= 0 else content
