"""Callers: kept, edited, and found again."""

import uuid

from tui.backend.errors import Why
from tui.backend.suite.bench import Bench
from tui.backend.suite.refusing import refusal
from tui.backend.suite.requirement import requirement
from tui.backend.suite.seat import Seat, new_id, port
from tui.backend.suite.verdicts import expect
from tui.model import Caller, CallerNumber

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
    caller = await new_caller(seat)
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
    caller = await new_caller(seat)
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
    caller = await new_caller(seat)
    family = caller.name.split()[1]
    for query in (family[:5], family.lower(), family.upper()):
        await _finds(bench, seat, query, caller)


@requirement(
    "search-number", "A caller is found by number, however it is written.", ports=_PORTS, writes=True
)
async def finds_by_number(bench: Bench) -> None:
    seat = await bench.seat()
    caller = await new_caller(seat)
    number = caller.numbers[0].number
    for query in (number, f"{number[:3]} {number[3:5]} {number[5:]}"):
        await _finds(bench, seat, query, caller)


@requirement(
    "search-last-digits", "A caller is found by the last digits of a number.", ports=_PORTS, writes=True
)
async def finds_by_last_digits(bench: Bench) -> None:
    seat = await bench.seat()
    caller = await new_caller(seat)
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
        await new_caller(seat, family=family)
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


async def new_caller(seat: Seat, *, family: str = "", number: str = "") -> Caller:
    """A caller nobody else has, kept at the backend."""
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
)
