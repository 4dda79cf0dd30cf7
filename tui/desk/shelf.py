"""The working copies of all documents of one agent."""

from tui.desk.document import Body, Document, DocumentKind, HandlingFacts
from tui.model import Record

_REMEMBERED = 200
"""Delivered documents whose status can still be asked for."""


class Shelf:
    """Documents by id."""

    def __init__(self) -> None:
        self._documents: dict[str, Document] = {}

    def get(self, id_: str) -> Document | None:
        """The document of this id."""
        return self._documents.get(id_)

    def all(self) -> tuple[Document, ...]:
        """All documents that are not yet delivered and over, oldest first."""
        return tuple(document for document in self._documents.values() if not document.erased)

    def put(self, document: Document) -> Document:
        """Add a document."""
        self._documents[document.id] = document
        return document

    def drop(self, id_: str) -> None:
        """Forget a document altogether."""
        self._documents.pop(id_, None)

    def write(self, body: Body, kind: DocumentKind, facts: HandlingFacts | None, now: float) -> Document:
        """A new revision of a document. Records carry their revision in themselves."""
        document = self._documents.get(body.id) or self.put(Document(body=body, kind=kind))
        if not document.unsent:
            document.unsent_since = now
        document.revision += 1
        document.body = body.but(revision=document.revision) if isinstance(body, Record) else body
        document.facts = facts or document.facts
        document.edited = now
        document.not_before = 0.0
        document.failures = 0
        document.erased = document.discarded = False
        return document

    def prune(self) -> None:
        """Let go of the oldest delivered documents."""
        erased = [id_ for id_, document in self._documents.items() if document.erased]
        for id_ in erased[:-_REMEMBERED]:
            del self._documents[id_]
