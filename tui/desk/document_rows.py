"""Documents as rows of the journal, and back."""

from typing import Any

import msgspec

from tui.backend import BackendError, Forbidden, Malformed, Refused, Unsupported, Why
from tui.desk.document import Body, Document, DocumentKind, HandlingFacts
from tui.desk.journal import Row
from tui.desk.masking import masked
from tui.model import Caller, FollowUp, Moment, Record, Value

_TYPES: dict[DocumentKind, Any] = {
    DocumentKind.record: Record,
    DocumentKind.follow_up: FollowUp,
    DocumentKind.caller: Caller,
}


class _Refusal(Value, frozen=True, kw_only=True, omit_defaults=True):
    error: str
    detail: str = ""
    reason: Why = Why.unknown
    by: str = ""
    revision: int = 0


class _Beside(Value, frozen=True, kw_only=True, omit_defaults=True):
    """What stands beside the body on disk."""

    facts: HandlingFacts = HandlingFacts()
    filed_at: Moment | None = None
    sent: tuple[str, ...] = ()
    version: int = 0
    """Of a row; apart from its words, so that the same words are the same bytes."""


def row_of(document: Document) -> Row:
    """The document as it goes to disk: masked."""
    version = 0 if isinstance(document.body, Record) else document.body.version
    beside = _Beside(facts=document.facts, filed_at=document.filed_at, sent=document.sent, version=version)
    return Row(
        id=document.id,
        kind=document.kind.value,
        revision=document.revision,
        acknowledged=document.acknowledged,
        body=msgspec.json.encode(without_version(masked(document.body))),
        facts=msgspec.json.encode(beside),
        refused=_encoded_refusal(document),
    )


def document_of(row: Row) -> Document:
    """The document a row holds.

    Raises:
        msgspec.MsgspecError, ValueError: the row was written by a desk too different from this one.
    """
    kind = DocumentKind(row.kind)
    beside = msgspec.json.decode(row.facts, type=_Beside)
    error, refused_revision = _decoded_refusal(row.refused)
    return Document(
        body=_with_version(msgspec.json.decode(row.body, type=_TYPES[kind]), beside.version),
        kind=kind,
        facts=beside.facts,
        revision=row.revision,
        kept=row.revision,
        acknowledged=row.acknowledged,
        filed_at=beside.filed_at,
        sent=beside.sent,
        refused=error,
        refused_revision=refused_revision,
    )


def without_version(body: Body) -> Body:
    """What a document says, whatever version of a row it is based on."""
    return body if isinstance(body, Record) else body.but(version=0)


def _with_version(body: Body, version: int) -> Body:
    return body if isinstance(body, Record) else body.but(version=version)


def _encoded_refusal(document: Document) -> bytes:
    error = document.refused
    if error is None:
        return b""
    refusal = _Refusal(
        error=type(error).__name__,
        detail=error.detail,
        reason=error.reason if isinstance(error, Refused) else Why.unknown,
        by=error.by if isinstance(error, Refused) else "",
        revision=document.refused_revision,
    )
    return msgspec.json.encode(refusal)


def _decoded_refusal(text: bytes) -> tuple[BackendError | None, int]:
    if not text:
        return None, 0
    refusal = msgspec.json.decode(text, type=_Refusal)
    return _error_of(refusal), refusal.revision


def _error_of(refusal: _Refusal) -> BackendError:
    if refusal.error == Forbidden.__name__:
        return Forbidden(refusal.detail)
    if refusal.error == Unsupported.__name__:
        return Unsupported(refusal.detail)
    if refusal.error == Malformed.__name__:
        path, _, rest = refusal.detail.partition(": expected ")
        expected, _, got = rest.partition(", got ")
        return Malformed(path, expected, got)
    return Refused(refusal.reason, refusal.detail, by=refusal.by)
