"""The life of one call at one desk: waiting, ringing, speaking, ending."""

import asyncio

from tui.backend.errors import Refused, Why
from tui.backend.ports import Command, Receipt
from tui.backend.suite.bench import NUMBER, Bench
from tui.backend.suite.refusing import refusal
from tui.backend.suite.requirement import requirement
from tui.backend.suite.seat import Seat, new_id
from tui.backend.suite.verdicts import expect
from tui.model import CallState, Delivery, Ending, Handling, HandlingState, Origin, Role, Verb

CONNECTED = HandlingState.connected
_SPEAKING = (CONNECTED, HandlingState.dialling)


@requirement(
    "waiting-row",
    "A waiting call is told to those who may take it, with queue, number and time.",
    verbs=(Verb.take,),
    writes=True,
    needs_call=True,
)
async def tells_who_waits(bench: Bench) -> None:
    seat = await bench.seat()
    row = await bench.in_line(seat)
    bench.saw(f"row {row}")
    expect(row.number == NUMBER, "the number is the caller's")
    expect(row.queue in {queue.id for queue in await seat.calls.queues()}, "the queue is one of the agent's")


@requirement(
    "waiting-gives-up",
    "A caller who gives up is gone from the line.",
    verbs=(Verb.take,),
    writes=True,
    needs_call=True,
)
async def forgets_who_gave_up(bench: Bench) -> None:
    seat = await bench.seat()
    row = await bench.in_line(seat)
    await bench.give_up(row.id)
    await seat.until("the row is gone", lambda: seat.waiting(row.id) is None)
    await refusal(bench, seat.do(Verb.take, call=row.id), Why.gone, Why.taken, Why.not_found)


@requirement(
    "take",
    "Taking a call connects it, tells the whole call, and takes it out of the line.",
    verbs=(Verb.take,),
    writes=True,
    needs_call=True,
)
async def takes_a_call(bench: Bench) -> None:
    seat = await bench.seat()
    row = await bench.in_line(seat, name="Test Call")
    receipt = await seat.do(Verb.take, call=row.id)
    handling = await seat.until_handles(row.id, CONNECTED)
    expect(receipt.handling in ("", handling.id), "the receipt names the handling")
    call = await seat.until("the call is told", lambda: seat.call(row.id))
    expect((call.number, call.state) == (NUMBER, CallState.connected), "it is connected, with its number")
    expect(handling.party(Role.caller), "the caller is one of the parties")
    await seat.until("the row is gone", lambda: seat.waiting(row.id) is None)


@requirement(
    "take-atomic",
    "Of two agents who take the same call at once, one has it and the other is told who.",
    verbs=(Verb.take,),
    writes=True,
    needs_call=True,
    agents=2,
)
async def gives_a_call_once(bench: Bench) -> None:
    seats = (await bench.seat(0), await bench.seat(1))
    row = await bench.in_line(seats[0])
    await seats[1].until("the other sees it too", lambda: seats[1].waiting(row.id))
    taken = await asyncio.gather(*(seat.do(Verb.take, call=row.id) for seat in seats), return_exceptions=True)
    lost = [result for result in taken if not isinstance(result, Receipt)]
    bench.saw(f"{len(taken) - len(lost)} had it, {lost!r}")
    expect(len(lost) == 1, "exactly one has it")
    error = lost[0]
    expect(isinstance(error, Refused) and error.reason is Why.taken, "the other is refused as taken")
    winner = seats[0] if isinstance(taken[0], Receipt) else seats[1]
    expect(isinstance(error, Refused) and error.by in ("", winner.agent.name), "it names who has it")
    await winner.until_handles(row.id, CONNECTED)


@requirement(
    "take-next-oldest",
    "The next call is the one that waits longest.",
    verbs=(Verb.take_next,),
    writes=True,
    needs_call=True,
)
async def serves_the_oldest(bench: Bench) -> None:
    seat = await bench.seat()
    first, second = await bench.in_line(seat), await bench.in_line(seat)
    await seat.do(Verb.take_next, queue=first.queue)
    await seat.until_handles(first.id, CONNECTED)
    expect(seat.waiting(second.id), "the later one still waits")


@requirement(
    "take-next-nobody", "Asked for the next call while nobody waits, it says so.", verbs=(Verb.take_next,)
)
async def says_when_nobody_waits(bench: Bench) -> None:
    seat = await bench.seat()
    queue = await bench.queue(seat, Delivery.pull)
    await refusal(bench, seat.do(Verb.take_next, queue=queue.id), Why.nobody_waits)


@requirement(
    "offer",
    "A call of a push queue rings at a ready agent, who may answer it, and till when is told.",
    ports=("presence",),
    verbs=(Verb.answer,),
    writes=True,
    needs_call=True,
)
async def offers_and_connects(bench: Bench) -> None:
    seat = await bench.seat()
    offered = await bench.ringing(seat)
    expect(Verb.answer in offered.allowed, "answer is allowed")
    expect(offered.ring_until is not None, "it says till when it rings")
    await seat.do(Verb.answer, offered)
    answered = await seat.until_state(offered.id, CONNECTED)
    expect(answered.answered is not None, "it says when it was answered")


@requirement(
    "decline",
    "A declined call is not lost: it stands in the line again or rings elsewhere.",
    ports=("presence",),
    verbs=(Verb.decline,),
    writes=True,
    needs_call=True,
)
async def keeps_declined_calls(bench: Bench) -> None:
    seat = await bench.seat()
    offered = await bench.ringing(seat)
    await seat.do(Verb.decline, offered)
    await seat.until_over(offered.id)
    await seat.until("the call is in the line", lambda: seat.waiting(offered.call))


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


async def _ended(seat: Seat, handling: Handling, ending: Ending) -> None:
    await seat.until_over(handling.id)
    now = seat.handling(handling.id)
    expect(now is None or now.ending is ending, f"the handling says {ending}")
    expect(now is None or now.ended is not None, "the handling says when it ended")


def _now(seat: Seat, handling: Handling) -> Handling:
    return seat.handling(handling.id) or handling


CALLING = (
    tells_who_waits,
    forgets_who_gave_up,
    takes_a_call,
    gives_a_call_once,
    serves_the_oldest,
    says_when_nobody_waits,
    offers_and_connects,
    keeps_declined_calls,
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
    dials,
    logs_by_hand,
)
