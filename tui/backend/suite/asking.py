"""Asking a colleague while the caller waits."""

from tui.backend.suite.bench import Bench
from tui.backend.suite.pairs import record_of, target_of, two
from tui.backend.suite.requirement import requirement
from tui.backend.suite.seat import Seat
from tui.backend.suite.verdicts import expect
from tui.model import (
    Because,
    Handling,
    HandlingState,
    Party,
    Role,
    Verb,
)

CONNECTED = HandlingState.connected
OFFERED = HandlingState.offered
_CONSULTS = (Verb.consult, Verb.answer)


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
    asker, colleague = await two(bench)
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
    asker, colleague = await two(bench)
    handling, theirs = await _consulting(bench, asker, colleague)
    await asker.do(Verb.complete, handling, record=record_of(handling, "now yours"))
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
    asker, colleague = await two(bench)
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
    asker, colleague = await two(bench)
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
    asker, colleague = await two(bench)
    handling, theirs = await _consulting(bench, asker, colleague)
    await asker.do(Verb.conference, handling)
    await asker.until_state(handling.id, HandlingState.conference)
    await colleague.until_state(theirs.id, HandlingState.conference)
    expect(_held(asker, handling) == (False, False), "nobody is held")


async def _consulting(bench: Bench, asker: Seat, colleague: Seat) -> tuple[Handling, Handling]:
    handling = await bench.talking(asker)
    record = record_of(handling, "what about it?")
    await asker.do(Verb.consult, handling, target=target_of(colleague), record=record)
    theirs = await colleague.until_handles(handling.call, OFFERED)
    await asker.until_state(handling.id, HandlingState.consulting)
    await colleague.do(Verb.answer, theirs)
    theirs = await colleague.until_state(theirs.id, CONNECTED)
    await asker.until("swapping is permitted", lambda: Verb.swap in _allowed(asker, handling))
    return handling, theirs


def _allowed(seat: Seat, handling: Handling) -> tuple[Verb, ...]:
    now = seat.handling(handling.id)
    return now.allowed if now else ()


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


ASKING = (
    asks_a_colleague,
    hands_over,
    lets_go,
    swaps,
    joins_all,
)
