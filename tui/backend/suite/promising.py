"""Follow-ups."""

from datetime import timedelta

from tui.backend.errors import Why
from tui.backend.suite.bench import NUMBER, Bench
from tui.backend.suite.refusing import refusal
from tui.backend.suite.requirement import requirement
from tui.backend.suite.seat import Seat, new_id, port
from tui.backend.suite.verdicts import expect
from tui.model import FollowUp, FollowUpKind, FollowUpState, utc_now


@requirement(
    "follow-up-new",
    "A new promise is kept under the desk's id and told to its assignee.",
    ports=("follow_ups",),
    writes=True,
)
async def keeps_promises(bench: Bench) -> None:
    seat = await bench.seat()
    promise = _promise(seat)
    saved = await port(seat.session.follow_ups).save(promise)
    expect(saved.version > 0, "the answer names its version")
    told = await seat.until("the promise is told", lambda: seat.follow_up(promise.id))
    expect((told.about, told.due, told.number) == (promise.about, promise.due, NUMBER), "it is told as sent")
    expect(told.version == saved.version, "it has the version of the answer")


@requirement("follow-up-twice", "The same new promise sent twice is one.", ports=("follow_ups",), writes=True)
async def keeps_promises_once(bench: Bench) -> None:
    seat = await bench.seat()
    promise = _promise(seat)
    first = await port(seat.session.follow_ups).save(promise)
    second = await port(seat.session.follow_ups).save(promise)
    expect(first.version == second.version, "both answers name the same version")


@requirement(
    "follow-up-conflict",
    "A promise that somebody changed meanwhile can't be overwritten.",
    ports=("follow_ups",),
    writes=True,
)
async def keeps_newer_promises(bench: Bench) -> None:
    seat = await bench.seat()
    follow_ups = port(seat.session.follow_ups)
    promise = _promise(seat)
    first = await follow_ups.save(promise)
    second = await follow_ups.save(promise.but(version=first.version, attempts=1))
    expect(second.version > first.version, "the version grows")
    stale = promise.but(version=first.version, about="written over")
    await refusal(bench, follow_ups.save(stale), Why.conflict)


@requirement(
    "follow-up-done", "A promise that is kept is no longer told as open.", ports=("follow_ups",), writes=True
)
async def ends_promises(bench: Bench) -> None:
    seat = await bench.seat()
    follow_ups = port(seat.session.follow_ups)
    promise = _promise(seat)
    saved = await follow_ups.save(promise)
    await seat.until("the promise is told", lambda: seat.follow_up(promise.id))
    await follow_ups.save(promise.but(version=saved.version, state=FollowUpState.done, outcome="reached"))
    await seat.until("it is open no longer", lambda: not _is_open(seat, promise))


def _promise(seat: Seat) -> FollowUp:
    due = (utc_now() + timedelta(days=1)).replace(microsecond=0)
    return FollowUp(
        id=new_id(),
        kind=FollowUpKind.call_back,
        due=due,
        about="about the invoice",
        number=NUMBER,
        assignee=seat.agent.id,
    )


def _is_open(seat: Seat, promise: FollowUp) -> bool:
    now = seat.follow_up(promise.id)
    return now is not None and now.state is FollowUpState.open


PROMISING = (keeps_promises, keeps_promises_once, keeps_newer_promises, ends_promises)
