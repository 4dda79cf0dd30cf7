"""Idempotency keys: what was answered to a request that may come again."""

import sqlite3
from datetime import datetime, timedelta
from typing import NamedTuple

SCHEMA = """
CREATE TABLE idempotency_keys (
    account TEXT NOT NULL,
    key TEXT NOT NULL,
    asked BLOB NOT NULL,
    answer BLOB NOT NULL,
    at REAL NOT NULL,
    PRIMARY KEY (account, key)
) WITHOUT ROWID;
CREATE INDEX idempotency_keys_at ON idempotency_keys (at);
"""

KEPT = timedelta(hours=24)


class Replay(NamedTuple):
    """A request that was answered before."""

    asked: bytes
    """Fingerprint of what was asked."""
    answer: bytes
    """JSON of what was answered."""


class Keys:
    """Answers under their account and key, for a day."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def get(self, account: str, key: str) -> Replay | None:
        """What was answered under this key."""
        found = self._connection.execute(
            "SELECT asked, answer FROM idempotency_keys WHERE account = ? AND key = ?", (account, key)
        ).fetchone()
        return None if found is None else Replay(*found)

    def put(self, account: str, key: str, replay: Replay, now: datetime) -> None:
        """Keep an answer, and forget those older than a day."""
        oldest = (now - KEPT).timestamp()
        self._connection.execute("DELETE FROM idempotency_keys WHERE at < ?", (oldest,))
        self._connection.execute(
            "INSERT INTO idempotency_keys VALUES (?, ?, ?, ?, ?)",
            (account, key, replay.asked, replay.answer, now.timestamp()),
        )
