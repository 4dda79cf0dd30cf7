"""Rows of a list in columns that line up in terminal cells. Pure: no widget."""

import enum
from collections.abc import Sequence

import msgspec

from tui.text import cells, clip, fit

GAP = 2
"""Cells between two columns."""


class Tone(enum.StrEnum):
    """How loud a row or line is. The words say it too: colour is never the only sign."""

    plain = "plain"
    quiet = "quiet"
    warning = "warning"


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """Where a column stands and when it may be left out."""

    width: int
    """Cells it takes; where it grows, the fewest it takes."""
    grows: bool = False
    """Takes a share of what is left."""
    since: int = 0
    """Width of the whole list from which it shows."""
    right: bool = False


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One line that can be chosen. Its cells are already safe."""

    key: str
    cells: tuple[str, ...]
    tone: Tone = Tone.plain


def widths(columns: Sequence[Column], width: int) -> tuple[int, ...]:
    """Cells for each column; 0: left out. Depends on the width alone, so nothing jumps as rows change."""
    shown = [column.width if width >= column.since else 0 for column in columns]
    growing = [at for at, column in enumerate(columns) if column.grows and shown[at]]
    spare = width - sum(shown) - GAP * max(0, sum(map(bool, shown)) - 1)
    for cell in range(max(0, spare) if growing else 0):
        shown[growing[cell % len(growing)]] += 1
    for _cell in range(-spare):
        shown[shown.index(max(shown))] -= 1
    return tuple(max(0, share) for share in shown)


def line(row: Row, columns: Sequence[Column], width: int, ellipsis: str = "…") -> str:
    """The row as one line of exactly `width` cells."""
    parts = [
        fit(text, share, right=column.right, ellipsis=ellipsis)
        for text, column, share in zip(row.cells, columns, widths(columns, width), strict=True)
        if share
    ]
    return fit((" " * GAP).join(parts), width, ellipsis=ellipsis)


def ruled(left: str, right: str, width: int, dash: str, *, detail: str = "", ellipsis: str = "…") -> str:
    """A title in a rule: "─ Find  number, name ───── 50+". What does not fit is cut, the right part last."""
    tail = f" {right}" if right else ""
    room = max(0, width - cells(tail) - 2 * cells(dash) - 2)
    named = clip(f"{left}  {detail}" if detail else left, room, ellipsis=ellipsis)
    head = f"{dash} {named} " if named else dash
    filling = max(0, width - cells(head) - cells(tail)) // max(1, cells(dash))
    return fit(f"{head}{dash * filling}{tail}", width, ellipsis=ellipsis)
