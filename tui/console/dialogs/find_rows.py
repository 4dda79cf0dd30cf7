"""What a search found, and my last calls, as rows. Pure: no widget."""

from collections.abc import Sequence
from datetime import datetime

from tui.console.dialogs.rows import Column, Row, Tone
from tui.console.numbers import clock_there, country_of, shown_number, zone_of
from tui.console.widgets.history_lines import shown_day
from tui.locale import _
from tui.model import Caller, DeskCall
from tui.terminal import Glyphs
from tui.text import digits, safe, spoken_age

CALLER_COLUMNS = (
    Column(width=16, grows=True),
    Column(width=18),
    Column(width=18),
    Column(width=7),
    Column(width=20, since=110, grows=True),
    Column(width=12, since=140),
    Column(width=8),
)
"""Name, number, place and time there, tier, company, account, last contact."""
CALL_COLUMNS = (
    Column(width=8),
    Column(width=6),
    Column(width=16, grows=True),
    Column(width=18),
    Column(width=12, grows=True),
    Column(width=7, right=True),
)
"""When, which way or missed, who, number, about, talk time."""

_ENOUGH_LETTERS, _ENOUGH_DIGITS = 2, 4
_FIRST_IDEOGRAPH = "\u3400"
"""From here on a character is a word: a family name in one."""


def is_enough(query: str) -> bool:
    """Whether there is enough to search for: two letters, one Chinese character or four digits."""
    found = digits(query)
    others = [character for character in query if character.isalpha() or character == "@"]
    if any(character >= _FIRST_IDEOGRAPH for character in others):
        return True
    return len(others) >= _ENOUGH_LETTERS or len(found) >= _ENOUGH_DIGITS or (bool(others) and bool(found))


def is_number(text: str) -> bool:
    """Whether it can be dialled: digits with the signs people put between them."""
    return bool(digits(text)) and all(c.isdigit() or c in "+-()/.*# " for c in text.strip())


def dialled(text: str) -> str:
    """What was typed as a number, as the telephone wants it: full-width digits too."""
    plain = "".join(digits(c) or c for c in text.strip() if c.isdigit() or c in "*#")
    return f"+{plain}" if text.strip().startswith(("+", "\uff0b")) else plain


def current_number(caller: Caller) -> str:
    """The number to reach a caller at; empty: there is none."""
    return next((n.number for n in caller.numbers if not n.old), "")


def caller_rows(callers: Sequence[Caller], now: datetime, glyphs: Glyphs) -> tuple[Row, ...]:
    """A row for each caller; its key is the caller's id."""
    return tuple(_caller_row(caller, now, glyphs) for caller in callers)


def _caller_row(caller: Caller, now: datetime, glyphs: Glyphs) -> Row:
    number = current_number(caller) or next((n.number for n in caller.numbers), "")
    hidden = "number" in caller.protected or "numbers" in caller.protected
    return Row(
        key=caller.id,
        cells=(
            safe(caller.name),
            "" if hidden else shown_number(number),
            _place(caller, number, now),
            f"{glyphs.star}{safe(caller.tier)}" if caller.tier else "",
            safe(caller.company),
            "" if "account" in caller.protected else safe(caller.account),
            shown_day(caller.last_contact, now) if caller.last_contact else _("never"),
        ),
    )


def _place(caller: Caller, number: str, now: datetime) -> str:
    """City or country; the wall clock there only where it is not ours."""
    there = clock_there(caller.time_zone or zone_of(number), now)
    place = "" if "city" in caller.protected else safe(caller.city)
    parts = [place or safe(country_of(number))]
    if there and there != f"{now.astimezone():%H:%M}":
        parts.append(there)
    return " ".join(part for part in parts if part)


def call_rows(calls: Sequence[DeskCall], now: datetime) -> tuple[Row, ...]:
    """A row for each of my last calls; its key is the call's."""
    return tuple(_call_row(call, now) for call in calls)


def _call_row(call: DeskCall, now: datetime) -> Row:
    way = _("missed") if call.missed else _("out") if call.direction == "outbound" else _("in")
    return Row(
        key=call.id,
        tone=Tone.warning if call.missed else Tone.plain,
        cells=(
            shown_day(call.at, now),
            way,
            safe(call.name) or _("unknown caller"),
            shown_number(call.number) or _("withheld"),
            safe(call.topic),
            spoken_age(call.seconds) if call.seconds else "",
        ),
    )
