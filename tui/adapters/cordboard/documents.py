"""Ports for what is written and kept: records, follow-ups, announcements read."""

from collections.abc import Sequence

import msgspec

from tui.adapters.cordboard.line import Line, written
from tui.adapters.kit import Ask
from tui.model import FollowUp, Record, Saved, Stored, WrapUpCode


class Records:
    """`RecordsPort` over the native API."""

    def __init__(self, line: Line) -> None:
        self._line = line

    async def codes(self) -> Sequence[WrapUpCode]:
        """The code tree."""
        return await self._line.fetch_items("/v1/wrap-up-codes", WrapUpCode)

    async def save(self, record: Record) -> Saved:
        """The whole record with its revision."""
        return await self._line.fetch(written("PUT", "/v1/records/{id}", record, id=record.id), Saved)

    async def read(self, record: str) -> Record:
        """The highest revision kept."""
        ask = Ask(method="GET", template="/v1/records/{id}", ids={"id": record})
        return await self._line.fetch(ask, Record)


class FollowUps:
    """`FollowUpsPort` over the native API."""

    def __init__(self, line: Line) -> None:
        self._line = line

    async def save(self, follow_up: FollowUp) -> Saved:
        """A new or a changed one."""
        ask = conditional(written("PUT", "/v1/follow-ups/{id}", follow_up, id=follow_up.id), follow_up)
        return await self._line.fetch(ask, Saved)


class Announcements:
    """`AnnouncementsPort` over the native API."""

    def __init__(self, line: Line) -> None:
        self._line = line

    async def mark_read(self, announcement: str) -> None:
        """This agent has read it."""
        await self._line.send(written("POST", "/v1/announcements/{id}/read", None, id=announcement))


def conditional(ask: Ask, row: Stored) -> Ask:
    """Kept only if the row is new (version 0) or still the version that was edited (RFC 9110, 13.1)."""
    condition = {"If-Match": f'"{row.version}"'} if row.version else {"If-None-Match": "*"}
    return msgspec.structs.replace(ask, headers={**ask.headers, **condition})
