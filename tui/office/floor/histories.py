"""A contact in the caller's history: laid when a call ends, completed when its record is filed."""

from tui.model import Call, Handling, Interaction, Origin, Record, WrapUpCode, record_id
from tui.office.floor.board import Board


def note_contact(board: Board, handling: Handling) -> None:
    """Keep what is known about a contact by now. A call nobody spoke in leaves none."""
    call = board.tx.calls.get(handling.call)
    if call is None or (handling.answered is None and call.origin is Origin.inbound):
        return
    record = _filed_record(board, handling)
    board.tx.interactions.put(_interaction(board, handling, call, record))


def _filed_record(board: Board, handling: Handling) -> Record:
    name = record_id(handling.id)
    if board.tx.records.times(name)[1] is None:
        return Record(id=name)
    return board.tx.records.get(name) or Record(id=name)


def _interaction(board: Board, handling: Handling, call: Call, record: Record) -> Interaction:
    codes = [code for code in map(board.tx.content.code, record.codes) if code is not None]
    return Interaction(
        id=handling.id,
        caller=record.caller or call.caller,
        call=call.id,
        at=record.began or handling.answered or handling.offered or board.now,
        seconds=_seconds(handling, record),
        channel=call.channel,
        direction=record.direction or call.attributes.get("direction", call.origin),
        agent=handling.agent,
        agent_name=board.name_of(handling.agent),
        codes=record.codes,
        topic=_topic(codes, call),
        note=record.note,
        resolved=record.resolved,
        promised=record.promised,
        number=record.number or call.number,
    )


def _seconds(handling: Handling, record: Record) -> int:
    if record.began is not None and record.finished is not None:
        return max(0, round((record.finished - record.began).total_seconds()))
    return handling.talk_seconds


def _topic(codes: list[WrapUpCode], call: Call) -> str:
    return codes[0].name if codes else call.about
