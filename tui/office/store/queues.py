"""Queues, their live figures and the passages of calls through them."""

import sqlite3
from collections.abc import Sequence

from tui.model import Queue, QueueFigures
from tui.office.store import rows

SCHEMA = """
CREATE TABLE queues (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    skill TEXT NOT NULL,
    skill_level INTEGER NOT NULL,
    pushes INTEGER NOT NULL,
    stale INTEGER NOT NULL DEFAULT 1,
    body BLOB NOT NULL,
    figures BLOB
) WITHOUT ROWID;
CREATE INDEX queues_stale ON queues (stale) WHERE stale;
CREATE TABLE passages (
    id INTEGER PRIMARY KEY,
    call TEXT NOT NULL,
    queue TEXT NOT NULL,
    entered REAL NOT NULL,
    left_at REAL,
    outcome TEXT NOT NULL DEFAULT ''
);
CREATE INDEX passages_day ON passages (queue, entered, left_at, outcome);
CREATE INDEX passages_call ON passages (call) WHERE left_at IS NULL;
"""


class Queues:
    """The lines calls wait in, in the order the office lists them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def get(self, queue: str) -> Queue | None:
        """One queue."""
        row = self._connection.execute("SELECT body FROM queues WHERE id = ?", (queue,)).fetchone()
        return None if row is None else rows.decode(row[0], Queue)

    def all(self) -> Sequence[Queue]:
        """All queues."""
        found = self._connection.execute("SELECT body FROM queues ORDER BY position, id")
        return [rows.decode(body, Queue) for (body,) in found]

    def put(self, queue: Queue, position: int = 0) -> None:
        """Keep a queue, new or changed."""
        pushes = queue.delivery in ("push", "phone")
        self._connection.execute(
            "INSERT INTO queues (id, position, skill, skill_level, pushes, body) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET position = excluded.position, skill = excluded.skill,"
            " skill_level = excluded.skill_level, pushes = excluded.pushes, stale = 1, body = excluded.body",
            (queue.id, position, queue.skill, queue.skill_level, pushes, rows.encode(queue)),
        )

    def figures(self, queue: str) -> QueueFigures | None:
        """The figures last told; None before the first time."""
        row = self._connection.execute("SELECT figures FROM queues WHERE id = ?", (queue,)).fetchone()
        return None if row is None or row[0] is None else rows.decode(row[0], QueueFigures)

    def keep_figures(self, figures: QueueFigures) -> None:
        """Keep the figures as told; they are no longer stale."""
        values = (rows.encode(figures), figures.id)
        self._connection.execute("UPDATE queues SET figures = ?, stale = 0 WHERE id = ?", values)

    def stale(self) -> Sequence[str]:
        """Queues whose figures may have changed since they were last told."""
        return [row[0] for row in self._connection.execute("SELECT id FROM queues WHERE stale")]

    def mark_stale(self, queue: str) -> None:
        """The figures of this queue may have changed."""
        self._connection.execute("UPDATE queues SET stale = 1 WHERE id = ? AND NOT stale", (queue,))

    def mark_all_stale(self) -> None:
        """All figures may have changed: a new day began."""
        self._connection.execute("UPDATE queues SET stale = 1")

    def enter(self, call: str, queue: str, at: float) -> None:
        """A call begins to wait in a queue."""
        values = (call, queue, at)
        self._connection.execute("INSERT INTO passages (call, queue, entered) VALUES (?, ?, ?)", values)

    def leave(self, call: str, outcome: str, at: float) -> None:
        """A call no longer waits: "answered", "abandoned" or "moved"."""
        self._connection.execute(
            "UPDATE passages SET left_at = ?, outcome = ? WHERE call = ? AND left_at IS NULL",
            (at, outcome, call),
        )

    def passed(self, queue: Queue, since: float, now: float) -> tuple[int, int, int, int]:
        """Offered, answered, answered in time and abandoned of a queue since a moment. Whoever left
        unanswered or still waits counts as offered only once the service level's time was over.
        """
        limit = queue.service_level_seconds
        row = self._connection.execute(
            "SELECT count(*) FILTER"
            " (WHERE outcome = 'answered' OR coalesce(left_at, :now) - entered > :limit),"
            " count(*) FILTER (WHERE outcome = 'answered'),"
            " count(*) FILTER (WHERE outcome = 'answered' AND left_at - entered <= :limit),"
            " count(*) FILTER (WHERE outcome = 'abandoned')"
            " FROM passages WHERE queue = :queue AND entered >= :since",
            {"limit": limit, "queue": queue.id, "since": since, "now": now},
        ).fetchone()
        return int(row[0]), int(row[1]), int(row[2]), int(row[3])
