"""What all words of the model share: frozen values, open enumerations, moments."""

import enum
from datetime import UTC, datetime
from typing import Annotated, Any, Self

import msgspec

Moment = Annotated[datetime, msgspec.Meta(tz=True)]
"""A point in time, always with its offset (RFC 3339 on the wire)."""


class Open(enum.StrEnum):
    """An enumeration that a newer backend may extend: a word we do not know reads as `unknown`."""

    @classmethod
    def _missing_(cls, value: object) -> Any:
        return cls.__members__.get("unknown") if isinstance(value, str) else None


class Value(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A frozen value. Fields left at their default are not written; unknown fields are not read."""

    def but(self, **changes: Any) -> Self:
        """The same value with some fields replaced."""
        return msgspec.structs.replace(self, **changes)


class Stored(Value, frozen=True, kw_only=True, omit_defaults=True):
    """A value with an identity that events carry whole."""

    id: str
    """Unique among values of its kind within one part."""
    version: int = 0
    """Grows with every change. Comparable only within one part, kind, id and epoch."""


def utc_now() -> datetime:
    """This machine's idea of now, in UTC."""
    return datetime.now(UTC)
