"""Pick up: parked calls by slot, or a slot typed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import ClassVar

from tui.console.dialogs.rows import Column, Row
from tui.console.dialogs.searching import SearchingDialog
from tui.console.numbers import shown_number
from tui.locale import _
from tui.model import Call, CallState, Target, TargetKind, Verb
from tui.text import fold, safe, spoken_age

PARKED_COLUMNS = (
    Column(width=8),
    Column(width=20, grows=True),
    Column(width=18),
    Column(width=14),
    Column(width=8, right=True),
)
"""Slot, who, number, about, how long ago it came."""


def parked(calls: Sequence[Call], query: str = "") -> list[Call]:
    """Calls that wait in a slot, those whose slot begins with the query or whose name holds it."""
    wanted = fold(query)
    waiting = [call for call in calls if call.state is CallState.parked and call.slot]
    found = [c for c in waiting if fold(c.slot).startswith(wanted) or wanted in fold(_name(c))]
    return sorted(found, key=lambda call: call.slot)


def parked_rows(calls: Sequence[Call], now: datetime) -> tuple[Row, ...]:
    """A row for each; its key is the slot."""
    return tuple(
        Row(
            key=call.slot,
            cells=(
                safe(call.slot),
                safe(_name(call)) or _("unknown caller"),
                shown_number(call.number),
                safe(call.about),
                spoken_age((now - call.arrived).total_seconds()) if call.arrived else "",
            ),
        )
        for call in calls
    )


def _name(call: Call) -> str:
    brief = next((b for b in call.callers if b.id == call.caller), None)
    known = brief or (call.callers[0] if len(call.callers) == 1 else None)
    return known.name if known else call.name


class PickUp(SearchingDialog[bool]):
    """Enter picks up the chosen slot; a slot that is not listed can be typed."""

    COLUMNS = PARKED_COLUMNS
    PLACE = "pick up"
    SHOWS: ClassVar[frozenset[str]] = frozenset({"call", "handling"})

    def heading(self) -> tuple[str, str]:
        """Its name."""
        return _("Pick up"), _("parked calls")

    def hint(self) -> str:
        """What can be typed."""
        return _("slot or name")

    def keys(self) -> Mapping[str, str]:
        """Enter picks up."""
        act = {_("Enter"): _("Pick up {slot}").replace("{slot}", safe(self._slot()))} if self._slot() else {}
        return act | {_("Esc"): _("Back")}

    async def search(self, query: str) -> None:
        """What is parked is here already."""
        self._show(query)

    def stores_changed(self, kinds: frozenset[str]) -> None:
        """A call was parked or picked up by a colleague."""
        super().stores_changed(kinds)
        if self.is_shown:
            self._show(self.typed)

    def tick(self) -> None:
        """Ages grow."""
        if self.is_shown:
            self._show(self.typed)

    def _show(self, query: str) -> None:
        rows = parked_rows(parked(self.desk.stores.calls.values(), query), self.desk.clock.now())
        self.show_found(query, rows)
        self.relabel()

    def _slot(self) -> str:
        """The chosen slot, or the typed one where none is listed."""
        return self.found.chosen or self.typed if self.is_shown else ""

    def accept(self) -> None:
        """Enter: pick it up."""
        slot = self._slot()
        if not slot:
            self.tell(_("Type the slot that was called out."))
        elif Verb.pick_up not in self.desk.allowed():
            self.tell(_("You can't pick up just now. The key bar shows what can be done."), urgent=True)
        else:
            target = Target(kind=TargetKind.slot, id=slot, name=slot)
            doing = _("picking up {slot}").replace("{slot}", safe(slot))
            self.ask_backend(partial(self.desk.pick_up, target), doing=doing, result=True)
