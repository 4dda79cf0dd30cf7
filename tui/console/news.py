"""What the agent should hear of although no key asked for it: a ring, a missed call, bad input."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from tui.actions import who
from tui.backend import Link, Malformed
from tui.locale import _
from tui.locale.sentences import error_sentence
from tui.locale.words import word
from tui.model import Handling, HandlingState, Presence
from tui.text import clip, safe

if TYPE_CHECKING:
    from tui.desk import AgentDesk

_NO_ANSWER = "no_answer"
"""The reason a backend gives for being not ready after a missed call."""
RING_EVERY = 4
"""Seconds between two bells while it rings."""
_NAME_CELLS = 24
"""Cells of a name in a sentence that has to fit into one row."""
_PLACE_IN_LIST = re.compile(r"\[\d+\]")


class Told(NamedTuple):
    """Something to say, once."""

    text: str
    urgent: bool = False


class News:
    """Compares the desk with how it was when last asked."""

    def __init__(self, desk: "AgentDesk") -> None:
        self._desk = desk
        self._missed = {handling.id for handling in desk.stores.handlings if handling.missed}
        self._ringing: frozenset[str] = frozenset()
        self._names: dict[str, str] = {}
        """Who rings, or rang when last asked, by handling."""
        self._link = Link.up
        self._announced = {one.id for one in desk.stores.announcements}
        self._not_understood: set[tuple[str, str, str]] = set()
        """What was said already: name of what it is, path without places in lists, what was expected."""
        self._seconds = 0

    def rings_anew(self) -> bool:
        """A call has begun to ring since last asked."""
        ringing = self._ringing_now()
        is_new = bool(ringing - self._ringing)
        self._ringing = ringing
        self._seconds = 0 if is_new else self._seconds
        return is_new

    def rings_on(self) -> bool:
        """To be asked each second: it still rings, and the bell is due again."""
        self._seconds += 1
        return bool(self._ringing) and self._seconds % RING_EVERY == 0

    def told(self) -> list[Told]:
        """What is new since last asked, the most important last."""
        told = [*self._bad_input(), *self._urgent_briefing(), *self._missed_calls(), *self._line()]
        self._names = {
            h.id: self._name(h) for h in self._desk.handlings() if h.state is HandlingState.offered
        }
        return told

    def _ringing_now(self) -> frozenset[str]:
        return frozenset(h.id for h in self._desk.handlings() if h.state is HandlingState.offered)

    def _missed_calls(self) -> list[Told]:
        """The backend marks them; where the handling is gone already, the agent's state says so."""
        marked = {h.id: self._name(h) for h in self._desk.stores.handlings if h.missed}
        gone = {id_: name for id_, name in self._names.items() if id_ not in self._desk.stores.handlings}
        me = self._desk.stores.me
        missed = marked | (gone if me is not None and me.reason == _NO_ANSWER else {})
        fresh = {id_: name for id_, name in missed.items() if id_ not in self._missed}
        self._missed |= fresh.keys()
        return [Told(self._missed_sentence(name), urgent=True) for name in fresh.values()]

    def _missed_sentence(self, name: str) -> str:
        me = self._desk.stores.me
        state = word(me.presence) if me else word(Presence.not_ready)
        sentence = _("{name} was not answered. You are {state}. F2: ready.")
        named = clip(name, _NAME_CELLS) or _("The caller")
        return sentence.replace("{name}", named).replace("{state}", state)

    def _name(self, handling: Handling) -> str:
        return safe(who(self._desk, handling))

    def _line(self) -> list[Told]:
        before, self._link = self._link, self._desk.links.worst.link
        if before is self._link:
            return []
        if self._link is Link.down:
            lost = _("The line is lost. Calls go on at the phone; what you write is kept here.")
            return [Told(lost, urgent=True)]
        return [Told(_("The line to the backend is back."))] if self._link is Link.up else []

    def _bad_input(self) -> list[Told]:
        """What the backend sent that can't be read. The same fault in many rows is said once."""
        told: list[Told] = []
        for name, error in self._malformed():
            fault = (name, _PLACE_IN_LIST.sub("", error.path), error.expected)
            if fault not in self._not_understood:
                self._not_understood.add(fault)
                told.append(Told(error_sentence(error), urgent=True))
        return told

    def _malformed(self) -> Iterator[tuple[str, Malformed]]:
        """A kind that only a newer version knows is no fault."""
        for skipped in self._desk.skipped.values():
            if skipped.error is not None:
                yield skipped.kind, skipped.error
        for state in self._desk.links.state():
            if state.error is not None:
                yield state.part, state.error
        if self._desk.documents.delivery.not_understood is not None:
            yield "document", self._desk.documents.delivery.not_understood
        for name, error in self._desk.content.failed.items():
            if isinstance(error, Malformed):
                yield name, error

    def _urgent_briefing(self) -> list[Told]:
        new = [one for one in self._desk.stores.announcements if one.id not in self._announced]
        self._announced |= {one.id for one in new}
        return [Told(safe(one.text), urgent=True) for one in new if one.urgent and not one.read]
