"""Who has proved who they are: read off the script steps an agent passed, and kept with the call."""

from tui.model import Handling, IdentityCheck, Record, Script, Step, StepKind
from tui.office.floor.board import Board


def note_check(board: Board, handling: Handling, before: Record | None, record: Record) -> None:
    """The agent who has the caller wrote a record: a check passed in it holds for the call until the call
    is transferred, or until the agent takes the step back.
    """
    if not handling.state.is_live or handling.answered is None:
        return
    call = board.live_call(handling.call)
    step = _passed_check(board, record)
    if step is None:
        if call.identity is not None and before is not None and _passed_check(board, before):
            board.keep_call(call.but(identity=None))
        return
    known = call.identity
    if known is None or not known.caller or known.level < step.level:
        check = IdentityCheck(
            level=step.level, how=step.title or step.id, caller=record.caller or call.caller, at=board.now
        )
        if known is None or known.but(at=board.now) != check:
            board.keep_call(call.but(identity=check))


def without_checks(board: Board, record: Record | None) -> Record | None:
    """The record as it is handed over: the answers go along, but a check counts for the colleague only once
    they have made it themselves.
    """
    if record is None:
        return None
    checks = {step.id for step in _checks(board, record)}
    return record.but(steps=tuple(step for step in record.steps if step not in checks))


def _passed_check(board: Board, record: Record) -> Step | None:
    """The check of the highest level that the caller has passed; None: none."""
    passed = [
        step
        for step in _checks(board, record)
        if step.id in record.steps and record.answers.get(step.field or step.id, "").strip()
    ]
    return max(passed, key=lambda step: step.level, default=None)


def _checks(board: Board, record: Record) -> list[Step]:
    script = board.tx.content.get(Script, record.script) if record.script else None
    steps = script.steps if script else ()
    return [step for step in steps if step.kind is StepKind.verify and step.level > 0]
