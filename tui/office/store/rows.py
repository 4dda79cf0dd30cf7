"""How values stand in rows: whole as JSON, moments as seconds since 1970 for sorting."""

from datetime import UTC, datetime
from typing import TypeVar

import msgspec

T = TypeVar("T")

_encoder = msgspec.json.Encoder()
_decoders: dict[type, msgspec.json.Decoder[object]] = {}


def encode(value: object) -> bytes:
    """A value as the JSON kept in its row and sent on the wire."""
    return _encoder.encode(value)


def decode(body: bytes, kind: type[T]) -> T:
    """The value that `encode` made."""
    decoder = _decoders.get(kind)
    if decoder is None:
        decoder = _decoders[kind] = msgspec.json.Decoder(kind)
    value = decoder.decode(body)
    assert isinstance(value, kind)  # noqa: S101 - tells mypy what the decoder was made for
    return value


def seconds(moment: datetime | None) -> float | None:
    """A moment as a sortable column; None stays None."""
    return None if moment is None else moment.timestamp()


def moment(column: float | None) -> datetime | None:
    """The moment that `seconds` made, in UTC."""
    return None if column is None else datetime.fromtimestamp(column, UTC)
