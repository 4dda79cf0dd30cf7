"""Choosing wrap-up codes: search as you type, digits choose, several may be chosen."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click, Key
from textual.message import Message
from textual.widgets import Input

from tui.console.base import DeskWidget, Sturdy
from tui.console.dialogs.rule_line import RuleLine
from tui.console.widgets.code_lines import MOST, chosen_lines, code_lines
from tui.console.widgets.code_tree import CodePath, code_path, code_paths, found_codes
from tui.console.widgets.digit_keys import digit_of
from tui.console.widgets.drawn import DrawnLines
from tui.locale import _
from tui.model import WrapUpNeed

_OTHER_ROWS = 20
"""Rows of the terminal that everything but the list of codes needs."""

_NOWHERE = -1


class CodeSearch(Sturdy, Input):
    """A search field in which digits choose, since no code is found by a digit."""

    class DigitPressed(Message):
        """One of the listed codes is meant."""

        def __init__(self, digit: int) -> None:
            super().__init__()
            self.digit = digit

    async def _on_key(self, event: Key) -> None:
        digit = digit_of(event)
        if digit is None:
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()
        self.post_message(self.DigitPressed(digit))


class CodeList(DrawnLines):
    """The codes found and those chosen."""

    found: tuple[CodePath, ...] = ()
    cursor: int = 0
    """Index of the code that Enter chooses; `_NOWHERE` right after a choice, so that a second Enter takes
    nothing back."""

    class Clicked(Message):
        """The code of this digit was clicked."""

        def __init__(self, digit: int) -> None:
            super().__init__()
            self.digit = digit

    def on_click(self, event: Click) -> None:
        """A click on a code is as good as its digit."""
        if event.y < self._rows():
            self.post_message(self.Clicked(event.y + 1))

    def _rows(self) -> int:
        rows = max(3, min(MOST, self.app.size.height - _OTHER_ROWS))
        return min(rows, len(self.found))

    def lines(self, width: int) -> list[Content]:
        """As many as there are digits, then what is chosen."""
        current = self.desk.current
        if current is None:
            return []
        chosen = self.desk.documents.record(current.id).codes
        found = code_lines(
            self.found,
            chosen,
            self.cursor,
            width,
            self._rows(),
            arrow=self.glyphs.cursor,
            tick=self.glyphs.passed,
        )
        paths = [code_path(self.desk.content.codes, code) for code in chosen]
        required = current.wrap_up in (WrapUpNeed.required, WrapUpNeed.timed)
        return [*found, Content(""), *chosen_lines(paths, width, required=required)]


class CodesPane(DeskWidget):
    """The form's first field: what the call was about."""

    SHOWS: ClassVar[frozenset[str]] = frozenset({"current", "documents", "content", "call"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
    ]

    suggested: tuple[str, ...] = ()
    """Ids of codes the script suggests: listed first."""

    def compose(self) -> ComposeResult:
        """Title, search, list."""
        yield RuleLine(self.glyphs.across, id="codes-title")
        yield CodeSearch(id="codes-search", compact=True)
        yield CodeList(self.desk, id="codes-list")

    def on_mount(self) -> None:
        """List everything."""
        self.stores_changed(self.SHOWS)

    def focus_search(self) -> None:
        """Type at once."""
        self.query_one(CodeSearch).focus()

    def stores_changed(self, kinds: frozenset[str]) -> None:
        """Another call has other codes."""
        title = self.query_one(RuleLine)
        title.named, title.detail = _("Codes"), _("type to search")
        if kinds - {"documents"}:
            self._search(self.query_one(CodeSearch).value)
        else:
            self.query_one(CodeList).redraw()

    @on(Input.Changed)
    def search(self, event: Input.Changed) -> None:
        """Narrow the list; the cursor goes to the best."""
        event.stop()
        self.query_one(CodeList).cursor = 0
        self._search(event.value)

    @on(Input.Submitted)
    def choose_at_cursor(self, event: Input.Submitted) -> None:
        """Enter chooses what the cursor is on; right after a choice it goes on to the next field."""
        event.stop()
        cursor = self.query_one(CodeList).cursor
        if cursor < 0:
            self.screen.focus_next()
        else:
            self._toggle(cursor)

    @on(CodeSearch.DigitPressed)
    @on(CodeList.Clicked)
    def choose_by_digit(self, event: CodeSearch.DigitPressed | CodeList.Clicked) -> None:
        """The digit beside the code."""
        event.stop()
        self._toggle(event.digit - 1)

    def action_move(self, by: int) -> None:
        """The cursor up or down, within what is listed."""
        codes = self.query_one(CodeList)
        codes.cursor = max(0, min(codes.cursor + by, min(MOST, len(codes.found)) - 1))
        codes.redraw()

    def _search(self, query: str) -> None:
        codes = self.query_one(CodeList)
        codes.found = found_codes(self._paths(), query, self.suggested)
        codes.redraw()

    def _paths(self) -> tuple[CodePath, ...]:
        """Those of the call's queue; all, where the queue names none."""
        current = self.desk.current
        call = self.desk.call_of(current) if current else None
        queue = self.desk.content.queue(call.queue) if call else None
        codes = self.desk.content.codes
        return code_paths(codes, queue.codes if queue else "") or code_paths(codes)

    def _toggle(self, index: int) -> None:
        current, found = self.desk.current, self.query_one(CodeList).found
        if current is None or not 0 <= index < min(MOST, len(found)):
            return
        code = found[index].code.id
        chosen = self.desk.documents.record(current.id).codes
        codes = tuple(c for c in chosen if c != code) if code in chosen else (*chosen, code)
        self.desk.documents.edit_record(current.id, codes=codes)
        search = self.query_one(CodeSearch)
        with search.prevent(Input.Changed):
            search.value = ""
        self.query_one(CodeList).cursor = _NOWHERE
        self._search("")
