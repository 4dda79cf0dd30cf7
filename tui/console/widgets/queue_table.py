"""The live queue in serving order. Draws only the rows in sight, straight from the store."""

import time
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.events import Click
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.actions import SETTLING_SECONDS
from tui.backend import Link
from tui.console.base import DeskWidget
from tui.console.widgets.queue_rows import AGE_CELLS, drawn_row, header
from tui.locale import _
from tui.model import Delivery, Queue, Verb, Waiting
from tui.text import cells, fit

if TYPE_CHECKING:
    from tui.desk import AgentDesk


class QueueTable(DeskWidget, ScrollView, can_focus=True, inherit_bindings=False):
    """The cursor stays on the same call while rows come and go; rows keep their place around it."""

    ALLOW_SELECT = False
    SHOWS: ClassVar[frozenset[str]] = frozenset({"waiting", "content", "queue", "handling", "link"})
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "queue--header",
        "queue--chosen",
        "queue--over",
        "queue--ringing",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False, id="queue.up"),
        Binding("down", "move(1)", show=False, id="queue.down"),
        Binding("pageup", "move(-10)", show=False, id="queue.page_up"),
        Binding("pagedown", "move(10)", show=False, id="queue.page_down"),
        Binding("home", "move(-1000000)", show=False, id="queue.first"),
        Binding("end", "move(1000000)", show=False, id="queue.last"),
        Binding("enter", "take", show=False, id="queue.take"),
    ]

    cursor: reactive[int] = reactive(0, init=False)
    """Index of the chosen row; means nothing while nobody waits."""

    def __init__(self, desk: "AgentDesk", *, id: str | None = None) -> None:  # noqa: A002  Textual's own name
        super().__init__(desk, id=id)
        self._rows: tuple[Waiting, ...] = ()
        self._queues: dict[str, Queue] = {}
        self._chosen = ""
        """Id of the call the agent moved to; empty: the cursor stays on the oldest."""
        self._changed = 0.0

    def on_mount(self) -> None:
        """Show who waits."""
        self.stores_changed(self.SHOWS)

    @property
    def chosen(self) -> Waiting | None:
        """The call under the cursor."""
        return self._rows[self.cursor] if 0 <= self.cursor < len(self._rows) else None

    def stores_changed(self, kinds: frozenset[str]) -> None:
        """Take the rows over and put the cursor back on its call, at the same height of the screen."""
        before, under = self.cursor, self.chosen
        self._rows = self.desk.waiting()
        self._queues = {queue.id: queue for queue in self.desk.content.queues}
        self.virtual_size = Size(0, len(self._rows) + 1)
        at = self._index_of(self._chosen) if self._chosen else 0
        if at is None:
            self._chosen, at = "", min(before, max(0, len(self._rows) - 1))
        self.set_reactive(QueueTable.cursor, at)
        if self.chosen is None or under is None or self.chosen.id != under.id:
            self._changed = time.monotonic()
        if at != before:
            self.scroll_to(y=self.scroll_offset.y + at - before, animate=False, immediate=True)
        self.refresh()

    def tick(self) -> None:
        """Only the ages have changed."""
        if self._rows and self.is_on_screen:
            self.refresh(Region(0, 0, AGE_CELLS, self.size.height))

    def action_move(self, by: int) -> None:
        """Another row; from now on the cursor stays with that call."""
        if self._rows:
            self.cursor = max(0, min(self.cursor + by, len(self._rows) - 1))
            self._chosen = self._rows[self.cursor].id

    def watch_cursor(self) -> None:
        """Keep the chosen row in sight."""
        top, height = self.scroll_offset.y, max(1, self.size.height - 1)
        if not top <= self.cursor < top + height:
            target = self.cursor if self.cursor < top else self.cursor - height + 1
            self.scroll_to(y=target, animate=False, immediate=True)
        self.refresh()

    def hints(self) -> list[tuple[str, str]]:
        """Enter takes the chosen one where agents take calls themselves."""
        return [(_("Enter"), _("Take this one"))] if self._can_take() else []

    def action_take(self) -> None:
        """Take the chosen call, unless the row came under the cursor only just now."""
        row = self.chosen
        if row is None or not self._can_take():
            return
        if not self._chosen and time.monotonic() - self._changed < SETTLING_SECONDS:
            self.console.say(_("Another caller has just come into this row. Press again to take them."))
            return
        self.console.perform(self.desk.take(row.id), doing="take")

    def on_click(self, event: Click) -> None:
        """The first click chooses, a click on the chosen row takes."""
        at = event.y - 1 + self.scroll_offset.y
        if event.y < 1 or at >= len(self._rows):
            return
        if at == self.cursor and self._chosen:
            self.action_take()
        else:
            self.action_move(at - self.cursor)

    def render_line(self, y: int) -> Strip:
        """The column names, then the rows in sight."""
        width = self.size.width
        if y == 0:
            style = self.rich_style + self.get_component_rich_style("queue--header")
            return Strip([Segment(fit(self._header(width), width), style)], width)
        at = y - 1 + self.scroll_offset.y
        if at < len(self._rows):
            return self._strip(self._rows[at], chosen=at == self.cursor, width=width)
        return self._empty(y, width)

    def _header(self, width: int) -> str:
        """Rows of a line that is not up are old, and marked so."""
        old = "" if self.desk.links.worst.link is Link.up else self.glyphs.stale
        return old + header(width)[cells(old) :]

    def _strip(self, row: Waiting, *, chosen: bool, width: int) -> Strip:
        drawn = drawn_row(row, width, self._queues, self.desk.clock, self.glyphs)
        base = self.rich_style
        if chosen and self.has_focus:
            base += self.get_component_rich_style("queue--chosen")
        loud = base
        if drawn.is_over:
            loud = base + self.get_component_rich_style("queue--over")
        elif row.ringing:
            loud = base + self.get_component_rich_style("queue--ringing")
        sign = fit(self.glyphs.cursor if chosen else "", 1)
        rest = fit(drawn.rest, max(0, width - cells(sign) - cells(drawn.age) - cells(drawn.mark)))
        parts = [Segment(sign, base), Segment(drawn.age + drawn.mark, loud), Segment(rest, base)]
        return Strip(parts, width).crop(0, width)

    def _empty(self, y: int, width: int) -> Strip:
        if self._rows or y != 1:
            return Strip.blank(width, self.rich_style)
        return Strip([Segment(fit(f"  {self._nobody()}", width), self.rich_style)], width)

    def _nobody(self) -> str:
        deliveries = {queue.delivery for queue in self._queues.values()}
        if not deliveries:
            return _("No queue. The green key starts a call by hand.")
        if deliveries == {Delivery.phone}:
            return _("Nobody waits. When the phone rings, lift the handset.")
        return _("Nobody waits.")

    def _can_take(self) -> bool:
        row = self.chosen
        queue = self._queues.get(row.queue) if row else None
        is_pull = queue is not None and queue.delivery is Delivery.pull
        return is_pull and Verb.take in self.desk.allowed()

    def _index_of(self, call: str) -> int | None:
        return next((at for at, row in enumerate(self._rows) if row.id == call), None)
