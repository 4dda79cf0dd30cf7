"""On call: the next thing to say at full width, who it is, what they say."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll

from tui.console.base import DeskNote
from tui.console.dialogs.rule_line import RuleLine
from tui.console.widgets.caller_card import CallerCard, CallerStrip
from tui.console.widgets.fetching import FetchesCallers
from tui.console.widgets.greeting import Reason
from tui.console.widgets.last_contacts import LastContacts
from tui.console.widgets.script_pane import ScriptPane
from tui.console.widgets.they_say import TheySay
from tui.console.widgets.who_is_it import WhoIsIt
from tui.locale import _


class ConversationView(FetchesCallers):
    """Script first; card and history beside it from 120 columns, history by itself from 160."""

    SHOWS: ClassVar[frozenset[str]] = frozenset({"current", "transcript", "call", "documents", "link"})
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "to_note", show=False)]

    def compose(self) -> ComposeResult:
        """Three columns, of which a narrow terminal shows the first."""
        with Horizontal():
            with Vertical(id="talk-script"):
                yield CallerStrip(self.desk, classes="when-narrow")
                yield Reason(self.desk)
                yield WhoIsIt(self.desk, classes="spaced")
                with VerticalScroll(can_focus=False, id="talk-script-scroll"):
                    yield ScriptPane(self.desk)
                yield RuleLine(self.glyphs.across, id="talk-they-title")
                yield TheySay(self.desk)
            with Vertical(id="talk-caller"):
                yield RuleLine(self.glyphs.across, id="talk-caller-title")
                yield CallerCard(self.desk)
                yield RuleLine(
                    self.glyphs.across,
                    id="talk-contacts-title",
                )
                with VerticalScroll(can_focus=False, id="talk-contacts"):
                    yield LastContacts(self.desk)
            with Vertical(id="talk-history"):
                yield RuleLine(self.glyphs.across, id="talk-history-title")
                with VerticalScroll(can_focus=False):
                    yield LastContacts(self.desk)

    def on_mount(self) -> None:
        """Name the panes."""
        self.stores_changed(self.SHOWS)

    def stores_changed(self, kinds: frozenset[str]) -> None:
        """Titles in the language in use; what they say shows only if something was said."""
        for pane, words in self._titles().items():
            self.query_one(f"#{pane}", RuleLine).named = words
        said = bool(self.query_one(TheySay).said)
        self.query_one(TheySay).display = said
        self.query_one("#talk-they-title").display = said
        if self.display:
            self.fetch_caller(kinds)

    def focus_script(self) -> bool:
        """Put the focus on who it is, else on the script's step; False: there is neither."""
        asked = self.query_one(WhoIsIt)
        if asked.is_open:
            asked.focus()
            return True
        return self.query_one(ScriptPane).focus_step()

    def focus_here(self) -> bool:
        """As `focus_script`."""
        return self.focus_script()

    @on(WhoIsIt.Answered)
    def go_on(self) -> None:
        """Once it is known who it is, the script goes on."""
        self.query_one(ScriptPane).focus_step()

    def action_to_note(self) -> None:
        """Esc: back to the note."""
        for note in self.screen.query(DeskNote):
            note.focus_here()

    def _titles(self) -> dict[str, str]:
        return {
            "talk-they-title": _("They say"),
            "talk-caller-title": _("Caller"),
            "talk-contacts-title": _("Last contacts"),
            "talk-history-title": _("Last contacts"),
        }
