"""The line: calls that wait in a queue, or ring at somebody's while they keep their place in it."""

import sqlite3
from collections.abc import Sequence

import msgspec

from tui.model import Waiting
from tui.office.store import rows

SCHEMA = """
CREATE TABLE waiting (
    call TEXT PRIMARY KEY,
    queue TEXT NOT NULL,
    rings INTEGER NOT NULL,
    priority INTEGER NOT NULL,
    arrived REAL NOT NULL,
    due REAL,
    body BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX waiting_order ON waiting (queue, rings, priority DESC, arrived, call);
CREATE TABLE passed_over (
    call TEXT NOT NULL, agent TEXT NOT NULL, until REAL NOT NULL, PRIMARY KEY (call, agent)
) WITHOUT ROWID;
"""

_MINE = "queue IN (SELECT queue FROM agent_queues WHERE agent = ?)"


class WaitingLine:
    """Rows in the order they are served: priority, then age."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def get(self, call: str) -> Waiting | None:
        """One row; None when the call is not in line."""
        row = self._connection.execute("SELECT body FROM waiting WHERE call = ?", (call,)).fetchone()
        return None if row is None else rows.decode(row[0], Waiting)

    def put(self, row: Waiting) -> None:
        """Keep a row, new or changed."""
        arrived, due = row.arrived.timestamp(), rows.seconds(row.due)
        values = (row.id, row.queue, bool(row.ringing), row.priority, arrived, due, rows.encode(row))
        self._connection.execute("INSERT OR REPLACE INTO waiting VALUES (?, ?, ?, ?, ?, ?, ?)", values)

    def remove(self, call: str) -> None:
        """A call is no longer in line."""
        self._connection.execute("DELETE FROM waiting WHERE call = ?", (call,))
        self._connection.execute("DELETE FROM passed_over WHERE call = ?", (call,))

    def pass_over(self, call: str, agent: str, until: float) -> None:
        """Don't offer this call to this agent until then: they declined it."""
        values = (call, agent, until)
        self._connection.execute("INSERT OR REPLACE INTO passed_over VALUES (?, ?, ?)", values)

    def head(self, now: float) -> tuple[str, str] | None:
        """The next call that can be offered, and the longest-idle agent it goes to."""
        row = self._connection.execute(_HEAD, {"now": now}).fetchone()
        return None if row is None else (row[0], row[1])

    def next_to_take(self, agent: str, now: float, queue: str = "") -> str:
        """The call that an agent takes next from a pull queue (any of theirs if none is named), or empty.
        One that is due later can be taken by name only.
        """
        row = self._connection.execute(
            f"SELECT w.call FROM waiting w JOIN queues q ON q.id = w.queue WHERE w.{_MINE} AND w.rings = 0"  # noqa: S608 - a constant
            " AND q.pushes = 0 AND (? IN ('', w.queue)) AND (w.due IS NULL OR w.due <= ?)"
            " ORDER BY w.priority DESC, w.arrived, w.call LIMIT 1",
            (agent, queue, now),
        ).fetchone()
        return "" if row is None else str(row[0])

    def seen_by(self, agent: str) -> Sequence[msgspec.Raw]:
        """The rows of all queues that an agent serves, as JSON."""
        found = self._connection.execute(
            f"SELECT body FROM waiting WHERE {_MINE} ORDER BY priority DESC, arrived",  # noqa: S608 - a constant
            (agent,),
        )
        return [msgspec.Raw(body) for (body,) in found]

    def everything(self) -> Sequence[msgspec.Raw]:
        """All rows, as JSON."""
        found = self._connection.execute("SELECT body FROM waiting ORDER BY priority DESC, arrived")
        return [msgspec.Raw(body) for (body,) in found]

    def figures(self, queue: str) -> tuple[int, float | None]:
        """How many are in a queue's line, and when the oldest of them arrived."""
        row = self._connection.execute(
            "SELECT count(*), min(arrived) FROM waiting WHERE queue = ?", (queue,)
        ).fetchone()
        return int(row[0]), row[1]


# An agent who may be offered call w of queue q now. Sought in the order of idleness, so the first one found
# is the longest idle; `= 1` and `= 0` let the indexes be used.
_CAN_SERVE = """
    s.free = 1
    AND EXISTS (SELECT 1 FROM agent_queues aq WHERE aq.queue = q.id AND aq.agent = s.agent)
    AND (q.skill = '' OR EXISTS (SELECT 1 FROM agent_skills k
        WHERE k.agent = s.agent AND k.skill = q.skill AND k.level >= q.skill_level))
"""
_NOT_PASSED = """
    NOT EXISTS (SELECT 1 FROM passed_over p WHERE p.call = w.call AND p.agent = s.agent AND p.until > :now)
"""
# One head for each queue in which somebody waits and whom somebody free can serve: a long line of calls that
# nobody free can take, or many free agents with nobody waiting, cost nothing. Then the best of these heads.
_HEAD = f"""
WITH heads AS MATERIALIZED (
    SELECT q.id AS queue, (
        SELECT w.call FROM waiting w
        WHERE w.queue = q.id AND w.rings = 0 AND (w.due IS NULL OR w.due <= :now)
        AND EXISTS (SELECT 1 FROM seats s WHERE {_CAN_SERVE} AND {_NOT_PASSED})
        ORDER BY w.priority DESC, w.arrived, w.call LIMIT 1
    ) AS call FROM queues q
    WHERE q.pushes = 1 AND EXISTS (SELECT 1 FROM waiting w WHERE w.queue = q.id AND w.rings = 0)
    AND EXISTS (SELECT 1 FROM seats s WHERE {_CAN_SERVE})
)
SELECT w.call, (
    SELECT s.agent FROM seats s WHERE {_CAN_SERVE} AND {_NOT_PASSED} ORDER BY s.idle_since, s.agent LIMIT 1
) FROM heads JOIN waiting w ON w.call = heads.call JOIN queues q ON q.id = heads.queue
ORDER BY w.priority DESC, w.arrived, w.call LIMIT 1
"""  # noqa: S608 - built of constants
