"""Who calls when: a Poisson stream of callers that knows nothing of what agents do."""

import itertools
import random
from collections.abc import Collection, Iterator

from tui.model import Value
from tui.traffic.customers import Customer, customers
from tui.traffic.matters import Matter, Mood, SpokenLine, any_matter, any_mood, conversation, talk
from tui.traffic.people import any_country, filled, full_name

FIRST_AFTER = 0.5
"""Seconds from the start to the first caller, whatever the rate: nobody likes to wait for a demo."""
_CALLED = {"billing": "+442079460100", "support": "+442079460200", "sales": "+442079460400"}
_SHARE_OF_CUSTOMERS = 0.72
_SHARE_WITHHELD = 0.09
_SHARE_ENGLISH = 0.6
_FIRST_IDEOGRAPH = "\u4e00"
_FRESH_FACTS = {"contract": "88-1310", "invoice": "7731", "order": "KD-20418"}


class Arrival(Value, frozen=True, kw_only=True):
    """One caller with everything they are going to do, if nobody hinders them."""

    ordinal: int
    after: float
    """Seconds from the start of the traffic."""
    number: str
    """E.164; empty: withheld."""
    name: str
    """As the network gives it; empty for most."""
    called: str
    queue: str
    about: str
    """Empty: they pressed nothing in the menu."""
    kind: str
    choices: tuple[str, ...]
    languages: tuple[str, ...]
    tier: str
    patience: float
    """Seconds they wait for an answer."""
    lines: tuple[SpokenLine, ...]


class _Person(Value, frozen=True, kw_only=True):
    number: str
    name: str
    shown: str
    """The name that comes with the call."""
    languages: tuple[str, ...]
    tier: str = ""
    facts: dict[str, str]


def arrivals(seed: int, rate: float) -> Iterator[Arrival]:
    """Callers in order of arrival, without end; with a rate of 0 nobody.

    Args:
        seed: the same seed gives the same callers at the same moments.
        rate: calls per hour.
    """
    if rate <= 0:
        return
    gaps = _stream(seed, "gaps")
    after = FIRST_AFTER
    for ordinal in itertools.count():
        chance = _stream(seed, ordinal)
        yield _first(after, chance) if ordinal == 0 else _arrival(ordinal, after, chance)
        after += gaps.expovariate(rate / 3600)


def already_waiting(seed: int, how_many: int, queues: Collection[str] = ()) -> tuple[Arrival, ...]:
    """Patient callers who are in line from the start; they never give up.

    Args:
        seed: the same seed gives the same callers.
        how_many: callers in line.
        queues: ids of the queues they stand in; empty: any.
    """
    comers = (_arrival(n, 0.0, _stream(seed, f"waiting/{n}")) for n in itertools.count())
    wanted = (comer for comer in comers if not queues or comer.queue in queues)
    return tuple(comer.but(patience=float("inf")) for comer in itertools.islice(wanted, how_many))


def _first(after: float, chance: random.Random) -> Arrival:
    """The best-known customer, from a number of her own, with the commonest matter.

    In English, so that everybody can follow.
    """
    known = customers()[0]
    name = spoken_name(known.caller.name, ("en",))
    person = _customer(known, chance).but(
        number=known.caller.numbers[-1].number, name=name, languages=("en",)
    )
    return _calling(0, after, person, talk().matters[0], any_mood(chance), chance).but(patience=600.0)


def _arrival(ordinal: int, after: float, chance: random.Random) -> Arrival:
    return _calling(ordinal, after, _person(chance), any_matter(chance), any_mood(chance), chance)


def _calling(
    ordinal: int, after: float, person: _Person, matter: Matter, mood: Mood, chance: random.Random
) -> Arrival:
    pressed = bool(matter.choices) and chance.random() < 0.85
    return Arrival(
        ordinal=ordinal,
        after=round(after, 3),
        number=person.number,
        name=person.shown,
        called=_CALLED.get(matter.queue, "+442079460300"),
        queue=matter.queue,
        about=matter.about if pressed else "",
        kind=mood.id,
        choices=matter.choices if pressed else (),
        languages=person.languages,
        tier=person.tier,
        patience=round(mood.patience * (0.5 + chance.expovariate(2.0)), 1),
        lines=conversation(matter, mood, person.languages, {**person.facts, "name": person.name}, chance),
    )


def _person(chance: random.Random) -> _Person:
    if chance.random() < _SHARE_OF_CUSTOMERS:
        return _customer(chance.choice(customers()), chance)
    return _stranger(chance)


def _customer(customer: Customer, chance: random.Random) -> _Person:
    caller = customer.caller
    numbers = [one.number for one in caller.numbers if not one.old]
    withheld = chance.random() < _SHARE_WITHHELD / 2
    languages = _spoken_first(caller.languages, chance)
    return _Person(
        number="" if withheld else numbers[0] if chance.random() < 0.7 else chance.choice(numbers),
        name=spoken_name(caller.name, languages),
        shown="",
        languages=languages,
        tier="" if withheld else caller.tier,
        facts=customer.facts,
    )


def _stranger(chance: random.Random) -> _Person:
    country = any_country(chance)
    name = full_name(country, chance)
    languages = _spoken_first(country.languages, chance)
    withheld = chance.random() < _SHARE_WITHHELD * 2
    pattern = country.mobile if chance.random() < 0.6 else chance.choice(country.places).number
    return _Person(
        number="" if withheld else filled(pattern, chance),
        name=spoken_name(name, languages),
        shown=name if not withheld and chance.random() < 0.4 else "",
        languages=languages,
        facts={**_FRESH_FACTS, "amount": "1,024", "wrong": "1,204"},
    )


def _spoken_first(languages: tuple[str, ...], chance: random.Random) -> tuple[str, ...]:
    """Many who know English use it with us."""
    foreign = chance.random() < _SHARE_ENGLISH
    return tuple(sorted(languages, key=lambda tag: tag != "en")) if foreign else languages


def spoken_name(name: str, languages: tuple[str, ...]) -> str:
    """How they say their own name: in characters to those who know them, in letters to others."""
    signs = [word for word in name.split() if word[0] >= _FIRST_IDEOGRAPH]
    if languages[0].startswith("zh") and signs:
        return signs[0]
    return " ".join(word for word in name.split() if word not in signs)


def _stream(seed: int, name: object) -> random.Random:
    return random.Random(f"{seed}/{name}")  # noqa: S311 - simulated people, nothing to guess
