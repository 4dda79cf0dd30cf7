"""Callers and what is known of them; whom to send to; what to say; figures."""

import uuid

from tui.backend.errors import Why
from tui.backend.suite.bench import Bench
from tui.backend.suite.refusing import refusal
from tui.backend.suite.requirement import requirement
from tui.backend.suite.seat import Seat, new_id, port
from tui.backend.suite.verdicts import ViolationError, expect
from tui.model import Caller, CallerNumber, Interaction, Record, record_id

_PORTS = ("callers",)
_HOSTILE = "Ann [red]\x1b[2J\u202e\u200b{0} %s ../\x00"


@requirement(
    "caller-kept",
    "A new caller is kept under the desk's id and read back as sent.",
    ports=_PORTS,
    writes=True,
)
async def keeps_callers(bench: Bench) -> None:
    seat = await bench.seat()
    caller = await _new(seat)
    kept = await port(seat.session.callers).read(caller.id)
    expect(kept.but(version=0) == caller, "it is read back as sent")
    expect(kept.version > 0, "it has a version")


@requirement("caller-unknown", "A caller who does not exist is not found.", ports=_PORTS)
async def finds_no_caller(bench: Bench) -> None:
    seat = await bench.seat()
    await refusal(bench, port(seat.session.callers).read(new_id()), Why.not_found)


@requirement(
    "caller-conflict",
    "A caller whom somebody changed meanwhile can't be overwritten.",
    ports=_PORTS,
    writes=True,
)
async def keeps_newer_callers(bench: Bench) -> None:
    seat = await bench.seat()
    callers = port(seat.session.callers)
    caller = await _new(seat)
    version = (await callers.read(caller.id)).version
    await callers.save(caller.but(version=version, memo="moved"))
    await refusal(bench, callers.save(caller.but(version=version, memo="stale")), Why.conflict)
    expect((await callers.read(caller.id)).memo == "moved", "the first change stands")


@requirement(
    "search-name",
    "A caller is found by the beginning of a name, whatever its case.",
    ports=_PORTS,
    writes=True,
)
async def finds_by_name(bench: Bench) -> None:
    seat = await bench.seat()
    caller = await _new(seat)
    family = caller.name.split()[1]
    for query in (family[:5], family.lower(), family.upper()):
        await _finds(bench, seat, query, caller)


@requirement(
    "search-number", "A caller is found by number, however it is written.", ports=_PORTS, writes=True
)
async def finds_by_number(bench: Bench) -> None:
    seat = await bench.seat()
    caller = await _new(seat)
    number = caller.numbers[0].number
    for query in (number, f"{number[:3]} {number[3:5]} {number[5:]}"):
        await _finds(bench, seat, query, caller)


@requirement(
    "search-last-digits", "A caller is found by the last digits of a number.", ports=_PORTS, writes=True
)
async def finds_by_last_digits(bench: Bench) -> None:
    seat = await bench.seat()
    caller = await _new(seat)
    await _finds(bench, seat, caller.numbers[0].number[-6:], caller)


@requirement("search-nothing", "A search that finds nothing says so without an error.", ports=_PORTS)
async def finds_nothing(bench: Bench) -> None:
    seat = await bench.seat()
    found = await port(seat.session.callers).search(f"zz{new_id()}")
    expect(not found.callers and not found.more, "nothing is found")


@requirement(
    "search-limit",
    "A search gives no more than asked for, and says when there are more.",
    ports=_PORTS,
    writes=True,
)
async def bounds_searches(bench: Bench) -> None:
    seat = await bench.seat()
    family = f"Qx{uuid.uuid4().hex[:8]}"
    for _ in range(3):
        await _new(seat, family=family)
    found = await port(seat.session.callers).search(family, limit=2)
    expect(len(found.callers) == 2, "no more than asked for")
    expect(found.more, "it says that there are more")


@requirement("search-hostile", "No query is an error, whatever its signs.", ports=_PORTS)
async def survives_any_query(bench: Bench) -> None:
    seat = await bench.seat()
    for query in ("", "%", "_", '"', "'; --", "*", "\\", "(", "+", "\x1b[2J", "\u202e", "..", "a" * 150):
        await port(seat.session.callers).search(query)


@requirement(
    "text-is-data",
    "Text with control signs and markup comes back as it was sent, or is refused as invalid.",
    ports=_PORTS,
    writes=True,
)
async def keeps_text_as_it_is(bench: Bench) -> None:
    seat = await bench.seat()
    callers = port(seat.session.callers)
    caller = Caller(id=new_id(), name=_HOSTILE.replace("\x00", ""), memo="a\tb\nc\u2028d")
    await callers.save(caller)
    kept = await callers.read(caller.id)
    expect((kept.name, kept.memo) == (caller.name, caller.memo), "it comes back sign by sign")


@requirement(
    "call-callers",
    "A call brings everyone who is known on its number.",
    ports=("calls", "callers"),
    writes=True,
    needs_call=True,
)
async def names_everyone_on_the_number(bench: Bench) -> None:
    seat = await bench.seat()
    one = await _new(seat)
    two = await _new(seat, number=one.numbers[0].number)
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
    caller = await _new(seat)
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
    caller = await _new(seat)
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


async def _new(seat: Seat, *, family: str = "", number: str = "") -> Caller:
    digits = f"{uuid.uuid4().int % 10**8:08d}"
    caller = Caller(
        id=new_id(),
        name=f"Test {family or 'Zq' + uuid.uuid4().hex[:10]}",
        company="Suite & Söhne",
        numbers=(CallerNumber(number=number or f"+4420{digits}", label="office"),),
        languages=("de", "zh-Hans"),
        memo="made by the contract suite",
    )
    await port(seat.session.callers).save(caller)
    return caller


async def _finds(bench: Bench, seat: Seat, query: str, caller: Caller) -> None:
    found = await port(seat.session.callers).search(query)
    bench.saw(f"{query!r}: {len(found.callers)} found")
    expect(any(one.id == caller.id for one in found.callers), f"{query!r} finds {caller.name!r}")


async def _contact(seat: Seat, caller: Caller, call: str) -> Interaction:
    history = await port(seat.session.callers).history(caller.id)
    for contact in history.interactions:
        if contact.call == call:
            return contact
    raise ViolationError("the history has the call")


LOOKING_UP = (
    keeps_callers,
    finds_no_caller,
    keeps_newer_callers,
    finds_by_name,
    finds_by_number,
    finds_by_last_digits,
    finds_nothing,
    bounds_searches,
    survives_any_query,
    keeps_text_as_it_is,
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
