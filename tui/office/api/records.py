"""Records: whole documents with a revision, monotonic and idempotent for ever."""

from tui.backend import Refused, Why
from tui.model import AgentRole, Record, Saved
from tui.office import floor
from tui.office.api.operation import DESK, Answer, Ask, Operation
from tui.office.api.problems import Problem
from tui.office.api.versions import matching_id
from tui.office.documents import keep_follow_up
from tui.office.store import Transaction


async def _read(ask: Ask) -> Answer:
    found = await ask.office.store.read(_record, ask)
    return Answer(value=found, version=found.revision)


def _record(tx: Transaction, ask: Ask) -> Record:
    found = tx.records.get(ask.path["id"])
    is_own = ask.account.role is not AgentRole.agent or tx.records.agent(ask.path["id"]) == ask.account.id
    if found is None or not is_own:
        raise Problem("not-found", "There is no such record of yours.")
    return found


async def _save(ask: Ask) -> Answer:
    saved = await ask.office.store.write(_keep, ask.account.id, matching_id(ask))
    return Answer(value=saved, version=saved.revision)


def _keep(tx: Transaction, agent: str, record: Record) -> Saved:
    if record.revision < 1:
        raise Refused(Why.invalid, "revision: expected 1 or more")
    saved = floor.keep_record(tx, agent, record)
    if record.submitted and saved.revision == record.revision:
        _keep_promises(tx, agent, record)
    return saved


def _keep_promises(tx: Transaction, agent: str, record: Record) -> None:
    """Follow-ups of a filed record become rows of their own, once."""
    for promise in record.follow_ups:
        if tx.follow_ups.get(promise.id) is None:
            keep_follow_up(tx, promise.but(call=promise.call or record.call), by=agent)


OPERATIONS = (
    Operation(
        id="read_record",
        method="GET",
        path="/v1/records/{id}",
        about="The highest revision kept.",
        run=_read,
        who=DESK,
        answers=Record,
    ),
    Operation(
        id="save_record",
        method="PUT",
        path="/v1/records/{id}",
        about="Keep this revision unless a higher one is there; `submitted` files it.",
        run=_save,
        who=DESK,
        body=Record,
        answers=Saved,
    ),
)
