"""Ports for looking up: callers, what to say, whom to send to, figures."""

from collections.abc import Sequence

from tui.adapters.cordboard.documents import conditional
from tui.adapters.cordboard.line import Line, written
from tui.adapters.kit import Ask
from tui.model import (
    Article,
    Caller,
    DayFigures,
    DeskCall,
    DirectoryEntry,
    Found,
    History,
    Phrase,
    Saved,
    Script,
)


class Callers:
    """`CallersPort` over the native API."""

    def __init__(self, line: Line) -> None:
        self._line = line

    async def search(self, query: str, limit: int = 50) -> Found:
        """Best first."""
        asked = {"q": query, "limit": str(limit)}
        return await self._line.fetch(Ask(method="GET", template="/v1/callers", query=asked), Found)

    async def read(self, caller: str) -> Caller:
        """One caller's file."""
        ask = Ask(method="GET", template="/v1/callers/{id}", ids={"id": caller})
        return await self._line.fetch(ask, Caller)

    async def history(self, caller: str, cursor: str = "") -> History:
        """Newest first."""
        ask = Ask(
            method="GET",
            template="/v1/callers/{id}/history",
            ids={"id": caller},
            query={"cursor": cursor} if cursor else {},
        )
        return await self._line.fetch(ask, History)

    async def last_calls(self, limit: int = 20) -> Sequence[DeskCall]:
        """The agent's own."""
        return await self._line.fetch_items("/v1/me/calls", DeskCall, limit=str(limit))

    async def save(self, caller: Caller) -> Saved:
        """A new or an edited one."""
        ask = conditional(written("PUT", "/v1/callers/{id}", caller, id=caller.id), caller)
        return await self._line.fetch(ask, Saved)


class Scripts:
    """`ScriptsPort` over the native API."""

    def __init__(self, line: Line) -> None:
        self._line = line

    async def scripts(self) -> Sequence[Script]:
        """All scripts."""
        return await self._line.fetch_items("/v1/scripts", Script)

    async def phrases(self) -> Sequence[Phrase]:
        """All phrases."""
        return await self._line.fetch_items("/v1/phrases", Phrase)

    async def articles(self, query: str, limit: int = 20) -> Sequence[Article]:
        """Best first."""
        found = await self._line.fetch_items("/v1/articles", Article, q=query)
        return found[:limit]


class Directory:
    """`DirectoryPort` over the native API."""

    def __init__(self, line: Line) -> None:
        self._line = line

    async def search(self, query: str, limit: int = 50) -> Sequence[DirectoryEntry]:
        """By name, number or staff number."""
        return await self._line.fetch_items("/v1/directory", DirectoryEntry, q=query, limit=str(limit))


class Metrics:
    """`MetricsPort` over the native API."""

    def __init__(self, line: Line) -> None:
        self._line = line

    async def my_day(self) -> DayFigures:
        """This agent's day."""
        return await self._line.fetch(Ask(method="GET", template="/v1/metrics/my-day"), DayFigures)
