"""Calls, what is said in them, and where they are parked."""

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from tui.model import Call, Transcript
from tui.office.store import rows

SCHEMA = """
CREATE TABLE calls (
    id TEXT PRIMARY KEY,
    live INTEGER NOT NULL,
    queue TEXT NOT NULL,
    arrived REAL,
    body BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX calls_live ON calls (arrived) WHERE live;
CREATE TABLE transcripts (call TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE parked (
    slot TEXT PRIMARY KEY,
    call TEXT NOT NULL UNIQUE,
    handling TEXT NOT NULL
) WITHOUT ROWID;
"""


class Parked(NamedTuple):
    """A call in a slot."""

    slot: str
    call: str
    handling: str
    """Of whoever parked it."""


class Calls:
    """All calls ever, by id."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def get(self, call: str) -> Call | None:
        """One call."""
        row = self._connection.execute("SELECT body FROM calls WHERE id = ?", (call,)).fetchone()
        return None if row is None else rows.decode(row[0], Call)

    def live(self) -> Sequence[Call]:
        """Calls that have not ended, oldest first."""
        found = self._connection.execute("SELECT body FROM calls WHERE live ORDER BY arrived")
        return [rows.decode(body, Call) for (body,) in found]

    def put(self, call: Call) -> None:
        """Keep a call, new or changed."""
        live = call.state != "ended"
        values = (call.id, live, call.queue, rows.seconds(call.arrived), rows.encode(call))
        self._connection.execute("INSERT OR REPLACE INTO calls VALUES (?, ?, ?, ?, ?)", values)

    def transcript(self, call: str) -> Transcript | None:
        """What was said last; None when nothing was."""
        row = self._connection.execute("SELECT body FROM transcripts WHERE call = ?", (call,)).fetchone()
        return None if row is None else rows.decode(row[0], Transcript)

    def put_transcript(self, transcript: Transcript) -> None:
        """Keep what was said last."""
        values = (transcript.id, rows.encode(transcript))
        self._connection.execute("INSERT OR REPLACE INTO transcripts VALUES (?, ?)", values)

    def park(self, parked: Parked) -> None:
        """A call goes into a free slot."""
        self._connection.execute("INSERT INTO parked VALUES (?, ?, ?)", parked)

    def parked(self) -> Sequence[Parked]:
        """All slots in use."""
        return [Parked(*row) for row in self._connection.execute("SELECT * FROM parked ORDER BY slot")]

    def in_slot(self, slot: str) -> Parked | None:
        """The call in this slot."""
        row = self._connection.execute("SELECT * FROM parked WHERE slot = ?", (slot,)).fetchone()
        return None if row is None else Parked(*row)

    def unpark(self, call: str) -> None:
        """A call leaves its slot."""
        self._connection.execute("DELETE FROM parked WHERE call = ?", (call,))
