"""Handlings: who has, or had, which call."""

import sqlite3
from collections.abc import Sequence

from tui.model import Call, Handling, Value
from tui.office.store import rows

SCHEMA = """
CREATE TABLE handlings (
    id TEXT PRIMARY KEY,
    call TEXT NOT NULL,
    agent TEXT NOT NULL,
    open INTEGER NOT NULL,
    began REAL NOT NULL,
    body BLOB NOT NULL,
    meter BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX handlings_call ON handlings (call, began);
CREATE INDEX handlings_open ON handlings (agent, began) WHERE open;
CREATE INDEX handlings_agent ON handlings (agent, began);
"""


class Meter(Value, frozen=True, kw_only=True, omit_defaults=True):
    """Talk and hold time to the fraction, so that a call held ten times does not lose ten seconds."""

    talk: float = 0.0
    held: float = 0.0
    runs: str = ""
    """What counts since `since`: "talk", "held" or nothing."""
    since: float = 0.0

    def at(self, now: float, runs: str) -> "Meter":
        """Counted up to now; from here on it counts something else."""
        passed = max(0.0, now - self.since)
        talk = self.talk + passed * (self.runs == "talk")
        held = self.held + passed * (self.runs == "held")
        return Meter(talk=talk, held=held, runs=runs, since=now)


class Handlings:
    """All handlings ever. Open ones are live or in wrap-up."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def get(self, handling: str) -> Handling | None:
        """One handling."""
        row = self._connection.execute("SELECT body FROM handlings WHERE id = ?", (handling,)).fetchone()
        return None if row is None else rows.decode(row[0], Handling)

    def meter(self, handling: str) -> Meter:
        """Its talk and hold time so far."""
        row = self._connection.execute("SELECT meter FROM handlings WHERE id = ?", (handling,)).fetchone()
        return Meter() if row is None else rows.decode(row[0], Meter)

    def put(self, handling: Handling, meter: Meter, began: float) -> None:
        """Keep a handling, new or changed; `began` counts for a new one only."""
        is_open = handling.state != "done"
        values = (handling.id, handling.call, handling.agent, is_open, began)
        self._connection.execute(
            "INSERT INTO handlings VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
            " open = excluded.open, body = excluded.body, meter = excluded.meter",
            (*values, rows.encode(handling), rows.encode(meter)),
        )

    def open_of_agent(self, agent: str) -> Sequence[Handling]:
        """An agent's handlings, live or in wrap-up, oldest first."""
        return self._list("SELECT body FROM handlings WHERE agent = ? AND open ORDER BY began, id", agent)

    def all_open(self) -> Sequence[Handling]:
        """Everybody's handlings, live or in wrap-up, oldest first."""
        found = self._connection.execute("SELECT body FROM handlings WHERE open ORDER BY began, id")
        return [rows.decode(body, Handling) for (body,) in found]

    def open_of_call(self, call: str) -> Sequence[Handling]:
        """A call's handlings, live or in wrap-up, oldest first."""
        return self._list("SELECT body FROM handlings WHERE call = ? AND open ORDER BY began, id", call)

    def of_call(self, call: str) -> Sequence[Handling]:
        """All handlings of a call, oldest first."""
        return self._list("SELECT body FROM handlings WHERE call = ? ORDER BY began, id", call)

    def last_of_agent(self, agent: str, limit: int = 20) -> Sequence[tuple[Handling, Call]]:
        """An agent's last handlings with their calls, newest first, missed ones too."""
        found = self._connection.execute(
            "SELECT h.body, c.body FROM handlings h JOIN calls c ON c.id = h.call"
            " WHERE h.agent = ? ORDER BY h.began DESC, h.id LIMIT ?",
            (agent, limit),
        )
        return [(rows.decode(first, Handling), rows.decode(second, Call)) for first, second in found]

    def of_agent_since(self, agent: str, since: float) -> Sequence[Handling]:
        """An agent's handlings begun since a moment, oldest first."""
        found = self._connection.execute(
            "SELECT body FROM handlings WHERE agent = ? AND began >= ? ORDER BY began", (agent, since)
        )
        return [rows.decode(body, Handling) for (body,) in found]

    def _list(self, query: str, key: str) -> Sequence[Handling]:
        return [rows.decode(body, Handling) for (body,) in self._connection.execute(query, (key,))]
