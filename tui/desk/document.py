"""One document on its way: what it says, what is on disk, what the backend has."""

import asyncio
import enum
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from tui.backend import BackendError
from tui.model import Caller, FollowUp, Moment, Record, Value, WrapUpNeed

_REMEMBERED_SENDINGS = 20

Body = Record | FollowUp | Caller


class DocumentKind(enum.StrEnum):
    """What a document is."""

    record = "record"
    follow_up = "follow_up"
    caller = "caller"


class Missing(enum.StrEnum):
    """What must be there before a record can be filed."""

    code = "code"
    """A wrap-up code, and a leaf of the tree."""
    note = "note"


class HandlingFacts(Value, frozen=True, kw_only=True, omit_defaults=True):
    """What remains known of a handling when backend and desk have let go of it."""

    queue: str = ""
    name: str = ""
    number: str = ""
    began: Moment | None = None
    wrap_up: WrapUpNeed = WrapUpNeed.optional
    owed: bool = False
    """The agent spoke, and the queue wants a wrap-up whatever was written."""


class DocumentStatus(msgspec.Struct, frozen=True, kw_only=True):
    """How safe a document is."""

    kept_at: datetime | None = None
    """When its newest words were committed to this machine's disk; None: not yet."""
    filed_at: datetime | None = None
    """When the backend took its newest words; None: not yet."""
    unsent: bool = False
    """The backend does not have its newest words."""
    refused: BackendError | None = None
    """Why the backend will not take it as it is; sent again only after another edit."""
    cannot_keep: str = ""
    """Name of the failure that keeps it off the disk, such as "OSError"; empty: none."""


@dataclass
class Document:
    """The working copy of one document."""

    body: Body
    kind: DocumentKind
    facts: HandlingFacts = field(default_factory=HandlingFacts)
    revision: int = 0
    """Grows with every edit."""
    kept: int = 0
    """Highest revision on disk."""
    acknowledged: int = 0
    """Highest revision the backend has."""
    kept_at: datetime | None = None
    filed_at: datetime | None = None
    refused: BackendError | None = None
    refused_revision: int = 0
    edited: float = 0.0
    """Monotonic time of the last edit."""
    not_before: float = 0.0
    """Monotonic time before which it is not sent again."""
    failures: int = 0
    """Sendings in a row that failed and may succeed later."""
    sent: tuple[str, ...] = ()
    """Digests of what was sent since it was last acknowledged, for rows that have versions."""
    stale_on_disk: bool = False
    """What is known about it changed, though not its words."""
    unsent_since: float = 0.0
    """Monotonic time of the first edit the backend does not have."""
    hurried: int = 0
    """Revision that is sent without the rest a draft has."""
    discarded: bool = False
    """The agent does not want it any more."""
    erased: bool = False
    """Delivered, over and gone from the disk; stays readable for a while."""
    sending: asyncio.Lock = field(default_factory=asyncio.Lock)
    """One sending at a time, so that revisions arrive in order."""

    @property
    def id(self) -> str:
        """The body's id."""
        return self.body.id

    @property
    def is_final(self) -> bool:
        """The agent is done with it: no draft."""
        return not isinstance(self.body, Record) or self.body.submitted

    @property
    def unsent(self) -> bool:
        """The backend lacks the newest revision."""
        return self.revision > self.acknowledged and not self.discarded

    @property
    def unkept(self) -> bool:
        """The disk lacks something of it."""
        return self.kept < self.revision or (self.stale_on_disk and not self.erased)

    @property
    def waits_for_agent(self) -> bool:
        """It was refused and not edited since."""
        return self.refused is not None and self.refused_revision >= self.revision

    @property
    def is_untouched(self) -> bool:
        """The agent never wrote anything into it."""
        return self.revision == 0

    def rise_to(self, revision: int) -> None:
        """Take a higher revision without other words. Records carry theirs in themselves."""
        self.revision = revision
        if isinstance(self.body, Record):
            self.body = self.body.but(revision=revision)

    def note_sending(self, digest: str) -> None:
        """Remember what is being sent. Records need no memory: their revision tells."""
        if not isinstance(self.body, Record) and digest not in self.sent:
            self.sent = (*self.sent[-_REMEMBERED_SENDINGS:], digest)
            self.stale_on_disk = True

    def accept(self, revision: int, now: float) -> None:
        """The backend has this revision."""
        self.acknowledged = max(self.acknowledged, revision)
        self.stale_on_disk = True
        self.unsent_since = now
        self.refused = None
        self.failures = 0
        self.sent = ()

    def refuse(self, error: BackendError) -> None:
        """The backend will not have it as it is."""
        self.refused = error
        self.refused_revision = self.revision
        self.stale_on_disk = True

    def status(self, cannot_keep: str) -> DocumentStatus:
        """How safe it is."""
        return DocumentStatus(
            kept_at=self.kept_at if self.kept >= self.revision else None,
            filed_at=self.filed_at if not self.unsent else None,
            unsent=self.unsent,
            refused=self.refused if self.waits_for_agent else None,
            cannot_keep=cannot_keep if self.kept < self.revision else "",
        )
