"""Records and wrap-up codes."""

from tui.backend.errors import Why
from tui.backend.suite.bench import Bench
from tui.backend.suite.refusing import refusal
from tui.backend.suite.requirement import requirement
from tui.backend.suite.seat import Seat, new_id, port
from tui.backend.suite.verdicts import expect
from tui.model import Handling, Record, WrapUpNeed, record_id

_PORTS = ("calls", "records")


@requirement("codes-tree", "Wrap-up codes come as a tree, parents before children.", ports=("records",))
async def lists_codes(bench: Bench) -> None:
    seat = await bench.seat()
    codes = await port(seat.session.records).codes()
    bench.saw(f"{len(codes)} codes")
    known = {""}
    for code in codes:
        expect(code.parent in known, f"the parent of {code.id!r} comes before it")
        expect(code.id not in known, f"{code.id!r} comes once")
        known.add(code.id)


@requirement(
    "record-kept",
    "A record is kept and read back as it was sent.",
    ports=_PORTS,
    writes=True,
    needs_call=True,
)
async def keeps_records(bench: Bench) -> None:
    seat = await bench.seat()
    draft = _draft(
        await bench.talking(seat), note="Zwölf Boxkämpfer\n通话记录\n", answers={"b": "2", "a": "1"}
    )
    saved = await port(seat.session.records).save(draft)
    expect(saved.revision == draft.revision, "the answer names the revision")
    expect(not saved.filed, "a draft is not filed")
    kept = await port(seat.session.records).read(draft.id)
    expect(kept.but(refs={}) == draft, "it is read back as it was sent")
    expect(list(kept.answers) == ["b", "a"], "answers keep their order")


@requirement(
    "record-monotonic",
    "An older revision changes nothing, and the newest one is named.",
    ports=_PORTS,
    writes=True,
    needs_call=True,
)
async def ignores_older_revisions(bench: Bench) -> None:
    seat = await bench.seat()
    records = port(seat.session.records)
    newer = _draft(await bench.talking(seat), note="newer", revision=5)
    await records.save(newer)
    saved = await records.save(newer.but(revision=4, note="older"))
    expect(saved.revision == 5, "the newest revision is named")
    expect((await records.read(newer.id)).note == "newer", "the newest one stands")


@requirement(
    "record-twice", "The same revision sent twice is kept once.", ports=_PORTS, writes=True, needs_call=True
)
async def keeps_records_once(bench: Bench) -> None:
    seat = await bench.seat()
    records = port(seat.session.records)
    draft = _draft(await bench.talking(seat), note="once")
    first, second = await records.save(draft), await records.save(draft)
    expect(first.revision == second.revision == draft.revision, "both name the revision")


@requirement(
    "record-files",
    "A submitted record is filed and ends the wrap-up; sent again it stays filed.",
    ports=_PORTS,
    writes=True,
    needs_call=True,
)
async def files_records(bench: Bench) -> None:
    seat = await bench.seat()
    handling = await bench.talking(seat)
    await bench.give_up(handling.call)
    await seat.until_over(handling.id)
    code = await bench.leaf_code(seat)
    record = _draft(handling, note="done", codes=(code.id,), submitted=True)
    saved = await port(seat.session.records).save(record)
    expect(saved.filed, "it is filed")
    await seat.until("the handling is done", lambda: not _is_open(seat, handling))
    again = await port(seat.session.records).save(record)
    expect(again.filed, "it stays filed")


@requirement(
    "record-while-speaking",
    "A record submitted while speaking is kept; the handling is done after the call, with no wrap-up.",
    ports=_PORTS,
    writes=True,
    needs_call=True,
)
async def files_ahead(bench: Bench) -> None:
    seat = await bench.seat()
    handling = await bench.talking(seat)
    code = await bench.leaf_code(seat)
    record = _draft(handling, note="early", codes=(code.id,), submitted=True)
    await port(seat.session.records).save(record)
    await bench.give_up(handling.call)
    await seat.until("the handling is done", lambda: not _is_open(seat, handling))


@requirement(
    "record-needs-code",
    "Where a code is required, a record without one is refused as invalid and the wrap-up goes on.",
    ports=_PORTS,
    writes=True,
    needs_call=True,
)
async def wants_a_code(bench: Bench) -> None:
    seat = await bench.seat()
    handling = await bench.talking(seat, need=WrapUpNeed.required)
    await bench.give_up(handling.call)
    await seat.until_over(handling.id)
    bare = _draft(handling, note="no code", submitted=True)
    await refusal(bench, port(seat.session.records).save(bare), Why.invalid)
    expect(_is_open(seat, handling), "the wrap-up goes on")


@requirement("record-unknown", "A record nobody wrote is not found.", ports=("records",))
async def finds_no_record(bench: Bench) -> None:
    seat = await bench.seat()
    await refusal(bench, port(seat.session.records).read(new_id()), Why.not_found)


@requirement(
    "record-foreign",
    "Another agent's record can be neither read nor changed.",
    ports=_PORTS,
    writes=True,
    needs_call=True,
    agents=2,
)
async def protects_records(bench: Bench) -> None:
    owner, stranger = await bench.seat(0), await bench.seat(1)
    draft = _draft(await bench.talking(owner), note="mine")
    await port(owner.session.records).save(draft)
    theirs = port(stranger.session.records)
    await refusal(bench, theirs.read(draft.id), Why.not_found, forbidden=True)
    forged = draft.but(revision=9, note="forged")
    await refusal(bench, theirs.save(forged), Why.not_found, Why.invalid, forbidden=True)
    expect((await port(owner.session.records).read(draft.id)).note == "mine", "the owner's stands")


def _draft(
    handling: Handling,
    *,
    note: str,
    revision: int = 1,
    answers: dict[str, str] | None = None,
    codes: tuple[str, ...] = (),
    submitted: bool = False,
) -> Record:
    return Record(
        id=record_id(handling.id),
        handling=handling.id,
        call=handling.call,
        revision=revision,
        note=note,
        answers=answers or {},
        codes=codes,
        submitted=submitted,
    )


def _is_open(seat: Seat, handling: Handling) -> bool:
    return any(one.id == handling.id for one in seat.handlings())


RECORDING = (
    lists_codes,
    keeps_records,
    ignores_older_revisions,
    keeps_records_once,
    files_records,
    files_ahead,
    wants_a_code,
    finds_no_record,
    protects_records,
)
