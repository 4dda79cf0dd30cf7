"""A backend, and what signing in to it returns."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, Protocol, Self

import msgspec

from tui.backend.events import Event
from tui.backend.exchanges import ExchangeObserver
from tui.backend.ports import (
    AnnouncementsPort,
    CallersPort,
    CallsPort,
    DirectoryPort,
    FollowUpsPort,
    MetricsPort,
    PresencePort,
    RecordsPort,
    ScriptsPort,
)
from tui.model import Agent


class Credentials(msgspec.Struct, frozen=True, kw_only=True):
    """What an agent signs in with. Its repr shows no secret."""

    staff_number: str
    secret: str
    extension: str = ""
    desk_id: str = ""
    """Names this desk on this machine; signing in again from the same desk resumes the session."""
    desk_name: str = ""
    """For people: host and user, shown to whoever is taken over."""
    take_over: bool = False
    """End a session that another desk holds; it is told."""

    def __repr__(self) -> str:
        return f"Credentials(staff_number={self.staff_number!r}, desk_id={self.desk_id!r})"


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """A signed-in agent with the ports this backend has. A port it lacks is None."""

    part: str
    """Name of the part, for link states and refs."""
    agent: Agent
    events: Callable[[], AsyncIterator[Event]]
    """One endless stream: link changes, a snapshot, then changes. It reconnects by itself and
    ends only after `SessionEnded` or `close`. To be read by one task."""
    close: Callable[[bool], Awaitable[None]]
    """Let go of the connection; True: sign the agent out as well."""
    calls: CallsPort | None = None
    presence: PresencePort | None = None
    callers: CallersPort | None = None
    scripts: ScriptsPort | None = None
    records: RecordsPort | None = None
    follow_ups: FollowUpsPort | None = None
    announcements: AnnouncementsPort | None = None
    directory: DirectoryPort | None = None
    metrics: MetricsPort | None = None


class Backend(Protocol):
    """An adapter: knows one sort of backend."""

    @classmethod
    def from_profile(cls, options: dict[str, Any], *, observe: ExchangeObserver | None = None) -> Self:
        """Make one from a profile's table (everything but agent and secret).

        Raises:
            ProfileError: an option is missing, unknown or of the wrong type.
        """

    async def sign_in(self, credentials: Credentials) -> Session:
        """Sign the agent in.

        Raises:
            Unauthorised: wrong number or secret.
            Refused: `signed_in_elsewhere` or `extension_taken`.
            NotSent: the backend can't be reached.
        """


class ProfileError(ValueError):
    """A profile option the adapter can't use."""

    def __init__(self, option: str, expected: str, got: str) -> None:
        super().__init__(f"{option}: expected {expected}, got {got}")
        self.option = option
        self.expected = expected
        self.got = got
