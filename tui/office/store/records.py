"""Records as agents wrote them, and the interactions that a caller's history is made of."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from tui.model import Interaction, Record
from tui.office.store import rows

SCHEMA = """
CREATE TABLE records (
    id TEXT PRIMARY KEY,
    handling TEXT NOT NULL,
    agent TEXT NOT NULL,
    kept REAL NOT NULL,
    filed REAL,
    body BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE interactions (
    id TEXT PRIMARY KEY,
    caller TEXT NOT NULL,
    call TEXT NOT NULL,
    agent TEXT NOT NULL,
    number TEXT NOT NULL,
    at REAL NOT NULL,
    body BLOB NOT NULL
);
CREATE INDEX interactions_caller ON interactions (caller, at DESC, id) WHERE caller != '';
CREATE INDEX interactions_agent ON interactions (agent, at DESC);
"""


class Records:
    """The highest revision of each record."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def get(self, record: str) -> Record | None:
        """One record."""
        row = self._connection.execute("SELECT body FROM records WHERE id = ?", (record,)).fetchone()
        return None if row is None else rows.decode(row[0], Record)

    def times(self, record: str) -> tuple[datetime | None, datetime | None]:
        """When its last revision was kept, and when it was filed (None: not yet)."""
        row = self._connection.execute("SELECT kept, filed FROM records WHERE id = ?", (record,)).fetchone()
        return (None, None) if row is None else (rows.moment(row[0]), rows.moment(row[1]))

    def agent(self, record: str) -> str:
        """Who wrote it; empty: there is no such record."""
        row = self._connection.execute("SELECT agent FROM records WHERE id = ?", (record,)).fetchone()
        return "" if row is None else str(row[0])

    def put(self, record: Record, agent: str, *, kept: float, filed: float | None) -> None:
        """Keep a revision."""
        values = (record.id, record.handling, agent, kept, filed, rows.encode(record))
        self._connection.execute("INSERT OR REPLACE INTO records VALUES (?, ?, ?, ?, ?, ?)", values)


class Interactions:
    """Past contacts; the id is the handling's."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def get(self, interaction: str) -> Interaction | None:
        """One past contact."""
        row = self._connection.execute(
            "SELECT body FROM interactions WHERE id = ?", (interaction,)
        ).fetchone()
        return None if row is None else rows.decode(row[0], Interaction)

    def put(self, interaction: Interaction) -> None:
        """Keep a past contact, new or completed later."""
        one = interaction
        values = (one.id, one.caller, one.call, one.agent, one.number, one.at.timestamp(), rows.encode(one))
        self._connection.execute("INSERT OR REPLACE INTO interactions VALUES (?, ?, ?, ?, ?, ?, ?)", values)

    def of_caller(
        self, caller: str, limit: int, *, before: tuple[float, str] | None = None
    ) -> Sequence[Interaction]:
        """A caller's past contacts, newest first; `before`: only those after this place (moment, id)."""
        at, last_id = before or (float("inf"), "")
        found = self._connection.execute(
            "SELECT body FROM interactions WHERE caller = :caller AND caller != ''"
            " AND (at < :at OR (at = :at AND id > :id)) ORDER BY at DESC, id LIMIT :limit",
            {"caller": caller, "at": at, "id": last_id, "limit": limit},
        )
        return [rows.decode(body, Interaction) for (body,) in found]
