"""Bodies that only the API knows: everything else goes over the wire as the model has it."""

from typing import Annotated

import msgspec

from tui.model import (
    Agent,
    AgentState,
    Announcement,
    Article,
    Call,
    Channel,
    DeskCall,
    DirectoryEntry,
    FollowUp,
    Moment,
    Open,
    Origin,
    PartyState,
    Phrase,
    Presence,
    Queue,
    QueueFigures,
    Reason,
    Record,
    Script,
    Target,
    Value,
    WrapUpCode,
)

Short = Annotated[str, msgspec.Meta(max_length=200)]
Long = Annotated[str, msgspec.Meta(max_length=20_000)]
Identifier = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Rank = Annotated[int, msgspec.Meta(ge=-1000, le=1000)]


class SignIn(Value, frozen=True, kw_only=True, omit_defaults=True):
    """What an account signs in with."""

    staff_number: Identifier
    secret: Annotated[str, msgspec.Meta(max_length=1000)]
    extension: Short = ""
    desk_id: Short = ""
    """The same desk resumes without asking; empty: a desk of its own each time."""
    desk_name: Short = ""
    """Told to whoever is kept out or taken over."""
    take_over: bool = False

    def __repr__(self) -> str:
        return f"SignIn(staff_number={self.staff_number!r}, desk_id={self.desk_id!r})"


class SignedIn(Value, frozen=True, kw_only=True, omit_defaults=True):
    """A session."""

    token: str
    agent: Agent
    epoch: str
    """Versions and event ids compare within one epoch only."""
    expires: Moment

    def __repr__(self) -> str:
        return f"SignedIn(agent={self.agent.id!r})"


class Me(Value, frozen=True, kw_only=True, omit_defaults=True):
    """Who is asking, and what they do."""

    agent: Agent
    state: AgentState


class StateChange(Value, frozen=True, kw_only=True, omit_defaults=True):
    """The state an agent asks for."""

    presence: Presence
    """ready or not_ready."""
    reason: Short = ""
    after_call: bool = False
    """Only once the call and its wrap-up are over."""


class CallKind(Open):
    """Why a call is put in."""

    inbound = "inbound"
    dial = "dial"
    log = "log"
    unknown = "unknown"


class NewCall(Value, frozen=True, kw_only=True, omit_defaults=True):
    """A call put in: `inbound` by a service account, `dial` and `log` by an agent."""

    kind: CallKind = CallKind.inbound
    id: Short = ""
    """Made by the sender: sent twice it is one call. Needed for dial and log."""
    queue: Short = ""
    number: Short = ""
    name: Short = ""
    called: Short = ""
    channel: Channel = Channel.voice
    about: Long = ""
    language: Short = ""
    kind_of_caller: Short = ""
    choices: tuple[Short, ...] = ()
    attributes: dict[str, Long] = msgspec.field(default_factory=dict)
    priority: Rank = 0
    due: Moment | None = None
    caller: Short = ""
    direction: Origin | None = None
    """For log: who called whom."""
    began: Moment | None = None
    """For log: when it began; left out: now."""


class VerbBody(Value, frozen=True, kw_only=True, omit_defaults=True):
    """What any verb may carry."""

    handling: Short = ""
    """The asker's handling; empty: the one they have of this call."""


class DeclineBody(VerbBody, frozen=True, kw_only=True, omit_defaults=True):
    """Why an offer is declined."""

    reason: Short = ""


class DigitsBody(VerbBody, frozen=True, kw_only=True, omit_defaults=True):
    """Keys to press."""

    digits: Annotated[str, msgspec.Meta(min_length=1, max_length=64, pattern="^[0-9A-D*#,]+$")]


class TargetBody(VerbBody, frozen=True, kw_only=True, omit_defaults=True):
    """Where a call goes, with the record so far."""

    target: Target
    record: Record | None = None


class RecordBody(VerbBody, frozen=True, kw_only=True, omit_defaults=True):
    """The record travels with the call."""

    record: Record | None = None


class PickUpBody(VerbBody, frozen=True, kw_only=True, omit_defaults=True):
    """What is picked up, when the path says `any`: a slot, or what rings at a colleague's."""

    target: Target | None = None


class PartyBody(VerbBody, frozen=True, kw_only=True, omit_defaults=True):
    """Which leg; empty: the consulted one, or the agent's own."""

    party: Short = ""


class ExtendBody(VerbBody, frozen=True, kw_only=True, omit_defaults=True):
    """More time for the wrap-up."""

    seconds: Annotated[int, msgspec.Meta(ge=1, le=3600)]


class Said(Value, frozen=True, kw_only=True, omit_defaults=True):
    """A line of the conversation."""

    text: Annotated[str, msgspec.Meta(min_length=1, max_length=2000)]
    by: Short = "caller"


class Leg(Value, frozen=True, kw_only=True, omit_defaults=True):
    """What an outside leg does now."""

    state: PartyState


class Lifted(Value, frozen=True, kw_only=True, omit_defaults=True):
    """Whose handset was lifted: one of the two."""

    extension: Short = ""
    agent: Short = ""


class Nothing(Value, frozen=True, kw_only=True, omit_defaults=True):
    """An empty object."""


class Health(Value, frozen=True, kw_only=True, omit_defaults=True):
    """The office is there."""

    version: str
    now: Moment


class Queues(Value, frozen=True, kw_only=True):
    """All queues."""

    items: tuple[Queue, ...]


class Calls(Value, frozen=True, kw_only=True):
    """Calls that have not ended."""

    items: tuple[Call, ...]


class Scripts(Value, frozen=True, kw_only=True):
    """All scripts."""

    items: tuple[Script, ...]


class Phrases(Value, frozen=True, kw_only=True):
    """All phrases."""

    items: tuple[Phrase, ...]


class Articles(Value, frozen=True, kw_only=True):
    """Articles, best first."""

    items: tuple[Article, ...]


class WrapUpCodes(Value, frozen=True, kw_only=True):
    """The tree of codes, parents before children."""

    items: tuple[WrapUpCode, ...]


class Reasons(Value, frozen=True, kw_only=True):
    """Reasons for being not ready."""

    items: tuple[Reason, ...]


class Announcements(Value, frozen=True, kw_only=True):
    """The briefing, newest first."""

    items: tuple[Announcement, ...]


class Directory(Value, frozen=True, kw_only=True):
    """Targets, best first."""

    items: tuple[DirectoryEntry, ...]


class FollowUps(Value, frozen=True, kw_only=True):
    """Open promises, by due time."""

    items: tuple[FollowUp, ...]


class DeskCalls(Value, frozen=True, kw_only=True):
    """The agent's last calls, newest first."""

    items: tuple[DeskCall, ...]


class FloorFigures(Value, frozen=True, kw_only=True):
    """Live figures of the queues."""

    items: tuple[QueueFigures, ...]
