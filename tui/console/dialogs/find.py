"""Find (F3): callers as you type; with nothing typed, my last calls."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from tui.console.dialogs.caller_file import CallerFile
from tui.console.dialogs.caller_form import CallerForm
from tui.console.dialogs.dialling import Dialling
from tui.console.dialogs.find_rows import (
    CALL_COLUMNS,
    CALLER_COLUMNS,
    call_rows,
    caller_rows,
    current_number,
    is_enough,
)
from tui.console.dialogs.searching import SearchingDialog
from tui.console.dialogs.tying import number_of
from tui.console.dialogs.unsent import keep_typed
from tui.locale import _
from tui.model import Caller, DeskCall
from tui.text import clip, safe

if TYPE_CHECKING:
    from tui.desk import AgentDesk


class Find(SearchingDialog[None]):
    """Search callers. Enter opens one's file; the green key dials; Tab makes a new one of what was typed."""

    ROWS: ClassVar[int] = 13
    GROWS: ClassVar[bool] = True
    COLUMNS = CALLER_COLUMNS
    PLACE = "find"

    def __init__(self, desk: "AgentDesk") -> None:
        super().__init__(desk)
        self._callers: dict[str, Caller] = {}
        self._calls: dict[str, DeskCall] = {}
        self._dialling = Dialling(self)

    def heading(self) -> tuple[str, str]:
        """What can be typed."""
        return _("Find"), _("number, name, company, account, mail, pinyin")

    def hint(self) -> str:
        """How much is enough."""
        return _("two letters or four digits; empty: my last calls")

    def keys(self) -> Mapping[str, str]:
        """What the keys do with the chosen row."""
        keys = {_("Enter"): _("Open")} if self._chosen_caller_id() else {}
        if self.offers():
            keys["F6"] = _("Dial")
        new = _("New caller")
        keys[_("Tab")] = (
            f'{new} "{clip(safe(self.typed), 24, ellipsis=self.glyphs.ellipsis)}"' if self.typed else new
        )
        return keys | {_("Esc"): _("Close")}

    def offers(self) -> Mapping[str, str]:
        """The green key dials the chosen one; what rings comes before."""
        return {"green": _("Dial")} if self._chosen_number() and self._dialling.is_possible() else {}

    def do(self, action: str) -> None:
        """The green key."""
        if action == "green":
            self.dial_selected()

    async def search(self, query: str) -> None:
        """Callers for a query; my last calls for none; nothing while it is too short."""
        if not query:
            await self._show_last_calls()
        elif is_enough(query):
            await self._show_callers(query)
        else:
            self._show_nothing(query, _("Two letters or four digits are enough."))

    async def _show_last_calls(self) -> None:
        calls = await self.desk.last_calls()
        self._callers, self._calls = {}, {call.id: call for call in calls}
        self.show_found("", call_rows(calls, self.desk.clock.now()), columns=CALL_COLUMNS)
        self.tell("" if calls else _("No calls yet today."))
        self.relabel(_("my last calls"))

    async def _show_callers(self, query: str) -> None:
        found = await self.desk.find(query)
        self._callers, self._calls = {caller.id: caller for caller in found.callers}, {}
        rows = caller_rows(found.callers, self.desk.clock.now(), self.glyphs)
        self.show_found(query, rows, columns=CALLER_COLUMNS)
        self.tell("" if rows else _("Nobody found. Tab makes a new caller."))
        self.relabel(f"{len(rows)}+" if found.more else str(len(rows)))

    def _show_nothing(self, query: str, why: str) -> None:
        self._callers, self._calls = {}, {}
        self.show_found(query, ())
        self.tell(why)
        self.relabel("")

    def accept(self) -> None:
        """Enter: open the chosen caller's file."""
        caller = self._chosen_caller_id()
        if caller:
            self.app.push_screen(CallerFile(self.desk, caller), self.leave_if)
        elif self._chosen_number():
            self.tell(_("There is no file for this number. Tab makes one, F6 dials."))

    def action_other(self) -> None:
        """Tab: a new caller from what was typed, or from the chosen past call."""
        number = self._chosen_number() if self._calls else number_of(self.desk)
        self.app.push_screen(CallerForm.of_typed(self.desk, self.typed, number), self._made)

    def _made(self, caller: Caller | None) -> None:
        """A new caller was saved: typing it is done with."""
        if caller is not None:
            keep_typed(self.desk, self.PLACE, "")
            self._leave_when_on_top = True

    def dial_selected(self) -> None:
        """Dial the chosen caller's number, or that of the chosen past call."""
        if number := self._chosen_number():
            self._dialling.dial(number, caller=self._chosen_caller_id(), name=self._chosen_name())

    def row_chosen(self) -> None:
        """Another row is chosen: dialling asks again."""
        self._dialling.forget()
        super().row_chosen()

    def _chosen_caller_id(self) -> str:
        key = self.found.chosen
        return self._calls[key].caller if key in self._calls else key

    def _chosen_number(self) -> str:
        key = self.found.chosen
        if key in self._calls:
            return self._calls[key].number
        return current_number(self._callers[key]) if key in self._callers else ""

    def _chosen_name(self) -> str:
        key = self.found.chosen
        return self._calls[key].name if key in self._calls else self._callers[key].name
