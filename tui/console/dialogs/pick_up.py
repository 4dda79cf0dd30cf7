"""Pick up: parked calls by slot, or a slot typed."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import ClassVar

from tui.console.dialogs.rows import Column, Row
from tui.console.dialogs.searching import SearchingDialog
from tui.console.numbers import shown_number
from tui.locale import _
from tui.model import Call, CallState, DirectoryEntry, Target, TargetKind, Verb
from tui.text import fold, safe, spoken_age

PARKED_COLUMNS = (
    Column(width=8),
    Column(width=20, grows=True),
    Column(width=18),
    Column(width=14),
    Column(width=8, right=True),
)
"""Slot, who, number, about, how long they are parked."""


def parked(entries: Iterable[DirectoryEntry], calls: Iterable[Call]) -> list[DirectoryEntry]:
    """Every slot with somebody in it: as the directory tells everybody, and calls this desk sees itself."""
    found = {call.slot: _entry(call) for call in calls if call.state is CallState.parked and call.slot}
    found |= {entry.target: entry for entry in entries if entry.kind is TargetKind.slot}
    return [found[slot] for slot in sorted(found)]


def _entry(call: Call) -> DirectoryEntry:
    brief = next((b for b in call.callers if b.id == call.caller), None)
    known = brief or (call.callers[0] if len(call.callers) == 1 else None)
    return DirectoryEntry(
        id=f"slot:{call.slot}",
        kind=TargetKind.slot,
        name=known.name if known else call.name,
        target=call.slot,
        number=call.number,
        about=call.about,
    )


def matching(entries: Iterable[DirectoryEntry], query: str) -> list[DirectoryEntry]:
    """Those whose slot begins with the query or whose name holds it."""
    wanted = fold(query)
    return [e for e in entries if fold(e.target).startswith(wanted) or wanted in fold(e.name)]


def parked_rows(entries: Iterable[DirectoryEntry], now: datetime) -> tuple[Row, ...]:
    """A row for each; its key is the slot."""
    return tuple(_row(entry, now) for entry in entries)


def _row(entry: DirectoryEntry, now: datetime) -> Row:
    age = spoken_age((now - entry.since).total_seconds()) if entry.since else ""
    who = safe(entry.name) or _("unknown caller")
    cells = (safe(entry.target), who, shown_number(entry.number), safe(entry.about), age)
    return Row(key=entry.target, cells=cells)


class PickUp(SearchingDialog[bool]):
    """Enter picks up the chosen slot; a slot that is not listed can be typed."""

    COLUMNS = PARKED_COLUMNS
    PLACE = "pick up"
    SHOWS: ClassVar[frozenset[str]] = frozenset({"call", "directory_entry", "handling"})

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
        self._show()

    def stores_changed(self, kinds: frozenset[str]) -> None:
        """A call was parked, or picked up by a colleague."""
        super().stores_changed(kinds)
        self._show()

    def tick(self) -> None:
        """Ages grow."""
        super().tick()
        self._show()

    def _show(self) -> None:
        if not self.is_shown:
            return
        stores, query = self.desk.stores, self.typed
        found = matching(parked(stores.directory.values(), stores.calls.values()), query)
        self.show_found(query, parked_rows(found, self.desk.clock.now()))
        self.relabel()

    def _slot(self) -> str:
        """The chosen slot, or the typed one where none is listed."""
        return self.found.chosen or self.typed if self.is_shown else ""

    def accept_early(self) -> None:
        """All there is to search is on the desk."""
        self._show()
        self.accept()

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
