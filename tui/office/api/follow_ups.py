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
    found = tx.agents.get(agent)
    queues = found.queues if found else ()
    return tx.follow_ups.open_for((agent, *(f"queue:{queue}" for queue in queues)))


async def _read(ask: Ask) -> Answer:
    found = await ask.office.store.read(lambda tx: tx.follow_ups.get(ask.path["id"]))
    if found is None:
        raise Problem("not-found", "There is no such follow-up.")
    return Answer(value=found, version=found.version)


async def _save(ask: Ask) -> Answer:
    value: FollowUp = matching_id(ask)
    saved: Saved = await ask.office.store.write(
        save_follow_up, value, edits=edited_version(ask), by=ask.account.id
    )
    return Answer(value=saved, version=saved.version)


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
