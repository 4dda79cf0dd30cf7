"""A caller's whole file as lines: card, promises, contacts, the house's own tables. Pure: no widget."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from textual.content import Content

from tui.console.dialogs.rows import ruled
from tui.console.numbers import clock_there, country_of, shown_number, zone_of
from tui.console.widgets.caller_facts import language_name
from tui.console.widgets.history_lines import is_owed, shown_day
from tui.locale import _
from tui.locale.words import word
from tui.model import Caller, FollowUp, Interaction
from tui.terminal import Glyphs
from tui.text import MASK, cells, clip, fit, safe, spoken_age, wrap

_INDENT = "  "
_WIDEST_CELL = 30


def card_lines(
    caller: Caller, width: int, now: datetime, glyphs: Glyphs, *, all_shown: bool
) -> list[Content]:
    """Who it is. `all_shown`: protected fields are not masked."""
    hidden = frozenset() if all_shown else frozenset(caller.protected)
    name = safe(caller.name) + (f"  {glyphs.star}{safe(caller.tier)}" if caller.tier else "")
    since = (
        _("customer since {year}").replace("{year}", _field(caller, "since", hidden)) if caller.since else ""
    )
    named = (("company", _("company")), ("account", _("account")), ("email", _("e-mail")))
    firm = [_labelled(_field(caller, field, hidden), label) for field, label in named]
    spoken = ", ".join(language_name(tag) for tag in caller.languages)
    speaks = _("speaks {languages}").replace("{languages}", spoken) if spoken else ""
    room = width - len(_INDENT)
    head = clip(name, max(8, room - cells(since) - 3), ellipsis=glyphs.ellipsis)
    facts = [_joined(firm), _joined([_place(caller, now, hidden), speaks]), *_numbers(caller, hidden)]
    lines = [
        Content.assemble((head, "bold"), "   ", since),
        *(Content(clip(fact, room, ellipsis=glyphs.ellipsis)) for fact in facts),
    ]
    if memo := _field(caller, "memo", hidden):
        lines += [Content.styled(text, "bold") for text in wrap(f"! {memo}", width - 4)]
    return [Content(_INDENT) + line for line in lines if line.plain.strip()]


def promise_lines(promises: Sequence[FollowUp], width: int, now: datetime, glyphs: Glyphs) -> list[Content]:
    """What is still open for this caller; nothing if nothing is."""
    if not promises:
        return []
    rows = [
        _INDENT
        + fit(shown_day(promise.due, now) if promise.due else "", 10)
        + fit(word(promise.kind), 14)
        + clip(safe(promise.about), max(4, width - 28), ellipsis=glyphs.ellipsis)
        + (" !" if promise.due and promise.due < now else "")
        for promise in promises
    ]
    return [Content(ruled(_("Promised"), "", width, glyphs.across)), *map(Content, rows)]


def contact_lines(
    contacts: Sequence[Interaction], width: int, now: datetime, glyphs: Glyphs, *, notes_shown: bool
) -> list[Content]:
    """Every contact with what was written about it. `notes_shown`: that part is not masked."""
    head = Content(ruled(_("Last contacts"), "", width, glyphs.across))
    if not contacts:
        return [head, Content(_INDENT + _("No contact yet."))]
    return [
        head,
        *(
            line
            for contact in contacts
            for line in _contact(contact, width, now, glyphs.ellipsis, notes_shown)
        ),
    ]


def _contact(
    contact: Interaction, width: int, now: datetime, ellipsis: str, notes_shown: bool
) -> Iterable[Content]:
    day, hour = shown_day(contact.at, now), f"{contact.at.astimezone():%H:%M}"
    when = _("today {time}").replace("{time}", hour) if day == hour else f"{day} {hour}"
    talk = spoken_age(contact.seconds) if contact.seconds else ""
    words = [safe(contact.topic), safe(contact.agent_name), _outcome(contact, now)]
    line = f"{fit(when, 14)}{fit(talk, 7, right=True)}  {_joined(words)}"
    yield Content.styled(
        _INDENT + clip(line, width - 2, ellipsis=ellipsis), "bold" if is_owed(contact) else ""
    )
    if contact.note:
        note = safe(contact.note, lines=True) if notes_shown else MASK
        yield from (Content(" " * 4 + text) for text in wrap(note, width - 6))


def _outcome(contact: Interaction, now: datetime) -> str:
    if is_owed(contact) and contact.promised:
        return _("promised for {day} !").replace("{day}", shown_day(contact.promised, now))
    if contact.resolved is None:
        return ""
    return _("resolved") if contact.resolved else _("not resolved")


def table_lines(caller: Caller, width: int, glyphs: Glyphs, *, all_shown: bool) -> list[Content]:
    """The house's own tables, each under its title."""
    hidden = frozenset() if all_shown else frozenset(caller.protected)
    lines: list[Content] = []
    for title, rows in caller.tables.items():
        lines.append(Content(ruled(safe(title), "", width, glyphs.across)))
        lines += _table(rows, width, hidden, glyphs.ellipsis, masked=title in hidden)
    return lines


def _table(
    rows: Sequence[dict[str, str]], width: int, hidden: frozenset[str], ellipsis: str, *, masked: bool
) -> Iterable[Content]:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    shown = [
        [MASK if masked or column in hidden else safe(row.get(column, "")) for column in columns]
        for row in rows
    ]
    heads = [safe(column) for column in columns]
    sizes = [
        min(_WIDEST_CELL, max(cells(texts[at]) for texts in [heads, *shown])) for at in range(len(columns))
    ]
    for style, texts in [("bold", heads), *(("", row) for row in shown)]:
        line = "  ".join(fit(text, size, ellipsis=ellipsis) for text, size in zip(texts, sizes, strict=True))
        yield Content.styled(_INDENT + clip(line, width - 2, ellipsis=ellipsis), style)


def _field(caller: Caller, name: str, hidden: frozenset[str]) -> str:
    text: str = getattr(caller, name)
    return MASK if text and name in hidden else safe(text)


def _labelled(text: str, label: str) -> str:
    """A mask says what it stands for."""
    return f"{label} {text}" if text == MASK else text


def _numbers(caller: Caller, hidden: frozenset[str]) -> list[str]:
    if {"number", "numbers"} & hidden:
        return [MASK] if caller.numbers else []
    return [
        _joined([f"{at} {shown_number(n.number)}", safe(n.label), _("no longer in use") if n.old else ""])
        for at, n in enumerate(caller.numbers, start=1)
    ]


def _place(caller: Caller, now: datetime, hidden: frozenset[str]) -> str:
    number = caller.numbers[0].number if caller.numbers else ""
    place = _field(caller, "city", hidden) or safe(country_of(number))
    there = clock_there(caller.time_zone or zone_of(number), now)
    return _("{place}, {time} there").replace("{place}", place).replace("{time}", there) if there else place


def _joined(parts: Iterable[str]) -> str:
    return "   ".join(part for part in parts if part)
