"""Signing out: the only way to leave. It shows what is not yet at the backend, and what is unfinished."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from tui.console.dialogs.lower import LowerDialog
from tui.locale import _, n_
from tui.model import Caller, FollowUp, Record
from tui.text import clip, safe

_MOST_NAMED = 8


class Leave(LowerDialog[None]):
    """Enter signs out. With somebody on the line it only says so."""

    ROWS: ClassVar[int] = 16
    SHOWS: ClassVar[frozenset[str]] = frozenset({"handling", "documents", "link"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "sign_out", show=False, id="dialog.accept"),
    ]

    def heading(self) -> tuple[str, str]:
        """Its name, and who goes."""
        return _("Sign out"), safe(self.desk.agent.name)

    def keys(self) -> Mapping[str, str]:
        """Enter, unless somebody is on the line."""
        leave = {} if self._is_on_call() else {_("Enter"): _("Sign out and leave")}
        return leave | {_("Esc"): _("Stay")}

    def contents(self) -> Iterator[Widget]:
        """What is still here."""
        yield Static(id="left-behind", markup=False)

    def on_mount(self) -> None:
        """Show it."""
        self._show()

    def stores_changed(self, kinds: frozenset[str]) -> None:
        """Something was sent, or a call came."""
        self._show()

    def _show(self) -> None:
        if self.is_shown:
            self.query_one("#left-behind", Static).update(Content("\n".join(self._lines())))
            self.relabel()

    def _lines(self) -> list[str]:
        if self._is_on_call():
            return [_("Somebody is on the line. End the call first; the key bar says how.")]
        unfinished = self.desk.documents.unfinished()
        held = {record.id for record in unfinished}
        unsent = [document for document in self.desk.documents.unsent() if document.id not in held]
        return [*self._unfinished(unfinished), *self._unsent(unsent)] or [
            _("Everything is finished and filed.")
        ]

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

    def _is_on_call(self) -> bool:
        return any(handling.state.is_live for handling in self.desk.handlings())

    def action_sign_out(self) -> None:
        """Leave, if nobody is on the line."""
        if not self._is_on_call():
            self.tell(_("signing out") + f" {self.glyphs.asked}")
            self.console.leave(sign_out=True)


def _listed(title: str, names: list[str]) -> list[str]:
    more = [f"    + {len(names) - _MOST_NAMED}"] if len(names) > _MOST_NAMED else []
    return [title, *(f"    {clip(name, 60)}" for name in names[:_MOST_NAMED]), *more]
