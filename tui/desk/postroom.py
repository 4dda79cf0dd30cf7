"""Where documents are kept, sent and cleared away: the journal's task on the event loop."""

import asyncio
import logging

from tui.desk.documents import Documents
from tui.desk.journal import Journal
from tui.desk.journal.journal import JournalFailure

_log = logging.getLogger(__name__)

_LOOK_ROUND = 1.0
"""Seconds between looks at what another process on this journal does."""
_LAST_SENDING = 1.0


class Postroom:
    """Runs the delivery as long as this process holds the lease."""

    def __init__(self, documents: Documents, journal: Journal) -> None:
        self._documents = documents
        self._journal = journal
        self._task: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Read what is on disk."""
        await self._documents.keeping.load()

    def begin_delivery(self) -> None:
        """Start sending. To be called once the stores know which handlings are over."""
        self._documents.settle_loaded()
        self._task = asyncio.get_running_loop().create_task(self._run())

    def at_once(self) -> None:
        """The line is up again."""
        self._documents.delivery.at_once()
        self._documents.wake.set()

    def stop(self) -> None:
        """The session has ended: keep, but send no more."""
        self._documents.delivery.is_stopped = True

    async def close(self) -> None:
        """Write everything, send what can be sent within a second, clear away, close the file."""
        try:
            if self._task is not None:
                self._task.cancel()
                await asyncio.gather(self._task, return_exceptions=True)
                await self._send_last()
            await self._documents.keeping.close()
        finally:
            await self._journal.close()

    async def _send_last(self) -> None:
        try:
            async with asyncio.timeout(_LAST_SENDING):
                await self._documents.delivery.send_all()
                await self._clear_away()
        except (TimeoutError, *JournalFailure) as error:
            _log.info("closing with documents unsent: %s", type(error).__name__)

    async def _run(self) -> None:
        while True:
            self._documents.wake.clear()
            pause = _LOOK_ROUND
            try:
                pause = min(pause, await self._round())
            except JournalFailure as error:
                _log.warning("the journal cannot be read: %s", type(error).__name__)
            except Exception as error:  # noqa: BLE001 - the delivery must outlive any fault
                _log.error("delivering failed with %s", type(error).__name__)
            await self._rest(pause)

    async def _round(self) -> float:
        self._documents.delivery.is_entitled, news = await self._journal.look_round()
        if news is not None and self._documents.keeping.take_over(news):
            self._documents.tell()
        pause = await self._documents.delivery.send_due()
        await self._clear_away()
        return pause

    async def _clear_away(self) -> None:
        """Empty the journal of what is delivered and over."""
        for document in self._documents.shelf.all():
            if self._documents.is_over(document):
                if document.kept:
                    await self._journal.erase(document.id, document.revision)
                document.erased = self._documents.is_over(document)
        self._documents.shelf.prune()

    async def _rest(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._documents.wake.wait()
        except TimeoutError:
            return
