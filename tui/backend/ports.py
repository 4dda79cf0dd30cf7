"""The groups of operations a session may have. A backend gives those it can; the others are None.

All methods raise members of the error tree in `tui.backend.errors` and nothing else.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

from tui.model import (
    Article,
    Call,
    Caller,
    DayFigures,
    DeskCall,
    DirectoryEntry,
    FollowUp,
    Found,
    Handling,
    History,
    Moment,
    Origin,
    Phrase,
    Presence,
    Queue,
    Reason,
    Record,
    Saved,
    Script,
    Target,
    Value,
    Verb,
    VerbDeclaration,
    WrapUpCode,
)


class Command(Value, frozen=True, kw_only=True, omit_defaults=True):
    """One verb with what it needs."""

    verb: Verb
    id: str
    """Made by the desk; sent twice it takes effect once. For dial and log it becomes the call's id."""
    handling: str = ""
    """Acts on this handling; empty for take, take_next, pick_up, dial and log."""
    call: str = ""
    """The call of that handling, or the waiting call to take."""
    queue: str = ""
    """For take_next: from this queue only; for dial: on behalf of it."""
    target: Target | None = None
    reason: str = ""
    """Reason id, for decline."""
    digits: str = ""
    number: str = ""
    """For dial and log."""
    caller: str = ""
    """For dial and log: caller id, if known."""
    direction: Origin | None = None
    """For log: who called whom."""
    began: Moment | None = None
    """For log: when it began; None: now."""
    seconds: int = 0
    """For extend."""
    party: str = ""
    """For drop and mute: which leg; empty: the consulted one, or the agent's own."""
    record: Record | None = None
    """For transfer, consult and complete: travels with the call where the verb carries it."""


class Receipt(Value, frozen=True, kw_only=True, omit_defaults=True):
    """The reply to a command."""

    call: str = ""
    handling: str = ""
    """The handling it made or changed."""


class CallView(Value, frozen=True, kw_only=True, omit_defaults=True):
    """A call as the backend has it now, with the agent's own handling of it."""

    call: Call
    handling: Handling | None = None


class CallsPort(Protocol):
    """Live calls. What happens comes as events; commands ask for it."""

    @property
    def verbs(self) -> Mapping[Verb, VerbDeclaration]:
        """The verbs this backend has."""

    async def perform(self, command: Command) -> Receipt:
        """Ask for one verb. Never retried by the adapter once it may have been received."""

    async def read(self, call: str) -> CallView:
        """One call again, after an unknown outcome.

        Raises:
            Refused: with `gone` when there is no such call (any more).
        """

    async def queues(self) -> Sequence[Queue]:
        """The queues this agent serves."""


class PresencePort(Protocol):
    """The agent's own state. It comes back as `agent_state` events."""

    async def reasons(self) -> Sequence[Reason]:
        """Coded reasons for being not ready."""

    async def set_state(self, presence: Presence, reason: str = "", *, after_call: bool = False) -> None:
        """Ready or not ready with a reason; `after_call`: only once the call and its wrap-up are over."""


class CallersPort(Protocol):
    """Who calls, and what happened before."""

    async def search(self, query: str, limit: int = 50) -> Found:
        """By number, last digits, name, company, account, mail, pinyin or initials; best first."""

    async def read(self, caller: str) -> Caller:
        """One caller's file. Raises Refused(not_found)."""

    async def history(self, caller: str, cursor: str = "") -> History:
        """Past contacts, newest first."""

    async def last_calls(self, limit: int = 20) -> Sequence[DeskCall]:
        """The agent's own last calls, newest first, missed ones too."""

    async def save(self, caller: Caller) -> Saved:
        """Keep a new caller (version 0) or an edited one (the version that was edited).

        Raises:
            Refused: with `conflict` when somebody changed it meanwhile.
        """


class ScriptsPort(Protocol):
    """What to say."""

    async def scripts(self) -> Sequence[Script]:
        """All scripts this agent may need."""

    async def phrases(self) -> Sequence[Phrase]:
        """All ready phrases."""

    async def articles(self, query: str, limit: int = 20) -> Sequence[Article]:
        """Knowledge, best first."""


class RecordsPort(Protocol):
    """What agents write about their calls."""

    async def codes(self) -> Sequence[WrapUpCode]:
        """The tree of wrap-up codes, parents before children."""

    async def save(self, record: Record) -> Saved:
        """Keep this revision unless a higher one is there already; file it if it is submitted.

        Raises:
            Refused: with `invalid` when it can't be filed as it is (a code or a note is missing).
        """

    async def read(self, record: str) -> Record:
        """The highest revision kept. Raises Refused(not_found)."""


class FollowUpsPort(Protocol):
    """Promises. They come as `follow_up` events too."""

    async def save(self, follow_up: FollowUp) -> Saved:
        """Keep a new one (version 0) or a changed one. Raises Refused(conflict)."""


class AnnouncementsPort(Protocol):
    """The briefing. It comes as `announcement` events."""

    async def mark_read(self, announcement: str) -> None:
        """This agent has read it."""


class DirectoryPort(Protocol):
    """Whom a call can be sent to."""

    async def search(self, query: str, limit: int = 50) -> Sequence[DirectoryEntry]:
        """By name, pinyin, number or staff number; an empty query gives the most useful ones."""


class MetricsPort(Protocol):
    """Figures. Live ones come as `queue_figures` and `day_figures` events."""

    async def my_day(self) -> DayFigures:
        """This agent's day so far."""
