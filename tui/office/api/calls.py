"""Live calls: put in, read, acted upon."""

from collections.abc import Callable
from typing import Any

import msgspec

from tui.backend import CallView, Command, Receipt, Refused, Why
from tui.model import AgentRole, Verb
from tui.office import floor
from tui.office.api import shapes
from tui.office.api.idempotency import once
from tui.office.api.operation import DESK, FLOOR, OUTSIDE, Answer, Ask, Operation
from tui.office.store import Transaction

_BODIES: dict[Verb, type] = {
    Verb.answer: shapes.VerbBody,
    Verb.take: shapes.VerbBody,
    Verb.decline: shapes.DeclineBody,
    Verb.hold: shapes.VerbBody,
    Verb.resume: shapes.VerbBody,
    Verb.swap: shapes.VerbBody,
    Verb.mute: shapes.PartyBody,
    Verb.unmute: shapes.PartyBody,
    Verb.send_digits: shapes.DigitsBody,
    Verb.transfer: shapes.TargetBody,
    Verb.consult: shapes.TargetBody,
    Verb.complete: shapes.RecordBody,
    Verb.drop: shapes.PartyBody,
    Verb.conference: shapes.VerbBody,
    Verb.park: shapes.RecordBody,
    Verb.pick_up: shapes.PickUpBody,
    Verb.record: shapes.VerbBody,
    Verb.pause_recording: shapes.VerbBody,
    Verb.extend: shapes.ExtendBody,
}
_REFUSALS = ("taken", "gone", "not-now", "target-busy", "target-unknown")
_ANY = "any"
"""In place of an id: whichever it is."""


class _PutIn(msgspec.Struct, frozen=True):
    """A call that came in, and whether it was new then: a call without an id is known by its key."""

    receipt: Receipt
    is_new: bool


async def _list(ask: Ask) -> Answer:
    return Answer(value=shapes.Calls(items=tuple(await ask.office.store.read(lambda tx: tx.calls.live()))))


async def _read(ask: Ask) -> Answer:
    return Answer(value=await ask.office.store.read(_view, ask))


def _view(tx: Transaction, ask: Ask) -> CallView:
    agent = "" if ask.account.role in FLOOR else ask.account.id
    return floor.view(tx, ask.path["id"], agent)


async def _put_in(ask: Ask) -> Answer:
    body: shapes.NewCall = ask.body
    is_service = ask.account.role is AgentRole.service
    if is_service is not (body.kind is shapes.CallKind.inbound):
        raise Refused(Why.invalid, "kind: inbound is for service accounts, dial and log are for agents")
    receipt, is_new = await ask.office.store.write(_arrive if is_service else _begin, ask)
    return Answer(value=receipt, status=201 if is_new else 200)


def _arrive(tx: Transaction, ask: Ask) -> tuple[Receipt, bool]:
    body: shapes.NewCall = ask.body
    arrival = floor.Arrival(
        id=body.id,
        queue=body.queue,
        number=body.number,
        name=body.name,
        called=body.called,
        channel=body.channel,
        about=body.about,
        language=body.language,
        kind=body.kind_of_caller,
        choices=body.choices,
        attributes=body.attributes,
        priority=body.priority,
        due=body.due,
    )
    if arrival.id:
        return floor.arrive(tx, arrival)
    answer = once(tx, ask, _PutIn, lambda inner: _PutIn(*floor.arrive(inner, arrival)))
    return answer.receipt, answer.is_new


def _begin(tx: Transaction, ask: Ask) -> tuple[Receipt, bool]:
    """Dial, or log by hand."""
    body: shapes.NewCall = ask.body
    if not body.id:
        raise Refused(Why.invalid, "id: needed, so that sent twice it is one call")
    is_new = tx.calls.get(body.id) is None
    command = Command(
        verb=Verb(body.kind.value),
        id=body.id,
        queue=body.queue,
        number=body.number,
        caller=body.caller,
        direction=body.direction,
        began=body.began,
    )
    return floor.perform(tx, ask.account.id, command), is_new


def _act(tx: Transaction, ask: Ask, command: Command) -> Receipt:
    return once(tx, ask, Receipt, lambda inner: floor.perform(inner, ask.account.id, command))


def _verb(verb: Verb) -> Operation:
    async def run(ask: Ask) -> Answer:
        return Answer(value=await ask.office.store.write(_act, ask, _command(verb, ask)))

    return Operation(
        id=verb.value,
        method="POST",
        path=f"/v1/calls/{{id}}/{verb.value}",
        about=f"Ask for {verb.value.replace('_', ' ')}.",
        run=run,
        who=DESK,
        body=_BODIES[verb],
        answers=Receipt,
        keyed=DESK,
        refuses=_REFUSALS,
    )


