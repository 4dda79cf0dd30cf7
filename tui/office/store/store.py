"""The store: one SQLite file, one thread that writes and one that reads."""

import asyncio
import contextlib
import os
import sqlite3
from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from pathlib import Path
from typing import Concatenate, ParamSpec, Self, TypeVar

from tui.model import utc_now
from tui.office.store import schema
from tui.office.store.settings import Settings
from tui.office.store.threads import Job, Reader, Writer
from tui.office.store.transaction import Transaction

P = ParamSpec("P")
T = TypeVar("T")
Work = Callable[Concatenate[Transaction, P], T]
Clock = Callable[[], datetime]


class Store:
    """The office's database. Made by `open`; its methods may be called from one event loop."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self.path = path
        self.clock = clock
        """The office's idea of now, UTC."""
        self.epoch = _prepare(path)
        """Names this life of the database: a restored backup begins a new one."""
        self._writer = Writer(lambda: _connect(path), clock, self._committed)
        self._reader = Reader(lambda: _connect(path, reading=True), clock)
        self._watchers: list[tuple[asyncio.AbstractEventLoop, Callable[[int], None]]] = []

    @classmethod
    def open(cls, path: Path, *, clock: Clock = utc_now) -> Self:
        """Open the file, or make it (mode 0600).

        Raises:
            NewerFileError: a newer office wrote it.
            sqlite3.DatabaseError: it is not a database, or damaged.
            OSError: it can't be made or opened.
        """
        store = cls(path, clock)
        store._writer.start()
        store._reader.start()
        return store

    async def write(self, fn: Work[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `fn(tx, ...)` in one transaction; returns once it is on disk.

        Raises:
            StoreClosedError: after `close`.
            Exception: whatever `fn` raised; nothing of it is kept.
        """
        return await self._ask(self._writer.put, lambda tx: fn(tx, *args, **kwargs))

    async def read(self, fn: Work[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `fn(tx, ...)` on one consistent state of everything committed so far."""
        return await self._ask(self._reader.put, lambda tx: fn(tx, *args, **kwargs))

    def watch(self, callback: Callable[[int], None]) -> None:
        """Have `callback(last_seq)` called in this event loop after each commit with events."""
        self._watchers.append((asyncio.get_running_loop(), callback))

    async def backup(self, path: Path) -> None:
        """Copy everything into a new file (mode 0600) while the office works on.

        Raises:
            FileExistsError: there is a file of this name.
        """
        await asyncio.to_thread(_copy, self.path, path)

    def close(self) -> None:
        """Finish what is queued and let go of the file."""
        self._writer.stop()
        self._reader.stop()

    async def _ask(self, put: Callable[[Job], None], fn: Callable[[Transaction], T]) -> T:
        done: Future[T] = Future()
        put(Job(fn, done))
        return await asyncio.wrap_future(done)

    def _committed(self, seq: int) -> None:
        for loop, callback in self._watchers:
            # The loop may have been closed between the write and its commit; nobody listens then.
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(callback, seq)


def _prepare(path: Path) -> str:
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as bare:
        schema.refuse_newer(bare, str(path))
    with contextlib.closing(_connect(path)) as connection:
        schema.prepare(connection)
        return Settings(connection).get("epoch")


def _connect(path: Path, *, reading: bool = False) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=10, cached_statements=512)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA query_only = {int(reading)}")
    return connection


def _copy(source: Path, target: Path) -> None:
    os.close(os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    with contextlib.ExitStack() as stack:
        here = stack.enter_context(contextlib.closing(_connect(source, reading=True)))
        there = stack.enter_context(contextlib.closing(sqlite3.connect(target)))
        here.backup(there)
        there.execute("DELETE FROM settings WHERE key = 'epoch'")
        there.commit()
