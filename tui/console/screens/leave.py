"""Leaving. It shows who is still here, what is unfinished, and what is not yet at the backend."""

import time
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from tui.actions import SETTLING_SECONDS
from tui.console.dialogs.lower import LowerDialog
from tui.console.dialogs.tying import name_on
from tui.locale import _, n_
from tui.model import Caller, FollowUp, Handling, HandlingState, Record, WrapUpNeed
from tui.text import clip, safe

if TYPE_CHECKING:
    from tui.desk import AgentDesk

_MOST_NAMED = 8


class Leave(LowerDialog[None]):
    """Enter signs out, so that what rings goes on to a colleague. With somebody on the line it ends the
    program and nothing else: the call goes on at the phone, and signing in again finds it.
    """

    ROWS: ClassVar[int] = 16
    SHOWS: ClassVar[frozenset[str]] = frozenset({"handling", "documents", "link"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "sign_out", show=False, id="dialog.accept"),
    ]

    def __init__(self, desk: "AgentDesk") -> None:
        super().__init__(desk)
        self._sense = self._sense_now()
        self._changed = 0.0
        """When Enter last began to mean something else, by the clock that never jumps."""

    def heading(self) -> tuple[str, str]:
        """Its name, and who goes."""
        return _("Sign out"), safe(self.desk.agent.name)

    def keys(self) -> Mapping[str, str]:
        """What Enter does just now."""
        words = _("Leave, the call goes on") if self._on_the_line() else _("Sign out and leave")
        return {_("Enter"): words, _("Esc"): _("Stay")}

    def contents(self) -> Iterator[Widget]:
        """What is still here."""
        yield Static(id="left-behind", markup=False)

    def on_mount(self) -> None:
        """Show it."""
        self._show()

    def stores_changed(self, kinds: frozenset[str]) -> None:
        """Something was sent, or a call came."""
        before, self._sense = self._sense, self._sense_now()
        if before != self._sense:
            self._changed = time.monotonic()
        self._show()

    def _show(self) -> None:
        if self.is_shown:
            self.query_one("#left-behind", Static).update(Content("\n".join(self._lines())))
            self.relabel()

    def _lines(self) -> list[str]:
        talking = self._on_the_line()
        if talking is not None:
            return self._about_the_call(talking)
        unfinished = (*self.desk.documents.unfinished(), *self._open())
        held = {record.id for record in unfinished}
        unsent = [document for document in self.desk.documents.unsent() if document.id not in held]
        left = [*self._ringing(), *self._unfinished(unfinished), *self._unsent(unsent)]
        return left or [_("Everything is finished and filed.")]

    def _about_the_call(self, talking: Handling) -> list[str]:
        named = _("{name} is on the line.").replace("{name}", name_on(self.desk, talking))
        return [
            named,
            _("Leaving ends no call: it goes on at the phone. Your note stays on this machine."),
            _("Start Cordboard again to go on with both."),
        ]

    def _ringing(self) -> list[str]:
        goes_on = _("{name} rings here and goes on to a colleague.")
        return [
            goes_on.replace("{name}", name_on(self.desk, handling))
            for handling in self.desk.handlings()
            if handling.state is HandlingState.offered
        ]

    def _open(self) -> Iterator[Record]:
        """Of calls whose wrap-up still runs: those written, and those that have to be."""
        for handling in self.desk.handlings():
            if handling.state is HandlingState.wrap_up:
                record = self.desk.documents.record(handling.id)
                is_owed = handling.wrap_up is WrapUpNeed.required or record.revision
                if is_owed and not record.submitted:
                    yield record

    def _unfinished(self, records: tuple[Record, ...]) -> list[str]:
        if not records:
            return []
        count = len(records)
        title = n_("{count} record is unfinished:", "{count} records are unfinished:", count)
        return _listed(title.replace("{count}", str(count)), [self._named(record) for record in records])

    def _unsent(self, documents: list[Record | FollowUp | Caller]) -> list[str]:
        if not documents:
            return []
        count = len(documents)
        title = n_("{count} is kept here, not yet sent:", "{count} are kept here, not yet sent:", count)
        after = _("They stay on this machine and go out the next time you sign in here.")
        return [
            *_listed(title.replace("{count}", str(count)), [self._named(one) for one in documents]),
            after,
        ]

    def _named(self, document: Record | FollowUp | Caller) -> str:
        if not isinstance(document, Record):
            return safe(document.name) or _("unknown caller")
        facts = self.desk.documents.facts(document.handling)
        return safe(facts.name or facts.number) or _("unknown caller")

    def _on_the_line(self) -> Handling | None:
        """The first handling with somebody on the line; a ring is not one."""
        live = (handling for handling in self.desk.handlings() if handling.state.is_live)
        return next((handling for handling in live if handling.state is not HandlingState.offered), None)

    def _sense_now(self) -> tuple[str, ...]:
        """Whom Enter would concern."""
        return tuple(handling.id for handling in self.desk.handlings() if handling.state.is_live)

    def action_sign_out(self) -> None:
        """Leave; signed in as long as somebody is on the line."""
        if time.monotonic() - self._changed < SETTLING_SECONDS:
            self.tell(_("A call has just come or gone. Look, then press Enter again."), urgent=True)
            return
        is_talking = self._on_the_line() is not None
        doing = _("leaving") if is_talking else _("signing out")
        self.tell(f"{doing} {self.glyphs.asked}")
        self.console.shift.end(sign_out=not is_talking)


def _listed(title: str, names: list[str]) -> list[str]:
    more = [f"    + {len(names) - _MOST_NAMED}"] if len(names) > _MOST_NAMED else []
    return [title, *(f"    {clip(name, 60)}" for name in names[:_MOST_NAMED]), *more]
