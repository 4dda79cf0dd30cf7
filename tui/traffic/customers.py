"""The demo's customers: who they are, what they bought, what was written about them before.

Always the same people, whatever the seed of the traffic: colleagues get to know them.
"""

import random
import uuid
from collections.abc import Iterator
from datetime import datetime
from functools import cache

from tui.model import Caller, CallerNumber, Interaction, Value
from tui.traffic.facts import facts_of, tables_of
from tui.traffic.histories import history_of
from tui.traffic.people import Country, Known, any_country, filled, full_name, mail_name, population

COUNT = 200
_SEED = "customers"
_NAMES = uuid.UUID("5b0f3f5e-4f0c-5c0e-8d1c-0d7b7a4f5c11")
_TIERS = ("", "", "", "", "", "silver", "silver", "gold")
_MEMOS = (
    "",
    "",
    "",
    "",
    "Prefers mail to phone.",
    "Works nights, call after 14:00.",
    "Hard of hearing: speak slowly.",
    "Ask for the office manager first.",
    "Wants everything in writing.",
)


class Customer(Value, frozen=True, kw_only=True):
    """One customer with everything known."""

    caller: Caller
    facts: dict[str, str]
    """What they may quote on the phone: contract, invoice, order, amounts."""


def customers() -> tuple[Customer, ...]:
    """All customers, the well-known ones first."""
    return _customers()


def histories(now: datetime) -> tuple[Interaction, ...]:
    """What was written about all customers before this moment."""
    return tuple(
        interaction
        for customer in customers()
        for interaction in history_of(customer.caller, customer.facts, now, _stream(customer.caller.id))
    )


@cache
def _customers() -> tuple[Customer, ...]:
    known = [_known(one) for one in population().known]
    others = [_stranger(number) for number in range(COUNT - len(known))]
    return tuple(_customer(caller) for caller in _sharing(known + others))


def _customer(caller: Caller) -> Customer:
    facts = facts_of(caller, _stream(caller.account))
    return Customer(caller=caller.but(tables=tables_of(facts, _stream(caller.name))), facts=facts)


def _known(one: Known) -> Caller:
    return Caller(
        id=_id(one.account),
        name=one.name,
        company=one.company,
        account=one.account,
        email=f"{mail_name(one.name)}@example.com",
        numbers=one.numbers,
        tier=one.tier,
        languages=one.languages,
        city=one.city,
        time_zone=one.zone,
        since=one.since,
        memo=one.memo,
        protected=("account", "email") if one.tier == "gold" else (),
    )


def _stranger(number: int) -> Caller:
    chance = _stream(number)
    country = any_country(chance)
    place = chance.choice(country.places)
    name = full_name(country, chance)
    account = f"{10 + chance.randrange(80)}-{1000 + number * 7}"
    return Caller(
        id=_id(account),
        name=name,
        company=chance.choice(country.firms) if country.firms and chance.random() < 0.25 else "",
        account=account,
        email=f"{mail_name(name)}@example.{chance.choice(('com', 'org', 'net'))}",
        numbers=tuple(_numbers(country, place.number, chance)),
        tier=chance.choice(_TIERS),
        languages=country.languages,
        city=place.city,
        time_zone=place.zone,
        since=str(chance.randrange(2012, 2026)),
        memo=chance.choice(_MEMOS),
        protected=("account", "email") if chance.random() < 0.2 else (),
    )


def _numbers(country: Country, landline: str, chance: random.Random) -> Iterator[CallerNumber]:
    yield CallerNumber(number=filled(country.mobile, chance), label="mobile")
    if chance.random() < 0.45:
        yield CallerNumber(number=filled(landline, chance), label=chance.choice(("home", "office")))
    if chance.random() < 0.12:
        yield CallerNumber(number=filled(country.mobile, chance), label="mobile", old=True)


def _sharing(callers: list[Caller]) -> Iterator[Caller]:
    """Every fifteenth shares a number with a compatriot: couples, offices with one line."""
    for place, caller in enumerate(callers):
        before = [one for one in callers[:place] if one.languages == caller.languages and not one.company]
        if place > 20 and place % 15 == 0 and before:
            shared = CallerNumber(number=before[-1].numbers[0].number, label="shared")
            yield caller.but(numbers=(*caller.numbers, shared))
        else:
            yield caller


def _id(account: str) -> str:
    return str(uuid.uuid5(_NAMES, account))


def _stream(name: object) -> random.Random:
    return random.Random(f"{_SEED}/{name}")  # noqa: S311 - simulated people, nothing to guess
