"""Records: kept in every revision that is higher, filed once they are complete."""

from tui.backend import Refused, Why
from tui.model import Handling, HandlingState, Record, Saved, WrapUpNeed, record_id
from tui.office.floor.board import Board
from tui.office.floor.ending import end_wrap_up
from tui.office.floor.histories import note_contact
from tui.office.floor.identity import note_check


def keep_record(board: Board, agent: str, record: Record) -> Saved:
    """Keep a record unless a higher revision is there; file it if it is submitted.

    Raises:
        Refused: not_found: no such handling of this agent; invalid: a code or a note is missing.
    """
    handling = board.tx.handlings.get(record.handling)
    if handling is None or handling.agent != agent or record.id != record_id(handling.id):
        raise Refused(Why.not_found, f"record {record.id}")
    stored = board.tx.records.get(record.id)
    if stored is not None and stored.revision >= record.revision:
        return _saved(board, stored)
    if record.submitted:
        check(board, handling, record)
    _put(board, handling, stored, record)
    if record.submitted:
        _file(board, handling)
    return _saved(board, record)


def keep_carried(board: Board, handling: Handling, record: Record | None) -> None:
    """Keep the record that travels with a verb; an older one than is there changes nothing."""
    if record is None:
        return
    if record.id != record_id(handling.id):
        raise Refused(Why.invalid, "record.id: not the record of this handling")
    stored = board.tx.records.get(record.id)
    if stored is None or stored.revision < record.revision:
        _put(board, handling, stored, record.but(handling=handling.id, call=handling.call, submitted=False))


def check(board: Board, handling: Handling, record: Record) -> None:
    """Whether a record can be filed as it is. Raises Refused(invalid) naming the field."""
    if handling.wrap_up is WrapUpNeed.required and not record.codes:
        raise Refused(Why.invalid, "codes: at least one is needed")
    for name in record.codes:
        code = board.tx.content.code(name)
        if code is None:
            raise Refused(Why.invalid, f"codes: unknown {name!r}")
        if code.needs_note and not record.note.strip():
            raise Refused(Why.invalid, f"note: needed with {name!r}")


def _put(board: Board, handling: Handling, before: Record | None, record: Record) -> None:
    filed = board.tx.records.times(record.id)[1]
    at = filed.timestamp() if filed else board.time if record.submitted else None
    board.tx.records.put(record, handling.agent, kept=board.time, filed=at)
    note_check(board, handling, before, record)


def _file(board: Board, handling: Handling) -> None:
    if handling.state is HandlingState.wrap_up:
        end_wrap_up(board, handling)
    elif handling.state is HandlingState.done:
        note_contact(board, handling)


def _saved(board: Board, record: Record) -> Saved:
    kept, filed = board.tx.records.times(record.id)
    return Saved(revision=record.revision, at=kept, filed=filed is not None)
