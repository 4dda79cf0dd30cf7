"""A call by hand: the desk phone rang, or the agent dials. Number or name, Enter, and it is theirs."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.widget import Widget
from textual.widgets import Input, Static

from tui.console.dialogs.call_facts import IN, OUT, CallFacts, NotUnderstoodError
from tui.console.dialogs.correct_call import CorrectCall, to_correct
from tui.console.dialogs.find_rows import (
    CALLER_COLUMNS,
    caller_rows,
    current_number,
    dialled,
    is_enough,
    is_number,
)
from tui.console.dialogs.large_digits import large
from tui.console.dialogs.rows import Row
from tui.console.dialogs.searching import SearchingDialog
from tui.console.dialogs.tying import name_on, something_rings
from tui.console.dialogs.unsent import keep_typed
from tui.console.numbers import shown_number
from tui.locale import _
from tui.model import Caller, Origin, Verb
from tui.text import safe

if TYPE_CHECKING:
    from tui.desk import AgentDesk

_NOBODY = "nobody"
"""Key of the row for a call with nobody's file."""
_CORRECT = "correct"
"""Key of the row that leads to the present call by hand instead of a new one."""


class ByHand(SearchingDialog[bool]):
    """Enter starts it, connected and mine. Tab goes on to direction, start and length, to correct them."""

    ROWS: ClassVar[int] = 16
    COLUMNS = CALLER_COLUMNS
    PLACE = "by hand"

    def __init__(self, desk: "AgentDesk", *, number: str = "", caller: str = "", name: str = "") -> None:
        """With a number: it is to be dialled now, so it is shown large."""
        super().__init__(desk)
        self._given_caller, self._given_name = caller, name
        self._callers: dict[str, Caller] = {}
        self._searched: str | None = None
        self._start_when_found = False
        self._facts = CallFacts(way=OUT if number else IN, began=desk.clock.now())
        if number:
            keep_typed(desk, self.PLACE, number)

    def heading(self) -> tuple[str, str]:
        """In or out."""
        if self._is_dialled_for_us():
            return _("Dial"), safe(self._given_name) or _("number or name")
        outward = _("you dial: read the number off") if self._facts.is_outward else _("the telephone rang")
        return _("Call by hand"), outward

    def hint(self) -> str:
        """Nothing has to be typed."""
        return _("number or name; empty: withheld")

    def keys(self) -> Mapping[str, str]:
        """Enter and the green key start."""
        return {
            _("Enter"): self._enter_words(),
            _("Tab"): _("Direction, start, length"),
            _("Esc"): _("Close"),
        }

    def offers(self) -> Mapping[str, str]:
        """The green key begins it, as it began the dialog."""
        return {} if something_rings(self.desk) else {"green": self._enter_words()}

    def _enter_words(self) -> str:
        if self.is_shown and self.found.chosen == _CORRECT:
            return _("Correct it")
        return _("Dial") if self._is_dialled_for_us() else _("Start the call")

    def do(self, action: str) -> None:
        """The green key."""
        if action == "green":
            self.accept()

    def contents(self) -> Iterator[Widget]:
        """Number or name, who it may be, the number large, and what can be corrected."""
        yield from super().contents()
        yield Static(id="large", markup=False)
        yield self._facts

    def on_mount(self) -> None:
        """Show the number at once."""
        self._show_large()

    def action_other(self) -> None:
        """Tab: on to the next field."""
        self.app.action_focus_next()

    def _is_dialled_for_us(self) -> bool:
        """A telephone obeys this desk, and the call is not one that already happened."""
        return self._facts.is_outward and Verb.dial in self.desk.allowed() and not self._facts.is_corrected

    def on_toggle_changed(self) -> None:
        """In or out: the title says it, and outward the number is large."""
        self._show_large()
        self.relabel()

    @on(Input.Changed, "#began, #length")
    def correct(self) -> None:
        """A corrected call is one that already happened: Enter does something else."""
        self.relabel()

    def accept_early(self) -> None:
        """The call is begun at once; who it is may come later."""
        self.accept()

    def typed_changed(self) -> None:
        """What was found belongs to other words."""
        self._start_when_found = False
        self._show_large()
        super().typed_changed()

    def _show_large(self) -> None:
        number = self._number_to_dial() if self._facts.is_outward else ""
        lines = large(shown_number(number), max(10, self.inner_width - 4)) if number else ()
        self.query_one("#large", Static).update("\n".join(lines))
        self.query_one("#large", Static).display = bool(number)

    def _number_to_dial(self) -> str:
        if is_number(self.typed):
            return dialled(self.typed)
        caller = self._callers.get(self.found.chosen)
        return current_number(caller) if caller else ""

    async def search(self, query: str) -> None:
        """Who it may be; the number alone stands first, a name alone last."""
        self._callers, self._searched = {}, query
        callers = (await self.desk.find(query)).callers if is_enough(query) else ()
        self._callers = {caller.id: caller for caller in callers}
        rows = caller_rows(callers, self.desk.clock.now(), self.glyphs)
        alone = self._row_of_nobody(query)
        shown = (alone, *rows) if is_number(query) else (*rows, alone)
        self.show_found(query, (*shown, *self._row_to_correct()), choose=self._likeliest())
        self._show_large()
        self.relabel()
        if self._start_when_found:
            self._start_found(query)

    def _likeliest(self) -> str:
        if self._given_caller in self._callers:
            return self._given_caller
        return next(iter(self._callers)) if len(self._callers) == 1 else ""

    def _row_of_nobody(self, query: str) -> Row:
        number = shown_number(dialled(query)) if is_number(query) else ""
        words = _("without a file") if query else _("number withheld")
        return Row(key=_NOBODY, cells=(words, number, "", "", "", "", ""))

    def _row_to_correct(self) -> tuple[Row, ...]:
        """Not a new call: the one by hand that is current."""
        handling = to_correct(self.desk)
        if handling is None:
            return ()
        cells = (_("correct the call"), name_on(self.desk, handling), "", "", "", "", "")
        return (Row(key=_CORRECT, cells=cells),)

    def _start_found(self, query: str) -> None:
        self._start_when_found = False
        if len(self._callers) <= 1 or is_number(query):
            self._start()
        else:
            self.tell(_("Several are found: choose one, then Enter."))

    def row_chosen(self) -> None:
        """Another caller may have another number."""
        self._show_large()
        super().row_chosen()

    def accept(self) -> None:
        """Enter: start; if the search is still under way, as soon as it is known who it is."""
        handling = to_correct(self.desk)
        if self.found.chosen == _CORRECT and handling is not None:
            self.app.push_screen(CorrectCall(self.desk, handling.id), self.leave_if)
        elif is_enough(self.typed) and self._searched != self.typed:
            self._start_when_found = True
            self.tell(f"{_('looking up')} {self.glyphs.asked}")
        else:
            self._start()

    def _start(self) -> None:
        try:
            began, seconds = self._facts.began(self.desk.clock.now()), self._facts.seconds()
        except NotUnderstoodError as error:
            self.tell(error.sentence, urgent=True)
            error.field.focus()
            return
        caller = self._callers.get(self.found.chosen)
        number = dialled(self.typed) if is_number(self.typed) else current_number(caller) if caller else ""
        if self._is_dialled_for_us():
            if not number:
                self.tell(_("Type the number to dial."), urgent=True)
                return
            self.ask_backend(partial(self._dial, number, caller), doing=_("dialling"), result=True)
        else:
            self.ask_backend(
                partial(self._log, number, caller, began, seconds), doing=_("starting"), result=True
            )

    async def _dial(self, number: str, caller: Caller | None) -> None:
        await self.desk.dial(number, caller=caller.id if caller else "")
        keep_typed(self.desk, self.PLACE, "")

    async def _log(self, number: str, caller: Caller | None, began: datetime, seconds: int) -> None:
        way = Origin.outbound if self._facts.is_outward else Origin.inbound
        who = caller.id if caller else ""
        typed = self.typed
        call = await self.desk.log(number, caller=who, direction=way, began=began)
        keep_typed(self.desk, self.PLACE, "")
        handling = next((h for h in self.desk.handlings() if h.call == call), None)
        if handling is None:
            return
        if seconds:
            finished = began + timedelta(seconds=seconds)
            self.desk.documents.edit_record(handling.id, began=began, finished=finished)
        if who:
            self.desk.documents.edit_record(handling.id, caller=who)
        elif typed and not number:
            hint = _('No file for "{typed}" yet: F3, then Tab makes one.')
            self.console.say(hint.replace("{typed}", safe(typed)))
