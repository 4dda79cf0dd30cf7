"""The codes pane drawn as lines: what can be chosen, what is chosen, what is still missing."""

from collections.abc import Sequence

from textual.content import Content

from tui.console.widgets.code_tree import CodePath
from tui.locale import _, n_
from tui.text import cells, clip, wrap

MOST = 9
"""Codes shown at once: one for each digit."""
_HEAD = 7
"""Cells before the names: digit, cursor and tick with what parts them."""
_SLASH = " / "
_CHOSEN_ROWS = 2
"""Rows for the paths of what is chosen; where they need more, only the codes' own names are shown."""


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
        return [Content.styled(clip("  " + _("No such code. Backspace: more codes."), width), "$quiet")]
    shown = found[: min(rows, MOST)]
    names = _as_short_as_needed([path.names for path in found], width - _HEAD)
    lines = [
        _line(index, names[index], width, _signs(path, index == cursor, chosen, arrow, tick))
        for index, path in enumerate(shown)
    ]
    more = len(found) - len(shown)
    return [*lines, _more(more, width)] if more > 0 else lines


def chosen_lines(paths: Sequence[tuple[str, ...]], width: int, *, required: bool) -> list[Content]:
    """What is chosen, the main code first; loud while a required one is missing."""
    if not paths and required:
        return [Content.styled(clip("  " + _("chosen: none yet (one is required)"), width), "bold $urgent")]
    room = max(2, width - 2)
    lines = wrap(_chosen([_SLASH.join(path) for path in paths]), room)
    if len(lines) > _CHOSEN_ROWS:
        lines = wrap(_chosen([path[-1] for path in paths]), room)
    return [Content(f"  {line}") for line in lines]


def _chosen(names: Sequence[str]) -> str:
    return _("chosen: {codes}").replace("{codes}", "; ".join(names) or _("none (none is required)"))


def without_the_shared(paths: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The paths without the names that all of them begin with; of each at least its own name stays."""
    shared = 0
    while all(len(path) > shared + 1 for path in paths) and len({path[: shared + 1] for path in paths}) == 1:
        shared += 1
    return [path[shared:] for path in paths]


def shortened(names: Sequence[str], width: int) -> str:
    """The path with its upper names cut evenly as far as it needs to fit; the code's own name stays whole."""
    *above, own = names
    longest = max(map(cells, above), default=0)
    for most in range(longest, 2, -1):
        shown = _SLASH.join([*(clip(name, most) for name in above), own])
        if cells(shown) <= width:
            return shown
    return own


def _as_short_as_needed(paths: Sequence[tuple[str, ...]], width: int) -> list[str]:
    """All whole if all fit; else all without what they share: rows of one form are easy to compare."""
    if all(cells(_SLASH.join(path)) <= width for path in paths):
        return [_SLASH.join(path) for path in paths]
    return [shortened(path, max(0, width)) for path in without_the_shared(paths)]


def _signs(path: CodePath, is_current: bool, chosen: Sequence[str], arrow: str, tick: str) -> str:
    return (arrow if is_current else " ") + (tick if path.code.id in chosen else " ")


def _line(index: int, names: str, width: int, signs: str) -> Content:
    text = clip(f"  {index + 1} {signs} {names}", width)
    return Content.styled(text, "reverse" if signs[0].strip() else "")


def _more(count: int, width: int) -> Content:
    text = n_("{count} more; type to search", "{count} more; type to search", count)
    return Content.styled(clip("    " + text.replace("{count}", str(count)), width), "$quiet")
