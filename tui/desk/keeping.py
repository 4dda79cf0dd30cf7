"""Bringing working copies to the disk in time."""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime

import msgspec

from tui.desk.document import Document
from tui.desk.document_rows import document_of, row_of
from tui.desk.journal import Journal, Row
from tui.desk.journal.journal import JournalFailure
from tui.desk.shelf import Shelf

_log = logging.getLogger(__name__)

KEEP_AFTER = 0.2
"""Seconds from the first unsaved keystroke; with the commit it stays below 0.3."""

_TRY_AGAIN_AFTER = 2.0


class Keeping:
    """Writes what is unkept, `KEEP_AFTER` after the first edit: later edits never put it off."""

    def __init__(self, shelf: Shelf, journal: Journal, tell: Callable[[], None]) -> None:
        self._shelf = shelf
        self.journal = journal
        """Where documents are kept."""
        self._tell = tell
        self._timer: asyncio.TimerHandle | None = None
        self._writing: asyncio.Task[None] | None = None
        self._one_at_a_time = asyncio.Lock()
        self.cannot_keep = ""
        """Name of the failure that keeps the journal from writing; empty: all is well."""

    def soon(self, seconds: float = KEEP_AFTER) -> None:
        """Something was edited."""
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(seconds, self._begin)

    async def now(self) -> bool:
        """Write everything unkept; False: the disk would not."""
        async with self._one_at_a_time:
            unkept = [document for document in self._shelf.all() if document.unkept]
            if unkept:
                return await self._write(unkept)
        if self.cannot_keep:
            await self.load()
        return not self.cannot_keep

    async def load(self) -> None:
        """Read what an earlier process left."""
        try:
            rows = await self.journal.load()
        except JournalFailure as error:
            self._failed(error)
            return
        self.cannot_keep = ""
        if self.take_over(rows):
            self._tell()

    def take_over(self, rows: list[Row]) -> bool:
        """Rows as they are on disk now: newer ones replace working copies that have nothing unsaved.
        True: something is different now.
        """
        before = self._revisions()
        for row in rows:
            known = self._shelf.get(row.id)
            if known is None:
                self._add(row)
            else:
                _catch_up(known, row)
        self._notice_delivered(rows)
        return self._revisions() != before

    def _revisions(self) -> dict[str, tuple[int, int]]:
        return {d.id: (d.revision, d.acknowledged) for d in self._shelf.all()}

    async def close(self) -> None:
        """Write what is left."""
        self.cancel()
        if self._writing is not None:
            await self._writing
        await self.now()
        self.cancel()

    def _add(self, row: Row) -> None:
        try:
            document = document_of(row)
        except (msgspec.MsgspecError, ValueError) as error:
            _log.error("journal row of kind %s is unreadable: %s", row.kind, type(error).__name__)
            return
        document.kept_at = _moment(row.kept_at)
        self._shelf.put(document)

    def _notice_delivered(self, rows: list[Row]) -> None:
        on_disk = {row.id for row in rows}
        for document in self._shelf.all():
            if document.kept and not document.unkept and document.id not in on_disk:
                document.acknowledged = document.revision
                document.erased = True

    def _begin(self) -> None:
        self._timer = None
        self._writing = asyncio.get_running_loop().create_task(self._write_and_forget())

    async def _write_and_forget(self) -> None:
        await self.now()

    async def _write(self, documents: list[Document]) -> bool:
        rows = [row_of(document) for document in documents]
        for document in documents:
            document.stale_on_disk = False
        try:
            kept = await self.journal.keep(rows)
        except JournalFailure as error:
            _all_stale(documents)
            self._failed(error)
            return False
        except asyncio.CancelledError:
            _all_stale(documents)
            self.soon()
            raise
        for document, row in zip(documents, rows, strict=True):
            if row.id in kept.outdone:
                _rise_above(document, kept.outdone[row.id])
            elif row.revision > document.kept:
                document.kept, document.kept_at = row.revision, _moment(kept.at)
        self.cannot_keep = ""
        if any(document.unkept for document in documents):
            self.soon()
        self._tell()
        return True

    def _failed(self, error: BaseException) -> None:
        if not self.cannot_keep:
            _log.error("the journal cannot write: %s", type(error).__name__)
        self.cannot_keep = type(error).__name__
        self.soon(_TRY_AGAIN_AFTER)
        self._tell()

    def cancel(self) -> None:
        """Write nothing by itself until the next edit."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def _rise_above(document: Document, revision: int) -> None:
    """Two processes wrote the same document: words that are not on disk yet win, for they came last."""
    if document.kept < document.revision:
        document.rise_to(max(document.revision, revision) + 1)


def _all_stale(documents: list[Document]) -> None:
    for document in documents:
        document.stale_on_disk = True


def _catch_up(known: Document, row: Row) -> None:
    known.acknowledged = max(known.acknowledged, row.acknowledged)
    if row.revision <= known.revision:
        return
    if known.kept < known.revision:
        _rise_above(known, row.revision)
        return
    newer = document_of(row)
    known.body, known.revision, known.kept = newer.body, newer.revision, newer.revision
    known.kept_at = _moment(row.kept_at)


def _moment(unix: float) -> datetime:
    return datetime.fromtimestamp(unix, UTC)
