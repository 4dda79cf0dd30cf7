"""Callers by id and by number; the terms they are searched by are written with them."""

import sqlite3
from datetime import datetime

from tui.model import Caller, CallerBrief
from tui.office.store import rows
from tui.office.store.terms import numbers_of, terms_of
from tui.text import digits

SCHEMA = """
CREATE TABLE callers (id TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE caller_terms (
    term TEXT NOT NULL,
    caller TEXT NOT NULL,
    PRIMARY KEY (term, caller)
) WITHOUT ROWID;
CREATE INDEX caller_terms_caller ON caller_terms (caller);
CREATE TABLE caller_numbers (
    reversed TEXT NOT NULL,
    caller TEXT NOT NULL,
    PRIMARY KEY (reversed, caller)
) WITHOUT ROWID;
CREATE INDEX caller_numbers_caller ON caller_numbers (caller);
"""

LAST = "\U0010ffff"
"""Sorts after everything that begins with what stands before it."""
_SAME_NUMBER = 8
"""So many last digits make a number written without its country the same number."""
_SHARING = 20
"""At most so many callers are shown for one number."""


class Callers:
    """The office's own small CRM."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def put(self, caller: Caller) -> None:
        """Keep a caller, new or changed, with its terms."""
        self._connection.execute(
            "INSERT OR REPLACE INTO callers VALUES (?, ?)", (caller.id, rows.encode(caller))
        )
        self._connection.execute("DELETE FROM caller_terms WHERE caller = ?", (caller.id,))
        self._connection.execute("DELETE FROM caller_numbers WHERE caller = ?", (caller.id,))
        self._connection.executemany(
            "INSERT INTO caller_terms VALUES (?, ?)", [(term, caller.id) for term in terms_of(caller)]
        )
        self._connection.executemany(
            "INSERT INTO caller_numbers VALUES (?, ?)",
            [(number[::-1], caller.id) for number in numbers_of(caller)],
        )

    def get(self, caller: str) -> Caller | None:
        """One caller's file, with the moment of the last contact."""
        found = self._connection.execute("SELECT body FROM callers WHERE id = ?", (caller,)).fetchone()
        if found is None:
            return None
        return rows.decode(found[0], Caller).but(last_contact=self._last_contact(caller))

    def brief(self, caller: str) -> CallerBrief | None:
        """As much of a caller as a ringing call shows."""
        found = self.get(caller)
        return None if found is None else found.brief()

    def on_number(self, number: str) -> tuple[CallerBrief, ...]:
        """Everyone known on this number, in whatever form it is written; nobody on a withheld one."""
        wanted = digits(number).lstrip("0")
        if not wanted:
            return ()
        found = self._ending_with(wanted, exact=len(wanted) < _SAME_NUMBER)
        briefs = (self.brief(caller) for caller in found)
        return tuple(brief for brief in briefs if brief is not None)

    def _last_contact(self, caller: str) -> datetime | None:
        found = self._connection.execute(
            "SELECT max(at) FROM interactions WHERE caller = ? AND caller != ''", (caller,)
        ).fetchone()
        return rows.moment(found[0])

    def _ending_with(self, number: str, *, exact: bool) -> list[str]:
        backwards = number[::-1]
        found = self._connection.execute(
            "SELECT caller FROM caller_numbers WHERE reversed >= ? AND reversed <= ? "
            "ORDER BY length(reversed), caller LIMIT ?",
            (backwards, backwards if exact else backwards + LAST, _SHARING),
        )
        return [caller for (caller,) in found]
