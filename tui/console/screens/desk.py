"""The desk screen: fixed places for state, handlings, the view, the note, the message and the keys."""

import time
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widget import Widget

from tui.console.base import DeskView, DeskWidget, Sturdy, TakesActions
from tui.console.views.conversation import ConversationView
from tui.console.views.idle import IdleView
from tui.console.views.offered import OfferedView
from tui.console.views.wrap_up import WrapUpView
from tui.console.widgets.briefing import Briefing
from tui.console.widgets.due import Due
from tui.console.widgets.handlings_row import HandlingsRow
from tui.console.widgets.key_bar import KeyBar
from tui.console.widgets.message_line import MessageLine
from tui.console.widgets.note_pane import NotePane
from tui.console.widgets.queue_table import QueueTable
from tui.console.widgets.state_line import StateLine
from tui.console.widgets.title_rule import TitleRule
from tui.console.widgets.today import Today
from tui.locale import _, mark
from tui.model import HandlingState

if TYPE_CHECKING:
    from tui.desk import AgentDesk

WRITING_SECONDS = 1.0
"""A note is being written as long as the last key in it is no older than this."""


class DeskScreen(Sturdy, TakesActions, Screen[None], inherit_bindings=False):
    """Everything an agent sees from signing in to signing out. It follows the current handling."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", show=False, id="desk.next"),
        Binding("shift+tab", "app.focus_previous", show=False, id="desk.previous"),
    ]
    SHOWS: ClassVar[frozenset[str]] = frozenset({"current", "handling"})

    def __init__(self, desk: "AgentDesk") -> None:
        super().__init__()
        self.desk = desk
        self.last_typed = 0.0
        """When a key last went into the note, by the monotonic clock."""
        self._wraps_up = ""
        """Id of a live handling whose wrap-up was opened ahead of its end."""
        self._shown: type[DeskView] | None = None
        self._bound: str | None = None

    def compose(self) -> ComposeResult:
        """Rows 1 and 2, the middle, the message line, the key bar."""
        yield StateLine(self.desk)
        yield HandlingsRow(self.desk)
        with Horizontal(id="middle"):
            with Vertical(id="beside"):
                yield TitleRule(mark("Queue"), self.console.glyphs.across)
                yield QueueTable(self.desk)
                yield Today(self.desk)
                yield Due(self.desk)
            with Vertical(id="work"):
                yield TitleRule("", self.console.glyphs.across, id="call-rule")
                for view in (IdleView, OfferedView, ConversationView, WrapUpView):
                    yield view(self.desk)
                yield NotePane(self.desk)
        yield MessageLine()
        yield KeyBar(self.desk)

    def on_mount(self) -> None:
        """Show what there is."""
        self.follow()

    def stores_changed(self, kinds: frozenset[str]) -> None:
        """The current handling, or its state, is another."""
        self.follow()

    def tick(self) -> None:
        """A change that waited for the writing hand may be made now."""
        self.follow()

    def follow(self) -> None:
        """Show the view that fits the current handling, and its note; never under a writing hand."""
        current = self.desk.current
        bound = current.id if current else None
        if bound != self._bound and self._is_writing():
            return
        view = self._fitting()
        if bound != self._bound:
            self._bound = bound
            self.note.bind_to(bound)
            self._show(view)
            self._focus_first()
        elif view is not self._shown:
            self._show(view)
            self._keep_focus()

    def _fitting(self) -> type[DeskView]:
        current = self.desk.current
        if current is None:
            return IdleView
        if current.state is HandlingState.offered:
            return OfferedView
        if current.state is HandlingState.wrap_up or current.id == self._wraps_up:
            return WrapUpView
        return ConversationView

    def _show(self, kind: type[DeskView]) -> None:
        self._shown = kind
        for view in self.query(DeskView):
            if not isinstance(view, NotePane):
                view.display = isinstance(view, kind)
        # A class on the screen itself would style every widget anew, which takes longer than a frame.
        self.query_one("#beside").set_class(kind is not IdleView, "-call")
        rule = self.query_one("#call-rule")
        rule.set_class(kind is ConversationView, "-talking")
        rule.set_class(kind is OfferedView, "-offered")

    @property
    def note(self) -> NotePane:
        """The note pane."""
        return self.query_one(NotePane)

    @property
    def view(self) -> DeskView:
        """The view that shows."""
        return self.query_one(self._shown or IdleView)

    def say(self, text: str, *, urgent: bool = False) -> None:
        """Put a sentence above the key bar."""
        for line in self.query(MessageLine):
            line.say(text, urgent=urgent)

    def asked_first(self) -> Iterator[TakesActions]:
        """Who may give an action its own meaning: what has the focus and what is around it, then the view."""
        focused = self.focused
        around = focused.ancestors_with_self if focused is not None else []
        asked: list[TakesActions] = [node for node in around if isinstance(node, TakesActions)]
        yield from asked
        if self.view not in asked:
            yield self.view
        if self not in asked:
            yield self

    def on_screen_resume(self) -> None:
        """The dialog that gave keys its own meaning has closed."""
        self.console.refresh_keys()

    def offers(self) -> Mapping[str, str]:
        """While the wrap-up is open ahead of the call's end, its key leads back; so does the script's."""
        is_live = self.desk.current is not None and self.desk.current.state.is_live
        offered = {"wrap_up": _("Back")} if is_live and self._shown is WrapUpView else {}
        if self._shown is ConversationView and not self._holds_focus(self.note):
            offered["script"] = _("Note")
        return offered

    def do(self, action: str) -> None:
        """Back to the call, or to the note."""
        if action == "script":
            self.note.focus_here()
        else:
            self.change_call_and_wrap_up()

    def may_answer_by_enter(self) -> bool:
        """The focus is where Enter cannot mean anything else: the queue, or the note while it is empty."""
        focused = self.focused
        if isinstance(focused, QueueTable):
            return True
        return self._holds_focus(self.note) and self.note.is_empty

    def change_script_and_note(self) -> None:
        """F9: to the script, from there back to the note."""
        if not self._holds_focus(self.note) or not self.view.focus_here():
            self.note.focus_here()

    def change_call_and_wrap_up(self) -> None:
        """F10 while somebody is on the line: the wrap-up ahead of time, and back."""
        current = self.desk.current
        opened = current.id if current else ""
        self._wraps_up = "" if self._wraps_up == opened else opened
        self.follow()
        if self._wraps_up:
            self.view.focus_here()
        else:
            self.note.focus_here()

    def show_wrap_up(self) -> None:
        """F10 after the call, while another view shows."""
        self.follow()
        self.view.focus_here()

    def go_to_queue(self) -> None:
        """Focus the queue that shows."""
        self._focus_shown(QueueTable)

    def go_to_briefing(self) -> None:
        """Focus the briefing, where it shows."""
        self._focus_shown(Briefing)

    def choose_next(self) -> None:
        """Make the next handling of row 2 current."""
        handlings = [handling.id for handling in self.desk.handlings()]
        if handlings:
            current = self.desk.current
            at = handlings.index(current.id) if current and current.id in handlings else -1
            self.desk.choose(handlings[(at + 1) % len(handlings)])

    def choose_number(self, number: int) -> None:
        """Make the handling with this number of row 2 current."""
        handlings = self.desk.handlings()
        if 1 <= number <= len(handlings):
            self.desk.choose(handlings[number - 1].id)

    def _focus_shown(self, kind: type[DeskWidget]) -> None:
        for widget in self.query(kind):
            if widget.is_on_screen and widget.region.height:
                widget.focus()
                return

    def _focus_first(self) -> None:
        """A new handling: the note has the focus; nobody on the line: the queue."""
        if self._bound is None or not self.note.focus_here():
            self.view.focus_here()

    def _keep_focus(self) -> None:
        """The note keeps the focus from ring to filing; only a focus whose place has gone moves to it."""
        focused = self.focused
        if focused is None or not _is_shown(focused):
            self._focus_first()

    def _is_writing(self) -> bool:
        return self._holds_focus(self.note) and time.monotonic() - self.last_typed < WRITING_SECONDS

    def _holds_focus(self, widget: Widget) -> bool:
        return self.focused is not None and widget in self.focused.ancestors_with_self


def _is_shown(widget: Widget) -> bool:
    return all(node.display for node in widget.ancestors_with_self if isinstance(node, Widget))
