"""A new caller, or an edited one. Saved through the journal: kept here at once, filed when it can be."""

import json
import uuid
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar, Self

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Label

from tui.console.dialogs.find_rows import dialled, is_number
from tui.console.dialogs.lower import LowerDialog
from tui.console.dialogs.tying import may_see_all, number_of, tie, wait_until_taken
from tui.console.dialogs.unsent import keep_typed, typed_before
from tui.console.numbers import shown_number
from tui.locale import _, mark
from tui.model import Caller, CallerNumber, Handling
from tui.text import safe

if TYPE_CHECKING:
    from tui.desk import AgentDesk

_FIELDS = {
    "name": mark("Name"),
    "number": mark("Number"),
    "company": mark("Company"),
    "account": mark("Account"),
    "email": mark("Mail"),
    "city": mark("City"),
    "languages": mark("Languages"),
    "memo": mark("Remember"),
}
"""Field -> its label, in the order of the form."""
_PLAIN = ("name", "company", "account", "email", "city", "memo")
"""Fields that are one text in the caller's file too."""
_PATIENCE = 2.0
"""Seconds the backend has to take a new file before it is tied to the call all the same."""


class CallerForm(LowerDialog[Caller]):
    """Fields of a caller's file. The result is the caller as saved."""

    ROWS: ClassVar[int] = 14
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,down", "app.focus_next", show=False, id="dialog.next"),
        Binding("shift+tab,up", "app.focus_previous", show=False, id="dialog.previous"),
    ]

    def __init__(
        self, desk: "AgentDesk", caller: Caller | None = None, *, typed: Mapping[str, str] | None = None
    ) -> None:
        """`caller`: the one to edit; None: a new one, its fields filled with `typed`."""
        super().__init__(desk)
        typed = typed or {}
        self._before = caller
        self._kept_as = f"caller {caller.id if caller else 'new'}"
        known = _texts(caller) if caller else {field: typed.get(field, "") for field in _FIELDS}
        self._given = known
        self._texts = known | self._kept(typed)

    @classmethod
    def of_typed(cls, desk: "AgentDesk", typed: str, number: str) -> Self:
        """A new caller from what was typed into a search: a number, a mail address or a name."""
        if is_number(typed):
            return cls(desk, typed={"number": dialled(typed)})
        field = "email" if "@" in typed else "name"
        return cls(desk, typed={"number": number, field: typed})

    def _kept(self, typed: Mapping[str, str]) -> dict[str, str]:
        """What was typed into this form before and not saved; what comes from outside now is newer."""
        kept = typed_before(self.desk, self._kept_as)
        texts: dict[str, str] = json.loads(kept) if kept else {}
        return {field: text for field, text in texts.items() if not typed.get(field)}

    def heading(self) -> tuple[str, str]:
        """New or whose."""
        if self._before:
            return _("Edit caller"), safe(self._before.name)
        return _("New caller"), ""

    def keys(self) -> Mapping[str, str]:
        """Enter saves from every field."""
        return {_("Enter"): _("Save"), _("Tab"): _("Next field"), _("Esc"): _("Back")}

    def contents(self) -> Iterator[Widget]:
        """A label and a field in each line; protected ones can't be read or written."""
        locked = self._locked()
        lines = [self._line(field, locked=field in locked) for field in _FIELDS]
        yield VerticalScroll(*lines, id="fields", can_focus=False)

    def _line(self, field: str, *, locked: bool) -> Widget:
        text = "" if locked else self._texts.get(field, "")
        hint = _("protected until their identity is verified") if locked else ""
        label = Label(_(_FIELDS[field]), classes="label", markup=False)
        return Horizontal(label, Input(text, id=field, disabled=locked, placeholder=hint), classes="field")

    def _locked(self) -> frozenset[str]:
        if self._before is None or may_see_all(self.desk, self._before):
            return frozenset()
        protected = frozenset(self._before.protected)
        return protected | ({"number"} if "numbers" in protected else frozenset())

    def on_mount(self) -> None:
        """Begin in the first field that is still empty."""
        empty = next((f for f in _FIELDS if not self._texts.get(f) and f not in self._locked()), "name")
        self.query_one(f"#{empty}", Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep what is typed until it is saved."""
        event.stop()
        if not event.input.disabled:
            self._texts[event.input.id or ""] = event.value
        changed = {field: text for field, text in self._texts.items() if text != self._given.get(field, "")}
        keep_typed(self.desk, self._kept_as, json.dumps(changed) if changed else "")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: save, tie to the call whose number it is, close."""
        event.stop()
        if not self._texts["name"].strip():
            self.tell(_("A name is still missing."), urgent=True)
            self.query_one("#name", Input).focus()
            return
        number = self._texts.get("number", "").strip()
        if number != self._given.get("number", "") and number and not dialled(number):
            self.tell(_("The number has no digits: correct it, or leave it empty."), urgent=True)
            self.query_one("#number", Input).focus()
            return
        caller = self._caller()
        self.desk.documents.save_caller(caller)
        keep_typed(self.desk, self._kept_as, "")
        said = _("{name} is kept; it is filed as soon as the backend has it.")
        self.console.say(said.replace("{name}", safe(caller.name)))
        if (handling := self._whose_it_is(caller)) is not None:
            self.console.perform(self._tie_once_filed(handling, caller), doing="tie caller")
        self.leave(caller)

    def _whose_it_is(self, caller: Caller) -> Handling | None:
        """Somebody new with the number of the call nobody knew the caller of: it is theirs."""
        handling, number = self.desk.current, number_of(self.desk)
        theirs = number and any(n.number == number for n in caller.numbers)
        if self._before is None and handling and theirs and not self.desk.decided_caller(handling):
            return handling
        return None

    async def _tie_once_filed(self, handling: Handling, caller: Caller) -> None:
        """The card asks the backend for the file as soon as it is tied: give it time to get there."""
        await wait_until_taken(self.desk, caller.id, _PATIENCE)
        self.console.say(tie(self.desk, handling, caller))

    def _caller(self) -> Caller:
        """The file with what was edited, and nothing else, changed."""
        before = self._before or Caller(id=str(uuid.uuid4()), name="")
        edited = {f: self._texts[f].strip() for f in _FIELDS if self._texts[f] != self._given.get(f, "")}
        if self._before is None:
            edited = {field: text.strip() for field, text in self._texts.items()}
        changes: dict[str, object] = {field: text for field, text in edited.items() if field in _PLAIN}
        if "languages" in edited:
            changes["languages"] = tuple(edited["languages"].replace(",", " ").split())
        if "number" in edited:
            changes["numbers"] = _numbers(before, edited["number"])
        return before.but(**changes)


def _texts(caller: Caller) -> dict[str, str]:
    """A caller's fields as they stand in the form; what is not touched there is not written back."""
    first = next((n.number for n in caller.numbers if not n.old), "")
    plain = {field: safe(getattr(caller, field)) for field in _PLAIN}
    return plain | {"number": shown_number(first), "languages": ", ".join(caller.languages)}


def _numbers(before: Caller, typed: str) -> tuple[CallerNumber, ...]:
    """A changed number goes in front; the one it replaces stays as an old one, so it still finds them."""
    number = dialled(typed)
    current = next((n for n in before.numbers if not n.old), None)
    if current and dialled(current.number) == number:
        return before.numbers
    kept = tuple(
        n.but(old=True) if n is current else n for n in before.numbers if dialled(n.number) != number
    )
    return (CallerNumber(number=number), *kept) if number else kept
