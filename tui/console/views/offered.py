"""It rings: who and why, and what to say first."""

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll

from tui.console.dialogs.rule_line import RuleLine
from tui.console.widgets.caller_card import CallerCard
from tui.console.widgets.fetching import FetchesCallers
from tui.console.widgets.greeting import Greeting, Reason
from tui.console.widgets.last_contacts import LastContacts
from tui.console.widgets.who_is_it import WhoIsIt
from tui.locale import _


class OfferedView(FetchesCallers):
    """Everything an agent wants to know in the seconds before answering."""

    SHOWS: ClassVar[frozenset[str]] = frozenset({"current", "call", "handling", "documents", "link"})

    def compose(self) -> ComposeResult:
        """Who left, what happened before under it, or beside it where there is room."""
        with Vertical(id="offered-who"):
            yield Reason(self.desk)
            yield WhoIsIt(self.desk)
            yield CallerCard(self.desk)
            yield Greeting(self.desk, classes="spaced")
        with Vertical(id="offered-before"):
            yield RuleLine(self.glyphs.across, id="offered-contacts")
            with VerticalScroll(can_focus=False):
                yield LastContacts(self.desk)

    def on_mount(self) -> None:
        """Name the list."""
        self.stores_changed(self.SHOWS)

    def stores_changed(self, kinds: frozenset[str]) -> None:
        """Somebody was chosen whose file is not here yet."""
        self.query_one(RuleLine).named = _("Last contacts")
        if self.display:
            self.fetch_caller(kinds)

    def focus_here(self) -> bool:
        """Only a question who it is takes the focus."""
        asked = self.query_one(WhoIsIt)
        if asked.is_open:
            asked.focus()
        return asked.is_open

    def offers(self) -> Mapping[str, str]:
        """F9 goes to the question, if there is one."""
        return {"script": _("Who is it")} if self.query_one(WhoIsIt).is_open else {}

    def do(self, action: str) -> None:
        """Go to the question."""
        if action == "script":
            self.focus_here()
