"""What the script collected, as it goes into the record, and whether the matter is resolved."""

from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click, Key

from tui.console.widgets.digit_keys import digit_at, digit_of
from tui.console.widgets.drawn import DrawnLines
from tui.console.widgets.whom import facts_of
from tui.locale import _
from tui.model import Script, StepKind
from tui.text import clip, fit, safe

_FIELD = 11
"""Cells for a field's name, so that answers line up."""
_RESOLVED = {1: True, 2: False, 0: None}


def checked_fields(scripts: Iterable[Script]) -> frozenset[str]:
    """Answers that only tick a check off: the line "verified" says it in words. Those of a form, such as
    a contract number, are worth showing for themselves.
    """
    steps = (step for script in scripts for step in script.steps if step.kind is StepKind.verify)
    return frozenset(step.field for step in steps if step.level and not step.pattern)


def answer_lines(answers: Mapping[str, str], verified: str, width: int) -> list[Content]:
    """Field and answer, in the order asked; then who was verified how."""
    rows = [(safe(field), safe(answer)) for field, answer in answers.items() if answer]
    if verified:
        rows.append((_("verified"), verified))
    if not rows:
        return [Content.styled(clip("  " + _("No answers were collected."), width), "$quiet")]
    return [Content(clip(f"  {fit(field, _FIELD)} {answer}", width)) for field, answer in rows]


def resolved_line(resolved: bool | None, width: int, pointer: str = " ") -> Content:
    """The question with its answer marked."""
    marks = [
        ("1", _("yes"), resolved is True),
        ("2", _("no"), resolved is False),
        ("0", _("open"), resolved is None),
    ]
    parts = [(f" {digit} {words} ", "reverse" if chosen else "") for digit, words, chosen in marks]
    return Content.assemble(f"{pointer} {fit(_('resolved'), _FIELD)}", *parts).truncate(width)


class FromScript(DrawnLines):
    """Answers and identity; what is wrong in them is corrected in the script."""

    SHOWS: ClassVar[frozenset[str]] = frozenset({"current", "documents", "call"})

    def lines(self, width: int) -> list[Content]:
        """One line for each answer."""
        current = self.desk.current
        if current is None:
            return []
        facts = facts_of(self.desk, current)
        verified = facts.verified if facts else ""
        answers = self.desk.documents.record(current.id).answers
        checks = checked_fields(self.desk.content.scripts) if verified else frozenset[str]()
        told = {field: answer for field, answer in answers.items() if field not in checks}
        return answer_lines(told, verified, width)


class Resolved(DrawnLines, can_focus=True):
    """Whether the matter is settled: 1 yes, 2 no, 0 open; Space goes round."""

    SHOWS: ClassVar[frozenset[str]] = frozenset({"current", "documents"})
    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "cycle", show=False)]

    def lines(self, width: int) -> list[Content]:
        """One line."""
        return [resolved_line(self._resolved(), width, self.pointer)]

    def on_key(self, event: Key) -> None:
        """The digits beside the words."""
        digit = digit_of(event)
        if digit in _RESOLVED:
            event.stop()
            self._set(_RESOLVED[digit])

    def on_click(self, event: Click) -> None:
        """A click on one of the words."""
        digit = digit_at(self.lines(self.size.width)[0].plain, event.x)
        if digit in _RESOLVED:
            self._set(_RESOLVED[digit])

    def action_cycle(self) -> None:
        """Open, yes, no, open."""
        self._set({None: True, True: False, False: None}[self._resolved()])

    def _resolved(self) -> bool | None:
        current = self.desk.current
        return self.desk.documents.record(current.id).resolved if current else None

    def _set(self, resolved: bool | None) -> None:
        if self.desk.current is not None:
            self.desk.documents.edit_record(self.desk.current.id, resolved=resolved)
            self.redraw()
