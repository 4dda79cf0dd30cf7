"""Consult (F5) and Send (F4): somebody else for the caller, with their presence, live."""

import uuid
from collections.abc import Callable, Coroutine, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.widget import Widget
from textual.widgets import Static

from tui.console.dialogs.searching import SearchingDialog
from tui.console.dialogs.target_rows import (
    TARGET_COLUMNS,
    is_away,
    is_free,
    target_rows,
    tell_first,
    typed_number,
    why_not_free,
)
from tui.console.dialogs.tying import name_on
from tui.console.dialogs.unsent import keep_typed
from tui.locale import _
from tui.model import DirectoryEntry, FollowUp, FollowUpKind, HandlingState, Presence, TargetKind, Verb
from tui.text import clip, safe

if TYPE_CHECKING:
    from tui.desk import AgentDesk

_NAME_CELLS = 32
"""Of the caller in the title, so that who hears what stays readable at 80 columns."""
_REFRESH = 2
"""Seconds between two readings of the directory while the dialog is open."""


class Transfer(SearchingDialog[bool]):
    """Choose a target. Enter acts; a busy one is named, and what can be done instead."""

    ROWS: ClassVar[int] = 14
    GROWS: ClassVar[bool] = True
    COLUMNS = TARGET_COLUMNS
    PLACE = "transfer"
    SHOWS: ClassVar[frozenset[str]] = frozenset({"handling", "directory_entry", "documents"})

    def __init__(self, desk: "AgentDesk", handling: str, verb: Verb) -> None:
        """`verb`: consult or transfer."""
        super().__init__(desk, handling=handling)
        self._verb = verb
        self._entries: dict[str, DirectoryEntry] = {}
        self._query = ""
        """What the entries were found for."""
        self._ticks = 0
        self._waits_for = ""
        """Id of the entry the agent waits for to become free."""
        self._warned = ""
        """Id of the entry whose state was said; Enter again acts all the same."""
        self._said_of: DirectoryEntry | None = None
        """Whose state the sentence in the dialog tells, as it was then."""

    def heading(self) -> tuple[str, str]:
        """What is done, and who hears what is said meanwhile."""
        handling = self.acted_on()
        caller = name_on(self.desk, handling) if handling else _("the caller")
        held = handling is not None and handling.state is HandlingState.held
        hears = _("{name} waits on hold") if held else _("{name} still hears you")
        words = _("Consult") if self._verb is Verb.consult else _("Send")
        return words, hears.replace("{name}", clip(caller, _NAME_CELLS))

    def hint(self) -> str:
        """What can be typed."""
        return _("name, pinyin, extension, queue, or an outside number")

    def keys(self) -> Mapping[str, str]:
        """What Enter and Tab do with the chosen target."""
        entry, keys = self._chosen(), {}
        if entry is not None:
            keys[_("Enter")] = self._enter_words(entry)
            if not is_free(entry):
                keys[_("Tab")] = _("Promise a call back")
        return keys | {_("Esc"): _("Back to the caller")}

    def _enter_words(self, entry: DirectoryEntry) -> str:
        if self._must_wait(entry):
            return _("Wait") if self._waits_for != entry.id else _("Stop waiting")
        if self._verb is Verb.consult:
            return _("Hold the caller and ring")
        return _("Send the caller there")

    def contents(self) -> Iterator[Widget]:
        """The field, the list and what to tell the caller."""
        yield from super().contents()
        yield Static(id="first", markup=False)

    async def search(self, query: str) -> None:
        """The directory; a number typed directly stands last, so that a name is not pushed aside."""
        entries = await self.desk.directory(query)
        kinds = self._kinds()
        outside = typed_number(query)
        numbers = {entry.number for entry in entries}
        shown = [self._newest(entry) for entry in entries if entry.kind in kinds]
        if outside and outside.number not in numbers and TargetKind.number in kinds:
            shown.append(outside)
        shown.sort(key=is_away)
        self._entries = {entry.id: entry for entry in shown if entry.target != self.desk.agent.id}
        self._query = query
        self._show()
        if not self._entries:
            self.tell(_("Nobody found. Type another name, or a whole number."))

    def _kinds(self) -> tuple[TargetKind, ...]:
        declaration = self.desk.declaration(self._verb)
        return declaration.targets if declaration else ()

    def _newest(self, entry: DirectoryEntry) -> DirectoryEntry:
        told = self.desk.stores.directory.get(entry.id)
        return told if told and told.version > entry.version else entry

    def stores_changed(self, kinds: frozenset[str]) -> None:
        """Presence changed, or the call is over."""
        super().stores_changed(kinds)
        if "directory_entry" in kinds:
            self._entries = {id_: self._newest(entry) for id_, entry in self._entries.items()}
            self._show()

    def tick(self) -> None:
        """Ages grow; every other second the directory is read again."""
        super().tick()
        self._ticks += 1
        if self._ticks % _REFRESH == 0:
            self.look_up(self.search(self.typed), group="search")
        elif self.is_shown:
            self._show()

    def _show(self) -> None:
        if not self.is_shown:
            return
        now = self.desk.clock.now()
        rows = target_rows(tuple(self._entries.values()), now, self.glyphs)
        self.show_found(self._query, rows)
        self._watch()
        self._take_back()
        self._say_first()
        self.relabel()

    def _say_first(self) -> None:
        entry = self._chosen()
        text = tell_first(entry, self.glyphs) if entry else ""
        self.query_one("#first", Static).update(text)

    def _watch(self) -> None:
        """Whoever is waited for is free now: say so. Ringing them stays the agent's decision."""
        entry = self._entries.get(self._waits_for)
        if entry is not None and is_free(entry):
            self._waits_for = ""
            self._said_of = None
            self.app.bell()
            free = _("{name} is ready now. Enter: ring.").replace("{name}", safe(entry.name))
            self.tell(free, urgent=True)

    def _take_back(self) -> None:
        """What was said of somebody's state is no longer so: say what is, or nothing."""
        before = self._said_of
        entry = self._entries.get(before.id) if before else None
        if before is None or (entry and why_not_free(entry) == why_not_free(before)):
            return
        self._say_nothing()
        if entry is not None and entry.id == self._waits_for:
            self._say_waiting(entry)

    def _say_nothing(self) -> None:
        self._warned, self._said_of = "", None
        self.tell("")

    def row_chosen(self) -> None:
        """Another target: another sentence for the caller."""
        self._say_nothing()
        self._say_first()
        super().row_chosen()

    def typed_changed(self) -> None:
        """Something else is typed."""
        self._say_nothing()
        super().typed_changed()

    def _chosen(self) -> DirectoryEntry | None:
        return self._entries.get(self.found.chosen) if self.is_shown else None

    def _must_wait(self, entry: DirectoryEntry) -> bool:
        """On a call or just after one: ringing them would be refused, but they will be free."""
        return entry.kind is TargetKind.agent and entry.presence in (Presence.busy, Presence.wrap_up)

    def accept(self) -> None:
        """Enter: do it, or say what stands in the way and what can be done."""
        entry = self._chosen()
        if entry is None:
            self.tell(_("Type a name, an extension or an outside number."))
        elif is_away(entry):
            self._say_instead(
                entry, _("Choose somebody else. Tab: promise a call back. Esc: back to the caller.")
            )
        elif self._must_wait(entry):
            self._wait_for(entry)
        elif not is_free(entry) and self._warned != entry.id:
            self._warned = entry.id
            self._say_instead(entry, _("Enter: do it all the same. Tab: promise a call back."))
        else:
            self._act(entry)

    def _say_instead(self, entry: DirectoryEntry, instead: str) -> None:
        self._said_of = entry
        self.tell(f"{why_not_free(entry)} {instead}", urgent=True)

    def _say_waiting(self, entry: DirectoryEntry) -> None:
        self._say_instead(entry, _("You will hear when they are free. Tab: promise a call back."))

    def _wait_for(self, entry: DirectoryEntry) -> None:
        if self._waits_for == entry.id:
            self._waits_for, self._said_of = "", None
            self.tell(_("Not waiting any more."))
        else:
            self._waits_for = entry.id
            self._say_waiting(entry)
        self.relabel()

    def _act(self, entry: DirectoryEntry) -> None:
        verb = self.desk.consult if self._verb is Verb.consult else self.desk.transfer
        words = _("ringing {name}") if self._verb is Verb.consult else _("sending to {name}")
        asked = partial(self._done, partial(verb, self.handling, entry.as_target()))
        self.ask_backend(asked, doing=words.replace("{name}", safe(entry.name)), result=True)

    async def _done(self, ask: Callable[[], Coroutine[Any, Any, bool]]) -> None:
        record_arrived = await ask()
        keep_typed(self.desk, self.PLACE, "")
        if not record_arrived:
            self.console.say(
                _("The call went on; your note follows as soon as the link allows."), urgent=True
            )

    def action_other(self) -> None:
        """Tab: promise the caller that the busy one calls back."""
        entry, handling = self._chosen(), self.acted_on()
        if entry is None or handling is None or is_free(entry):
            return
        call = self.desk.call_of(handling)
        assignee = entry.target if entry.kind is TargetKind.agent else f"queue:{entry.target}"
        promise = FollowUp(
            id=str(uuid.uuid4()),
            kind=FollowUpKind.call_back,
            about=call.about if call else "",
            caller=self.desk.decided_caller(handling),
            name=name_on(self.desk, handling),
            number=call.number if call else "",
            call=handling.call,
            assignee=assignee,
            created=self.desk.clock.now(),
            created_by=self.desk.agent.id,
        )
        self.desk.documents.save_follow_up(promise)
        said = _("A call back by {name} is promised. Tell the caller so.").replace("{name}", safe(entry.name))
        self.console.say(said)
        self.leave(True)
