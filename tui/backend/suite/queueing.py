"""Callers who wait, ring, are taken, declined, or give up."""

import asyncio

from tui.backend.errors import Refused, Why
from tui.backend.ports import Receipt
from tui.backend.suite.bench import NUMBER, Bench
from tui.backend.suite.refusing import refusal
from tui.backend.suite.requirement import requirement
from tui.backend.suite.verdicts import expect
from tui.model import CallState, Delivery, HandlingState, Role, Verb

CONNECTED = HandlingState.connected


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


QUEUEING = (
    tells_who_waits,
    forgets_who_gave_up,
    takes_a_call,
    gives_a_call_once,
    serves_the_oldest,
    says_when_nobody_waits,
    offers_and_connects,
    keeps_declined_calls,
)
