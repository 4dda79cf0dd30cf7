"""Past contacts drawn as lines, newest first, promised ones marked."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from textual.content import Content

from tui.console.ages import age_column
from tui.locale import _
from tui.model import Interaction
from tui.text import MASK, cells, clip, fit, safe, wrap

_TOPIC, _TALK = 15, 7
"""Widths in cells; what was said gets the rest."""
_GAP = 2
"""Cells between the day and what it was about."""
_AGENT = (8, 14)
"""Fewest and most cells for a colleague's name: as many as the longest one shown needs."""
_NARROW = 76
"""Below this width what was said goes under the contact, in up to `_SAID_ROWS` rows."""
_SAID_ROWS = 3


class _Columns(NamedTuple):
    """Cells that depend on what is shown."""

    day: int
    agent: int


def history_lines(
    contacts: Sequence[Interaction], width: int, now: datetime, *, hidden: bool = False
) -> list[Content]:
    """A line for each contact; two where the room is narrow. `hidden`: what was said is masked."""
    if not contacts:
        return [Content.styled(clip("  " + _("No contact yet."), width), "$quiet")]
    longest = max(cells(safe(contact.agent_name)) for contact in contacts)
    columns = _Columns(
        day=_GAP + max(cells(shown_day(contact.at, now)) for contact in contacts),
        agent=max(_AGENT[0], min(_AGENT[1], longest)),
    )
    rows = [_rows(contact, width, columns, now, hidden) for contact in contacts]
    return [line for row in rows for line in row]


def last_contact(contact: Interaction | None, now: datetime) -> str:
    """The newest contact in few words: "18 Nov invoice query, Chen Jie"; empty if there is none."""
    if contact is None:
        return ""
    words = f"{shown_day(contact.at, now)} {safe(contact.topic)}".strip()
    return f"{words}, {safe(contact.agent_name)}" if contact.agent_name else words


def shown_day(moment: datetime, now: datetime) -> str:
    """The time for today, day and month for this year, else the date; local to this machine."""
    local, today = moment.astimezone(), now.astimezone()
    if local.date() == today.date():
        return f"{local:%H:%M}"
    return f"{local:%d %b}" if local.year == today.year else f"{local:%b %Y}"


def is_owed(contact: Interaction) -> bool:
    """Something was promised and nothing says that it was kept."""
    return contact.promised is not None and not contact.resolved


def _rows(contact: Interaction, width: int, columns: _Columns, now: datetime, hidden: bool) -> list[Content]:
    said = MASK if hidden and contact.note else safe(contact.note)
    mark = " !" if is_owed(contact) else ""
    style = "bold" if mark else ""
    if width < _NARROW:
        return [Content.styled(line, style) for line in _narrow(contact, said, mark, width, columns, now)]
    head = f"  {_head(contact, columns, now)}{fit(safe(contact.agent_name), columns.agent)}  "
    room = max(0, width - cells(head) - len(mark))
    return [Content.styled(head + clip(said, room) + mark, style)]


def _head(contact: Interaction, columns: _Columns, now: datetime) -> str:
    talk = fit(age_column(contact.seconds) if contact.seconds else "", _TALK - 2, right=True)
    day, topic = fit(shown_day(contact.at, now), columns.day), fit(safe(contact.topic), _TOPIC - 1)
    return f"{day}{topic} {fit(talk, _TALK)}"


def _narrow(
    contact: Interaction, said: str, mark: str, width: int, columns: _Columns, now: datetime
) -> list[str]:
    who = f"{safe(contact.topic)}  {safe(contact.agent_name)}".rstrip()
    first = "  " + fit(shown_day(contact.at, now), columns.day)
    rows = wrap(said, max(2, width - 4))[:_SAID_ROWS] if said else []
    return [
        first + clip(who, max(0, width - cells(first) - len(mark))) + mark,
        *("    " + row for row in rows),
    ]
