"""The only way out for a durable write: whatever is newer than acknowledged is sent until it is taken."""

import asyncio
import logging
import random
from collections.abc import Callable

from tui.backend import BackendError, Forbidden, Malformed, RateLimited, Refused, Unsupported, Why
from tui.desk.clock import DeskClock
from tui.desk.document import Document
from tui.desk.keeping import Keeping
from tui.desk.sending import Sending
from tui.desk.shelf import Shelf

_log = logging.getLogger(__name__)

_FOR_GOOD = (Refused, Forbidden, Unsupported)
"""What the backend itself said. An answer that is not understood may be a gateway's: nobody knows what
became of the document, and sending it again does no harm.
"""
_OF_THE_SESSION = frozenset({Why.signed_in_elsewhere, Why.extension_taken})
"""Refusals of a new sign-in, which an adapter makes in silence when a token has run out: they say nothing
about the document.
"""
_DRAFT_REST = 1.0
"""Seconds after the last keystroke before a draft is sent."""
_DRAFT_LIMIT = 5.0
"""Seconds after the first unsent keystroke, however fast the typing goes on."""
_ANSWER_LIMIT = 10.0
_LONGEST_PAUSE = 30.0
_AT_ONCE = 4
"""Documents sent side by side."""


class Delivery:
    """Sends documents when they are due, one revision of each at a time."""

    def __init__(
        self, sending: Sending, shelf: Shelf, keeping: Keeping, clock: DeskClock, tell: Callable[[], None]
    ) -> None:
        self._sending = sending
        self._shelf = shelf
        self._keeping = keeping
        self._clock = clock
        self._tell = tell
        self.is_entitled = False
        """This process holds the lease; without it nothing is sent."""
        self.is_stopped = False
        """The session has ended: what is left waits for the next one."""
        self.not_understood: Malformed | None = None
        """What was last wrong with an answer to a document."""

    def at_once(self) -> None:
        """The line is up again: no pause counts any more."""
        for document in self._shelf.all():
            document.not_before = 0.0
            document.failures = 0

    async def send_due(self) -> float:
        """Send what is due; the answer is in how many seconds something will be due, at most 30."""
        due = [document for document in self._waiting() if self._pause(document) <= 0]
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

    async def join(self, document: Document) -> None:
        """Take over what another desk of this agent wrote into a record; failing that, nothing changes."""
        try:
            async with document.sending, asyncio.timeout(_ANSWER_LIMIT):
                await self._sending.join_theirs(document)
        except (BackendError, TimeoutError):
            return
        self._keeping.soon()
        self._tell()

    def _waiting(self) -> list[Document]:
        if self.is_stopped or not self.is_entitled:
            return []
        unsent = [d for d in self._shelf.all() if d.unsent and not d.waits_for_agent]
        return sorted(unsent, key=lambda document: not document.is_final)

    def _pause(self, document: Document) -> float:
        now = self._clock.monotonic()
        rest = 0.0
        if not document.is_final and document.hurried <= document.acknowledged:
            rest = min(document.edited + _DRAFT_REST, document.unsent_since + _DRAFT_LIMIT)
        return max(rest, document.not_before) - now

    async def _send_newest(self, document: Document) -> None:
        try:
            async with asyncio.timeout(_ANSWER_LIMIT):
                await self._sending.send(document)
        except _FOR_GOOD as error:
            if isinstance(error, Refused) and error.reason in _OF_THE_SESSION:
                self._later(document, error)
            else:
                document.refuse(error)
        except (BackendError, TimeoutError) as error:
            self._later(document, error)
        except Exception as error:  # noqa: BLE001 - an adapter's fault must not stop the delivery of the rest
            _log.error("sending a %s failed with %s", document.kind, type(error).__name__)
            self._later(document, error)
        if document.unkept:
            self._keeping.soon()
        self._tell()

    def _later(self, document: Document, error: BaseException) -> None:
        document.failures += 1
        pause = min(_LONGEST_PAUSE, 0.25 * 2 ** min(document.failures, 10))
        if isinstance(error, Malformed):
            self.not_understood = error
        if isinstance(error, RateLimited):
            pause = max(pause, error.after)
        jitter = random.uniform(0.8, 1.2)  # noqa: S311 - spreads desks in time, no secret
        document.not_before = self._clock.monotonic() + pause * jitter
