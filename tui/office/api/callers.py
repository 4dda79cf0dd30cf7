"""Who calls, and what happened with them before."""

import base64
import binascii
import math

from tui.model import Caller, DeskCall, Found, Handling, History, Interaction, Saved
from tui.model.call import Call, Origin
from tui.office.api import shapes
from tui.office.api.operation import DESK, Answer, Ask, Operation, Parameter
from tui.office.api.problems import Problem
from tui.office.api.versions import edited_version, matching_id
from tui.office.documents import save_caller
from tui.office.protection import as_seen_by, contacts_as_seen_by, restored
from tui.office.store import Transaction

_PAGE = 20
"""Interactions on a page of history."""


async def _search(ask: Ask) -> Answer:
    query = ask.query["q"]
    return Answer(value=await ask.office.store.read(_found, ask.account.id, query, ask.query["limit"]))


def _found(tx: Transaction, agent: str, query: str, limit: int) -> Found:
    ids = tx.search.callers(query, tx.search.recent(agent), limit + 1)
    callers = (tx.callers.get(one) for one in ids[:limit])
    seen = tuple(as_seen_by(tx, agent, caller) for caller in callers if caller is not None)
    return Found(callers=seen, more=len(ids) > limit)


async def _read(ask: Ask) -> Answer:
    caller = await ask.office.store.read(_caller, ask.account.id, ask.path["id"])
    return Answer(value=caller, version=caller.version)


def _caller(tx: Transaction, agent: str, caller: str) -> Caller:
    found = tx.callers.get(caller)
    if found is None:
        raise Problem("not-found", "There is no such caller.")
    return as_seen_by(tx, agent, found)


async def _save(ask: Ask) -> Answer:
    caller: Caller = matching_id(ask)
    saved: Saved = await ask.office.store.write(_keep, ask.account.id, caller, edited_version(ask))
    return Answer(value=saved, version=saved.version)


def _keep(tx: Transaction, agent: str, caller: Caller, edits: int) -> Saved:
    return save_caller(tx, restored(tx, caller), edits=edits, by=agent)


async def _history(ask: Ask) -> Answer:
    before = _place(ask.query["cursor"])
    found = await ask.office.store.read(_interactions, ask.account.id, ask.path["id"], before)
    page = found[:_PAGE]
    cursor = _cursor(page[-1]) if len(found) > _PAGE else ""
    return Answer(value=History(interactions=page, cursor=cursor))


def _interactions(
    tx: Transaction, agent: str, caller: str, before: tuple[float, str] | None
) -> tuple[Interaction, ...]:
    found = tx.interactions.of_caller(caller, _PAGE + 1, before=before)
    return contacts_as_seen_by(tx, agent, _caller(tx, agent, caller), found)


def _cursor(last: Interaction) -> str:
    return base64.urlsafe_b64encode(f"{last.at.timestamp()!r} {last.id}".encode()).decode()


def _place(cursor: str) -> tuple[float, str] | None:
    """Where a page starts.

    Raises:
        Problem: it is none of our cursors.
    """
    if not cursor:
        return None
    try:
        at, _, last = base64.urlsafe_b64decode(cursor.encode()).decode().partition(" ")
        place = float(at)
        if not math.isfinite(place):
            raise ValueError(at)
    except (ValueError, binascii.Error) as error:
        raise Problem("invalid", "Not a cursor of this office.", path="?cursor") from error
    return place, last


async def _last_calls(ask: Ask) -> Answer:
    found = await ask.office.store.read(
        lambda tx: tuple(
            _desk_call(tx, handling, call)
            for handling, call in tx.handlings.last_of_agent(ask.account.id, ask.query["limit"])
        )
    )
    return Answer(value=shapes.DeskCalls(items=found))


def _desk_call(tx: Transaction, handling: Handling, call: Call) -> DeskCall:
    interaction = tx.interactions.get(handling.id)
    caller = tx.callers.get(call.caller) if call.caller else None
    began = handling.offered or handling.answered or handling.since or call.arrived or tx.now
    return DeskCall(
        id=handling.id,
        at=began,
        number=call.number,
        caller=call.caller,
        name=caller.name if caller else call.name,
        direction="outbound" if call.origin is Origin.outbound else "inbound",
        missed=handling.missed,
        seconds=handling.talk_seconds,
        topic=interaction.topic if interaction else call.about,
    )


OPERATIONS = (
    Operation(
        id="search_callers",
        method="GET",
        path="/v1/callers",
        about="By number, last digits, name, company, account, mail, pinyin or initials; best first.",
        run=_search,
        who=DESK,
        answers=Found,
        query=(
            Parameter(name="q", about="From 2 letters, 1 Chinese character or 4 digits."),
            Parameter(name="limit", about="At most so many.", low=1, high=200, default=50),
        ),
    ),
    Operation(
        id="read_caller",
        method="GET",
        path="/v1/callers/{id}",
        about="One caller's file; ETag is its version.",
        run=_read,
        who=DESK,
        answers=Caller,
    ),
    Operation(
        id="save_caller",
        method="PUT",
        path="/v1/callers/{id}",
        about="Keep a new file or a changed one.",
        run=_save,
        who=DESK,
        body=Caller,
        answers=Saved,
        editing=True,
    ),
    Operation(
        id="read_history",
        method="GET",
        path="/v1/callers/{id}/history",
        about="Past contacts, newest first.",
        run=_history,
        who=DESK,
        answers=History,
        query=(Parameter(name="cursor", about="As the page before gave it."),),
    ),
    Operation(
        id="list_my_calls",
        method="GET",
        path="/v1/me/calls",
        about="The agent's own last calls, newest first, missed ones too.",
        run=_last_calls,
        who=DESK,
        answers=shapes.DeskCalls,
        query=(Parameter(name="limit", about="At most so many.", low=1, high=200, default=20),),
    ),
)
