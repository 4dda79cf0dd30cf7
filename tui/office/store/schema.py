"""The pieces of the database in one place, and its version."""

import sqlite3
import uuid

from tui.office.store import (
    accounts,
    agents,
    audit,
    callers,
    calls,
    content,
    events,
    follow_ups,
    handlings,
    keys,
    queues,
    records,
    settings,
    timers,
    waiting,
)

VERSION = 1
"""Kept in `PRAGMA user_version`."""

PIECES: tuple[str, ...] = (
    settings.SCHEMA,
    events.SCHEMA,
    queues.SCHEMA,
    agents.SCHEMA,
    calls.SCHEMA,
    waiting.SCHEMA,
    handlings.SCHEMA,
    records.SCHEMA,
    timers.SCHEMA,
    accounts.SCHEMA,
    audit.SCHEMA,
    callers.SCHEMA,
    content.SCHEMA,
    follow_ups.SCHEMA,
    keys.SCHEMA,
)


class NewerFileError(Exception):
    """The file was written by a newer office than this one."""

    def __init__(self, path: str, found: int) -> None:
        super().__init__(f"{path} has schema version {found}; this office knows up to {VERSION}")
        self.path = path
        self.found = found


def refuse_newer(connection: sqlite3.Connection, path: str) -> None:
    """Look at the version before anything is changed.

    Raises:
        NewerFileError: the file is newer than this program.
    """
    found = _version(connection)
    if found > VERSION:
        raise NewerFileError(path, found)


def prepare(connection: sqlite3.Connection) -> None:
    """Lay the tables into a new file; give a restored one an epoch of its own."""
    if _version(connection) == 0:
        script = "".join(PIECES)
        connection.executescript(f"BEGIN IMMEDIATE; {script} PRAGMA user_version = {VERSION}; COMMIT;")
    _begin_epoch(connection)


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _begin_epoch(connection: sqlite3.Connection) -> None:
    kept = settings.Settings(connection)
    if not kept.get("epoch"):
        kept.put("epoch", uuid.uuid4().hex[:12])
