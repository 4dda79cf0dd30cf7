"""The journal as the event loop sees it: every step runs on the journal's own thread, in order."""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import msgspec

from tui.desk.journal.database import Database
from tui.desk.journal.lease import Lease
from tui.desk.journal.rows import JournalKey, Kept, Row

T = TypeVar("T")

FILE = "journal.sqlite"


class Journal:
    """Documents of one agent at one backend, in a file of the state directory.

    All methods raise OSError or sqlite3.Error when the disk does not play along, and may be asked
    again at any time: the file is opened anew if it could not be opened before.
    """

    def __init__(self, state_dir: Path, key: JournalKey, wall: Callable[[], float] = time.time) -> None:
        self._path = state_dir / FILE
        self._key = key
        self._wall = wall
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal")
        self._database: Database | None = None
        self._lease = Lease(state_dir, key)
        self._seen_version = -1

    async def load(self) -> list[Row]:
        """Everything kept, oldest first."""
        return await self._run(lambda: self._open().load())

    async def keep(self, rows: Sequence[Row]) -> Kept:
        """Commit rows."""
        return await self._run(lambda: self._keep(rows))

    async def erase(self, id_: str, revision: int) -> None:
        """Forget a document that the backend has, unless it was edited since `revision`."""
        await self._run(lambda: self._open().erase(id_, revision))

    async def look_round(self) -> tuple[bool, list[Row] | None]:
        """Become the delivering process if there is none, and see what other processes wrote.

        The answer: whether this one delivers; all rows, or None if nothing is new since last time. A
        disk that plays no part shuts nobody out: what is in memory is delivered, twice does no harm.
        """
        return await self._run(self._look_round)

    async def close(self) -> None:
        """Let go of lease and file. Waits for what is being written."""
        await self._run(self._close)
        self._thread.shutdown(wait=False)

    def _open(self) -> Database:
        if self._database is None:
            self._database = Database(self._path, self._key)
        return self._database

    def _keep(self, rows: Sequence[Row]) -> Kept:
        at = self._wall()
        outdone = self._open().keep([msgspec.structs.replace(row, kept_at=at) for row in rows])
        return Kept(at=at, outdone=outdone)

    def _look_round(self) -> tuple[bool, list[Row] | None]:
        try:
            news = self._news()
            return self._lease.take(), news
        except JournalFailure:
            return True, None

    def _news(self) -> list[Row] | None:
        version = self._open().changed_by_others()
        if version == self._seen_version:
            return None
        self._seen_version = version
        return self._open().load()

    def _close(self) -> None:
        self._lease.release()
        if self._database is not None:
            self._database.close()
            self._database = None

    async def _run(self, step: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, step)


JournalFailure = (OSError, sqlite3.Error)
"""What a journal raises when the disk is full, read-only or gone."""
