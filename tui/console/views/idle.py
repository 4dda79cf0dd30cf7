"""Nobody on the line: who waits, the day, what is due, the briefing."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from tui.console.base import DeskView
from tui.console.widgets.briefing import Briefing
from tui.console.widgets.due import Due
from tui.console.widgets.queue_table import QueueTable
from tui.console.widgets.title_rule import TitleRule
from tui.console.widgets.today import Today
from tui.locale import mark


class IdleView(DeskView):
    """The queue has the focus; Tab goes to what is due and to the briefing."""

    SHOWS: ClassVar[frozenset[str]] = frozenset()

    def compose(self) -> ComposeResult:
        """The queue over the day; what is due beside the day; the briefing below, or beside where wide."""
        yield TitleRule(mark("Queue"), self.glyphs.across)
        yield QueueTable(self.desk)
        with Horizontal(id="idle-lower"):
            with Vertical(id="idle-day"):
                yield Today(self.desk)
            yield Due(self.desk)
        yield Briefing(self.desk)

    def focus_here(self) -> bool:
        """The queue; while the program ends it may be gone before its view."""
        for queue in self.query(QueueTable):
            queue.focus()
        return True
