"""Sending calls on without asking, and parking them."""

from tui.backend.errors import Why
from tui.backend.suite.bench import Bench
from tui.backend.suite.pairs import record_of, target_of, two
from tui.backend.suite.refusing import refusal
from tui.backend.suite.requirement import requirement
from tui.backend.suite.seat import Seat, new_id
from tui.backend.suite.verdicts import expect
from tui.model import (
    Because,
    Delivery,
    Handling,
    HandlingState,
    Target,
    TargetKind,
    Verb,
)

CONNECTED = HandlingState.connected
OFFERED = HandlingState.offered


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
    sender, receiver = await two(bench)
    handling = await bench.talking(sender)
    note = f"called before, {new_id()}"
    await sender.do(Verb.transfer, handling, target=target_of(receiver), record=record_of(handling, note))
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
    await refusal(bench, seat.do(Verb.transfer, handling, target=target_of(colleague)), Why.target_busy)
    view = await seat.calls.read(handling.call)
    expect(view.handling and view.handling.state is CONNECTED, "the agent still speaks with the caller")


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


def _slot(seat: Seat, handling: Handling) -> str:
    call = seat.call(handling.call)
    return call.slot if call else ""


SENDING = (
    sends_to_a_colleague,
    sends_to_a_queue,
    refuses_unknown_targets,
    refuses_busy_targets,
    parks,
)
