"""Agents and what they are doing."""

from tui.model.base import Moment, Open, Stored, Value


class Presence(Open):
    """What an agent is doing, as the floor sees it."""

    offline = "offline"
    ready = "ready"
    not_ready = "not_ready"
    busy = "busy"
    wrap_up = "wrap_up"
    unknown = "unknown"


class Reason(Value, frozen=True, kw_only=True, omit_defaults=True):
    """A coded reason for being not ready."""

    id: str
    name: str
    limit: int = 0
    """Seconds it should not exceed; 0: none."""
    chosen_by: str = "agent"
    """"agent", or "system" for reasons only the backend sets, such as no answer."""


class NextState(Value, frozen=True, kw_only=True, omit_defaults=True):
    """The state asked for after the present call."""

    presence: Presence
    reason: str = ""


class AgentState(Stored, frozen=True, kw_only=True, omit_defaults=True):
    """What one agent does just now; the id is the agent's."""

    presence: Presence = Presence.unknown
    reason: str = ""
    """Reason id, with not_ready."""
    since: Moment | None = None
    next: NextState | None = None


class Skill(Value, frozen=True, kw_only=True, omit_defaults=True):
    """Something an agent can do, and how well."""

    name: str
    level: int = 1
    """1 junior to 4 technician."""


class AgentRole(Open):
    """What an account may do."""

    agent = "agent"
    supervisor = "supervisor"
    admin = "admin"
    service = "service"
    unknown = "unknown"


class Agent(Stored, frozen=True, kw_only=True, omit_defaults=True):
    """A person at a desk."""

    name: str
    staff_number: str = ""
    """What they sign in with."""
    extension: str = ""
    """The phone they sit at; empty: none."""
    role: AgentRole = AgentRole.agent
    queues: tuple[str, ...] = ()
    skills: tuple[Skill, ...] = ()
    languages: tuple[str, ...] = ()
