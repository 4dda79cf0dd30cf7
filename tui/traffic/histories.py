"""Past contacts of a customer, as colleagues would have written them."""

import random
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import cache

from tui.model import Agent, Caller, Interaction, Value
from tui.traffic import shelf

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
    """Up to seven contacts in the last year or so, newest first; some were never spoken to."""
    how_many = min(_LONGEST, int(chance.expovariate(0.4)))
    days = sorted(chance.randrange(1, _RELATED_DAYS) for _ in range(how_many))
    for place, day in enumerate(days):
        at = (now - timedelta(days=day)).replace(hour=8 + chance.randrange(9), minute=chance.randrange(60))
        yield _contact(caller, facts, f"{caller.id}-{place}", at, chance)


def filled_in(text: str, facts: Mapping[str, str]) -> str:
    """The text with each `{name}` of the facts in its place."""
    for name, value in facts.items():
        text = text.replace("{" + name + "}", value)
    return text


def _contact(
    caller: Caller, facts: Mapping[str, str], id_: str, at: datetime, chance: random.Random
) -> Interaction:
    entry = chance.choice(_entries())
    agent = chance.choice([one for one in _staff() if entry.queue in one.queues])
    promised = at + timedelta(days=entry.promised_days) if entry.promised_days else None
    return Interaction(
        id=id_,
        caller=caller.id,
        at=at,
        seconds=45 + int(chance.expovariate(1 / 150)),
        direction="outbound" if chance.random() < 0.15 else "inbound",
        agent=agent.id,
        agent_name=agent.name,
        codes=(entry.code,),
        topic=entry.topic,
        note=filled_in(entry.note, facts),
        resolved=entry.resolved,
        promised=promised,
        number=caller.numbers[0].number,
    )


@cache
def _entries() -> tuple[Entry, ...]:
    return shelf.read("histories", _Entries).entries


@cache
def _staff() -> tuple[Agent, ...]:
    return shelf.read("house", _Staff).agents
