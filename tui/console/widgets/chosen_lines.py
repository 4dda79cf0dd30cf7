"""A titled list of which one entry is chosen and acted on. Entries may take several lines."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.reactive import reactive

from tui.console.base import DeskWidget
from tui.console.rules import rule


class ChosenLines(DeskWidget, can_focus=True):
    """The cursor stays on the same entry by its key. Draws what fits, from the chosen one's page."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("enter", "open", show=False),
    ]

    chosen_key: reactive[str] = reactive("")
    """Key of the chosen entry; empty or gone: the first."""

    def title(self) -> str:
        """What stands in the rule above; empty where the place around it has said so: then no rule."""
        raise NotImplementedError

    def entries(self, width: int) -> list[tuple[str, list[Content]]]:
        """Key and lines of each entry, most important first."""
        raise NotImplementedError

    def open_entry(self, key: str) -> None:
        """Enter on an entry."""
        raise NotImplementedError

    def keys(self) -> list[str]:
        """Keys of all entries."""
        return [key for key, _lines in self.entries(self.size.width)]

    @property
    def chosen(self) -> str:
        """Key of the entry under the cursor; empty: there is none."""
        keys = self.keys()
        return self.chosen_key if self.chosen_key in keys else keys[0] if keys else ""

    def action_move(self, by: int) -> None:
        """Another entry."""
        keys = self.keys()
        if keys:
            at = keys.index(self.chosen)
            self.chosen_key = keys[max(0, min(at + by, len(keys) - 1))]

    def action_open(self) -> None:
        """Act on the chosen one."""
        if self.chosen:
            self.open_entry(self.chosen)

    def on_click(self, event: Click) -> None:
        """The first click chooses, a click on the chosen one acts."""
        rows = [key for key, _line in self._rows()]
        at = event.y - self._top
        if 0 <= at < len(rows):
            if rows[at] == self.chosen_key:
                self.action_open()
            self.chosen_key = rows[at]

    def render(self) -> Content:
        """The title, then as many lines as there is room for."""
        head = [rule(self.title(), self.size.width, self.glyphs.across)] if self.title() else []
        return Content("\n").join([*head, *(line for _key, line in self._rows())])

    @property
    def _top(self) -> int:
        """The first row of the entries."""
        return 1 if self.title() else 0

    def _rows(self) -> list[tuple[str, Content]]:
        """Lines in sight, each with its entry's key; scrolled so that the chosen entry is whole."""
        height, chosen = max(0, self.size.height - self._top), self.chosen
        rows = [
            (key, self._marked(line, key == chosen, at == 0))
            for key, lines in self.entries(self.size.width)
            for at, line in enumerate(lines)
        ]
        last = max((at for at, (key, _line) in enumerate(rows) if key == chosen), default=0)
        top = max(0, last - height + 1)
        return rows[top : top + height]

    def _marked(self, line: Content, is_chosen: bool, is_first: bool) -> Content:
        """Only where the focus is does a cursor show: one thing is loudest."""
        if not (is_chosen and self.has_focus):
            return Content.assemble(" ", line)
        return Content.assemble(self.glyphs.cursor if is_first else " ", line.stylize("bold"))
