"""Sending calls on, asking colleagues, parking."""

from tui.backend.errors import Why
from tui.backend.suite.bench import Bench
from tui.backend.suite.refusing import refusal
from tui.backend.suite.requirement import requirement
from tui.backend.suite.seat import Seat, new_id, port
from tui.backend.suite.verdicts import expect
from tui.model import (
    Because,
    Delivery,
    Handling,
    HandlingState,
    Party,
    Presence,
    Record,
    Role,
    Target,
    TargetKind,
    Verb,
    record_id,
)

CONNECTED = HandlingState.connected
OFFERED = HandlingState.offered
_CONSULTS = (Verb.consult, Verb.answer)


@requirement(
    "transfer-agent",
    "A call sent to a colleague rings there because of a transfer, and brings the record along.",
    ports=("presence",),
    verbs=(Verb.transfer, Verb.answer),
    writes=True,
    needs_call=True,
    agents=2,
)
async def sends_to_a_colleague(bench: Bench) -> None:
    sender, receiver = await _two(bench)
    handling = await bench.talking(sender)
    note = f"called before, {new_id()}"
    await sender.do(Verb.transfer, handling, target=_to(receiver), record=_record(handling, note))
    await sender.until_over(handling.id)
    arrived = await receiver.until_handles(handling.call, OFFERED)
    bench.saw(f"because {arrived.because}, carried {arrived.carried}")
    expect(arrived.because is Because.transfer, "it says because of a transfer")
    if sender.calls.verbs[Verb.transfer].carries_record:
        expect(arrived.carried and arrived.carried.note == note, "the note has come along")
    call = await receiver.until("the call is told", lambda: receiver.call(handling.call))
    expect(call.came_from == sender.agent.name, "it says from whom")
    await receiver.do(Verb.answer, arrived)
    await receiver.until_state(arrived.id, CONNECTED)


@requirement(
    "transfer-queue",
    "A call sent to a queue stands in its line because of a transfer.",
    verbs=(Verb.transfer, Verb.take),
    writes=True,
    needs_call=True,
)
async def sends_to_a_queue(bench: Bench) -> None:
    seat = await bench.seat()
    handling = await bench.talking(seat)
    queue = await bench.queue(seat, Delivery.pull)
    await seat.do(Verb.transfer, handling, target=Target(kind=TargetKind.queue, id=queue.id))
    row = await seat.until("it stands in the line", lambda: seat.waiting(handling.call))
    expect((row.because, row.queue) == (Because.transfer, queue.id), "because of a transfer, in that queue")


@requirement(
    "transfer-unknown",
    "A call can't be sent to somebody who does not exist; it stays where it is.",
    verbs=(Verb.transfer,),
    writes=True,
    needs_call=True,
)
async def refuses_unknown_targets(bench: Bench) -> None:
    seat = await bench.seat()
    handling = await bench.talking(seat)
    nobody = Target(kind=TargetKind.agent, id=f"nobody-{new_id()}")
    await refusal(bench, seat.do(Verb.transfer, handling, target=nobody), Why.target_unknown)
    view = await seat.calls.read(handling.call)
    expect(view.handling and view.handling.state is CONNECTED, "the agent still speaks with the caller")


@requirement(
    "transfer-busy",
    "A call can't be sent to a colleague who is on a call; it stays where it is.",
    verbs=(Verb.transfer,),
    writes=True,
    needs_call=True,
    agents=2,
)
async def refuses_busy_targets(bench: Bench) -> None:
    seat, colleague = await bench.seat(0), await bench.seat(1)
    await bench.talking(colleague)
    handling = await bench.talking(seat)
    await refusal(bench, seat.do(Verb.transfer, handling, target=_to(colleague)), Why.target_busy)
    view = await seat.calls.read(handling.call)
    expect(view.handling and view.handling.state is CONNECTED, "the agent still speaks with the caller")


@requirement(
    "consult",
    "A consulted colleague has a handling of their own, with the asker's record; the caller is held.",
    ports=("presence",),
    verbs=_CONSULTS,
    writes=True,
    needs_call=True,
    agents=2,
)
async def asks_a_colleague(bench: Bench) -> None:
    asker, colleague = await _two(bench)
    handling, theirs = await _consulting(bench, asker, colleague)
    expect(theirs.because is Because.consult, "it says because of a consultation")
    if asker.calls.verbs[Verb.consult].carries_record:
        expect(theirs.carried and theirs.carried.note == "what about it?", "the note has come along")
    caller = _party(asker, handling, Role.caller)
    expect(caller and caller.held, "the caller is held")


@requirement(
    "consult-hand-over",
    "Handing over connects the colleague with the caller and ends the asker's share.",
    ports=("presence",),
    verbs=(*_CONSULTS, Verb.complete),
    writes=True,
    needs_call=True,
    agents=2,
)
async def hands_over(bench: Bench) -> None:
    asker, colleague = await _two(bench)
    handling, theirs = await _consulting(bench, asker, colleague)
    await asker.do(Verb.complete, handling, record=_record(handling, "now yours"))
    await asker.until_over(handling.id)
    now = await colleague.until(
        "the colleague's is a transfer", lambda: _because(colleague, theirs, Because.transfer)
    )
    expect(now.state is CONNECTED, "the colleague is connected")
    caller = now.party(Role.caller)
    expect(caller and not caller.held, "the caller is no longer held")


