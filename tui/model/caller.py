"""Callers: the person or firm on the other side, and what happened with them before."""

import msgspec

from tui.model.base import Moment, Stored, Value


class CallerNumber(Value, frozen=True, kw_only=True, omit_defaults=True):
    """One number that reaches a caller, or did."""

    number: str
    """E.164 where known."""
    label: str = ""
    """"mobile", "office", ... in the caller's file."""
    old: bool = False
    """No longer in use, but still finds the person."""


class CallerBrief(Value, frozen=True, kw_only=True, omit_defaults=True):
    """As much of a caller as a queue row or a ringing call shows."""

    id: str
    name: str
    tier: str = ""
    """Standing with the house, such as "gold"; empty for none."""
    company: str = ""


class Caller(Stored, frozen=True, kw_only=True, omit_defaults=True):
    """A person or firm with its numbers. One number may belong to several callers."""

    name: str
    company: str = ""
    account: str = ""
    """Customer or contract number."""
    email: str = ""
    numbers: tuple[CallerNumber, ...] = ()
    tier: str = ""
    languages: tuple[str, ...] = ()
    """BCP 47 tags, the preferred one first."""
    city: str = ""
    time_zone: str = ""
    """IANA name; empty: guess from the number."""
    since: str = ""
    """Year or date since which they are a customer, as the house writes it."""
    last_contact: Moment | None = None
    """When they were last spoken to; told by the backend, never written by a desk."""
    memo: str = ""
    """What everyone should know before speaking."""
    tables: dict[str, tuple[dict[str, str], ...]] = msgspec.field(default_factory=dict)
    """The backend's own tables (orders, contracts): title -> rows of column -> text."""
    protected: tuple[str, ...] = ()
    """Names of fields that are masked until the caller's identity is verified."""

    def brief(self) -> CallerBrief:
        """This caller as a queue row shows it: without what is protected."""
        tier = "" if "tier" in self.protected else self.tier
        company = "" if "company" in self.protected else self.company
        return CallerBrief(id=self.id, name=self.name, tier=tier, company=company)


class Interaction(Stored, frozen=True, kw_only=True, omit_defaults=True):
    """One past contact in a caller's history."""

    caller: str = ""
    call: str = ""
    at: Moment
    seconds: int = 0
    """Talk time."""
    channel: str = "voice"
    direction: str = "inbound"
    agent: str = ""
    agent_name: str = ""
    codes: tuple[str, ...] = ()
    topic: str = ""
    """The wrap-up code's name, or what it was about."""
    note: str = ""
    resolved: bool | None = None
    promised: Moment | None = None
    """When something was promised for; None: nothing was."""
    number: str = ""


class Found(Value, frozen=True, kw_only=True, omit_defaults=True):
    """Answer to a search."""

    callers: tuple[Caller, ...] = ()
    more: bool = False
    """More callers match than were returned."""


class History(Value, frozen=True, kw_only=True, omit_defaults=True):
    """A page of a caller's interactions, newest first."""

    interactions: tuple[Interaction, ...] = ()
    cursor: str = ""
    """Where the next page starts; empty on the last one."""


class DeskCall(Stored, frozen=True, kw_only=True, omit_defaults=True):
    """A call in an agent's own list of last calls, missed ones too."""

    at: Moment
    number: str = ""
    caller: str = ""
    name: str = ""
    direction: str = "inbound"
    missed: bool = False
    seconds: int = 0
    topic: str = ""
