"""Events: what changed, in one growing sequence, kept long enough to resume from."""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

SCHEMA = """
CREATE TABLE events (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at REAL NOT NULL,
    audiences TEXT NOT NULL,
    name TEXT NOT NULL,
    data BLOB NOT NULL
);
CREATE INDEX events_at ON events (at);
"""


class EventRow(NamedTuple):
    """One event as it goes out."""

    seq: int
    audiences: tuple[str, ...]
    """Who may see it: "all", "agent:ID", "queue:ID"."""
    name: str
    """"changed" or "removed"."""
    data: bytes
    """JSON, encoded once for everybody."""


class Events:
    """The sequence of events."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def last(self) -> int:
        """Sequence number of the newest event ever written; 0: none."""
        row = self._connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'events'").fetchone()
        return 0 if row is None else int(row[0])

    def oldest(self) -> int:
        """Sequence number of the oldest event still kept; one past the last when none is."""
        row = self._connection.execute("SELECT min(seq) FROM events").fetchone()
        return self.last() + 1 if row[0] is None else int(row[0])

    def add(self, at: float, row: EventRow) -> None:
        """Write one event. Its number must be `last() + 1`."""
        values = (row.seq, at, "\n".join(row.audiences), row.name, row.data)
        self._connection.execute("INSERT INTO events VALUES (?, ?, ?, ?, ?)", values)

    def after(self, seq: int, *, until: int | None = None, limit: int = -1) -> Iterator[EventRow]:
        """Events past this number, oldest first."""
        found = self._connection.execute(
            "SELECT seq, audiences, name, data FROM events WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?",
            (seq, 2**62 if until is None else until, limit),
        )
        for number, audiences, name, data in found:
            yield EventRow(number, tuple(audiences.split("\n")), name, data)

    def prune(self, *, before: float, keep: int) -> int:
        """Forget events older than `before`, and all but the last `keep`. Returns how many went."""
        oldest_kept = self.last() - keep
        gone = self._connection.execute("DELETE FROM events WHERE at < ? OR seq <= ?", (before, oldest_kept))
        return gone.rowcount
