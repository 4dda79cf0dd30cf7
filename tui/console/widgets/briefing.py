"""The briefing: what everybody should know today, unread first."""

from typing import ClassVar

from textual.content import Content
from textual.geometry import Size

from tui.console.ages import wall_time
from tui.console.widgets.chosen_lines import ChosenLines
from tui.locale import _
from tui.model import Announcement
from tui.text import safe, wrap

_INDENT = 9
"""Cells before the text: sign, time and blanks."""


class Briefing(ChosenLines):
    """Enter marks the chosen announcement as read and goes on to the next unread one."""

    SHOWS: ClassVar[frozenset[str]] = frozenset({"announcement"})

    def title(self) -> str:
        """Its name."""
        return _("Briefing")

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as it has lines: what it does not need is the queue's."""
        return 1 + sum(len(lines) for _key, lines in self.entries(width))

    def stores_changed(self, kinds: frozenset[str]) -> None:
        """An announcement came, went or was read: it may need other room."""
        self.refresh(layout=True)

    def hints(self) -> list[tuple[str, str]]:
        """Enter reads."""
        unread = self._announcement(self.chosen)
        return [(_("Enter"), _("Read"))] if unread is not None and not unread.read else []

    def entries(self, width: int) -> list[tuple[str, list[Content]]]:
        """The whole text of each, wrapped."""
        shown = [(one.id, self._lines(one, width - 1)) for one in self._in_order()]
        return shown or [("", [Content(f" {_('nothing new')}").stylize("$quiet")])]

    def open_entry(self, key: str) -> None:
        """It is read."""
        announcement = self._announcement(key)
        if announcement is not None and not announcement.read:
            self.console.perform(self.desk.mark_read(key), doing="mark as read")

    def _in_order(self) -> list[Announcement]:
        """Unread first, urgent ones before all, then the newest."""
        now = self.desk.clock.now()
        valid = [one for one in self.desk.stores.announcements if one.until is None or one.until > now]
        return sorted(valid, key=lambda one: (one.read, not one.urgent, -one.at.timestamp()))

    def _announcement(self, key: str) -> Announcement | None:
        return self.desk.stores.announcements.get(key)

    def _lines(self, one: Announcement, width: int) -> list[Content]:
        sign = " " if one.read else self.glyphs.unread
        mark = "!" if one.urgent else " "
        style = "bold $urgent" if one.urgent and not one.read else "" if not one.read else "$quiet"
        first, *rest = wrap(safe(one.text), max(10, width - _INDENT))
        lines = [f"{sign} {wall_time(one.at)}{mark} {first}", *(" " * _INDENT + line for line in rest)]
        return [Content(line).stylize(style) for line in lines]
