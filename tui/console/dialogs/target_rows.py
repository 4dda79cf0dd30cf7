"""Whom a call can go to, as rows with presence, and what to tell the caller first. Pure: no widget."""

from collections.abc import Sequence
from datetime import datetime

from tui.console.dialogs.find_rows import dialled, is_number
from tui.console.dialogs.rows import Column, Row, Tone
from tui.locale import _, n_
from tui.locale.words import word
from tui.model import DirectoryEntry, Presence, TargetKind
from tui.terminal import Glyphs
from tui.text import digits, safe, spoken_age

TARGET_COLUMNS = (
    Column(width=1),
    Column(width=16, grows=True),
    Column(width=16),
    Column(width=6),
    Column(width=17),
    Column(width=10, since=76, grows=True),
)
"""Glyph, name, number, kind, presence with its age or queue figures, what they are good for."""

_SHORTEST_NUMBER = 2
TYPED = "typed"
"""Key of the row for a number typed directly."""


def target_rows(entries: Sequence[DirectoryEntry], now: datetime, glyphs: Glyphs) -> tuple[Row, ...]:
    """A row for each entry; its key is the entry's id."""
    return tuple(_target_row(entry, now, glyphs) for entry in entries)


def typed_number(query: str) -> DirectoryEntry | None:
    """What was typed as a target of its own, if it is a number."""
    if not is_number(query) or len(digits(query)) < _SHORTEST_NUMBER:
        return None
    number = dialled(query)
    return DirectoryEntry(id=TYPED, kind=TargetKind.number, name=number, number=number)


def _target_row(entry: DirectoryEntry, now: datetime, glyphs: Glyphs) -> Row:
    free = is_free(entry)
    return Row(
        key=entry.id,
        tone=Tone.plain if free else Tone.quiet,
        cells=(
            _glyph(entry, glyphs),
            safe(entry.name),
            safe(entry.number),
            kind_word(entry.kind),
            state_words(entry, now),
            safe(entry.about),
        ),
    )


def is_free(entry: DirectoryEntry) -> bool:
    """Whether somebody would most likely answer now; numbers and departments tell nothing: free."""
    if entry.kind is TargetKind.agent:
        return entry.presence is Presence.ready
    return entry.kind is not TargetKind.queue or entry.ready > 0


def is_away(entry: DirectoryEntry) -> bool:
    """A colleague who is not here: listed after everybody who may help."""
    return entry.kind is TargetKind.agent and entry.presence is Presence.offline


def kind_word(kind: TargetKind) -> str:
    """What sort of target it is."""
    words = {
        TargetKind.agent: _("agent"),
        TargetKind.queue: _("queue"),
        TargetKind.department: _("dept."),
        TargetKind.number: _("number"),
        TargetKind.slot: _("slot"),
    }
    return words.get(kind, "")


def state_words(entry: DirectoryEntry, now: datetime) -> str:
    """An agent's presence with its age, or how a queue stands."""
    if entry.kind is TargetKind.agent:
        age = spoken_age((now - entry.since).total_seconds()) if entry.since else ""
        return f"{word(entry.presence)} {age}".rstrip()
    if entry.kind is not TargetKind.queue:
        return ""
    waiting = n_("{n} waits", "{n} wait", entry.waiting).replace("{n}", str(entry.waiting))
    return _("{ready} ready, {waiting}").replace("{ready}", str(entry.ready)).replace("{waiting}", waiting)


def _glyph(entry: DirectoryEntry, glyphs: Glyphs) -> str:
    if entry.kind is TargetKind.queue:
        return glyphs.ready if entry.ready else glyphs.not_ready
    return {
        Presence.ready: glyphs.ready,
        Presence.not_ready: glyphs.not_ready,
        Presence.busy: glyphs.on_call,
        Presence.wrap_up: glyphs.wrap_up,
        Presence.offline: glyphs.lost,
    }.get(entry.presence, "")


def tell_first(entry: DirectoryEntry, glyphs: Glyphs) -> str:
    """What the caller should hear before anything is done: the reason and the name."""
    sentence = _sentence(entry).replace("{name}", safe(entry.name))
    sentence = sentence.replace("{staff_number}", safe(entry.staff_number))
    quoted = f"{glyphs.open_quote}{sentence}{glyphs.close_quote}"
    return _("Tell the caller first: {sentence}").replace("{sentence}", quoted)


def _sentence(entry: DirectoryEntry) -> str:
    if entry.kind is TargetKind.queue:
        return _("I'll put you through to {name}.")
    if entry.kind is not TargetKind.agent:
        return _("I'll connect you with {name}, who will help you further.")
    if entry.staff_number:
        return _("I'll put you through to my colleague {name}, staff number {staff_number}.")
    return _("I'll put you through to my colleague {name}.")


def why_not_free(entry: DirectoryEntry) -> str:
    """Why nobody would answer now, in a sentence; empty: they would."""
    if is_free(entry):
        return ""
    if entry.kind is TargetKind.queue:
        return _("Nobody is ready at {name}.").replace("{name}", safe(entry.name))
    sentences = {
        Presence.busy: _("{name} is on a call."),
        Presence.wrap_up: _("{name} is in wrap-up."),
        Presence.not_ready: _("{name} is not ready."),
        Presence.offline: _("{name} is signed out."),
    }
    return sentences.get(entry.presence, _("Whether {name} is there is not known.")).replace(
        "{name}", safe(entry.name)
    )
