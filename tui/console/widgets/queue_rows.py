"""Rows of the queue in columns that never move. Pure: no widget."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from tui.console.ages import age_column, wall_time
from tui.console.numbers import shown_number
from tui.locale import _
from tui.locale.words import word
from tui.model import Because, Channel, Queue, Waiting
from tui.text import fit, safe

if TYPE_CHECKING:
    from tui.desk.clock import DeskClock
    from tui.terminal import Glyphs

AGE_CELLS = 9
"""Cells before the caller: cursor, age, mark."""


class Columns(NamedTuple):
    """Cells of each column after the age; 0: not shown."""

    caller: int
    number: int
    queue: int
    about: int


class DrawnRow(NamedTuple):
    """One row in the three parts that may be coloured apart."""

    age: str
    mark: str
    rest: str
    is_over: bool


def columns(width: int) -> Columns:
    """The columns in a list of this width. What it is about takes what is left."""
    room = max(0, width - AGE_CELLS)
    if room < 40:
        return Columns(caller=max(0, room - 10), number=0, queue=min(10, room), about=0)
    if room < 68:
        return Columns(caller=room - 30, number=19, queue=11, about=0)
    caller = 23 + min(20, (room - 68) // 4)
    queue = 10 + min(10, (room - 68) // 8)
    return Columns(caller=caller, number=19, queue=queue, about=max(0, room - caller - 19 - queue))


def header(width: int) -> str:
    """The names of the columns."""
    named = (_("caller"), _("number"), _("queue"), _("about"))
    return fit(fit(_("wait"), 7, right=True), AGE_CELLS) + _joined(named, columns(width))


def drawn_row(
    row: Waiting, width: int, queues: Mapping[str, Queue], clock: "DeskClock", glyphs: "Glyphs"
) -> DrawnRow:
    """One waiting call."""
    queue = queues.get(row.queue)
    age, is_over = _age(row, queue, clock)
    mark = "!" if is_over else glyphs.ringing if row.ringing else " "
    shown = (
        _caller(row, glyphs),
        shown_number(row.number),
        safe(queue.name if queue else row.queue),
        _about(row),
    )
    return DrawnRow(fit(age, 6, right=True), mark, " " + _joined(shown, columns(width)), is_over)


def _age(row: Waiting, queue: Queue | None, clock: "DeskClock") -> tuple[str, bool]:
    """How long it has waited; for a promised call-back when it is due."""
    if row.due is not None:
        return wall_time(row.due), row.due < clock.now()
    seconds = clock.age(row.arrived)
    return age_column(seconds), queue is not None and seconds > queue.service_level_seconds


def _caller(row: Waiting, glyphs: "Glyphs") -> str:
    name = safe(row.name) or "-"
    tier = f" {glyphs.star}{safe(row.tier)}" if row.tier else ""
    if row.channel in (Channel.voice, Channel.unknown) and row.because is not Because.call_back:
        return name + tier
    kind = word(row.because if row.because is Because.call_back else row.channel)
    return f"{name}{tier} ({kind})"


def _about(row: Waiting) -> str:
    if row.ringing:
        return _("rings at {name}").replace("{name}", safe(row.ringing))
    if row.about:
        return safe(row.about)
    if row.because not in (Because.new, Because.unknown, Because.call_back):
        return word(row.because)
    return safe(row.language)


def _joined(shown: tuple[str, ...], widths: Columns) -> str:
    """Each column ends in a blank, so that no two touch."""
    cut = [fit(text, width - 1) + " " for text, width in zip(shown, widths, strict=True) if width > 1]
    return "".join(cut)
