"""The right part of row 1: how many wait and how long, service level, link, clock."""

from datetime import timedelta
from typing import TYPE_CHECKING

from textual.content import Content

from tui.backend import Link
from tui.console.ages import age_column, wall_seconds, wall_time
from tui.locale import _
from tui.text import fit

if TYPE_CHECKING:
    from tui.desk import AgentDesk
    from tui.desk.floor import FloorFigures
    from tui.terminal import Glyphs

FLOOR_WIDTH = 50
"""Cells from the number waiting to the clock; they stand at the right edge and never move."""
_QUEUE, _LEVEL, _LINK = 29, 9, 6
"""Cells of the three places before the clock."""


def floor_line(desk: "AgentDesk", glyphs: "Glyphs") -> Content:
    """The floor in exactly `FLOOR_WIDTH` cells."""
    floor = desk.floor
    queue = cut(_queue(floor, desk, glyphs), _QUEUE)
    link = _level_and_link(floor, desk, glyphs)
    return Content.assemble(queue, link, " ", wall_time(desk.clock.now()))


def cut(content: Content, width: int) -> Content:
    """The content cut or padded to exactly this many cells."""
    return content.truncate(width, ellipsis=True, pad=True) if width > 0 else Content("")


def _queue(floor: "FloorFigures", desk: "AgentDesk", glyphs: "Glyphs") -> Content:
    """Old figures are marked: while the line is down nobody knows how many wait."""
    if not (floor.delivery or floor.waiting):
        return Content("")
    age = age_column(desk.clock.age(floor.longest)) if floor.longest else "-"
    old = "" if desk.links.worst.link is Link.up else glyphs.stale
    count = fit(f"{old}{_count(floor.waiting)}", 4, right=True)
    style = "bold $urgent" if floor.over_target else ""
    return Content.assemble(
        f" {count} {fit(_('waiting'), 8)} {_('longest')} ",
        (f"{age}{'!' if floor.over_target else ''}", style),
    )


def _level_and_link(floor: "FloorFigures", desk: "AgentDesk", glyphs: "Glyphs") -> Content:
    """They share a place: without the line the service level says nothing."""
    if desk.links.worst.link is not Link.up:
        return cut(_lost(desk, glyphs), _LEVEL + _LINK)
    level = floor.service_level
    figure = "-" if level is None else f"{level:.0%}"
    shown = f"{_('SL')} {figure}" if floor.delivery else ""
    return Content(fit(shown, _LEVEL) + fit(f"{glyphs.link} {_('ok')}", _LINK))


def _lost(desk: "AgentDesk", glyphs: "Glyphs") -> Content:
    worst = desk.links.worst
    if worst.link is Link.stale:
        text = f"{glyphs.stale} {_('silent')} {age_column(worst.silent)}"
        return Content.assemble((text, "bold $link-stale"))
    if worst.link is Link.connecting:
        return Content.assemble((f"{glyphs.asked} {_('linking')}", "$link-stale"))
    since = desk.clock.now() - timedelta(seconds=desk.clock.monotonic() - worst.since)
    return Content.assemble((f"{glyphs.lost} {_('lost')} {wall_seconds(since)}", "bold $link-lost"))


def _count(number: int) -> str:
    return str(number) if number < 1000 else f"{number // 1000}k"
