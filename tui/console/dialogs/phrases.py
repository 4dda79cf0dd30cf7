"""Phrases (Ctrl+Y): ready sentences by short code. Enter gives the chosen one back, for the note."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from tui.console.dialogs.rows import Column, Row, Tone
from tui.console.dialogs.searching import SearchingDialog
from tui.locale import _
from tui.model import Call, Caller, Phrase
from tui.text import fold, safe

PHRASE_COLUMNS = (Column(width=10), Column(width=10), Column(width=30, grows=True))
"""Code, kind of caller or "avoid", the sentence."""


def phrases_found(phrases: Sequence[Phrase], query: str, kind: str = "") -> list[Phrase]:
    """Those that match: codes that begin with it first; then those for this kind of caller."""
    wanted = fold(query)
    matching = [p for p in phrases if wanted in fold(p.code) or wanted in fold(p.text)]
    return sorted(
        matching,
        key=lambda p: (not fold(p.code).startswith(wanted), p.avoid, bool(kind) and p.kind != kind, p.code),
    )


def phrase_rows(phrases: Sequence[Phrase]) -> tuple[Row, ...]:
    """A row for each; those that make things worse say so."""
    return tuple(_row(phrase) for phrase in phrases)


def _row(phrase: Phrase) -> Row:
    kind = _("AVOID") if phrase.avoid else safe(phrase.kind)
    tone = Tone.warning if phrase.avoid else Tone.plain
    return Row(key=phrase.id, cells=(safe(phrase.code), kind, safe(phrase.text)), tone=tone)


class Phrases(SearchingDialog[str]):
    """The result is the chosen sentence, with the caller's and the agent's name filled in."""

    ROWS: ClassVar[int] = 13
    COLUMNS = PHRASE_COLUMNS
    PLACE = "phrases"
    AFTER_CALL: ClassVar[bool] = True
    SHOWS: ClassVar[frozenset[str]] = frozenset({"handling", "content"})

    def heading(self) -> tuple[str, str]:
        """Its name."""
        return _("Phrases"), _("ready sentences, by short code")

    def hint(self) -> str:
        """What can be typed."""
        return _("code or a word of it")

    def keys(self) -> Mapping[str, str]:
        """Enter inserts."""
        insert = {_("Enter"): _("Into the note")} if self._chosen() else {}
        return insert | {_("Esc"): _("Back")}

    async def search(self, query: str) -> None:
        """All are here already."""
        handling = self.acted_on()
        call = self.desk.call_of(handling) if handling else None
        found = phrases_found(self.desk.content.phrases, query, call.kind if call else "")
        self.show_found(query, phrase_rows(found))
        self.tell("" if found else _("There is no such phrase."))
        self.relabel()

    def _chosen(self) -> Phrase | None:
        key = self.found.chosen if self.is_shown else ""
        return next((p for p in self.desk.content.phrases if p.id == key), None)

    def accept(self) -> None:
        """Enter: the sentence. One that makes things worse is never inserted."""
        phrase = self._chosen()
        if phrase is None:
            return
        if phrase.avoid:
            self.tell(_("This one makes things worse: it is here so that nobody says it."), urgent=True)
            return
        self.leave(self._filled(phrase))

    def _filled(self, phrase: Phrase) -> str:
        handling = self.acted_on()
        call = self.desk.call_of(handling) if handling else None
        known = self.desk.remembered_caller(call.caller) if call and call.caller else None
        return fill(phrase.text, self.desk.agent.name, call, known)


def fill(text: str, agent: str, call: Call | None, caller: Caller | None) -> str:
    """A phrase with the names in it; what is not known stays out."""
    name = caller.name if caller else call.name if call else ""
    filled = text.replace("{agent}", safe(agent)).replace("{caller}", safe(name))
    return " ".join(filled.replace(" ,", ",").replace(", .", ".").replace(" .", ".").split())
