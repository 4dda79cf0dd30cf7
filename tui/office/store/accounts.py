"""Accounts and their sessions. Secrets and tokens stand here only as hashes."""

import sqlite3
from datetime import datetime
from typing import NamedTuple

SCHEMA = """
CREATE TABLE accounts (
    id TEXT PRIMARY KEY,
    staff_number TEXT NOT NULL UNIQUE COLLATE NOCASE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    secret_hash TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE sessions (
    digest TEXT PRIMARY KEY,
    account TEXT NOT NULL REFERENCES accounts (id),
    desk_id TEXT NOT NULL,
    desk_name TEXT NOT NULL,
    extension TEXT NOT NULL,
    expires REAL NOT NULL
) WITHOUT ROWID;
CREATE INDEX sessions_account ON sessions (account);
"""


class AccountRow(NamedTuple):
    """Somebody who may sign in."""

    id: str
    """For people the agent's id."""
    staff_number: str
    name: str
    role: str
    secret_hash: str
    """Empty: no secret fits; only tokens do."""


class SessionRow(NamedTuple):
    """A token that was handed out."""

    digest: str
    account: str
    desk_id: str
    desk_name: str
    extension: str
    expires: float
    """Seconds since 1970."""


class Accounts:
    """Who may sign in, and who has."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def put(self, row: AccountRow) -> None:
        """Keep an account, new or changed.

        Raises:
            sqlite3.IntegrityError: another account has this staff number.
        """
        self._connection.execute(
            "INSERT INTO accounts VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET staff_number = "
            "excluded.staff_number, name = excluded.name, role = excluded.role, "
            "secret_hash = excluded.secret_hash",
            row,
        )

    def with_number(self, staff_number: str) -> AccountRow | None:
        """The account that signs in with this number; case does not count."""
        found = self._connection.execute("SELECT * FROM accounts WHERE staff_number = ?", (staff_number,))
        return _one(found)

    def get(self, account: str) -> AccountRow | None:
        """The account of this id."""
        return _one(self._connection.execute("SELECT * FROM accounts WHERE id = ?", (account,)))

    def set_secret(self, account: str, secret_hash: str) -> None:
        """Replace the secret's hash."""
        self._connection.execute("UPDATE accounts SET secret_hash = ? WHERE id = ?", (secret_hash, account))

    def session(self, digest: str, now: datetime) -> SessionRow | None:
        """The session of a token, unless it has expired."""
        found = self._connection.execute(
            "SELECT * FROM sessions WHERE digest = ? AND expires > ?", (digest, now.timestamp())
        ).fetchone()
        return None if found is None else SessionRow(*found)

    def sessions_of(self, account: str, now: datetime) -> tuple[SessionRow, ...]:
        """Running sessions of an account."""
        found = self._connection.execute(
            "SELECT * FROM sessions WHERE account = ? AND expires > ?", (account, now.timestamp())
        )
        return tuple(SessionRow(*row) for row in found)

    def open_session(self, row: SessionRow) -> None:
        """Keep a new session."""
        self._connection.execute("INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?)", row)

    def end_session(self, digest: str) -> None:
        """Forget one session."""
        self._connection.execute("DELETE FROM sessions WHERE digest = ?", (digest,))

    def end_sessions_of(self, account: str) -> None:
        """Forget all sessions of an account."""
        self._connection.execute("DELETE FROM sessions WHERE account = ?", (account,))

    def prune(self, now: datetime) -> None:
        """Forget expired sessions."""
        self._connection.execute("DELETE FROM sessions WHERE expires <= ?", (now.timestamp(),))


def _one(found: sqlite3.Cursor) -> AccountRow | None:
    row = found.fetchone()
    return None if row is None else AccountRow(*row)
