"""The only way out for a durable write: whatever is newer than acknowledged is sent until it is taken."""

import asyncio
import logging
import random
from collections.abc import Callable

from tui.backend import (
    BackendError,
    Forbidden,
    Malformed,
    RateLimited,
    Refused,
    Session,
    Unsupported,
    Why,
)
from tui.desk.clock import DeskClock
from tui.desk.document import Body, Document
from tui.desk.keeping import Keeping
from tui.desk.masking import masked
from tui.desk.merging import merged, same_but_version
from tui.desk.shelf import Shelf
from tui.desk.stores import Stores
from tui.model import Caller, FollowUp, Record, Saved

_log = logging.getLogger(__name__)

_FOR_GOOD = (Refused, Malformed, Forbidden, Unsupported)
_DRAFT_REST = 1.0
"""Seconds after the last keystroke before a draft is sent."""
_DRAFT_LIMIT = 5.0
"""Seconds after the first unsent keystroke, however fast the typing goes on."""
_ANSWER_LIMIT = 10.0
_LONGEST_PAUSE = 30.0
_AT_ONCE = 4
"""Documents sent side by side."""


class Delivery:
    """Sends documents, one revision of each at a time."""

    def __init__(
        self,
        session: Session,
        stores: Stores,
        shelf: Shelf,
        keeping: Keeping,
        clock: DeskClock,
        tell: Callable[[], None],
        taken: Callable[[Body], None],
    ) -> None:
        self._session = session
        self._stores = stores
        self._shelf = shelf
        self._keeping = keeping
        self._clock = clock
        self._tell = tell
        self._taken = taken
        self.is_entitled = False
        """This process holds the lease; without it nothing is sent."""
        self.is_stopped = False
        """The session has ended: what is left waits for the next one."""

    def at_once(self) -> None:
        """The line is up again: no pause counts any more."""
        for document in self._shelf.all():
            document.not_before = 0.0
            document.failures = 0

    async def send_due(self) -> float:
        """Send what is due; the answer is in how many seconds something will be due, at most 30."""
        due = [document for document in self._waiting() if self._pause(document) <= 0]
        if due:
            await self._keeping.now()
            await asyncio.gather(*(self.send(document) for document in due[:_AT_ONCE]))
        return min((max(0.0, self._pause(d)) for d in self._waiting()), default=_LONGEST_PAUSE)

    async def send_all(self) -> None:
        """Send everything unsent once, however short ago it was edited."""
        await asyncio.gather(*(self.send(document) for document in self._waiting()))

    async def send(self, document: Document) -> bool:
        """Send a document's newest revision; True: the backend has it now."""
        async with document.sending:
            if document.unsent and self.is_entitled and not self.is_stopped:
                await self._send_newest(document)
            return not document.unsent

    def _waiting(self) -> list[Document]:
        if self.is_stopped or not self.is_entitled:
            return []
        unsent = [d for d in self._shelf.all() if d.unsent and not d.waits_for_agent]
        return sorted(unsent, key=lambda document: not document.is_final)

    def _pause(self, document: Document) -> float:
        now = self._clock.monotonic()
        rest = 0.0
        if not document.is_final:
            rest = min(document.edited + _DRAFT_REST, document.unsent_since + _DRAFT_LIMIT)
        return max(rest, document.not_before) - now

    async def _send_newest(self, document: Document) -> None:
        revision = document.revision
        try:
            async with asyncio.timeout(_ANSWER_LIMIT):
                saved = await self._save(document)
            await self._take_answer(document, revision, saved)
        except _FOR_GOOD as error:
            await self._refused(document, revision, error)
        except (BackendError, TimeoutError) as error:
            self._later(document, error)
        except Exception as error:  # noqa: BLE001 - an adapter's fault must not stop the delivery of the rest
            _log.error("sending a %s failed with %s", document.kind, type(error).__name__)
            self._later(document, error)
        if document.unkept:
            self._keeping.soon()
        self._tell()

    async def _save(self, document: Document) -> Saved:
        body = masked(document.body)
        if isinstance(body, Record) and self._session.records:
            return await self._session.records.save(body)
        if isinstance(body, FollowUp) and self._session.follow_ups:
            return await self._session.follow_ups.save(body)
        if isinstance(body, Caller) and self._session.callers:
            return await self._session.callers.save(body)
        raise Unsupported(operation=f"save {document.kind}")

    async def _take_answer(self, document: Document, revision: int, saved: Saved) -> None:
        if isinstance(document.body, Record):
            if saved.revision > revision:
                await self.join_theirs(document)
                return
        else:
            document.body = document.body.but(version=saved.version)
        self._acknowledge(document, revision, saved)

    def _acknowledge(self, document: Document, revision: int, saved: Saved) -> None:
        document.acknowledged = max(document.acknowledged, revision)
        document.stale_on_disk = True
        document.unsent_since = self._clock.monotonic()
        document.refused = None
        document.failures = 0
        if document.is_final:
            document.filed_at = saved.at or self._clock.now()
            self._taken(document.body)

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

    async def _refused(self, document: Document, revision: int, error: BackendError) -> None:
        if isinstance(error, Refused) and error.reason is Why.conflict:
            version = await self._version_if_arrived(document)
            if version is not None:
                document.body = document.body.but(version=version)
                self._acknowledge(document, revision, Saved(version=version))
                return
        document.refused = error
        document.refused_revision = revision
        document.stale_on_disk = True

    async def _version_if_arrived(self, document: Document) -> int | None:
        """The conflict may be with ourselves: an earlier sending arrived and its answer was lost."""
        try:
            there = await self._row_there(document)
        except BackendError:
            return None
        arrived = there is not None and same_but_version(there, masked(document.body))
        return there.version if there and arrived else None

    async def _row_there(self, document: Document) -> FollowUp | Caller | None:
        if isinstance(document.body, Caller) and self._session.callers is not None:
            return await self._session.callers.read(document.id)
        return self._stores.follow_ups.get(document.id)

    def _later(self, document: Document, error: BaseException) -> None:
        document.failures += 1
        pause = min(_LONGEST_PAUSE, 0.25 * 2 ** min(document.failures, 10))
        if isinstance(error, RateLimited):
            pause = max(pause, error.after)
        jitter = random.uniform(0.8, 1.2)  # noqa: S311 - spreads desks in time, no secret
        document.not_before = self._clock.monotonic() + pause * jitter
