"""The script beside the call: what was passed, what to say now, the answer to the question."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click, Key
from textual.widgets import Input

from tui.console.answers import problem_sentence, tidied_answer
from tui.console.base import DeskWidget
from tui.console.dialogs.rule_line import RuleLine
from tui.console.widgets.answer_input import AnswerInput
from tui.console.widgets.digit_keys import digit_at, digit_of
from tui.console.widgets.drawn import DrawnLines
from tui.console.widgets.script_lines import done_lines, hint_lines, passed_lines, step_lines, ways_on
from tui.locale import _
from tui.model import Step, StepKind
from tui.text import safe, wrap

if TYPE_CHECKING:
    from tui.desk import Walk

_SCRIPT = frozenset({"current", "documents", "content", "call", "caller"})
_TYPED = frozenset({StepKind.ask, StepKind.verify})
_SPOKEN = frozenset({StepKind.say, StepKind.read_back, StepKind.unknown})


class ScriptNow(DrawnLines):
    """Passed steps and the next thing to say."""

    @property
    def pointer(self) -> str:
        """Points at the step while the pane around it has the focus."""
        pane = self.parent
        return self.glyphs.cursor if isinstance(pane, ScriptPane) and pane.has_focus else " "

    def lines(self, width: int) -> list[Content]:
        """The loudest lines of the screen."""
        current = self.desk.current
        walk = self.desk.script_walk(current) if current else None
        if walk is None:
            return []
        passed = [(step.step.title or step.step.id, step.answer) for step in walk.passed]
        before = passed_lines(passed, width, self.glyphs)
        gap = [Content("")] if before else []
        if walk.step is None:
            return [*before, *gap, *done_lines(width)]
        return [*before, *gap, *step_lines(walk.step, walk.text, width, self.glyphs, self.pointer)]

    def on_click(self, event: Click) -> None:
        """A click on a branch takes it; on how to go on, goes on."""
        pane = self.parent
        if not isinstance(pane, ScriptPane) or pane.walk is None or pane.walk.step is None:
            return
        lines, ways = self.lines(self.size.width), ways_on(pane.walk.step, self.size.width)
        if len(lines) - len(ways) <= event.y < len(lines):
            digit = digit_at(lines[event.y].plain, event.x)
            pane.action_go_on() if digit is None else pane.choose(digit)


class ScriptHints(DrawnLines):
    """What is wrong with the answer, then what helps with this caller."""

    problem: str = ""
    """What to correct; empty: nothing."""

    def lines(self, width: int) -> list[Content]:
        """The problem first."""
        current = self.desk.current
        walk = self.desk.script_walk(current) if current else None
        wrong = [
            Content.styled(f"  {line}", "bold $urgent") for line in wrap(self.problem, max(8, width - 2))
        ]
        if walk is None or walk.step is None or current is None:
            return wrong if self.problem else []
        call = self.desk.call_of(current)
        hints = hint_lines(walk.step, call.kind if call else "", width)
        return [*(wrong if self.problem else []), *([Content(""), *hints] if hints else [])]


class ScriptPane(DeskWidget, can_focus=True):
    """Takes Enter, digits and answers for the current step, and nothing while the focus is elsewhere."""

    SHOWS: ClassVar[frozenset[str]] = _SCRIPT
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", show=False),
        Binding("left,backspace", "back", show=False),
    ]

    def compose(self) -> ComposeResult:
        """Title, what to say, the field, what helps."""
        yield RuleLine(self.glyphs.across, id="script-title")
        yield ScriptNow(self.desk, id="script-now")
        yield AnswerInput(id="script-answer", compact=True)
        yield ScriptHints(self.desk, id="script-hints")

    def on_mount(self) -> None:
        """Show the step there is."""
        self._shown: tuple[str, str] = ("", "")
        self.stores_changed(self.SHOWS)

    @property
    def walk(self) -> "Walk | None":
        """The way through the script so far; None: no script for this call."""
        current = self.desk.current
        return self.desk.script_walk(current) if current else None

    def on_focus(self) -> None:
        """Point at the step."""
        self.query_one(ScriptNow).redraw()

    def on_blur(self) -> None:
        """Point at it no longer."""
        self.query_one(ScriptNow).redraw()

    def focus_step(self) -> bool:
        """Put the focus where the current step is answered; False: there is no script."""
        if self.walk is None:
            return False
        answer = self.query_one(AnswerInput)
        (answer if answer.display else self).focus()
        return True

    def stores_changed(self, kinds: frozenset[str]) -> None:
        """Another step, another call, another text."""
        walk, current = self.walk, self.desk.current
        step = walk.step if walk else None
        shown = (current.id if current else "", step.id if step else "")
        if shown != self._shown:
            self._shown = shown
            self._show_field(step)
        self._retitle(walk)
        self.query_one(ScriptNow).redraw()
        self.query_one(ScriptHints).redraw()

    def _retitle(self, walk: "Walk | None") -> None:
        title = self.query_one(RuleLine)
        title.named = _("Script")
        title.detail = safe(walk.script.name) if walk else _("none for this call")
        title.right = _("step {position}").replace("{position}", walk.position) if walk and walk.step else ""

    def _show_field(self, step: Step | None) -> None:
        """The field shows for a question, with what was typed before; the focus stays in the pane."""
        had_focus = self.has_focus_within
        answer = self.query_one(AnswerInput)
        answer.display = step is not None and step.kind in _TYPED
        self.query_one(ScriptHints).problem = ""
        with answer.prevent(Input.Changed):
            answer.value = self._answers().get(step.field or step.id, "") if step and answer.display else ""
        answer.placeholder = step.pattern if step else ""
        if had_focus:
            self.focus_step()

    def _answers(self) -> dict[str, str]:
        current = self.desk.current
        return dict(self.desk.documents.record(current.id).answers) if current else {}

    @on(Input.Changed)
    def keep_answer(self, event: Input.Changed) -> None:
        """A half-typed answer is kept like a half-typed note."""
        event.stop()
        current, walk = self.desk.current, self.walk
        if current and walk and walk.step:
            answers = {**self._answers(), walk.step.field or walk.step.id: event.value}
            self.desk.documents.edit_record(current.id, answers=answers)

    @on(Input.Submitted)
    def answer(self, event: Input.Submitted) -> None:
        """Go on with the answer, or say what is wrong with it."""
        event.stop()
        current, walk = self.desk.current, self.walk
        if current is None or walk is None or walk.step is None:
            return
        answer = tidied_answer(walk.step, event.value, self.desk.clock.now().astimezone())
        if not answer and walk.step.kind is StepKind.verify:
            self._pass_unverified(current.id, walk)
            return
        problem = self.desk.answer_step(current.id, answer)
        hints = self.query_one(ScriptHints)
        hints.problem = problem_sentence(problem, walk.step) if problem else ""
        self.stores_changed(self.SHOWS)

    def _pass_unverified(self, handling: str, walk: "Walk") -> None:
        """The check failed: the talk goes on, protected fields stay masked."""
        record = self.desk.documents.record(handling)
        if walk.step is not None:
            steps = (*record.steps, walk.step.id)
            self.desk.documents.edit_record(handling, script=walk.script.id, steps=steps)
            self.stores_changed(self.SHOWS)

    @on(AnswerInput.WentBack)
    def action_back(self) -> None:
        """One step back; what was answered stays in the record."""
        if self.desk.current is not None:
            self.desk.step_back(self.desk.current.id)
            self.stores_changed(self.SHOWS)

    def action_go_on(self) -> None:
        """Enter: it was said, or read back and confirmed."""
        current, walk = self.desk.current, self.walk
        if current is None or walk is None or walk.step is None:
            return
        if walk.step.kind in _SPOKEN:
            self.desk.say_done(current.id)
            self.stores_changed(self.SHOWS)

    def on_key(self, event: Key) -> None:
        """A digit chooses; letters mean nothing here."""
        digit = digit_of(event)
        if digit is None or not self.has_focus:
            return
        event.stop()
        self.choose(digit)

    def choose(self, digit: int) -> None:
        """What the digit means in the current step, if anything."""
        self._take(digit)
        self.stores_changed(self.SHOWS)

    def _take(self, digit: int) -> None:
        current, walk = self.desk.current, self.walk
        if current is None or walk is None or walk.step is None or digit < 1:
            return
        step = walk.step
        if step.kind is StepKind.choose and digit <= len(step.choices):
            self.desk.choose_branch(current.id, digit - 1)
        elif step.kind is StepKind.check and digit <= 2:
            self.desk.answer_step(current.id, _("yes") if digit == 1 else _("no"))
        elif step.kind is StepKind.read_back and digit == 2:
            self.desk.step_back(current.id)
