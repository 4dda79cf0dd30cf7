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

    def next_to_take(self, agent: str, queue: str = "") -> str:
        """The call that an agent takes next from a pull queue (any of theirs if none is named), or empty."""
        row = self._connection.execute(
            f"SELECT w.call FROM waiting w JOIN queues q ON q.id = w.queue WHERE w.{_MINE} AND NOT w.rings"  # noqa: S608 - a constant
            " AND NOT q.pushes AND (? IN ('', w.queue)) ORDER BY w.priority DESC, w.arrived, w.call LIMIT 1",
            (agent, queue),
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


# One head per queue that somebody free can serve, so that a long line of calls nobody free can take costs
# nothing; then the best of these heads.
_FREE = """
    SELECT s.agent, s.idle_since, aq.queue FROM seats s
    JOIN agent_queues aq ON aq.agent = s.agent
    JOIN queues q ON q.id = aq.queue AND q.pushes
    WHERE s.free AND (q.skill = '' OR EXISTS (
        SELECT 1 FROM agent_skills k
        WHERE k.agent = s.agent AND k.skill = q.skill AND k.level >= q.skill_level))
"""
_HEAD = f"""
WITH free AS MATERIALIZED ({_FREE}),
heads AS (
    SELECT (
        SELECT w.call FROM waiting w
        WHERE w.queue = served.queue AND NOT w.rings AND (w.due IS NULL OR w.due <= :now)
        AND EXISTS (SELECT 1 FROM free f WHERE f.queue = w.queue AND NOT EXISTS (
            SELECT 1 FROM passed_over p WHERE p.call = w.call AND p.agent = f.agent AND p.until > :now))
        ORDER BY w.priority DESC, w.arrived, w.call LIMIT 1
    ) AS call FROM (SELECT DISTINCT queue FROM free) AS served
)
SELECT w.call, (
    SELECT f.agent FROM free f WHERE f.queue = w.queue AND NOT EXISTS (
        SELECT 1 FROM passed_over p WHERE p.call = w.call AND p.agent = f.agent AND p.until > :now)
    ORDER BY f.idle_since, f.agent LIMIT 1
) FROM heads JOIN waiting w ON w.call = heads.call
ORDER BY w.priority DESC, w.arrived, w.call LIMIT 1
"""  # noqa: S608 - built of constants
