"""What is due when. It survives a restart."""

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

SCHEMA = """
CREATE TABLE timers (
    kind TEXT NOT NULL, subject TEXT NOT NULL, due REAL NOT NULL, PRIMARY KEY (kind, subject)
) WITHOUT ROWID;
CREATE INDEX timers_due ON timers (due);
"""


class Timer(NamedTuple):
    """Something to be done at a moment."""

    kind: str
    """"ring", "wrap_up", "park", "grace" or "route"."""
    subject: str
    """Id of the handling, call or agent it is about."""
    due: float
    """Seconds since 1970."""


class Timers:
    """At most one timer for each kind and subject."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def start(self, kind: str, subject: str, due: float) -> None:
        """Set a timer, or set it anew."""
        self._connection.execute("INSERT OR REPLACE INTO timers VALUES (?, ?, ?)", (kind, subject, due))

    def stop(self, kind: str, subject: str) -> None:
        """Take a timer away, if it is there."""
        self._connection.execute("DELETE FROM timers WHERE kind = ? AND subject = ?", (kind, subject))

    def due(self, now: float, limit: int = 100) -> Sequence[Timer]:
        """Timers whose moment has come, oldest first."""
        found = self._connection.execute(
            "SELECT * FROM timers WHERE due <= ? ORDER BY due, kind, subject LIMIT ?", (now, limit)
        )
        return [Timer(*row) for row in found]

    def next(self) -> float | None:
        """The moment of the next timer; None: nothing is due ever."""
        row = self._connection.execute("SELECT min(due) FROM timers").fetchone()
        return None if row[0] is None else float(row[0])
