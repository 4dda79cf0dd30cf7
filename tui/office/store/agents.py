"""Agents, what they are doing, and how long they did it."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime

from tui.model import Agent, AgentState, NextState, Presence, Value
from tui.office.store import rows

SCHEMA = """
CREATE TABLE agents (
    id TEXT PRIMARY KEY,
    staff_number TEXT NOT NULL UNIQUE,
    extension TEXT NOT NULL,
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    body BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX agents_extension ON agents (extension) WHERE extension != '';
CREATE TABLE agent_queues (
    agent TEXT NOT NULL, queue TEXT NOT NULL, PRIMARY KEY (queue, agent)
) WITHOUT ROWID;
CREATE TABLE agent_skills (
    agent TEXT NOT NULL, skill TEXT NOT NULL, level INTEGER NOT NULL, PRIMARY KEY (agent, skill)
) WITHOUT ROWID;
CREATE TABLE seats (
    agent TEXT PRIMARY KEY,
    presence TEXT NOT NULL,
    free INTEGER NOT NULL,
    idle_since REAL NOT NULL,
    body BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX seats_free ON seats (free, idle_since, agent);
CREATE TABLE presence_spans (
    agent TEXT NOT NULL,
    began REAL NOT NULL,
    ended REAL,
    presence TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (agent, began, presence)
) WITHOUT ROWID;
"""


class Seat(Value, frozen=True, kw_only=True, omit_defaults=True):
    """An agent as the floor sees them: what they chose, and what follows from their calls."""

    agent: str
    base: Presence = Presence.offline
    """What they chose: offline, ready or not_ready. Calls and wrap-ups lie over it."""
    reason: str = ""
    next: NextState | None = None
    linked: bool = True
    """Their desk's event stream is there; without it nothing is offered."""
    idle_since: datetime
    """When they last became ready: the longest idle is served first."""
    state: AgentState
    """As everybody was told last."""
    free: bool = False
    """A call may be offered now."""


class Agents:
    """Everybody with an account, and their seats."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def get(self, agent: str) -> Agent | None:
        """One agent."""
        return self._one("SELECT body FROM agents WHERE id = ?", agent)

    def at_extension(self, extension: str) -> Agent | None:
        """The signed-in agent who sits at this phone."""
        return self._one(
            "SELECT a.body FROM agents a JOIN seats s ON s.agent = a.id"
            " WHERE a.extension = ? AND a.extension != '' AND s.presence != 'offline'",
            extension,
        )

    def all(self) -> Sequence[Agent]:
        """All accounts, by name."""
        found = self._connection.execute("SELECT body FROM agents ORDER BY name, id")
        return [rows.decode(body, Agent) for (body,) in found]

    def put(self, agent: Agent) -> None:
        """Keep an account with its queues and skills.

        Raises:
            sqlite3.IntegrityError: another account has this staff number.
        """
        self._connection.execute(
            "INSERT INTO agents VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
            " staff_number = excluded.staff_number, extension = excluded.extension, role = excluded.role,"
            " name = excluded.name, body = excluded.body",
            (agent.id, agent.staff_number, agent.extension, agent.role, agent.name, rows.encode(agent)),
        )
        self._connection.execute("DELETE FROM agent_queues WHERE agent = ?", (agent.id,))
        self._connection.execute("DELETE FROM agent_skills WHERE agent = ?", (agent.id,))
        queues = [(agent.id, queue) for queue in set(agent.queues)]
        self._connection.executemany("INSERT INTO agent_queues VALUES (?, ?)", queues)
        skills = [(agent.id, skill.name, skill.level) for skill in agent.skills]
        self._connection.executemany("INSERT OR REPLACE INTO agent_skills VALUES (?, ?, ?)", skills)

    def seat(self, agent: str) -> Seat | None:
        """An agent's seat; None before they first signed in."""
        row = self._connection.execute("SELECT body FROM seats WHERE agent = ?", (agent,)).fetchone()
        return None if row is None else rows.decode(row[0], Seat)

    def seats(self) -> Sequence[Seat]:
        """All seats that were ever taken."""
        return [rows.decode(body, Seat) for (body,) in self._connection.execute("SELECT body FROM seats")]

    def put_seat(self, seat: Seat) -> None:
        """Keep a seat."""
        idle = seat.idle_since.timestamp()
        values = (seat.agent, seat.state.presence, seat.free, idle, rows.encode(seat))
        self._connection.execute("INSERT OR REPLACE INTO seats VALUES (?, ?, ?, ?, ?)", values)

    def counts(self, queue: str) -> tuple[int, int]:
        """Of those who serve a queue: who could take a call now, and who is busy or wrapping up."""
        row = self._connection.execute(
            "SELECT count(*) FILTER (WHERE s.free), count(*) FILTER (WHERE s.presence IN ('busy', 'wrap_up'))"
            " FROM seats s JOIN agent_queues aq ON aq.agent = s.agent WHERE aq.queue = ?",
            (queue,),
        ).fetchone()
        return int(row[0]), int(row[1])

    def begin_span(self, agent: str, state: AgentState, at: float) -> None:
        """An agent's presence changed: the old span ends, a new one begins (none while offline)."""
        ended = (at, agent)
        self._connection.execute(
            "UPDATE presence_spans SET ended = ? WHERE agent = ? AND ended IS NULL", ended
        )
        if state.presence is not Presence.offline:
            values = (agent, at, None, state.presence, state.reason)
            self._connection.execute("INSERT OR REPLACE INTO presence_spans VALUES (?, ?, ?, ?, ?)", values)

    def spans(self, agent: str, since: float) -> Iterable[tuple[float, float | None, str, str]]:
        """Began, ended (None: it lasts), presence and reason of what an agent did since a moment."""
        return self._connection.execute(
            "SELECT began, ended, presence, reason FROM presence_spans"
            " WHERE agent = ? AND (ended IS NULL OR ended >= ?) ORDER BY began",
            (agent, since),
        ).fetchall()

    def _one(self, query: str, key: str) -> Agent | None:
        row = self._connection.execute(query, (key,)).fetchone()
        return None if row is None else rows.decode(row[0], Agent)
