"""Promises, by id and by who is to keep them."""

import sqlite3

from tui.model import FollowUp, FollowUpState
from tui.office.store import rows

SCHEMA = """
CREATE TABLE follow_ups (
    id TEXT PRIMARY KEY,
    open INTEGER NOT NULL,
    assignee TEXT NOT NULL,
    caller TEXT NOT NULL,
    due REAL,
    body BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX follow_ups_open ON follow_ups (assignee, due) WHERE open;
CREATE INDEX follow_ups_caller ON follow_ups (caller) WHERE open;
"""


class FollowUps:
    """Kept for ever; only open ones are listed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def put(self, value: FollowUp) -> None:
        """Keep one, new or changed."""
        is_open = value.state is FollowUpState.open
        columns = (
            value.id,
            is_open,
            value.assignee,
            value.caller,
            rows.seconds(value.due),
            rows.encode(value),
        )
        self._connection.execute("INSERT OR REPLACE INTO follow_ups VALUES (?, ?, ?, ?, ?, ?)", columns)

    def get(self, id: str) -> FollowUp | None:  # noqa: A002 - the word of the model
        """One promise, kept, cancelled or open."""
        found = self._connection.execute("SELECT body FROM follow_ups WHERE id = ?", (id,)).fetchone()
        return None if found is None else rows.decode(found[0], FollowUp)

    def open_for(self, assignees: tuple[str, ...]) -> tuple[FollowUp, ...]:
        """Open promises of these assignees and of nobody in particular, by due time, undated ones last."""
        wanted = ("", *assignees)
        places = ", ".join("?" * len(wanted))
        order = "ORDER BY due IS NULL, due, id"
        found = self._connection.execute(
            f"SELECT body FROM follow_ups WHERE open AND assignee IN ({places}) {order}",  # noqa: S608 - only question marks
            wanted,
        )
        return tuple(rows.decode(body, FollowUp) for (body,) in found)

    def open_all(self) -> tuple[FollowUp, ...]:
        """Every open promise, by due time, undated ones last."""
        found = self._connection.execute(
            "SELECT body FROM follow_ups WHERE open ORDER BY due IS NULL, due, id"
        )
        return tuple(rows.decode(body, FollowUp) for (body,) in found)
