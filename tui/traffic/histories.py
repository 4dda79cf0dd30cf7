"""Past contacts of a customer, as colleagues would have written them."""

import random
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import cache

from tui.model import Agent, Caller, Interaction, Value
from tui.traffic import shelf
from tui.traffic.people import Contact, population

_LONGEST = 7
_RELATED_DAYS = 400


class Entry(Value, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that may have been written down."""

    queue: str
    code: str
    topic: str
    note: str
    resolved: bool | None = None
    promised_days: int = 0
    """Something was promised for so many days later; 0: nothing was."""


class _Entries(Value, frozen=True, kw_only=True):
    entries: tuple[Entry, ...]


class _Staff(Value, frozen=True, kw_only=True):
    agents: tuple[Agent, ...]


def history_of(
    caller: Caller, facts: Mapping[str, str], now: datetime, chance: random.Random
) -> Iterator[Interaction]:
    """What the handbook tells of this customer, else up to seven contacts in the last year or so.

    Newest first; some were never spoken to.
    """
    told = next((one.contacts for one in population().known if one.account == caller.account), ())
    for place, contact in enumerate(told or _made_up(chance)):
        hour, minute = 8 + chance.randrange(9), chance.randrange(60)
        at = (now - timedelta(days=contact.days_ago)).replace(hour=hour, minute=minute)
        yield _interaction(contact, caller, facts, place, at)


def _made_up(chance: random.Random) -> tuple[Contact, ...]:
    how_many = min(_LONGEST, int(chance.expovariate(0.4)))
    days = sorted(chance.randrange(1, _RELATED_DAYS) for _ in range(how_many))
    return tuple(_contact(chance.choice(_entries()), day, chance) for day in days)


def _contact(entry: Entry, days_ago: int, chance: random.Random) -> Contact:
    return Contact(
        days_ago=days_ago,
        seconds=45 + int(chance.expovariate(1 / 150)),
        queue=entry.queue,
        code=entry.code,
        topic=entry.topic,
        by=chance.choice([one.id for one in _staff() if entry.queue in one.queues]),
        note=entry.note,
        resolved=entry.resolved,
        promised_days=entry.promised_days,
    )


def filled_in(text: str, facts: Mapping[str, str]) -> str:
    """The text with each `{name}` of the facts in its place."""
    for name, value in facts.items():
        text = text.replace("{" + name + "}", value)
    return text


def _interaction(
    contact: Contact, caller: Caller, facts: Mapping[str, str], place: int, at: datetime
) -> Interaction:
    return Interaction(
        id=f"{caller.id}-{place}",
        caller=caller.id,
        at=at,
        seconds=contact.seconds,
        agent=contact.by,
        agent_name=next((one.name for one in _staff() if one.id == contact.by), ""),
        codes=(contact.code,),
        topic=contact.topic,
        note=filled_in(contact.note, facts),
        resolved=contact.resolved,
        promised=at + timedelta(days=contact.promised_days) if contact.promised_days else None,
        number=caller.numbers[0].number,
    )


@cache
def _entries() -> tuple[Entry, ...]:
    return shelf.read("histories", _Entries).entries


@cache
def _staff() -> tuple[Agent, ...]:
    return shelf.read("house", _Staff).agents
