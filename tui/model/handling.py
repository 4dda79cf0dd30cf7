"""Handlings: one agent's share of a call."""

import msgspec

from tui.model.base import Moment, Open, Stored, Value
from tui.model.call import Because, Ending
from tui.model.record import Record
from tui.model.verbs import Verb


class HandlingState(Open):
    """Where one agent stands with a call."""

    offered = "offered"
    dialling = "dialling"
    connected = "connected"
    held = "held"
    consulting = "consulting"
    conference = "conference"
    wrap_up = "wrap_up"
    done = "done"
    unknown = "unknown"

    @property
    def is_live(self) -> bool:
        """Somebody is on the line, or about to be."""
        return self in _LIVE


_LIVE = frozenset(
    {
        HandlingState.offered,
        HandlingState.dialling,
        HandlingState.connected,
        HandlingState.held,
        HandlingState.consulting,
        HandlingState.conference,
    }
)


class Role(Open):
    """What a party is in the call."""

    caller = "caller"
    agent = "agent"
    consulted = "consulted"
    unknown = "unknown"


class PartyState(Open):
    """What a party's line does."""

    ringing = "ringing"
    connected = "connected"
    busy = "busy"
    no_answer = "no_answer"
    gone = "gone"
    unknown = "unknown"


class Party(Value, frozen=True, kw_only=True, omit_defaults=True):
    """One leg of a call."""

    id: str
    role: Role = Role.unknown
    name: str = ""
    number: str = ""
    agent: str = ""
    """Agent id, when the leg is a colleague."""
    state: PartyState = PartyState.connected
    since: Moment | None = None
    held: bool = False
    muted: bool = False


class WrapUpNeed(Open):
    """What a queue wants after a call."""

    none = "none"
    optional = "optional"
    required = "required"
    timed = "timed"
    unknown = "unknown"


class Handling(Stored, frozen=True, kw_only=True, omit_defaults=True):
    """One agent's share of a call, from the ring to the filed record."""

    call: str
    agent: str = ""
    state: HandlingState = HandlingState.unknown
    allowed: tuple[Verb, ...] = ()
    """Verbs the backend would accept now."""
    because: Because = Because.new
    parties: tuple[Party, ...] = ()
    since: Moment | None = None
    """When `state` began."""
    offered: Moment | None = None
    answered: Moment | None = None
    ended: Moment | None = None
    ring_until: Moment | None = None
    """When an unanswered offer is withdrawn."""
    recall_at: Moment | None = None
    """When a held caller calls for attention."""
    wrap_up: WrapUpNeed = WrapUpNeed.optional
    wrap_up_until: Moment | None = None
    ending: Ending | None = None
    missed: bool = False
    """It rang here and was not answered."""
    talk_seconds: int = 0
    """Whole seconds spoken, held time not counted; complete once ended."""
    held_seconds: int = 0
    muted: bool = False
    carried: Record | None = None
    """The record of whoever handed the call over, as it was then."""
    refs: dict[str, str] = msgspec.field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        """Still on the agent's desk: live, in wrap-up, or in a state only a newer backend knows."""
        return self.state is not HandlingState.done

    def party(self, role: Role) -> Party | None:
        """The first party in this role who is still there."""
        return next((p for p in self.parties if p.role is role and p.state is not PartyState.gone), None)

    @property
    def asker(self) -> Party | None:
        """The colleague who asks, where this agent is only asked; the caller is not on the line then."""
        if self.because is not Because.consult or self.state is HandlingState.conference:
            return None
        others = (p for p in self.parties if p.role is Role.agent and p.agent != self.agent)
        return next((p for p in others if p.state is not PartyState.gone), None)
