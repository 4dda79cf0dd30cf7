"""Sending one document once, and what its answer means."""

import hashlib
from collections.abc import Callable

import msgspec

from tui.backend import BackendError, Refused, Session, Unsupported, Why
from tui.desk.clock import DeskClock
from tui.desk.document import Body, Document
from tui.desk.document_rows import without_version
from tui.desk.keeping import Keeping
from tui.desk.masking import masked
from tui.desk.merging import merged
from tui.desk.stores import Stores
from tui.model import Caller, FollowUp, Record, Saved

_KEEP_TRIES = 3


class Sending:
    """Brings the newest revision of a document to the port it belongs to.

    Only what is on disk is sent, as long as the disk plays along: a desk that is killed never comes back
    with less than the backend has.
    """

    def __init__(
        self,
        session: Session,
        stores: Stores,
        keeping: Keeping,
        clock: DeskClock,
        taken: Callable[[Body], None],
    ) -> None:
        self._session = session
        self._stores = stores
        self._keeping = keeping
        self._clock = clock
        self._taken = taken

    async def send(self, document: Document) -> None:
        """Send the newest revision.

        Raises:
            BackendError: it was not taken, or nobody knows.
        """
        await self._keep_before_sending(document)
        revision, body = document.revision, masked(document.body)
        try:
            saved = await self._save(body)
        except Refused as error:
            there = await self._our_own(document) if error.reason is Why.conflict else None
            if there is None:
                raise
            saved = await self._save_upon(there, body)
        if isinstance(body, Record) and saved.revision > revision:
            await self.join_theirs(document)
        else:
            self._acknowledge(document, revision, saved)

    async def join_theirs(self, document: Document) -> None:
        """Another desk of this agent may have written a higher revision: nothing of either is lost.

        Raises:
            BackendError: the record could not be read.
        """
        if self._session.records is None:
            return
        theirs = await self._session.records.read(document.id)
        ours = masked(document.body)
        if not isinstance(ours, Record) or theirs.revision <= document.acknowledged:
            return
        both = merged(theirs, ours)
        if both == theirs:
            document.body, document.revision = theirs, theirs.revision
            self._acknowledge(document, theirs.revision, Saved(revision=theirs.revision))
            return
        document.acknowledged = theirs.revision
        document.revision = max(document.revision, theirs.revision) + 1
        document.body = both.but(revision=document.revision)

    async def _keep_before_sending(self, document: Document) -> None:
        for _ in range(_KEEP_TRIES):
            document.note_sending(_digest(masked(document.body)))
            if not document.unkept or not await self._keeping.now():
                return

    async def _save(self, body: Body) -> Saved:
        if isinstance(body, Record) and self._session.records:
            return await self._session.records.save(body)
        if isinstance(body, FollowUp) and self._session.follow_ups:
            return await self._session.follow_ups.save(body)
        if isinstance(body, Caller) and self._session.callers:
            return await self._session.callers.save(body)
        raise Unsupported(operation="save")

    async def _our_own(self, document: Document) -> FollowUp | Caller | None:
        """The conflict may be with ourselves: an earlier sending arrived and its answer was lost."""
        try:
            there = await self._row_there(document)
        except BackendError:
            return None
        return there if there is not None and _digest(there) in document.sent else None

    async def _save_upon(self, there: FollowUp | Caller, body: Body) -> Saved:
        if isinstance(body, Record) or _digest(there) == _digest(body):
            return Saved(version=there.version)
        return await self._save(body.but(version=there.version))

    async def _row_there(self, document: Document) -> FollowUp | Caller | None:
        if isinstance(document.body, Caller) and self._session.callers is not None:
            return await self._session.callers.read(document.id)
        return self._stores.follow_ups.get(document.id)

    def _acknowledge(self, document: Document, revision: int, saved: Saved) -> None:
        if not isinstance(document.body, Record):
            document.body = document.body.but(version=saved.version)
        document.accept(revision, self._clock.monotonic())
        if document.is_final:
            document.filed_at = saved.at or self._clock.now()
            self._taken(document.body)


def _digest(body: Body) -> str:
    """What a row says, whatever its version."""
    return hashlib.sha256(msgspec.json.encode(without_version(body), order="sorted")).hexdigest()
