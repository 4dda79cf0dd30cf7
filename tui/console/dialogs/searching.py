"""A dialog with one field and a list below it that follows what is typed."""

import asyncio
from collections.abc import Iterator, Sequence
from typing import ClassVar
from unicodedata import normalize

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from tui.console.base import ResultT
from tui.console.dialogs.choice_list import ChoiceList
from tui.console.dialogs.lower import LowerDialog
from tui.console.dialogs.rows import Column, Row
from tui.console.dialogs.unsent import keep_typed, typed_before
from tui.locale import _

_PAUSE = 0.12
"""Seconds without a key before the backend is asked."""


class SearchingDialog(LowerDialog[ResultT]):
    """Type, move with the arrows, Enter. The field keeps the focus; what was typed is offered again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False, id="dialog.up"),
        Binding("down", "move(1)", show=False, id="dialog.down"),
        Binding("pageup", "move(-8)", show=False, id="dialog.page_up"),
        Binding("pagedown", "move(8)", show=False, id="dialog.page_down"),
        Binding("tab", "other", show=False, id="dialog.other"),
    ]
    COLUMNS: ClassVar[tuple[Column, ...]]
    PLACE: ClassVar[str]
    """Under this name what was typed is kept."""

    _found_for: str | None = None
    """The words that the rows in the list were found for; None: nothing was searched yet."""
    _enter_waits = False
    """Enter was pressed before the answer to the words in the field was in."""

    def contents(self) -> Iterator[Widget]:
        """The field and the list."""
        yield Input(typed_before(self.desk, self.PLACE), id="typed", placeholder=self.hint())
        yield ChoiceList(self.COLUMNS, self.glyphs, id="found")

    def hint(self) -> str:
        """What stands in the empty field."""
        return ""

    def on_mount(self) -> None:
        """Search at once for what was kept."""
        self.query_one("#typed", Input).focus()
        self.look_up(self.search(self.typed), group="search")

    @property
    def typed(self) -> str:
        """What stands in the field; full-width letters and digits of an input method as plain ones."""
        value = self.query_one("#typed", Input).value if self.is_shown else ""
        return normalize("NFKC", value).strip()

    @property
    def found(self) -> ChoiceList:
        """The list."""
        return self.query_one("#found", ChoiceList)

    async def search(self, query: str) -> None:
        """Look it up and show it. Cancelled when something else is typed meanwhile."""
        raise NotImplementedError

    def show_found(
        self, query: str, rows: Sequence[Row], *, choose: str = "", columns: Sequence[Column] = ()
    ) -> None:
        """Show what was found. For other words the cursor goes to `choose` or the first; else it stays."""
        if query != self._found_for:
            self._found_for = query
            choose = choose or (rows[0].key if rows else "")
            self.found.show(rows, choose=choose, columns=columns)
        else:
            self.found.show(rows, columns=columns)
        if self._enter_waits and query == self.typed:
            self._enter_waits = False
            # What the dialog itself says of the answer comes first.
            self.call_later(self._accept_late, len(rows))

    def _accept_late(self, how_many: int) -> None:
        """Nobody saw the rows when Enter was pressed: only a single one can have been meant."""
        if how_many == 1:
            self.accept()
        elif how_many:
            self.tell(_("Several were found. Enter takes the one marked."))

    def accept(self) -> None:
        """Enter: do it with the chosen row."""
        raise NotImplementedError

    def action_other(self) -> None:
        """Tab: nothing, unless the dialog says what."""

    def action_move(self, by: int) -> None:
        """Another row."""
        self.found.move(by)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Something else is typed: search for it, and keep it."""
        event.stop()
        if event.input.id != "typed":
            return
        keep_typed(self.desk, self.PLACE, event.value)
        self.typed_changed()
        self.look_up(self._search_soon(self.typed), group="search")

    def typed_changed(self) -> None:
        """Something else is typed; the answer is not in yet."""
        self._enter_waits = False
        self.relabel()

    async def _search_soon(self, query: str) -> None:
        await asyncio.sleep(_PAUSE)
        await self.search(query)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the field; rows found for other words are never meant."""
        event.stop()
        if self._found_for == self.typed:
            self.accept()
        else:
            self.accept_early()

    def accept_early(self) -> None:
        """Enter before the answer to the words in the field is in: search at once, and see."""
        self._enter_waits = True
        self.look_up(self.search(self.typed), group="search")

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """A click on the chosen row."""
        event.stop()
        self.accept()

    def on_choice_list_moved(self, event: ChoiceList.Moved) -> None:
        """Another row is chosen."""
        event.stop()
        self.row_chosen()

    def row_chosen(self) -> None:
        """Another row is chosen: the keys may mean something else."""
        self.relabel()
