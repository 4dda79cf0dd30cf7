"""A caller's file: card, promises, contacts and tables, to scroll; Enter says that it is the caller."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Key, Resize
from textual.widget import Widget
from textual.widgets import Static

from tui.console.dialogs.caller_form import CallerForm
from tui.console.dialogs.dialling import Dialling
from tui.console.dialogs.file_lines import card_lines, contact_lines, promise_lines, table_lines
from tui.console.dialogs.find_rows import current_number
from tui.console.dialogs.lower import LowerDialog
from tui.console.dialogs.tying import may_see_all, name_on, tie
from tui.console.numbers import shown_number
from tui.locale import _
from tui.model import Caller, Handling, Interaction
from tui.text import digits, safe

if TYPE_CHECKING:
    from tui.desk import AgentDesk


class CallerFile(LowerDialog[bool]):
    """One caller whole. The result is true once it was tied to the call or dialled."""

    ROWS: ClassVar[int] = 18
    GROWS: ClassVar[bool] = True
    SHOWS: ClassVar[frozenset[str]] = frozenset({"handling", "follow_up", "documents", "call", "current"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", show=False, id="dialog.accept"),
        Binding("tab", "edit", show=False, id="dialog.other"),
        Binding("up", "scroll_by(-1)", show=False, id="dialog.up"),
        Binding("down", "scroll_by(1)", show=False, id="dialog.down"),
        Binding("pageup", "scroll_by(-8)", show=False, id="dialog.page_up"),
        Binding("pagedown,space", "scroll_by(8)", show=False, id="dialog.page_down"),
    ]

    def __init__(self, desk: "AgentDesk", caller: str) -> None:
        super().__init__(desk)
        self._caller_id = caller
        self._caller: Caller | None = None
        self._contacts: tuple[Interaction, ...] = ()
        self._cursor = ""
        self._number = ""
        """The number the green key dials."""
        self._dialling = Dialling(self)
        self._asked_about = ""
        """Handling whose known caller is to be replaced, if Enter is pressed again."""

    def heading(self) -> tuple[str, str]:
        """Whose file it is."""
        return _("Caller's file"), _("arrows and page keys scroll")

    def keys(self) -> Mapping[str, str]:
        """What can be done with this caller just now."""
        keys = {}
        handling = self.desk.current
        if self._caller and handling and self.desk.decided_caller(handling) != self._caller_id:
            keys[_("Enter")] = _("This is the caller")
        if self.offers():
            keys["F6"] = _("Dial {number}").replace("{number}", shown_number(self._number))
        return keys | {_("Tab"): _("Edit"), _("Esc"): _("Back")}

    def offers(self) -> Mapping[str, str]:
        """The green key dials."""
        return {"green": _("Dial")} if self._number and self._dialling.is_possible() else {}

    def do(self, action: str) -> None:
        """The green key."""
        if action == "green":
            self.dial_selected()

    def contents(self) -> Iterator[Widget]:
        """The lines, to scroll."""
        yield VerticalScroll(Static(id="lines", markup=False), id="file", can_focus=False)

    def on_mount(self) -> None:
        """Show what is remembered at once, then read it anew."""
        self._take(self.desk.remembered_caller(self._caller_id))
        history = self.desk.remembered_history(self._caller_id)
        self._contacts = history.interactions if history else ()
        self._draw()
        self.look_up(self._read(), group="file")

    async def _read(self) -> None:
        self._take(await self.desk.caller(self._caller_id))
        self._draw()
        history = await self.desk.history(self._caller_id)
        self._contacts, self._cursor = history.interactions, history.cursor
        self._draw()

    async def _read_on(self) -> None:
        history = await self.desk.history(self._caller_id, self._cursor)
        self._contacts, self._cursor = (*self._contacts, *history.interactions), history.cursor
        self._draw()

    def _take(self, caller: Caller | None) -> None:
        self._caller = caller or self._caller
        if self._caller and not self._number:
            self._number = current_number(self._caller)

    def stores_changed(self, kinds: frozenset[str]) -> None:
        """A promise was kept, an identity proved, a call came or went."""
        super().stores_changed(kinds)
        self._draw()

    def on_resize(self, event: Resize) -> None:
        """Lines are made for a width."""
        self._draw()

    def _draw(self) -> None:
        if not self.is_shown:
            return
        self.query_one("#lines", Static).update(Content("\n").join(self._lines()))
        self.relabel()

    def _lines(self) -> list[Content]:
        if self._caller is None:
            return [Content(f"  {_('reading')} {self.glyphs.asked}")]
        caller, width, now, glyphs = self._caller, self.inner_width - 1, self.desk.clock.now(), self.glyphs
        all_shown = may_see_all(self.desk, caller)
        notes_shown = all_shown or "history" not in caller.protected
        promises = [f for f in self.desk.documents.follow_ups() if f.caller == caller.id]
        more = [Content("  " + _("Page down: older ones"))] if self._cursor else []
        return [
            *card_lines(caller, width, now, glyphs, all_shown=all_shown),
            *promise_lines(promises, width, now, glyphs),
            *contact_lines(self._contacts, width, now, glyphs, notes_shown=notes_shown),
            *more,
            *table_lines(caller, width, glyphs, all_shown=all_shown),
        ]

    def action_scroll_by(self, by: int) -> None:
        """Scroll; at the end fetch older contacts."""
        pane = self.query_one("#file", VerticalScroll)
        pane.scroll_relative(y=by, animate=False)
        if by > 1 and self._cursor and pane.scroll_offset.y + by >= pane.max_scroll_y:
            self.look_up(self._read_on(), group="file")

    def action_choose(self) -> None:
        """Enter: this is who is on the line."""
        handling = self.desk.current
        if self._caller is None or handling is None:
            self.tell(_("There is no call to tie this caller to. F6 dials."))
        elif self._would_replace(handling) and self._asked_about != handling.id:
            self._asked_about = handling.id
            question = _("This call is with {name}. Enter again: no, it is {other}.")
            names = question.replace("{name}", name_on(self.desk, handling))
            self.tell(names.replace("{other}", safe(self._caller.name)), urgent=True)
        else:
            self.console.say(tie(self.desk, handling, self._caller))
            self.leave(True)

    def _would_replace(self, handling: Handling) -> bool:
        """Somebody else is known to be on the line: one Enter too many must not change that."""
        return self.desk.decided_caller(handling) not in ("", self._caller_id)

    def action_edit(self) -> None:
        """Tab: correct the file."""
        if self._caller is not None:
            self.app.push_screen(CallerForm(self.desk, self._caller), self._edited)

    def _edited(self, caller: Caller | None) -> None:
        self._take(caller)
        self._draw()

    def on_key(self, event: Key) -> None:
        """A digit chooses among several numbers."""
        typed = digits(event.character or "")
        numbers = self._caller.numbers if self._caller else ()
        if typed and 0 < int(typed) <= len(numbers):
            self._number = numbers[int(typed) - 1].number
            self._dialling.forget()
            self._draw()

    def dial_selected(self) -> None:
        """Dial the chosen number."""
        if self._number and self._caller:
            self._dialling.dial(self._number, caller=self._caller_id, name=self._caller.name)
