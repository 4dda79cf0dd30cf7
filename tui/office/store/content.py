"""What the office says and offers: scripts, phrases, articles, codes, reasons, announcements, numbers."""

import sqlite3
from typing import TypeVar

from tui.model import (
    Announcement,
    Article,
    DirectoryEntry,
    Phrase,
    Reason,
    Script,
    WrapUpCode,
)
from tui.office.store import rows
from tui.text import fold

SCHEMA = """
CREATE TABLE content (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    place INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE TABLE announcements_read (
    agent TEXT NOT NULL,
    announcement TEXT NOT NULL,
    PRIMARY KEY (agent, announcement)
) WITHOUT ROWID;
"""

Kept = Script | Phrase | Article | WrapUpCode | Reason | Announcement | DirectoryEntry
K = TypeVar("K", Script, Phrase, Article, WrapUpCode, Reason, Announcement, DirectoryEntry)


class Content:
    """Values of a few kinds, in the order they were first put in."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def put(self, value: Kept) -> None:
        """Keep a value, new or changed; it keeps its place."""
        kind = type(value).__name__
        self._connection.execute(
            "INSERT INTO content SELECT ?, ?, coalesce(max(place), 0) + 1, ? FROM content WHERE kind = ? "
            "ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body",
            (kind, value.id, rows.encode(value), kind),
        )

    def get(self, kind: type[K], id: str) -> K | None:  # noqa: A002 - the word of the model
        """The value of this kind and id."""
        found = self._connection.execute(
            "SELECT body FROM content WHERE kind = ? AND id = ?", (kind.__name__, id)
        ).fetchone()
        return None if found is None else rows.decode(found[0], kind)

    def all(self, kind: type[K]) -> tuple[K, ...]:
        """All values of this kind, in their order."""
        found = self._connection.execute(
            "SELECT body FROM content WHERE kind = ? ORDER BY place", (kind.__name__,)
        )
        return tuple(rows.decode(body, kind) for (body,) in found)

    def code(self, code: str) -> WrapUpCode | None:
        """One wrap-up code."""
        return self.get(WrapUpCode, code)

    def reason(self, reason: str) -> Reason | None:
        """One reason for being not ready."""
        return self.get(Reason, reason)

    def numbers(self) -> tuple[DirectoryEntry, ...]:
        """Departments and outside numbers of the directory; agents and queues stand elsewhere."""
        return self.all(DirectoryEntry)

    def announcements(self, agent: str) -> tuple[Announcement, ...]:
        """The briefing as this agent sees it, newest first."""
        read = self._read_by(agent)
        found = sorted(self.all(Announcement), key=lambda one: one.at, reverse=True)
        return tuple(one.but(read=one.id in read) for one in found)

    def mark_read(self, agent: str, announcement: str) -> None:
        """This agent has read it; twice is once."""
        self._connection.execute(
            "INSERT OR IGNORE INTO announcements_read VALUES (?, ?)", (agent, announcement)
        )

    def articles(self, query: str, limit: int) -> tuple[Article, ...]:
        """Articles that hold all words of the query; those with them in the title first."""
        words = fold(query).split()
        found = [
            one for one in self.all(Article) if _holds(f"{one.title} {' '.join(one.tags)} {one.body}", words)
        ]
        found.sort(key=lambda one: not _holds(one.title, words))
        return tuple(found[:limit])

    def _read_by(self, agent: str) -> frozenset[str]:
        found = self._connection.execute(
            "SELECT announcement FROM announcements_read WHERE agent = ?", (agent,)
        )
        return frozenset(announcement for (announcement,) in found)


def _holds(text: str, words: list[str]) -> bool:
    folded = fold(text)
    return all(word in folded for word in words)
