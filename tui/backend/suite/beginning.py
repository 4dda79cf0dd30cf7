"""Calls the agent begins: dialled, or logged by hand."""

from tui.backend.ports import Command
from tui.backend.suite.bench import NUMBER, Bench
from tui.backend.suite.requirement import requirement
from tui.backend.suite.seat import Seat, new_id
from tui.backend.suite.verdicts import expect
from tui.model import HandlingState, Origin, Verb

_SPEAKING = (HandlingState.connected, HandlingState.dialling)


@requirement(
    "dial", "A dialled call has the id the desk made, and begins outbound.", verbs=(Verb.dial,), writes=True
)
async def dials(bench: Bench) -> None:
    seat = await bench.seat()
    call = await _begin(bench, seat, Verb.dial, number=NUMBER)
    told = await seat.until("the call is told", lambda: seat.call(call))
    expect((told.origin, told.number) == (Origin.outbound, NUMBER), "it is outbound to the number")


@requirement(
    "log", "A call logged by hand has the id the desk made, and says so.", verbs=(Verb.log,), writes=True
)
async def logs_by_hand(bench: Bench) -> None:
    seat = await bench.seat()
    call = await _begin(bench, seat, Verb.log, number=NUMBER, direction=Origin.inbound)
    told = await seat.until("the call is told", lambda: seat.call(call))
    expect((told.origin, told.number) == (Origin.by_hand, NUMBER), "it is by hand, with the number")


async def _begin(bench: Bench, seat: Seat, verb: Verb, number: str, direction: Origin | None = None) -> str:
    command = Command(verb=verb, id=new_id(), number=number, direction=direction)
    first, second = await seat.calls.perform(command), await seat.calls.perform(command)
    bench.saw(f"receipts {first}, {second}")
    expect(first == second, "sent twice, it is one call")
    expect(first.call == command.id, "its id is the one the desk made")
    await seat.until_handles(command.id, *_SPEAKING, HandlingState.wrap_up)
    return command.id


BEGINNING = (
    dials,
    logs_by_hand,
)
