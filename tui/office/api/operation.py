"""What one operation of the API is: the one table that routes, checks and describes come from."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from tui.model import AgentRole
from tui.office.accounts import Account
from tui.office.office import Office

DESK = frozenset({AgentRole.agent, AgentRole.supervisor, AgentRole.admin})
"""Everyone who may sit at a desk."""
OUTSIDE = frozenset({AgentRole.service})
"""A PBX, a script, a simulator: puts calls in and reports legs."""
FLOOR = frozenset({AgentRole.service, AgentRole.supervisor, AgentRole.admin})
"""Those who see every call."""
ANYONE = DESK | OUTSIDE
"""Everyone who is signed in."""


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One query parameter."""

    name: str
    about: str
    low: int | None = None
    """With `high`: it is a whole number in this range, and not text."""
    high: int = 0
    default: int = 0

    @property
    def is_number(self) -> bool:
        """Whether it is read as a whole number."""
        return self.low is not None


@dataclass(frozen=True, kw_only=True)
class Ask:
    """A request that has passed all checks of form."""

    office: Office
    account: Account
    """Who asks; the nobody account where nobody need be signed in."""
    path: Mapping[str, str]
    query: Mapping[str, Any]
    """Query parameters as the operation declares them, defaults filled in."""
    body: Any
    """A value of the operation's body type; None without one."""
    key: str
    """Idempotency-Key; empty: none was sent."""
    edits: int | None
    """Version of If-Match; 0 for `If-None-Match: *`; None: neither was sent."""
    request: Request


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What comes back when all went well."""

    value: Any = None
    """A struct; None: no body."""
    status: int = 200
    version: int | None = None
    """Sent as ETag."""


Run = Callable[[Ask], Awaitable[Answer | Response]]


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One method on one path."""

    id: str
    method: str
    path: str
    about: str
    run: Run
    who: frozenset[AgentRole] = ANYONE
    """Roles that may; empty: nobody need be signed in."""
    body: type | None = None
    answers: type | None = None
    """Type of the answer's body; None: 204, or a stream."""
    statuses: tuple[int, ...] = (200,)
    """What it answers when all went well."""
    query: tuple[Parameter, ...] = ()
    keyed: frozenset[AgentRole] = field(default_factory=frozenset)
    """Roles that must send an Idempotency-Key."""
    editing: bool = False
    """Needs If-Match or `If-None-Match: *`."""
    refuses: tuple[str, ...] = ()
    """Problems of its own, beyond those any operation of its shape may have."""
    media: str = "application/json"
    """What it answers in."""

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the parameters in its path."""
        return tuple(part[1:-1] for part in self.path.split("/") if part.startswith("{"))
