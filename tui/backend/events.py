"""What a backend tells a desk. Events carry whole values, so one told twice does no harm."""

import enum

import msgspec

from tui.backend.errors import Malformed
from tui.model import KINDS, Stored, kind_of


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where an event comes from."""

    part: str
    """Name of the part (one backend of a composite)."""
    epoch: str = ""
    """Changes when the part lost or restored its memory; versions before and after do not compare."""


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """Everything there is of some kinds in one part: replaces that scope whatever the versions."""

    source: Source
    kinds: frozenset[str]
    """Names of the kinds it is complete for, empty ones included."""
    values: tuple[Stored, ...] = ()


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """A value is now this. Older versions of the same epoch are ignored."""

    source: Source
    value: Stored

    @property
    def kind(self) -> str:
        """Name of the value's kind."""
        return kind_of(self.value)


class Removed(msgspec.Struct, frozen=True, kw_only=True):
    """A value is gone, or no longer to be seen by this agent."""

    source: Source
    kind: str
    id: str


class Link(enum.StrEnum):
    """How the line to a part is."""

    connecting = "connecting"
    up = "up"
    stale = "stale"
    """Open, but nothing was heard for too long: what is shown may be old."""
    down = "down"


class LinkChanged(msgspec.Struct, frozen=True, kw_only=True):
    """The line to a part changed. Ages are seconds of a monotonic clock, never of a wall clock."""

    part: str
    link: Link
    silent: float = 0.0
    """Seconds since the last byte, when this was said."""
    why: str = ""
    """Short technical cause, redacted; for help and logs."""
    offset: float = 0.0
    """Seconds to add to this machine's clock to get the part's."""
    error: Malformed | None = None
    """What was wrong with its answer, if that is the cause."""


class SessionEnded(msgspec.Struct, frozen=True, kw_only=True):
    """The backend ended the session: nothing more will come."""

    part: str
    taken_over_by: str = ""
    """Name of the desk that took it over; empty: expired or revoked."""


class Skipped(msgspec.Struct, frozen=True, kw_only=True):
    """Part of the stream could not be read and was left out; the rest goes on."""

    part: str
    kind: str
    """Kind of value or event it was said to be."""
    count: int
    """How many were left out so far in this session, this one included."""
    error: Malformed | None = None
    """What was wrong with it; None: a kind this version does not know."""


Event = Snapshot | Changed | Removed | LinkChanged | Skipped | SessionEnded

KNOWN_KINDS = frozenset(KINDS)
"""Kinds this desk can decode; others are skipped and counted."""
