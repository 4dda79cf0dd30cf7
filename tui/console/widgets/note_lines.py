"""The note's title and what a colleague wrote before, drawn as lines."""

from datetime import datetime

from textual.content import Content

from tui.locale import _
from tui.model import Record
from tui.text import clip, safe, wrap

_CARRIED_ROWS = 4
"""Rows a colleague's note may take; the note itself needs the rest."""


def note_status(
    *,
    kept_at: datetime | None,
    filed_at: datetime | None,
    cannot_keep: str = "",
    refused: str = "",
    asked: str = "",
    newer: str = "",
) -> str:
    """Where the note is: not kept beats refused, filed and kept; asked stands beside kept.

    `asked` is the sign for waiting; `newer` the sign that some words are newer than what is kept.
    """
    if cannot_keep:
        return _("not kept: {why}").replace("{why}", safe(cannot_keep))
    if refused:
        return _("not filed: {why}").replace("{why}", safe(refused))
    if filed_at is not None and not asked:
        return _("filed {time}").replace("{time}", f"{filed_at.astimezone():%H:%M}")
    kept = _("kept {time}").replace("{time}", f"{kept_at.astimezone():%H:%M:%S}") + newer if kept_at else ""
    return "  ".join(part for part in (kept, f"{asked} {_('asked')}" if asked else "") if part)


def carried_lines(carried: Record | None, writer: str, width: int) -> list[Content]:
    """What whoever handed the call over had written, as much as leaves room to write."""
    if carried is None:
        return []
    answers = [f"{safe(field)} {safe(answer)}" for field, answer in carried.answers.items()]
    parts = [safe(carried.note, lines=True).strip(), ", ".join(answers)]
    text = "\n".join(part for part in parts if part)
    if not text:
        return []
    said = _("{name} wrote: {note}").replace("{name}", safe(writer) or _("Your colleague"))
    rows = wrap(said.replace("{note}", text), max(8, width - 2))
    if len(rows) > _CARRIED_ROWS:
        rows = [*rows[: _CARRIED_ROWS - 1], clip(rows[_CARRIED_ROWS - 1], max(4, width - 6)) + " ..."]
    return [Content.styled(f"  {row}", "$quiet") for row in rows]
