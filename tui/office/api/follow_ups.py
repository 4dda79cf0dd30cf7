"""Promises: call-backs, appointments, tasks, tickets, messages."""

from tui.model import AgentRole, FollowUp, Saved
from tui.office.api import shapes
from tui.office.api.operation import DESK, Answer, Ask, Operation
from tui.office.api.problems import Problem
from tui.office.api.versions import edited_version, matching_id
from tui.office.documents import save_follow_up
from tui.office.store import Transaction


async def _list(ask: Ask) -> Answer:
    everything = ask.account.role is not AgentRole.agent
    found = await ask.office.store.read(_all if everything else _mine, ask.account.id)
    return Answer(value=shapes.FollowUps(items=found))


def _all(tx: Transaction, _: str) -> tuple[FollowUp, ...]:
    return tx.follow_ups.open_all()


def _mine(tx: Transaction, agent: str) -> tuple[FollowUp, ...]:
    return tx.follow_ups.open_for(_assignees(tx, agent))


def _assignees(tx: Transaction, agent: str) -> tuple[str, ...]:
    found = tx.agents.get(agent)
    queues = found.queues if found else ()
    return (agent, *(f"queue:{queue}" for queue in queues))


async def _read(ask: Ask) -> Answer:
    found = await ask.office.store.read(_visible, ask)
    return Answer(value=found, version=found.version)


def _visible(tx: Transaction, ask: Ask) -> FollowUp:
    """The promise that is asked for, if whoever asks is to keep it, made it, or leads."""
    found = tx.follow_ups.get(ask.path["id"])
    if found is None or not _may_see(tx, ask, found):
        raise Problem("not-found", "There is no such follow-up.")
    return found


def _may_see(tx: Transaction, ask: Ask, value: FollowUp) -> bool:
    if ask.account.role is not AgentRole.agent or value.created_by == ask.account.id:
        return True
    return value.assignee in ("", *_assignees(tx, ask.account.id))


async def _save(ask: Ask) -> Answer:
    value: FollowUp = matching_id(ask)
    saved = await ask.office.store.write(_keep, ask, value, edited_version(ask))
    return Answer(value=saved, version=saved.version)


def _keep(tx: Transaction, ask: Ask, value: FollowUp, edits: int) -> Saved:
    before = tx.follow_ups.get(value.id)
    saved = save_follow_up(tx, value, edits=edits, by=ask.account.id)
    # The same words once more are no edit: whoever gave a promise away may not have heard that it arrived.
    if before is not None and saved.version != before.version and not _may_see(tx, ask, before):
        raise Problem("not-found", "There is no such follow-up.")
    return saved


OPERATIONS = (
    Operation(
        id="list_follow_ups",
        method="GET",
        path="/v1/follow-ups",
        about="Open promises this agent is to keep, by due time; all of them for those who lead.",
        run=_list,
        who=DESK,
        answers=shapes.FollowUps,
    ),
    Operation(
        id="read_follow_up",
        method="GET",
        path="/v1/follow-ups/{id}",
        about="One promise; ETag is its version.",
        run=_read,
        who=DESK,
        answers=FollowUp,
    ),
    Operation(
        id="save_follow_up",
        method="PUT",
        path="/v1/follow-ups/{id}",
        about="Keep a new promise or a changed one.",
        run=_save,
        who=DESK,
        body=FollowUp,
        answers=Saved,
        editing=True,
    ),
)
