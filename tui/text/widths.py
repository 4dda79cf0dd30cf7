"""Text measured and cut in terminal cells, never in characters."""

from rich.cells import cell_len, get_character_cell_size


def cells(text: str) -> int:
    """Width in terminal cells; a Chinese character takes two."""
    return cell_len(text)


def clip(text: str, width: int, *, ellipsis: str = "…") -> str:
    """The text, cut to at most `width` cells; where something was cut it ends with the ellipsis."""
    if cell_len(text) <= width:
        return text
    if width <= cell_len(ellipsis):
        return _head(text, width)
    return _head(text, width - cell_len(ellipsis)).rstrip() + ellipsis


def fit(text: str, width: int, *, ellipsis: str = "…", right: bool = False) -> str:
    """The text cut and padded to exactly `width` cells; `right`: aligned to the right edge."""
    shown = clip(text, width, ellipsis=ellipsis)
    padding = " " * (width - cell_len(shown))
    return padding + shown if right else shown + padding


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells, broken at spaces or between wide characters."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_wrapped(paragraph, max(width, 2)))
    return lines


def _head(text: str, width: int) -> str:
    used = 0
    for index, character in enumerate(text):
        used += get_character_cell_size(character)
        if used > width:
            return text[:index]
    return text


def _wrapped(paragraph: str, width: int) -> list[str]:
    lines: list[str] = []
    rest = paragraph
    while cell_len(rest) > width:
        head = _head(rest, width)
        cut = _break_in(head, rest)
        lines.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*lines, rest]


def _break_in(head: str, rest: str) -> int:
    """Where to break: at the last space, or before or after a wide character, or hard at the edge."""
    if rest[len(head) : len(head) + 1] == " ":
        return len(head)
    for index in range(len(head) - 1, 0, -1):
        if head[index] == " " or get_character_cell_size(head[index]) == 2:
            return index + 1
    return len(head)
