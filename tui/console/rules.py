"""Titles in rules, the only frames of the desk."""

from textual.content import Content

from tui.text import cells, clip, safe


def rule(title: str, width: int, dash: str, *, right: str = "") -> Content:
    """ "─ Title ────────── right ──"; an empty title gives a plain rule."""
    head = f"{dash} {clip(safe(title), max(0, width - 4))} " if title else ""
    tail = f" {safe(right)}" if right else ""
    fill = max(0, width - cells(head) - cells(tail))
    line = f"{head}{dash * fill}{tail}"
    if not title:
        return Content(line).stylize("$quiet")
    return Content(line).stylize("$quiet").stylize("not dim bold $foreground", 2, len(head) - 1)