def _command(verb: Verb, ask: Ask) -> Command:
    fields: dict[str, Any] = {name: getattr(ask.body, name) for name in ask.body.__struct_fields__}
    call = "" if ask.path["id"] == _ANY else ask.path["id"]
    return Command(verb=verb, id=ask.key, call=call, **fields)


async def _hang_up(ask: Ask) -> Answer:
    if ask.account.role is AgentRole.service:
        return Answer(value=await ask.office.store.write(_once_outside, ask, _caller_hangs_up))
    return Answer(value=await ask.office.store.write(_act, ask, _command(Verb.hang_up, ask)))


def _once_outside(tx: Transaction, ask: Ask, act: Callable[[Transaction, Ask], Receipt]) -> Receipt:
    return once(tx, ask, Receipt, lambda inner: act(inner, ask))


def _caller_hangs_up(tx: Transaction, ask: Ask) -> Receipt:
    return floor.caller_hangs_up(tx, ask.path["id"])


async def _next(ask: Ask) -> Answer:
    queue = "" if ask.path["id"] == _ANY else ask.path["id"]
    command = Command(verb=Verb.take_next, id=ask.key, queue=queue)
    return Answer(value=await ask.office.store.write(_act, ask, command))


async def _say(ask: Ask) -> Answer:
    body: shapes.Said = ask.body
    await ask.office.store.write(floor.say, ask.path["id"], body.text, body.by or "caller")
    return Answer(status=204)


async def _leg(ask: Ask) -> Answer:
    body: shapes.Leg = ask.body
    await ask.office.store.write(floor.leg_reported, ask.path["id"], ask.path["party"], body.state)
    return Answer(status=204)


async def _lifted(ask: Ask) -> Answer:
    return Answer(value=await ask.office.store.write(_once_outside, ask, _handset))


def _handset(tx: Transaction, ask: Ask) -> Receipt:
    body: shapes.Lifted = ask.body
    return floor.lifted(tx, ask.path["id"], extension=body.extension, agent=body.agent)


OPERATIONS = (
    Operation(
        id="list_calls",
        method="GET",
        path="/v1/calls",
        about="Calls that have not ended, oldest first.",
        run=_list,
        who=FLOOR,
        answers=shapes.Calls,
    ),
    Operation(
        id="put_call_in",
        method="POST",
        path="/v1/calls",
        about="A call comes in (service accounts); dial or log one (agents).",
        run=_put_in,
        body=shapes.NewCall,
        answers=Receipt,
        statuses=(200, 201),
        refuses=("not-now", "conflict"),
    ),
    Operation(
        id="read_call",
        method="GET",
        path="/v1/calls/{id}",
        about="A call as it is now, with the asker's own handling of it.",
        run=_read,
        answers=CallView,
    ),
    *(_verb(verb) for verb in _BODIES),
    Operation(
        id="hang_up",
        method="POST",
        path="/v1/calls/{id}/hang_up",
        about="End this agent's share of the call; from a service account: the caller is gone.",
        run=_hang_up,
        body=shapes.VerbBody,
        answers=Receipt,
        keyed=DESK,
        refuses=_REFUSALS,
    ),
    Operation(
        id="take_next",
        method="POST",
        path="/v1/queues/{id}/next",
        about="Take the call that is served next; `any` in place of a queue: of all one's own pull queues.",
        run=_next,
        who=DESK,
        body=shapes.Nothing,
        answers=Receipt,
        keyed=DESK,
        refuses=(*_REFUSALS, "nobody-waits"),
    ),
    Operation(
        id="say",
        method="POST",
        path="/v1/calls/{id}/say",
        about="Somebody said something; whoever handles the call reads it at once.",
        run=_say,
        who=OUTSIDE,
        body=shapes.Said,
        statuses=(204,),
        refuses=("gone",),
    ),
    Operation(
        id="report_party",
        method="POST",
        path="/v1/calls/{id}/parties/{party}",
        about="How a leg to an outside number goes.",
        run=_leg,
        who=OUTSIDE,
        body=shapes.Leg,
        statuses=(204,),
        refuses=("gone", "not-now"),
    ),
    Operation(
        id="lifted",
        method="POST",
        path="/v1/calls/{id}/lifted",
        about="The handset of a phone was lifted.",
        run=_lifted,
        who=OUTSIDE,
        body=shapes.Lifted,
        answers=Receipt,
        refuses=_REFUSALS,
    ),
)
