"""The journal's file. Used on the journal's own thread only."""

import os
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from tui.desk.journal.rows import JournalKey, Row

_SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
    backend TEXT NOT NULL,
    agent TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    revision INTEGER NOT NULL,
    acknowledged INTEGER NOT NULL,
    body BLOB NOT NULL,
    facts BLOB NOT NULL,
    refused BLOB NOT NULL,
    kept_at REAL NOT NULL,
    PRIMARY KEY (backend, agent, id)
) WITHOUT ROWID
"""
_COLUMNS = "id, kind, revision, acknowledged, body, facts, refused, kept_at"
_BUSY_SECONDS = 2.0
_VERSION = 1


class Database:
    """The file's rows of one key."""

    def __init__(self, path: Path, key: JournalKey) -> None:
        self._whose = (key.backend, key.agent)
        _make_private(path)
        try:
            self._connection = _connect(path)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            _put_aside(path)
            self._connection = _connect(path)

    def load(self) -> list[Row]:
        """All rows of the key, oldest first."""
        query = f"SELECT {_COLUMNS} FROM documents WHERE backend = ? AND agent = ? ORDER BY kept_at, id"  # noqa: S608 - constant columns
        with closing(self._connection.execute(query, self._whose)) as cursor:
            return [Row(**dict(zip(Row.__struct_fields__, values, strict=True))) for values in cursor]

    def keep(self, rows: Sequence[Row]) -> dict[str, int]:
        """Write rows in one transaction. A row never goes back to an older revision, nor to other words of
        the same one: the answer tells the revision on disk of those that another process was ahead with.
        """
        with self._transaction():
            return {row.id: self._revision(row.id) for row in rows if not self._keep_one(row)}

    def _revision(self, id_: str) -> int:
        query = "SELECT revision FROM documents WHERE backend = ? AND agent = ? AND id = ?"
        with closing(self._connection.execute(query, (*self._whose, id_))) as cursor:
            return int(cursor.fetchone()[0])

    def _keep_one(self, row: Row) -> bool:
        values = [getattr(row, name) for name in Row.__struct_fields__]
        marks = ", ".join("?" * (len(values) + 2))
        cursor = self._connection.execute(
            f"INSERT INTO documents (backend, agent, {_COLUMNS}) VALUES ({marks}) "  # noqa: S608 - constant columns
            "ON CONFLICT DO UPDATE SET revision = excluded.revision, body = excluded.body, "
            "facts = excluded.facts, refused = excluded.refused, "
            "kept_at = CASE WHEN excluded.revision > revision THEN excluded.kept_at ELSE kept_at END, "
            "acknowledged = max(acknowledged, excluded.acknowledged) "
            "WHERE excluded.revision > revision OR (excluded.revision = revision AND excluded.body = body)",
            [*self._whose, *values],
        )
        with closing(cursor):
            return cursor.rowcount > 0

    def erase(self, id_: str, revision: int) -> None:
        """Forget a document unless a newer revision than this one has been written."""
        with self._transaction():
            self._connection.execute(
                "DELETE FROM documents WHERE backend = ? AND agent = ? AND id = ? AND revision <= ?",
                (*self._whose, id_, revision),
            ).close()
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()

    def changed_by_others(self) -> int:
        """A number that changes whenever another process has written."""
        with closing(self._connection.execute("PRAGMA data_version")) as cursor:
            return int(cursor.fetchone()[0])

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _transaction(self) -> "_Transaction":
        return _Transaction(self._connection)


class _Transaction:
    """BEGIN IMMEDIATE, so that two processes never both read before they write."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        self._connection.execute("BEGIN IMMEDIATE").close()

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        word = "COMMIT" if kind is None else "ROLLBACK"
        try:
            self._connection.execute(word).close()
        except sqlite3.Error:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK").close()
            raise


class NewerJournalError(OSError):
    """The file was written by a newer desk; this one must not touch it."""


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
    try:
        _prepare(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    # A filed document must leave no readable page behind, hence secure_delete.
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}").close()
    with closing(connection.execute("PRAGMA user_version")) as cursor:
        version = cursor.fetchone()[0]
    if version > _VERSION:
        raise NewerJournalError(f"journal version {version} is newer than {_VERSION}")
    connection.execute(_SCHEMA).close()
    connection.execute(f"PRAGMA user_version = {_VERSION}").close()


def _put_aside(path: Path) -> None:
    """A damaged file is kept for whoever can read it, and a new one begun."""
    path.rename(path.with_name(f"{path.name}.damaged-{time.time_ns()}"))
    _make_private(path)


def _make_private(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.parent.chmod(0o700)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    path.chmod(0o600)
