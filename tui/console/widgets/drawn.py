"""A widget that is nothing but lines drawn from the stores, as high as it has lines."""

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from tui.console.base import DeskWidget


class DrawnLines(DeskWidget):
    """Draws `lines`; takes no more room when they get fewer, and asks for more when they get more."""

    def lines(self, width: int) -> list[Content]:
        """What it shows, in lines of at most `width` cells."""
        raise NotImplementedError

    def render(self) -> Content:
        """The lines in the width there is."""
        content = Content("\n").join(self.lines(self.size.width))
        if not self.glyphs.ascii_only:
            return content
        return Content(content.plain.replace("\u2026", self.glyphs.ellipsis), list(content.spans))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as there are lines."""
        return len(self.lines(width))

    def stores_changed(self, kinds: frozenset[str]) -> None:
        """Draw anew; lay out anew only if the number of lines changed."""
        self.redraw()

    @property
    def pointer(self) -> str:
        """One cell that points at whatever has the focus, in words of one sign: colour is not enough."""
        return self.glyphs.cursor if self.has_focus else " "

    def on_focus(self) -> None:
        """Point at it."""
        self.redraw()

    def on_blur(self) -> None:
        """Point at it no longer."""
        self.redraw()

    def redraw(self) -> None:
        """Draw what is true now. What is hidden is drawn when it is shown."""
        if not all(node.display for node in self.ancestors_with_self if isinstance(node, Widget)):
            return
        self.refresh(layout=len(self.lines(self.size.width)) != self.size.height)
