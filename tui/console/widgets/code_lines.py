"""The codes pane drawn as lines: what can be chosen, what is chosen, what is still missing."""

from collections.abc import Sequence

from textual.content import Content

from tui.console.widgets.code_tree import CodePath
from tui.locale import _, n_
from tui.text import cells, clip, wrap

MOST = 9
"""Codes shown at once: one for each digit."""


def code_lines(
    found: Sequence[CodePath],
    chosen: Sequence[str],
    cursor: int,
    width: int,
    rows: int = MOST,
    *,
    arrow: str = ">",
    tick: str = "x",
) -> list[Content]:
    """Numbered lines of the first codes found; `cursor` is marked, chosen ones ticked."""
    if not found:
        return [Content.styled(clip("  " + _("No such code. Backspace widens the search."), width), "$quiet")]
    shown = found[: min(rows, MOST)]
    lines = [
        _line(index, path, width, arrow if index == cursor else " ", tick if path.code.id in chosen else " ")
        for index, path in enumerate(shown)
    ]
    more = len(found) - len(shown)
    return [*lines, _more(more, width)] if more > 0 else lines


def chosen_lines(names: Sequence[str], width: int, *, required: bool) -> list[Content]:
    """What is chosen, the main code first; loud while a required one is missing."""
    if not names and required:
        return [Content.styled(clip("  " + _("chosen: none yet (one is required)"), width), "bold $urgent")]
    text = _("chosen: {codes}").replace("{codes}", "; ".join(names) or _("none (none is required)"))
    return [Content(f"  {line}") for line in wrap(text, max(2, width - 2))]


def shortened(names: Sequence[str], width: int) -> str:
    """The path from the code's own name upwards, as far as it fits: the beginning is what all share."""
    shown = " / ".join(names)
    for first in range(1, len(names)):
        if cells(shown) <= width:
            break
        shown = " / ".join(("..", *names[first:]))
    return shown


def _line(index: int, path: CodePath, width: int, arrow: str, tick: str) -> Content:
    head = f"  {index + 1} {arrow}{tick} "
    text = clip(head + shortened(path.names, max(0, width - cells(head))), width)
    return Content.styled(text, "reverse" if arrow.strip() else "")


def _more(count: int, width: int) -> Content:
    text = n_("{count} more; type to search", "{count} more; type to search", count)
    return Content.styled(clip("    " + text.replace("{count}", str(count)), width), "$quiet")
