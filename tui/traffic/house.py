"""The demo's house: queues, agents, scripts, codes and all else an office is filled with."""

import random
from datetime import datetime, timedelta

import msgspec

from tui.model import (
    Agent,
    Announcement,
    Article,
    DirectoryEntry,
    FollowUp,
    FollowUpKind,
    Phrase,
    Queue,
    Reason,
    Script,
    Value,
    WrapUpCode,
)
from tui.traffic import shelf
from tui.traffic.customers import Customer
from tui.traffic.people import any_country, full_name


class Notice(Value, frozen=True, kw_only=True, omit_defaults=True):
    """An item of the briefing, dated from the moment the office opens."""

    id: str
    text: str
    minutes_ago: int = 0
    urgent: bool = False

    def at(self, now: datetime) -> Announcement:
        """The announcement, as of now."""
        moment = now - timedelta(minutes=self.minutes_ago)
        return Announcement(id=self.id, text=self.text, urgent=self.urgent, at=moment)


class Promise(Value, frozen=True, kw_only=True, omit_defaults=True):
    """Something already promised when the shift begins."""

    id: str
    kind: FollowUpKind
    in_minutes: int
    about: str
    customer: str
    """Part of the customer's name."""
    assignee: str = ""

    def at(self, now: datetime, customers: tuple[Customer, ...]) -> FollowUp:
        """The follow-up, as of now.

        Raises:
            LookupError: no customer has such a name.
        """
        caller = next((c.caller for c in customers if self.customer in c.caller.name), None)
        if caller is None:
            raise LookupError(self.customer)
        return FollowUp(
            id=self.id,
            kind=self.kind,
            due=now + timedelta(minutes=self.in_minutes),
            about=self.about,
            caller=caller.id,
            name=caller.name,
            number=caller.numbers[0].number,
            assignee=self.assignee,
            created=now - timedelta(days=2),
        )


class House(Value, frozen=True, kw_only=True, omit_defaults=True):
    """Everything of the house that does not depend on the day."""

    company: str
    goal: int = 0
    """Calls each agent means to handle a day."""
    queues: tuple[Queue, ...] = ()
    reasons: tuple[Reason, ...] = ()
    agents: tuple[Agent, ...] = ()
    """The first one is the person who tries the demo."""
    directory: tuple[DirectoryEntry, ...] = ()
    announcements: tuple[Notice, ...] = ()
    follow_ups: tuple[Promise, ...] = ()
    codes: tuple[WrapUpCode, ...] = ()
    scripts: tuple[Script, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    articles: tuple[Article, ...] = ()

    def staff(self, colleagues: int) -> tuple[Agent, ...]:
        """The agents, with as many newcomers as are needed for so many colleagues."""
        missing = colleagues - (len(self.agents) - 1)
        return (*self.agents, *(_newcomer(place) for place in range(missing)))


def _newcomer(place: int) -> Agent:
    chance = random.Random(f"newcomer/{place}")  # noqa: S311 - simulated people, nothing to guess
    country = any_country(chance)
    number = str(8101 + place)
    return Agent(
        id=number,
        name=full_name(country, chance),
        staff_number=number,
        extension=number,
        queues=("billing", "support"),
        languages=tuple(dict.fromkeys(("en", *country.languages))),
    )


class _Codes(msgspec.Struct, frozen=True):
    codes: tuple[WrapUpCode, ...]


class _Scripts(msgspec.Struct, frozen=True):
    scripts: tuple[Script, ...]


class _Phrases(msgspec.Struct, frozen=True):
    phrases: tuple[Phrase, ...]


class _Articles(msgspec.Struct, frozen=True):
    articles: tuple[Article, ...]


def load_house() -> House:
    """The house as its files describe it."""
    return shelf.read("house", House).but(
        codes=tuple(code.but(order=place) for place, code in enumerate(shelf.read("codes", _Codes).codes)),
        scripts=shelf.read("scripts", _Scripts).scripts,
        phrases=shelf.read("phrases", _Phrases).phrases,
        articles=shelf.read("articles", _Articles).articles,
    )