@requirement(
    "consult-drop",
    "Letting the colleague go brings the asker back to the caller.",
    ports=("presence",),
    verbs=(*_CONSULTS, Verb.drop),
    writes=True,
    needs_call=True,
    agents=2,
)
async def lets_go(bench: Bench) -> None:
    asker, colleague = await _two(bench)
    handling, theirs = await _consulting(bench, asker, colleague)
    await asker.do(Verb.drop, handling)
    await asker.until_state(handling.id, CONNECTED)
    caller = _party(asker, handling, Role.caller)
    expect(caller and not caller.held, "the caller is no longer held")
    await colleague.until_over(theirs.id)


@requirement(
    "consult-swap",
    "Swapping changes who hears: the caller or the colleague.",
    ports=("presence",),
    verbs=(*_CONSULTS, Verb.swap),
    writes=True,
    needs_call=True,
    agents=2,
)
async def swaps(bench: Bench) -> None:
    asker, colleague = await _two(bench)
    handling, _ = await _consulting(bench, asker, colleague)
    await asker.do(Verb.swap, handling)
    await asker.until(
        "the caller hears, the colleague is held", lambda: _held(asker, handling) == (False, True)
    )
    await asker.do(Verb.swap, handling)
    await asker.until(
        "the colleague hears, the caller is held", lambda: _held(asker, handling) == (True, False)
    )


@requirement(
    "conference",
    "A conference joins all three.",
    ports=("presence",),
    verbs=(*_CONSULTS, Verb.conference),
    writes=True,
    needs_call=True,
    agents=2,
)
async def joins_all(bench: Bench) -> None:
    asker, colleague = await _two(bench)
    handling, theirs = await _consulting(bench, asker, colleague)
    await asker.do(Verb.conference, handling)
    await asker.until_state(handling.id, HandlingState.conference)
    await colleague.until_state(theirs.id, HandlingState.conference)
    expect(_held(asker, handling) == (False, False), "nobody is held")


@requirement(
    "park",
    "A parked call names its slot, and whoever picks it up is connected.",
    verbs=(Verb.park, Verb.pick_up),
    writes=True,
    needs_call=True,
    agents=2,
)
async def parks(bench: Bench) -> None:
    seat, other = await bench.seat(0), await bench.seat(1)
    handling = await bench.talking(seat)
    await seat.do(Verb.park, handling)
    slot = await seat.until("the slot is told", lambda: _slot(seat, handling))
    bench.saw(f"slot {slot}")
    await other.do(Verb.pick_up, target=Target(kind=TargetKind.slot, id=slot))
    await other.until_handles(handling.call, CONNECTED)
    again = other.do(Verb.pick_up, target=Target(kind=TargetKind.slot, id=slot))
    await refusal(bench, again, Why.gone, Why.not_now, Why.target_unknown, Why.not_found)


async def _two(bench: Bench) -> tuple[Seat, Seat]:
    """Two seats; calls of push queues must reach the first only, so the second stays not ready."""
    first, second = await bench.seat(0), await bench.seat(1)
    reasons = await port(second.session.presence).reasons()
    reason = next((reason.id for reason in reasons if reason.chosen_by == "agent"), "")
    await port(second.session.presence).set_state(Presence.not_ready, reason)
    return first, second


async def _consulting(bench: Bench, asker: Seat, colleague: Seat) -> tuple[Handling, Handling]:
    handling = await bench.talking(asker)
    record = _record(handling, "what about it?")
    await asker.do(Verb.consult, handling, target=_to(colleague), record=record)
    theirs = await colleague.until_handles(handling.call, OFFERED)
    await asker.until_state(handling.id, HandlingState.consulting)
    await colleague.do(Verb.answer, theirs)
    theirs = await colleague.until_state(theirs.id, CONNECTED)
    await asker.until("swapping is permitted", lambda: Verb.swap in _allowed(asker, handling))
    return handling, theirs


def _slot(seat: Seat, handling: Handling) -> str:
    call = seat.call(handling.call)
    return call.slot if call else ""


def _allowed(seat: Seat, handling: Handling) -> tuple[Verb, ...]:
    now = seat.handling(handling.id)
    return now.allowed if now else ()


def _to(seat: Seat) -> Target:
    return Target(kind=TargetKind.agent, id=seat.agent.id, name=seat.agent.name)


def _record(handling: Handling, note: str) -> Record:
    name = record_id(handling.id)
    return Record(id=name, handling=handling.id, call=handling.call, revision=1, note=note)


def _party(seat: Seat, handling: Handling, role: Role) -> Party | None:
    now = seat.handling(handling.id)
    return now.party(role) if now else None


def _held(seat: Seat, handling: Handling) -> tuple[bool, bool]:
    """Whether the caller and the consulted colleague are held."""
    caller, consulted = (_party(seat, handling, role) for role in (Role.caller, Role.consulted))
    return bool(caller and caller.held), bool(consulted and consulted.held)


def _because(seat: Seat, handling: Handling, because: Because) -> Handling | None:
    now = seat.handling(handling.id)
    return now if now and now.because is because and now.state is CONNECTED else None


SENDING = (
    sends_to_a_colleague,
    sends_to_a_queue,
    refuses_unknown_targets,
    refuses_busy_targets,
    asks_a_colleague,
    hands_over,
    lets_go,
    swaps,
    joins_all,
    parks,
)
