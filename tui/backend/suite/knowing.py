"""What is known of callers' past, whom to send to, what to say, and figures."""

from tui.backend.errors import Why
from tui.backend.suite.bench import Bench
from tui.backend.suite.looking_up import new_caller
from tui.backend.suite.refusing import refusal
from tui.backend.suite.requirement import requirement
from tui.backend.suite.seat import Seat, new_id, port
from tui.backend.suite.verdicts import ViolationError, expect
from tui.model import Caller, Interaction, Record, record_id

_PORTS = ("callers",)


@requirement(
    "call-callers",
    "A call brings everyone who is known on its number.",
    ports=("calls", "callers"),
    writes=True,
    needs_call=True,
)
async def names_everyone_on_the_number(bench: Bench) -> None:
    seat = await bench.seat()
    one = await new_caller(seat)
    two = await new_caller(seat, number=one.numbers[0].number)
    handling = await bench.talking(seat, number=one.numbers[0].number)
    call = await seat.until("the call is told", lambda: seat.call(handling.call))
    bench.saw(f"callers {call.callers}")
    expect({one.id, two.id} <= {caller.id for caller in call.callers}, "both are named")


@requirement(
    "history",
    "What was filed about a call is in the caller's history and in the agent's last calls.",
    ports=("calls", "callers", "records"),
    writes=True,
    needs_call=True,
)
async def remembers_contacts(bench: Bench) -> None:
    seat = await bench.seat()
    caller = await new_caller(seat)
    handling = await bench.talking(seat, number=caller.numbers[0].number)
    await bench.give_up(handling.call)
    await seat.until_over(handling.id)
    code = await bench.leaf_code(seat)
    record = Record(
        id=record_id(handling.id),
        handling=handling.id,
        call=handling.call,
        revision=1,
        caller=caller.id,
        note="wants a copy",
        codes=(code.id,),
        submitted=True,
    )
    await port(seat.session.records).save(record)
    contact = await _contact(seat, caller, handling.call)
    bench.saw(f"contact {contact}")
    expect((contact.note, contact.codes) == ("wants a copy", (code.id,)), "with note and code")
    last = await port(seat.session.callers).last_calls()
    expect(any(call.caller == caller.id for call in last), "the last calls have it")


@requirement(
    "history-unknown", "The history of a caller who does not exist is empty or not found.", ports=_PORTS
)
async def has_no_history(bench: Bench) -> None:
    seat = await bench.seat()
    caller = await new_caller(seat)
    history = await port(seat.session.callers).history(caller.id)
    expect(not history.interactions and not history.cursor, "a new caller's is empty")


@requirement(
    "directory", "The directory names colleagues with their presence.", ports=("directory",), agents=2
)
async def lists_colleagues(bench: Bench) -> None:
    seat, colleague = await bench.seat(0), await bench.seat(1)
    directory = port(seat.session.directory)
    found = await directory.search(colleague.agent.name)
    entry = next((entry for entry in found if entry.target == colleague.agent.id), None)
    bench.saw(f"entry {entry}")
    expect(entry, "the colleague is found by name")
    expect(await directory.search(""), "an empty query gives some")


@requirement(
    "scripts",
    "Scripts have steps whose ids do not come twice, and lead to steps there are.",
    ports=("scripts",),
)
async def lists_scripts(bench: Bench) -> None:
    seat = await bench.seat()
    for script in await port(seat.session.scripts).scripts():
        ids = [step.id for step in script.steps]
        expect(len(set(ids)) == len(ids), f"step ids of {script.id!r} come once")
        ways = {way for step in script.steps for way in (step.next, *(c.next for c in step.choices)) if way}
        expect(ways <= set(ids), f"steps of {script.id!r} lead to steps there are")


@requirement("phrases", "Ready phrases have a short code and a text.", ports=("scripts",))
async def lists_phrases(bench: Bench) -> None:
    seat = await bench.seat()
    phrases = await port(seat.session.scripts).phrases()
    expect(all(phrase.code and phrase.text for phrase in phrases), "each has a code and a text")


@requirement(
    "articles", "A search of the articles that finds nothing says so without an error.", ports=("scripts",)
)
async def finds_no_article(bench: Bench) -> None:
    seat = await bench.seat()
    expect(not await port(seat.session.scripts).articles(f"zz{new_id()}"), "nothing is found")


@requirement("my-day", "The agent's own day can be read.", ports=("metrics",))
async def tells_the_day(bench: Bench) -> None:
    seat = await bench.seat()
    day = await port(seat.session.metrics).my_day()
    expect(day.id == seat.agent.id, "it is the agent's own")


@requirement(
    "announcement-unknown", "An announcement that does not exist is not found.", ports=("announcements",)
)
async def finds_no_announcement(bench: Bench) -> None:
    seat = await bench.seat()
    await refusal(bench, port(seat.session.announcements).mark_read(new_id()), Why.not_found, Why.gone)


async def _contact(seat: Seat, caller: Caller, call: str) -> Interaction:
    history = await port(seat.session.callers).history(caller.id)
    for contact in history.interactions:
        if contact.call == call:
            return contact
    raise ViolationError("the history has the call")


KNOWING = (
    names_everyone_on_the_number,
    remembers_contacts,
    has_no_history,
    lists_colleagues,
    lists_scripts,
    lists_phrases,
    finds_no_article,
    tells_the_day,
    finds_no_announcement,
)
