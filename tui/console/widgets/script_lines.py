"""A script drawn as lines: what was passed, what to say now, what helps with this caller."""

from collections.abc import Iterable, Sequence

from textual.content import Content

from tui.locale import _, mark
from tui.model import Step, StepKind
from tui.terminal import Glyphs
from tui.text import cells, clip, safe, wrap

_MARGIN = 2
_PASSED_ROWS = 2
"""Rows of passed steps kept in sight; older ones scroll away."""
_MOODS = {
    "impatient": mark("If impatient"),
    "angry": mark("If angry"),
    "confused": mark("If confused"),
    "loyal": mark("If loyal"),
}
_HOW_TO_GO_ON = {
    StepKind.say: mark("Enter: said, go on"),
    StepKind.check: mark("1 yes   2 no"),
    StepKind.read_back: mark("Enter: confirmed   2 not right"),
    StepKind.verify: mark("Enter: verified   Enter without an answer: not verified"),
    StepKind.unknown: mark("Enter: go on"),
}


def passed_lines(passed: Sequence[tuple[str, str]], width: int, glyphs: Glyphs) -> list[Content]:
    """Titles of passed steps with their answers, side by side, the newest in the last line."""
    items = [f"{glyphs.passed} {safe(title)}  {safe(answer)}".rstrip() for title, answer in passed]
    return [Content.styled(line, "$quiet") for line in _flowed(items, width, gap=4)[-_PASSED_ROWS:]]


def step_lines(step: Step, text: str, width: int, glyphs: Glyphs, pointer: str = " ") -> list[Content]:
    """The current step: its text at full width, then what to press. `text` has its placeholders filled."""
    quoted = f"{glyphs.open_quote}{safe(text)}{glyphs.close_quote}"
    first, *rest = wrap(quoted, max(2, width - _MARGIN))
    said = [f"{pointer} {first}", *(f"  {line}" for line in rest)]
    return [Content.styled(line, "bold") for line in said] + [Content(line) for line in ways_on(step, width)]


def hint_lines(step: Step, mood: str, width: int) -> list[Content]:
    """What helps with this kind of caller, or with each kind while nobody knows which; then what to avoid."""
    moods = {kind: text for kind, text in step.hints.items() if kind != "avoid"}
    wanted = {kind: text for kind, text in moods.items() if mood in ("", kind)}
    hints = [(_hint_title(kind), text) for kind, text in wanted.items()]
    if "avoid" in step.hints:
        hints.append((_("Avoid"), step.hints["avoid"]))
    return [line for title, text in hints for line in _hint(title, text, width)]


def done_lines(width: int) -> list[Content]:
    """What to do when the script is through."""
    return [Content(clip("  " + _("The script is through. F10 wraps up, Left goes back."), width))]


def ways_on(step: Step, width: int) -> list[str]:
    """What to press to go on: the branches with their digits, or how the step is done."""
    if step.kind is StepKind.choose:
        items = [f"{index} {safe(choice.label)}" for index, choice in enumerate(step.choices[:9], start=1)]
        return [f"  {line}" for line in _flowed(items, width - _MARGIN, gap=4)]
    if step.kind is StepKind.ask:
        return []
    return [clip("    " + _(_HOW_TO_GO_ON[step.kind]), width)]


def _hint_title(mood: str) -> str:
    title = _MOODS.get(mood)
    return _(title) if title else _("If {kind}").replace("{kind}", safe(mood))


def _hint(title: str, text: str, width: int) -> list[Content]:
    rows = wrap(f"{title}: {safe(text)}", max(2, width - _MARGIN))
    first = Content.assemble("  ", (rows[0][: len(title) + 1], "bold"), rows[0][len(title) + 1 :])
    return [first, *(Content(f"  {row}") for row in rows[1:])]


def _flowed(items: Iterable[str], width: int, *, gap: int) -> list[str]:
    """Items side by side with a gap, in as many lines as they need, each with a margin."""
    lines: list[str] = []
    for item in items:
        shown = clip(item, max(2, width - _MARGIN))
        if lines and cells(lines[-1]) + gap + cells(shown) <= width:
            lines[-1] += " " * gap + shown
        else:
            lines.append("  " + shown)
    return lines
