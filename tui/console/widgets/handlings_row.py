"""Row 2: every handling of this desk with number, glyph, name and age, and what comes afterwards."""

from typing import ClassVar, NamedTuple

from textual.content import Content
from textual.events import Click

from tui.actions import who
from tui.console.ages import age_column
from tui.console.base import DeskWidget
from tui.console.states import handling_shown
from tui.console.widgets.floor_line import cut
from tui.console.widgets.greeting import reason_line, sender_of
from tui.locale import _
from tui.locale.words import word
from tui.model import Handling, HandlingState, Party, PartyState, Presence, Role
from tui.text import cells, clip, safe

_NAME_WIDTH = 16
"""Cells of a name where several handlings share the row."""
_GAP = 3


class Entry(NamedTuple):
    """One handling or consulted leg as the row shows it."""

    handling: str
    """Id of the handling it belongs to."""
    content: Content
    width: int


class HandlingsRow(DeskWidget):
    """The current handling is shown reversed; a click on another makes that one current."""

    ALLOW_SELECT = False
    SHOWS: ClassVar[frozenset[str]] = frozenset(
        {"handling", "call", "current", "pending", "agent_state", "content", "documents", "caller"}
    )

    def tick(self) -> None:
        """Ages grow."""
        if self.desk.handlings():
            self.refresh()

    def render(self) -> Content:
        """Entries from the left, what comes next at the right edge."""
        width = self.size.width
        then = self._then()
        room = width - cells(then) - (_GAP if then else 0)
        left = Content(" " * _GAP).join(entry.content for entry in self._entries())
        return Content.assemble(cut(left, room), " " * _GAP if then else "", then)

    def on_click(self, event: Click) -> None:
        """Make the handling under the pointer current."""
        right = 0
        for entry in self._entries():
            right += entry.width
            if event.x < right:
                self.desk.choose(entry.handling)
                return
            right += _GAP

    def _then(self) -> str:
        me = self.desk.stores.me
        if me is None or me.next is None:
            return ""
        reasons = {reason.id: reason.name for reason in self.desk.content.reasons}
        named = reasons.get(me.next.reason, me.next.reason) or word(me.next.presence)
        after = word(Presence.ready) if me.next.presence is Presence.ready else clip(safe(named), 16)
        return _("then: {state}").replace("{state}", after)

    def _entries(self) -> list[Entry]:
        handlings = self.desk.handlings()
        is_alone = len(handlings) == 1
        entries: list[Entry] = []
        for handling in handlings:
            entries.append(self._entry(handling, len(entries) + 1, is_alone=is_alone))
            consulted = handling.party(Role.consulted)
            if consulted is not None and handling.state.is_live:
                entries.append(self._leg(handling, consulted, len(entries) + 1))
        return entries

    def _entry(self, handling: Handling, number: int, *, is_alone: bool) -> Entry:
        shown = handling_shown(handling.state, self.glyphs)
        current = self.desk.current
        is_current = current is not None and current.id == handling.id
        head = f"{number} {self._glyph(handling, shown.glyph)} "
        name = safe(who(self.desk, handling)) or _("unknown caller")
        age, is_over = self._age(handling)
        style = f"{shown.colour} {'bold' if is_current else ''}"
        return _made(
            handling.id,
            (head, f"{style} reverse" if is_current and not is_alone else style),
            (clip(name, 40 if is_alone else _NAME_WIDTH), "bold" if is_current else ""),
            (f" {age}{'!' if is_over else ''}" if age else "", "bold $urgent" if is_over else ""),
            (self._details(handling, is_current), ""),
        )

    def _leg(self, handling: Handling, party: Party, number: int) -> Entry:
        """The colleague who was asked: a leg of the same handling, with its own age."""
        rings = party.state is PartyState.ringing
        glyph = self.glyphs.ringing if rings else self.glyphs.held if party.held else self.glyphs.on_call
        colour = "$call-ringing" if rings else "$call-held" if party.held else "$call-live"
        age = age_column(self.desk.clock.age(party.since)) if party.since else ""
        gone = party.state in (PartyState.busy, PartyState.no_answer)
        return _made(
            handling.id,
            (f"{number} {glyph} ", f"bold {colour}"),
            (clip(safe(party.name or party.number), _NAME_WIDTH), ""),
            (f" {word(party.state)}!" if gone else f" {age}", "bold $urgent" if gone else ""),
        )

    def _glyph(self, handling: Handling, glyph: str) -> str:
        caller = handling.party(Role.caller)
        if self.desk.pending(handling.id):
            return self.glyphs.asked
        if handling.state is HandlingState.consulting and caller is not None and caller.held:
            return self.glyphs.held
        return glyph

    def _age(self, handling: Handling) -> tuple[str, bool]:
        clock = self.desk.clock
        if handling.state is HandlingState.held and handling.since:
            is_over = handling.recall_at is not None and clock.until(handling.recall_at) <= 0
            return age_column(clock.age(handling.since)), is_over
        if handling.state in (HandlingState.offered, HandlingState.wrap_up):
            return "", False
        since = handling.answered or handling.since
        return (age_column(clock.age(since)) if since else ""), False

    def _details(self, handling: Handling, is_current: bool) -> str:
        if handling.state is HandlingState.wrap_up:
            return f"  {self._spoken(handling)}" if is_current else ""
        call = self.desk.call_of(handling)
        queue = self.desk.content.queue(call.queue) if call else None
        named = clip(safe(queue.name), 12) if queue else ""
        if handling.state is not HandlingState.offered or call is None:
            return f" {named}" if named else ""
        waited = age_column(self.desk.clock.age(call.arrived)) if call.arrived else ""
        because = reason_line(handling.because, clip(safe(sender_of(handling, call)), 12)) or word(
            handling.because
        )
        waited = _("waited {age}").replace("{age}", waited) if waited else ""
        return "  " + ", ".join(part for part in (named, because, waited) if part)

    def _spoken(self, handling: Handling) -> str:
        parts = [_("{age} talk").replace("{age}", age_column(handling.talk_seconds))]
        if handling.held_seconds:
            parts.append(_("{age} held").replace("{age}", age_column(handling.held_seconds)))
        if handling.ending is not None:
            parts.append(word(handling.ending))
        return ", ".join(parts)


def _made(handling: str, *parts: tuple[str, str]) -> Entry:
    content = Content.assemble(*parts)
    return Entry(handling, content, cells(content.plain))
