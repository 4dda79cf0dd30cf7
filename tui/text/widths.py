"""Text measured and cut in terminal cells, never in characters."""

from rich.cells import cell_len, get_character_cell_size

MOST_LINES = 500
"""More than anybody reads at a desk."""

_LONG = 512
"""Characters up to which rich remembers widths."""


def cells(text: str) -> int:
    """Width in terminal cells; a Chinese character takes two."""
    return cell_len(text)


def clip(text: str, width: int, *, ellipsis: str = "…") -> str:
    """The text, cut to at most `width` cells; where something was cut it ends with the ellipsis."""
    if _fits(text, width):
        return text
    if width <= cell_len(ellipsis):
        return _head(text, width)
    return _head(text, width - cell_len(ellipsis)).rstrip() + ellipsis


def fit(text: str, width: int, *, ellipsis: str = "…", right: bool = False) -> str:
    """The text cut and padded to exactly `width` cells; `right`: aligned to the right edge."""
    shown = clip(text, width, ellipsis=ellipsis)
    padding = " " * (width - cell_len(shown))
    return padding + shown if right else shown + padding


def wrap(text: str, width: int, *, most: int = MOST_LINES) -> list[str]:
    """The text in lines of at most `width` cells, broken at spaces or between wide characters.

    At most `most` lines; if there would be more, the last one ends with an ellipsis.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_wrapped(paragraph, max(width, 2), most + 1 - len(lines)))
        if len(lines) > most:
            return [*lines[: most - 1], clip(lines[most - 1] + " …", max(width, 2))]
    return lines


def _fits(text: str, width: int) -> bool:
    """Long texts are measured only as far as needed: they are cut again at every key."""
    return cell_len(text) <= width if len(text) <= _LONG else _edge(text, 0, width) == len(text)


def _head(text: str, width: int) -> str:
    used = 0
    for index, character in enumerate(text):
        used += get_character_cell_size(character)
        if used > width:
            return text[:index]
    return text


def _wrapped(paragraph: str, width: int, most: int) -> list[str]:
    lines: list[str] = []
    start = 0
    while len(lines) < most:
        edge = _edge(paragraph, start, width)
        if edge == len(paragraph):
            return [*lines, paragraph[start:]]
        cut = _break_at(paragraph, start, edge)
        lines.append(paragraph[start:cut].rstrip())
        start = _after_spaces(paragraph, cut)
    return lines


def _after_spaces(paragraph: str, start: int) -> int:
    while start < len(paragraph) and paragraph[start].isspace():
        start += 1
    return start


def _edge(paragraph: str, start: int, width: int) -> int:
    """Where the characters from `start` on that fit into the width end."""
    used = 0
    for index in range(start, len(paragraph)):
        used += get_character_cell_size(paragraph[index])
        if used > width:
            return index
    return len(paragraph)


def _break_at(paragraph: str, start: int, edge: int) -> int:
    """Where to break: at the last space, or before or after a wide character, or hard at the edge."""
    if paragraph[edge] == " ":
        return edge
    for index in range(edge - 1, start, -1):
        if paragraph[index] == " " or get_character_cell_size(paragraph[index]) == 2:
            return index + 1
    return edge
