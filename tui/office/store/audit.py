"""Audit rows: who did what to whom, and when."""

import sqlite3
from datetime import datetime
from typing import NamedTuple

SCHEMA = """
CREATE TABLE audit (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at REAL NOT NULL,
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    thing TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE INDEX audit_at ON audit (at);
"""


class AuditRow(NamedTuple):
    """One deed."""

    at: float
    """Seconds since 1970."""
    who: str
    """Account id; empty: nobody was signed in."""
    what: str
    """A word such as "sign_in", "sign_in_refused", "caller_changed"."""
    thing: str
    """Id of what it was done to."""
    detail: str
    """Never a secret, never what was written."""


class Audit:
    """Grows only."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, at: datetime, who: str, what: str, thing: str = "", detail: str = "") -> None:
        """Write one row."""
        self._connection.execute(
            "INSERT INTO audit (at, who, what, thing, detail) VALUES (?, ?, ?, ?, ?)",
            (at.timestamp(), who, what, thing, detail),
        )

    def last(self, limit: int = 100) -> tuple[AuditRow, ...]:
        """The newest rows, newest first."""
        found = self._connection.execute(
            "SELECT at, who, what, thing, detail FROM audit ORDER BY seq DESC LIMIT ?", (limit,)
        )
        return tuple(AuditRow(*row) for row in found)
