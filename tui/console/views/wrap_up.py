"""After the call: what it was about, what was promised, then filed."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll

from tui.actions.guard import SETTLING_SECONDS
from tui.console.base import DeskNote, DeskView
from tui.console.dialogs.rule_line import RuleLine
from tui.console.widgets.codes import CodesPane
from tui.console.widgets.follow_up_form import FollowUpForm
from tui.console.widgets.from_script import FromScript, Resolved
from tui.console.widgets.wrap_up_words import missing_sentence, unclear_sentence
from tui.desk import Missing
from tui.locale import _
from tui.model import Handling, HandlingState, Verb

_SECONDS = 60
"""More time asked for at once."""


class WrapUpView(DeskView):
    """The form of one record. Everything in it is kept as it is typed; F10 files it once it is whole."""

    SHOWS: ClassVar[frozenset[str]] = frozenset({"current", "documents", "content"})
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "to_note", show=False)]

    _named: Missing | None = None
    """What F10 last named as missing."""

    def compose(self) -> ComposeResult:
        """Codes and answers side by side, the follow-ups under them."""
        with Horizontal(id="wrap-top"):
            yield CodesPane(self.desk)
            with Vertical(id="wrap-answers"):
                yield RuleLine(self.glyphs.across, id="wrap-answers-title")
                with VerticalScroll(can_focus=False):
                    yield FromScript(self.desk)
                yield Resolved(self.desk)
        yield FollowUpForm(self.desk)

    def on_mount(self) -> None:
        """Name the panes."""
        self.stores_changed(self.SHOWS)

    def stores_changed(self, kinds: frozenset[str]) -> None:
        """What the script suggests goes to the top of the codes."""
        self.query_one("#wrap-answers-title", RuleLine).named = _("From the script")
        current = self.desk.current
        self._take_back_what_was_missing()
        codes = self.query_one(CodesPane)
        suggested = self.desk.suggested_codes(current) if current else ()
        if suggested != codes.suggested:
            codes.suggested = suggested
            codes.stores_changed(self.SHOWS)

    def focus_here(self) -> bool:
        """The code first: it is what is missing."""
        self.query_one(CodesPane).focus_search()
        return True

    def offers(self) -> Mapping[str, str]:
        """File it, and more time where the queue counts it."""
        current = self.desk.current
        if current is None or current.state is not HandlingState.wrap_up:
            return {}
        offered = {"wrap_up": _("File")}
        if Verb.extend in self.desk.allowed(current):
            offered["script"] = _("More time")
        return offered

    def do(self, action: str) -> None:
        """File, or ask for more time."""
        current = self.desk.current
        if action == "wrap_up" and current is not None and self._has_just_ended(current):
            self.console.say(_("The call has just ended. Press F10 again to file."))
        elif action == "wrap_up":
            self.file()
        elif action == "script" and current is not None:
            self.console.perform(self.desk.extend(current.id, _SECONDS), doing="extend")

    def hints(self) -> Sequence[tuple[str, str]]:
        """Ways through the form."""
        return ((_("Tab"), _("Next")), (_("Esc"), _("Note")))

    def _has_just_ended(self, handling: Handling) -> bool:
        """The F10 meant to open the wrap-up of a call that ended under the finger must not file it."""
        return handling.since is not None and self.desk.clock.age(handling.since) < SETTLING_SECONDS

    def file(self) -> bool:
        """File the current record; False: something is missing, which is named and has the focus now."""
        current = self.desk.current
        if current is None:
            return False
        row = self.query_one(FollowUpForm).unclear()
        if row is not None:
            self.console.say(unclear_sentence(row.kind, row.unclear or "due"), urgent=True)
            row.focus_field(row.unclear or "due")
            return False
        missing = self.desk.documents.submit(current.id)
        if missing:
            self._named = missing[0]
            self.console.say(missing_sentence(missing), urgent=True)
            self._focus_missing(missing[0])
        return not missing

    def _take_back_what_was_missing(self) -> None:
        """A sentence about something missing goes when it is there."""
        current = self.desk.current
        missing = self.desk.documents.missing(current.id) if current else ()
        if self._named is not None and self._named not in missing:
            self._named = None
            self.console.say("")

    def action_to_note(self) -> None:
        """Esc: to the note."""
        for note in self.screen.query(DeskNote):
            note.focus_here()

    def _focus_missing(self, missing: Missing) -> None:
        if missing is Missing.note:
            self.action_to_note()
        else:
            self.focus_here()
