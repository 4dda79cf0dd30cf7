"""People of several countries: names, numbers, languages."""

import random
import string
from functools import cache

from tui.model import CallerNumber, Value
from tui.text import fold, pinyin
from tui.traffic import shelf


class Place(Value, frozen=True, kw_only=True):
    """A town with its numbers."""

    city: str
    zone: str
    """IANA time zone."""
    number: str
    """Pattern: "#" is any digit."""


class Country(Value, frozen=True, kw_only=True, omit_defaults=True):
    """How people of one country are called, and from where they call."""

    id: str
    language: str
    second: str = ""
    """Another language many of them speak."""
    weight: int = 1
    """How many of them call, against the others."""
    family_first: bool = False
    mobile: str
    places: tuple[Place, ...]
    family: tuple[str, ...]
    given: tuple[str, ...]
    firms: tuple[str, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages its people speak, best first."""
        return (self.language, self.second) if self.second else (self.language,)


class Contact(Value, frozen=True, kw_only=True, omit_defaults=True):
    """A past contact as the handbook tells it."""

    days_ago: int
    seconds: int
    queue: str
    code: str
    topic: str
    by: str
    """Id of the agent."""
    note: str
    resolved: bool | None = None
    promised_days: int = 0
    """Something was promised for so many days later; 0: nothing was."""


class Known(Value, frozen=True, kw_only=True, omit_defaults=True):
    """A customer every colleague knows."""

    name: str
    company: str = ""
    city: str
    zone: str
    tier: str = ""
    since: str
    account: str
    languages: tuple[str, ...]
    numbers: tuple[CallerNumber, ...]
    memo: str = ""
    contacts: tuple[Contact, ...] = ()
    """Newest first; empty: some are made up."""


class Population(Value, frozen=True, kw_only=True):
    """Everybody who may call."""

    countries: tuple[Country, ...]
    known: tuple[Known, ...]


@cache
def population() -> Population:
    """The people of the content files, read once."""
    return shelf.read("people", Population)


def any_country(chance: random.Random) -> Country:
    """A country, by the weight of its callers."""
    countries = population().countries
    return chance.choices(countries, [country.weight for country in countries])[0]


def full_name(country: Country, chance: random.Random) -> str:
    """A name as its bearer writes it; Chinese ones in letters, then in characters."""
    family, given = chance.choice(country.family), chance.choice(country.given)
    if not country.family_first:
        return f"{given} {family}"
    (family_sound, family_sign), (given_sound, given_sign) = family.split(), given.split()
    return f"{family_sound} {given_sound} {family_sign}{given_sign}"


def filled(pattern: str, chance: random.Random) -> str:
    """The pattern with a digit in each "#"."""
    return "".join(chance.choice(string.digits) if sign == "#" else sign for sign in pattern)


def mail_name(name: str) -> str:
    """The part of a mail address before the "@", in plain letters."""
    words = "".join(sign if sign.isalnum() else " " for sign in fold(name)).split()
    plain = [word for word in words if word.isascii()]
    return ".".join(plain) or pinyin(name).replace(" ", "")
