"""What the journal keeps."""

import msgspec


class JournalKey(msgspec.Struct, frozen=True, kw_only=True):
    """Whose documents: nobody else on this account sees or sends them."""

    backend: str
    agent: str


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One document as it lies on disk."""

    id: str
    kind: str
    revision: int
    acknowledged: int
    body: bytes
    """JSON of the model value."""
    facts: bytes = b"{}"
    """JSON of what is known of its handling."""
    refused: bytes = b""
    """JSON of a refusal; empty: none."""
    kept_at: float = 0.0
    """Unix time of the commit; set by the journal."""


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What became of rows that were to be written."""

    at: float
    """Unix time of the commit."""
    outdone: dict[str, int] = {}
    """Rows not written, for another process wrote this higher or other revision of them."""
