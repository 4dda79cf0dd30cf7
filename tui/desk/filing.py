"""What a record needs before it can be filed."""

from tui.desk.content import Content
from tui.desk.document import HandlingFacts, Missing
from tui.model import Call, Handling, Record, WrapUpNeed

_OWED = frozenset({WrapUpNeed.required, WrapUpNeed.timed})


def facts_of(handling: Handling, call: Call | None) -> HandlingFacts:
    """What is worth remembering of a handling."""
    return HandlingFacts(
        queue=call.queue if call else "",
        name=_name_of(call) if call else "",
        number=call.number if call else "",
        began=handling.answered or handling.offered or handling.since,
        wrap_up=handling.wrap_up,
        owed=is_owed(handling),
    )


def missing_from(record: Record, need: WrapUpNeed, content: Content) -> tuple[Missing, ...]:
    """What must still be there, in the order to be asked for."""
    missing = []
    if not _codes_will_do(record, need, content):
        missing.append(Missing.code)
    if not record.note.strip() and any(_needs_note(code, content) for code in record.codes):
        missing.append(Missing.note)
    return tuple(missing)


def is_owed(handling: Handling) -> bool:
    """Whether the agent spoke and the queue wants a wrap-up whatever was written."""
    return handling.wrap_up in _OWED and handling.answered is not None and not handling.missed


def is_blank(record: Record) -> bool:
    """Nothing in it that anybody wrote."""
    return not (
        record.note.strip()
        or record.answers
        or record.codes
        or record.follow_ups
        or record.caller
        or record.number
        or record.promised
        or record.resolved is not None
    )


def _codes_will_do(record: Record, need: WrapUpNeed, content: Content) -> bool:
    if not content.codes:
        return True
    if not record.codes:
        return need not in _OWED
    return all(_is_choosable(code, content) for code in record.codes)


def _is_choosable(id_: str, content: Content) -> bool:
    code = content.code(id_)
    return code is not None and not code.retired and content.is_leaf(id_)


def _needs_note(id_: str, content: Content) -> bool:
    code = content.code(id_)
    return code is not None and code.needs_note


def _name_of(call: Call) -> str:
    known = {brief.id: brief.name for brief in call.callers}
    if call.caller in known:
        return known[call.caller]
    return call.callers[0].name if len(call.callers) == 1 else call.name
