"""Signing in, and who holds the session."""

from tui.backend.errors import Refused, Unauthorised, Why
from tui.backend.suite.bench import Bench
from tui.backend.suite.requirement import requirement
from tui.backend.suite.seat import new_id, port
from tui.backend.suite.verdicts import ViolationError, expect
from tui.model import Presence


@requirement("sign-in-agent", "Signing in returns the agent who signed in.")
async def returns_the_agent(bench: Bench) -> None:
    asked = bench.credentials(take_over=True)
    seat = await bench.guest(asked)
    bench.saw(f"agent {seat.agent.id}, part {seat.session.part!r}")
    expect(seat.agent.id, "the agent has an id")
    expect(seat.agent.staff_number in ("", asked.staff_number), "the staff number is the one that signed in")
    expect(seat.session.part, "the part has a name")


@requirement("sign-in-wrong-secret", "A wrong secret is Unauthorised.")
async def refuses_a_wrong_secret(bench: Bench) -> None:
    await bench.sign_in_refused(bench.credentials(secret=f"not {new_id()}"), Unauthorised)


@requirement("sign-in-unknown-number", "An unknown staff number is Unauthorised, told as a wrong secret is.")
async def refuses_an_unknown_number(bench: Bench) -> None:
    wrong = await bench.sign_in_refused(bench.credentials(secret=f"not {new_id()}"), Unauthorised)
    unknown = await bench.sign_in_refused(bench.credentials(staff_number=f"x{new_id()[:8]}"), Unauthorised)
    expect(wrong.detail == unknown.detail, "both are told with the same words")


@requirement("sign-in-same-desk", "Signing in again from the same desk resumes without a question.")
async def resumes_at_the_same_desk(bench: Bench) -> None:
    desk = bench.credentials(desk_id=new_id(), desk_name="suite", take_over=True)
    first = await bench.guest(desk)
    again = await bench.guest(bench.credentials(desk_id=desk.desk_id, desk_name="suite"))
    expect(first.agent.id == again.agent.id, "it is the same agent")


@requirement("sign-in-other-desk", "Another desk is refused, and told which desk holds the session.")
async def keeps_another_desk_out(bench: Bench) -> None:
    await bench.guest(bench.credentials(desk_id=new_id(), desk_name="first desk", take_over=True))
    error = await bench.sign_in_refused(bench.credentials(desk_id=new_id(), desk_name="second desk"), Refused)
    expect(isinstance(error, Refused) and error.reason is Why.signed_in_elsewhere, "signed_in_elsewhere")
    expect(isinstance(error, Refused) and error.by == "first desk", "it names the first desk")


@requirement("sign-in-take-over", "Another desk may take over by name, and the first is told by whom.")
async def takes_over(bench: Bench) -> None:
    first = await bench.guest(bench.credentials(desk_id=new_id(), desk_name="first desk", take_over=True))
    await first.snapshot()
    await bench.guest(bench.credentials(desk_id=new_id(), desk_name="second desk", take_over=True))
    ended = await first.ended()
    expect(ended.taken_over_by == "second desk", "the first desk learns the second's name")


@requirement(
    "sign-in-taken-over-is-out",
    "A desk that was taken over can do nothing any more.",
    ports=("presence",),
)
async def shuts_out_the_first(bench: Bench) -> None:
    first = await bench.guest(bench.credentials(desk_id=new_id(), desk_name="first desk", take_over=True))
    await first.snapshot()
    await bench.guest(bench.credentials(desk_id=new_id(), desk_name="second desk", take_over=True))
    await first.ended()
    try:
        await port(first.session.presence).set_state(Presence.ready)
    except (Unauthorised, Refused) as error:
        bench.saw(f"{type(error).__name__}")
        elsewhere = isinstance(error, Refused) and error.reason is Why.signed_in_elsewhere
        expect(isinstance(error, Unauthorised) or elsewhere, "signed_in_elsewhere or Unauthorised")
        return
    raise ViolationError("the request is refused")


SIGNING_IN = (
    returns_the_agent,
    refuses_a_wrong_secret,
    refuses_an_unknown_number,
    resumes_at_the_same_desk,
    keeps_another_desk_out,
    takes_over,
    shuts_out_the_first,
)
