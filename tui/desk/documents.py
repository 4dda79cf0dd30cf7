"""Durable writes: records, follow-ups, callers. Synchronous and immediate; the journal does the rest."""

import asyncio
from collections.abc import Callable
from typing import Any

from tui.backend import Session
from tui.desk.clock import DeskClock
from tui.desk.content import Content
from tui.desk.delivery import Delivery
from tui.desk.document import Body, Document, DocumentKind, DocumentStatus, HandlingFacts, Missing
from tui.desk.filing import facts_of, is_blank, is_owed, missing_from
from tui.desk.journal import Journal
from tui.desk.keeping import Keeping
from tui.desk.masking import masked_record
from tui.desk.sending import Sending
from tui.desk.shelf import Shelf
from tui.desk.stores import Stores
from tui.model import Caller, FollowUp, FollowUpState, Handling, Record, WrapUpNeed, record_id


class Documents:
    """The agent's documents. What was written survives this process and reaches the backend once."""

    def __init__(
        self,
        session: Session,
        stores: Stores,
        content: Content,
        clock: DeskClock,
        journal: Journal,
        tell: Callable[[], None],
        taken: Callable[[Body], None],
    ) -> None:
        self._stores = stores
        self._content = content
        self._clock = clock
        self.tell = tell
        """Tell observers that a document changed."""
        self.shelf = Shelf()
        """The working copies."""
        self.keeping = Keeping(self.shelf, journal, tell)
        """Brings them to the disk."""
        sending = Sending(session, stores, self.keeping, clock, taken)
        self.delivery = Delivery(sending, self.shelf, self.keeping, clock, tell)
        """Brings them to the backend."""
        self.wake = asyncio.Event()
        """Set when there may be something to deliver."""

    def record(self, handling_id: str) -> Record:
        """The working copy of a handling's record; an empty one is made on first use."""
        document = self.shelf.get(record_id(handling_id))
        if document is None:
            document = self.shelf.put(self._empty(handling_id))
        assert isinstance(document.body, Record)  # noqa: S101 - ids of records are made of handlings alone
        return document.body

    def facts(self, handling_id: str) -> HandlingFacts:
        """What is known of a handling, also after it is over."""
        handling = self._stores.handlings.get(handling_id)
        document = self.shelf.get(record_id(handling_id))
        if handling is not None and (document is None or handling.call in self._stores.calls):
            return facts_of(handling, self._stores.calls.get(handling.call))
        return document.facts if document else HandlingFacts()

    def edit_record(self, handling_id: str, **changes: Any) -> Record:
        """Change fields of a record by name; on disk within 0.3 seconds.

        Raises:
            TypeError: a record has no such field.
        """
        before = self.record(handling_id)
        after = before.but(**changes)
        return before if after == before else self._write_record(after)

    def missing(self, handling_id: str) -> tuple[Missing, ...]:
        """What must be there before filing."""
        need = self.facts(handling_id).wrap_up
        return missing_from(self.record(handling_id), need, self._content)

    def submit(self, handling_id: str) -> tuple[Missing, ...]:
        """File the record: empty if it is on its way, else what is missing. One that was refused is sent
        again, one that is filed already is filed as it is now.
        """
        missing = self.missing(handling_id)
        if not missing:
            self._write_record(self.record(handling_id).but(submitted=True))
        return missing

    def status(self, doc_id: str) -> DocumentStatus:
        """How safe a document is, by the id of record, follow-up or caller."""
        document = self.shelf.get(doc_id)
        return document.status(self.keeping.cannot_keep) if document else DocumentStatus()

    def unfinished(self) -> tuple[Record, ...]:
        """Records written or owed, not submitted, their handling over; oldest first."""
        written = [d for d in self.shelf.all() if d.revision and not d.discarded]
        records = [document.body for document in written if isinstance(document.body, Record)]
        return tuple(r for r in records if not r.submitted and not self._is_open(r.handling))

    def unsent(self) -> tuple[Body, ...]:
        """Documents whose newest words the backend does not have, refused ones too; drafts as well."""
        return tuple(document.body for document in self.shelf.all() if document.unsent)

    def save_follow_up(self, follow_up: FollowUp) -> None:
        """Keep a new or changed follow-up. A changed one names the version it was changed from."""
        self._write(follow_up, DocumentKind.follow_up)

    def save_caller(self, caller: Caller) -> None:
        """Keep a new or corrected caller. A corrected one names the version it was corrected from."""
        self._write(caller, DocumentKind.caller)

    def discard(self, doc_id: str) -> None:
        """Forget a document that nobody wants any more, such as a refused one. The journal forgets it too."""
        document = self.shelf.get(doc_id)
        if document is not None:
            document.discarded = True
            self.wake.set()
            self.tell()

    def follow_ups(self) -> tuple[FollowUp, ...]:
        """Open promises, those not yet at the backend included; by due time, those without last."""
        known = {follow_up.id: follow_up for follow_up in self._stores.follow_ups}
        for document in self.shelf.all():
            if document.unsent:
                known.update((f.id, f) for f in _promised_in(document))
        still_open = [f for f in known.values() if f.state is FollowUpState.open]
        return tuple(sorted(still_open, key=lambda f: (f.due is None, f.due or self._clock.now(), f.id)))

    def outgoing(self, handling_id: str) -> Record | None:
        """The record as it may leave this desk; None: there is nothing in it."""
        record = self.record(handling_id)
        return masked_record(record) if record.revision or not is_blank(record) else None

    def hurry(self, handling_id: str) -> None:
        """Send a record as soon as it is on disk, though it is a draft."""
        document = self.shelf.get(record_id(handling_id))
        if document is not None:
            document.hurried = document.revision
            self.wake.set()

    async def flush(self, handling_id: str, limit: float) -> bool:
        """Send a record at once, for at most `limit` seconds; True: the backend has it."""
        document = self.shelf.get(record_id(handling_id))
        if document is None:
            return True
        try:
            async with asyncio.timeout(limit):
                return await self.delivery.send(document)
        except TimeoutError:
            return False

    async def join(self, handling_id: str) -> None:
        """Take over what another desk of this agent wrote about a handling; failing that, nothing changes."""
        self.record(handling_id)
        document = self.shelf.get(record_id(handling_id))
        if document is not None:
            await self.delivery.join(document)

    def notice(self, handling: Handling) -> None:
        """Remember what is known of an open handling, while the backend still shows its call."""
        self.record(handling.id)
        document = self.shelf.get(record_id(handling.id))
        call = self._stores.calls.get(handling.call)
        if document is not None and call is not None:
            document.facts = facts_of(handling, call)

    def handling_is_over(self, handling: Handling) -> None:
        """The desk's handling ended: its record is filed, owed, or nothing."""
        record = self.record(handling.id)
        document = self.shelf.get(record.id)
        if document is not None:
            document.facts = document.facts.but(owed=is_owed(handling), wrap_up=handling.wrap_up)
        if is_owed(handling) and not record.revision:
            self._write_record(record)
        self.settle(handling.id)

    def settle_loaded(self) -> None:
        """Put in order what an earlier process left, once the stores know which handlings are over."""
        for document in self.shelf.all():
            if isinstance(document.body, Record) and not self._is_open(document.body.handling):
                self.settle(document.body.handling)

    def settle(self, handling_id: str) -> None:
        """Put the record of a handling that is over in order."""
        document = self.shelf.get(record_id(handling_id))
        if document is None or not isinstance(document.body, Record) or document.body.submitted:
            return
        if _says_nothing(document):
            document.acknowledged = document.revision
        elif document.facts.wrap_up is WrapUpNeed.none:
            self.submit(handling_id)

    def is_over(self, document: Document) -> bool:
        """Delivered and of no more use here, so that the disk may forget it."""
        if document.unsent:
            return False
        if document.discarded or not isinstance(document.body, Record):
            return True
        return (document.body.submitted or _says_nothing(document)) and not self._is_open(
            document.body.handling
        )

    def _empty(self, handling_id: str) -> Document:
        handling = self._stores.handlings.get(handling_id)
        record = Record(id=record_id(handling_id), handling=handling_id)
        if handling is not None:
            record = _begun_with(handling, record.but(call=handling.call))
        return Document(body=record, kind=DocumentKind.record, facts=self.facts(handling_id))

    def _write_record(self, record: Record) -> Record:
        document = self._write(record, DocumentKind.record, self.facts(record.handling))
        return document.body if isinstance(document.body, Record) else record

    def _write(self, body: Body, kind: DocumentKind, facts: HandlingFacts | None = None) -> Document:
        document = self.shelf.write(body, kind, facts, self._clock.monotonic())
        self.keeping.soon()
        if document.is_final:
            self.wake.set()
        self.tell()
        return document

    def _is_open(self, handling_id: str) -> bool:
        handling = self._stores.handlings.get(handling_id)
        return handling is not None and handling.is_open


def _says_nothing(document: Document) -> bool:
    is_blank_record = isinstance(document.body, Record) and is_blank(document.body)
    return (document.is_untouched or is_blank_record) and not document.facts.owed


def _begun_with(handling: Handling, record: Record) -> Record:
    """Whoever gets a call handed over goes on where the colleague stopped; the note stays theirs."""
    carried = handling.carried
    if carried is None:
        return record
    return record.but(
        answers=carried.answers, script=carried.script, steps=carried.steps, caller=carried.caller
    )


def _promised_in(document: Document) -> tuple[FollowUp, ...]:
    if isinstance(document.body, FollowUp):
        return (document.body,)
    if isinstance(document.body, Record) and document.body.submitted:
        return document.body.follow_ups
    return ()
