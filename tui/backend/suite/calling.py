"""Speaking: hold, mute, digits, what is permitted, how it ends."""

from tui.backend.errors import Why
from tui.backend.ports import Command
from tui.backend.suite.bench import Bench
from tui.backend.suite.refusing import refusal
from tui.backend.suite.requirement import requirement
from tui.backend.suite.seat import Seat, new_id
from tui.backend.suite.verdicts import expect
from tui.model import Ending, Handling, HandlingState, Role, Verb

CONNECTED = HandlingState.connected


@requirement(
    "hold",
    "A held caller is told as held, and not after resuming.",
    verbs=(Verb.hold, Verb.resume),
    writes=True,
    needs_call=True,
)
async def holds_and_resumes(bench: Bench) -> None:
    seat = await bench.seat()
    handling = await bench.talking(seat)
    await seat.do(Verb.hold, handling)
    held = await seat.until_state(handling.id, HandlingState.held)
    caller = held.party(Role.caller)
    expect(caller and caller.held, "the caller's leg is held")
    expect(Verb.resume in held.allowed and Verb.hold not in held.allowed, "resume is allowed, hold is not")
    await seat.do(Verb.resume, handling)
    back = await seat.until_state(handling.id, CONNECTED)
    caller = back.party(Role.caller)
    expect(caller and not caller.held, "the caller's leg is no longer held")


@requirement(
    "mute", "Mute and unmute are told.", verbs=(Verb.mute, Verb.unmute), writes=True, needs_call=True
)
async def mutes(bench: Bench) -> None:
    seat = await bench.seat()
    handling = await bench.talking(seat)
    await seat.do(Verb.mute, handling)
    await seat.until("muted is told", lambda: _now(seat, handling).muted)
    await seat.do(Verb.unmute, handling)
    await seat.until("no longer muted is told", lambda: not _now(seat, handling).muted)


@requirement(
    "digits", "Digits are taken while speaking.", verbs=(Verb.send_digits,), writes=True, needs_call=True
)
async def takes_digits(bench: Bench) -> None:
    seat = await bench.seat()
    handling = await bench.talking(seat)
    await seat.do(Verb.send_digits, handling, digits="12#")


@requirement(
    "allowed",
    "What a handling permits is declared, and what it does not permit is refused as not_now.",
    verbs=(Verb.resume,),
    writes=True,
    needs_call=True,
)
async def permits_what_it_says(bench: Bench) -> None:
    seat = await bench.seat()
    handling = await bench.talking(seat)
    bench.saw(f"allowed {', '.join(handling.allowed)}")
    expect(set(handling.allowed) <= set(seat.calls.verbs), "every permitted verb is declared")
    expect(Verb.resume not in handling.allowed, "resume is not permitted while connected")
    await refusal(bench, seat.do(Verb.resume, handling), Why.not_now)


@requirement(
    "command-once",
    "A command sent twice takes effect once, and is answered alike.",
    verbs=(Verb.hold,),
    writes=True,
    needs_call=True,
)
async def obeys_once(bench: Bench) -> None:
    seat = await bench.seat()
    handling = await bench.talking(seat)
    command = Command(verb=Verb.hold, id=new_id(), handling=handling.id, call=handling.call)
    first, second = await seat.calls.perform(command), await seat.calls.perform(command)
    expect(first == second, "both receipts are the same")
    await seat.until_state(handling.id, HandlingState.held)


@requirement(
    "hang-up",
    "Hanging up ends the call, and says who did.",
    verbs=(Verb.hang_up,),
    writes=True,
    needs_call=True,
)
async def hangs_up(bench: Bench) -> None:
    seat = await bench.seat()
    handling = await bench.talking(seat)
    await seat.do(Verb.hang_up, handling)
    await _ended(seat, handling, Ending.agent_hung_up)


@requirement(
    "caller-hangs-up",
    "A caller who hangs up is told as such.",
    ports=("calls",),
    writes=True,
    needs_call=True,
)
async def tells_the_caller_went(bench: Bench) -> None:
    seat = await bench.seat()
    handling = await bench.talking(seat)
    await bench.give_up(handling.call)
    await _ended(seat, handling, Ending.caller_hung_up)


@requirement(
    "read", "A call read again says what events told.", ports=("calls",), writes=True, needs_call=True
)
async def reads_again(bench: Bench) -> None:
    seat = await bench.seat()
    handling = await bench.talking(seat)
    call = await seat.until("the call is told", lambda: seat.call(handling.call))
    view = await seat.calls.read(handling.call)
    expect(view.call == call, "the call is the same")
    expect(view.handling == seat.handling(handling.id), "the own handling is the same")


@requirement("read-gone", "A call that does not exist is gone.", ports=("calls",))
async def says_what_is_gone(bench: Bench) -> None:
    seat = await bench.seat()
    await refusal(bench, seat.calls.read(new_id()), Why.gone)


@requirement(
    "foreign-call",
    "A call that is another agent's can't be acted on.",
    verbs=(Verb.hang_up,),
    writes=True,
    needs_call=True,
    agents=2,
)
async def protects_foreign_calls(bench: Bench) -> None:
    owner, stranger = await bench.seat(0), await bench.seat(1)
    handling = await bench.talking(owner)
    reasons = (Why.not_found, Why.gone, Why.taken, Why.not_now)
    await refusal(bench, stranger.do(Verb.hang_up, handling), *reasons, forbidden=True)
    expect(_now(owner, handling).state is CONNECTED, "the call goes on")


async def _ended(seat: Seat, handling: Handling, ending: Ending) -> None:
    await seat.until_over(handling.id)
    now = seat.handling(handling.id)
    expect(now is None or now.ending is ending, f"the handling says {ending}")
    expect(now is None or now.ended is not None, "the handling says when it ended")


def _now(seat: Seat, handling: Handling) -> Handling:
    return seat.handling(handling.id) or handling


CALLING = (
    holds_and_resumes,
    mutes,
    takes_digits,
    permits_what_it_says,
    obeys_once,
    hangs_up,
    tells_the_caller_went,
    reads_again,
    says_what_is_gone,
    protects_foreign_calls,
)
