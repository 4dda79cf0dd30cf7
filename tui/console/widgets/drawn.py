"""A widget that is nothing but lines drawn from the stores, as high as it has lines."""

from textual.content import Content
from textual.geometry import Size

from tui.console.base import DeskWidget


class DrawnLines(DeskWidget):
    """Draws `lines`, and only when they are others than those on the screen: a slow line gets no more."""

    _measured: int = -1
    """Rows it was last laid out with."""
    _painted: tuple[int, Content] = (0, Content(""))
    """Width and content last drawn."""

    def lines(self, width: int) -> list[Content]:
        """What it shows, in lines of at most `width` cells."""
        raise NotImplementedError

    def render(self) -> Content:
        """The lines in the width there is."""
        width = self.size.width
        self._painted = (width, self._content(self.lines(width)))
        return self._painted[1]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as there are lines."""
        self._measured = len(self.lines(width))
        return self._measured

    def stores_changed(self, kinds: frozenset[str]) -> None:
        """Draw anew what has changed."""
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
        """Draw what is true now, if it is other than what was drawn; laid out anew if it grew."""
        width, painted = self._painted
        lines = self.lines(width)
        if len(lines) != self._measured:
            self.refresh(layout=True)
        elif not self._content(lines).is_same(painted):
            self.refresh()

    def _content(self, lines: list[Content]) -> Content:
        content = Content("\n").join(lines)
        if not self.glyphs.ascii_only:
            return content
        return Content(content.plain.replace("\u2026", self.glyphs.ellipsis), list(content.spans))
