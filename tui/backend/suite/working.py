"""The agent's own state."""

from tui.backend.errors import Why
from tui.backend.suite.bench import Bench
from tui.backend.suite.refusing import refusal
from tui.backend.suite.requirement import requirement
from tui.backend.suite.seat import Seat, port
from tui.backend.suite.verdicts import NotTestableError, expect
from tui.model import Presence, Reason, Verb


@requirement(
    "presence-reasons", "Reasons for being not ready have ids of their own, and names.", ports=("presence",)
)
async def lists_reasons(bench: Bench) -> None:
    seat = await bench.seat()
    reasons = await port(seat.session.presence).reasons()
    bench.saw(f"{len(reasons)} reasons")
    expect(len({reason.id for reason in reasons}) == len(reasons), "no id comes twice")
    expect(all(reason.id and reason.name for reason in reasons), "each has an id and a name")


@requirement("presence-not-ready", "Not ready is told with its reason.", ports=("presence",), writes=True)
async def tells_the_reason(bench: Bench) -> None:
    seat = await bench.seat()
    reason = await _reason(seat)
    await port(seat.session.presence).set_state(Presence.ready)
    await port(seat.session.presence).set_state(Presence.not_ready, reason.id)
    await seat.until("not ready with the reason is told", lambda: _is_away(seat, reason))


@requirement("presence-unknown-reason", "A reason that does not exist is refused.", ports=("presence",))
async def refuses_unknown_reasons(bench: Bench) -> None:
    seat = await bench.seat()
    asked = port(seat.session.presence).set_state(Presence.not_ready, "no such reason")
    await refusal(bench, asked, Why.invalid, Why.not_found)


@requirement(
    "presence-after-call",
    "A state asked for during a call is told as next, and holds after the call and its wrap-up.",
    ports=("presence", "records"),
    writes=True,
    needs_call=True,
)
async def changes_after_the_call(bench: Bench) -> None:
    seat = await bench.seat()
    reason = await _reason(seat)
    handling = await bench.talking(seat)
    await port(seat.session.presence).set_state(Presence.not_ready, reason.id, after_call=True)
    await seat.until("it is told as next", lambda: _is_next(seat, reason))
    await bench.give_up(handling.call)
    await seat.until_over(handling.id)
    await bench.file(seat, handling)
    await seat.until("it holds afterwards", lambda: _is_away(seat, reason))


@requirement(
    "presence-busy",
    "An agent who speaks is busy.",
    ports=("presence",),
    verbs=(Verb.take,),
    writes=True,
    needs_call=True,
)
async def is_busy_while_speaking(bench: Bench) -> None:
    seat = await bench.seat()
    await bench.talking(seat)
    await seat.until("busy is told", lambda: (s := seat.state()) and s.presence is Presence.busy)


async def _reason(seat: Seat) -> Reason:
    for reason in await port(seat.session.presence).reasons():
        if reason.chosen_by == "agent":
            return reason
    raise NotTestableError("no reason an agent may choose")


def _is_away(seat: Seat, reason: Reason) -> bool:
    state = seat.state()
    return state is not None and (state.presence, state.reason) == (Presence.not_ready, reason.id)


def _is_next(seat: Seat, reason: Reason) -> bool:
    state = seat.state()
    return state is not None and state.next is not None and state.next.reason == reason.id


WORKING = (
    lists_reasons,
    tells_the_reason,
    refuses_unknown_reasons,
    changes_after_the_call,
    is_busy_while_speaking,
)
