"""Nothing typed is lost, and each document takes effect once."""

import asyncio
import contextlib
from datetime import timedelta
from pathlib import Path

import pytest

from tests.desk.conftest import open_desk
from tests.support.patience import until
from tests.support.rehearsal import RehearsalBackend
from tests.support.rehearsal_content import WANG_FANG
from tui.backend import BackendError, Forbidden, Malformed, NotSent, OutcomeUnknown, RateLimited, Refused, Why
from tui.desk import AgentDesk, Missing
from tui.desk.journal import Journal, JournalKey, Row
from tui.model import Caller, FollowUp, FollowUpKind, FollowUpState, Record, WrapUpNeed, record_id, utc_now

KEY = JournalKey(backend="rehearsal", agent="a1")


async def talking(desk: AgentDesk, backend: RehearsalBackend, **fields: str) -> str:
    offered = backend.ring(**fields)
    await until(lambda: offered in desk.stores.handlings)
    await desk.answer(offered)
    return offered


async def on_disk(tmp_path: Path) -> list[Row]:
    journal = Journal(tmp_path / "state", KEY)
    try:
        return await journal.load()
    finally:
        await journal.close()


async def test_a_draft_is_kept_while_typing_goes_on(
    desk: AgentDesk, backend: RehearsalBackend, tmp_path: Path
) -> None:
    here = await talking(desk, backend)
    loop = asyncio.get_running_loop()
    began = loop.time()
    note = ""
    document = desk.documents.shelf.get(record_id(here))
    assert document is not None
    while document.kept_at is None and loop.time() - began < 2:
        note += "x"
        desk.documents.edit_record(here, note=note)
        await asyncio.sleep(0.02)
    assert document.kept_at is not None
    (kept,) = await on_disk(tmp_path)
    assert b'"note":"xx' in kept.body


async def test_kept_and_filed_are_told_apart(desk: AgentDesk, backend: RehearsalBackend) -> None:
    here = await talking(desk, backend)
    record = desk.documents.edit_record(here, note="Amount differs.")
    status = desk.documents.status(record.id)
    assert (status.kept_at, status.filed_at, status.unsent) == (None, None, True)
    backend.hold_requests()
    await until(lambda: desk.documents.status(record.id).kept_at)
    assert desk.documents.status(record.id).filed_at is None
    await desk.documents.keeping.now()
    backend.release_requests()
    await desk.hang_up(here)
    assert desk.documents.submit(here) == (Missing.code,)
    desk.documents.edit_record(here, codes=("inv-wrong",))
    assert desk.documents.submit(here) == ()
    await until(lambda: desk.documents.status(record.id).filed_at)
    assert backend.filed == [record.id]
    assert not desk.documents.status(record.id).unsent


async def test_drafts_reach_the_backend_without_being_filed(
    desk: AgentDesk, backend: RehearsalBackend
) -> None:
    here = await talking(desk, backend)
    record = desk.documents.edit_record(here, note="half a th")
    await until(lambda: backend.records)
    assert backend.records[record.id].note == "half a th"
    assert backend.filed == []
    await until(lambda: not desk.documents.unsent())
    assert desk.documents.status(record.id).filed_at is None


async def test_what_must_be_there(desk: AgentDesk, backend: RehearsalBackend) -> None:
    here = await talking(desk, backend)
    assert desk.documents.missing(here) == (Missing.code,)
    desk.documents.edit_record(here, codes=("bill",))
    assert desk.documents.missing(here) == (Missing.code,)
    desk.documents.edit_record(here, codes=("inv-old",))
    assert desk.documents.missing(here) == (Missing.code,)
    desk.documents.edit_record(here, codes=("inv-wrong", "other"))
    assert desk.documents.missing(here) == (Missing.note,)
    desk.documents.edit_record(here, note=" x ")
    assert desk.documents.missing(here) == ()
    with pytest.raises(TypeError):
        desk.documents.edit_record(here, colour="red")


async def test_the_journal_is_emptied_after_filing(
    desk: AgentDesk, backend: RehearsalBackend, tmp_path: Path
) -> None:
    here = await talking(desk, backend)
    await desk.hang_up(here)
    desk.documents.edit_record(here, codes=("other",), note="done")
    desk.documents.submit(here)
    await until(lambda: desk.documents.shelf.all() == ())
    assert await on_disk(tmp_path) == []
    assert desk.documents.status(record_id(here)).filed_at is not None


async def test_cards_are_masked_before_they_are_kept(
    desk: AgentDesk, backend: RehearsalBackend, tmp_path: Path
) -> None:
    here = await talking(desk, backend)
    desk.documents.edit_record(here, note="4111111111111111 ok", answers={"card": "5500 0000 0000 0004"})
    await desk.documents.keeping.now()
    await until(lambda: backend.records)
    (kept,) = await on_disk(tmp_path)
    sent = backend.records[record_id(here)]
    assert b"41111111" not in kept.body
    assert b"5500 0000" not in kept.body
    assert "41111111" not in sent.note
    assert sent.answers["card"].endswith("0004")
    assert desk.documents.record(here).note == "4111111111111111 ok"


async def test_a_dead_line_over_a_weekend(desk: AgentDesk, backend: RehearsalBackend, tmp_path: Path) -> None:
    here = await talking(desk, backend)
    await desk.hang_up(here)
    backend.cut()
    desk.documents.edit_record(here, note="kept", codes=("other",))
    assert desk.documents.submit(here) == ()
    follow_up = FollowUp(id="f1", kind=FollowUpKind.call_back, about="invoice", due=utc_now())
    desk.documents.save_follow_up(follow_up)
    desk.documents.save_caller(Caller(id="new1", name="Liu Yang"))
    await until(lambda: desk.documents.status("new1").kept_at)
    assert desk.documents.follow_ups() == (follow_up,)
    assert {document.id for document in desk.documents.unsent()} == {record_id(here), "f1", "new1"}
    await desk.close(sign_out=False)
    assert len(await on_disk(tmp_path)) == 3

    backend.is_cut = False
    monday = await open_desk(backend, tmp_path)
    await until(lambda: not monday.documents.unsent())
    assert backend.filed == [record_id(here)]
    assert backend.callers["new1"].name == "Liu Yang"
    await until(lambda: [f.id for f in monday.documents.follow_ups()] == ["f1"])
    await until(lambda: monday.documents.shelf.all() == ())
    await monday.close(sign_out=True)
    assert await on_disk(tmp_path) == []


async def test_when_the_line_is_back_nothing_waits_for_its_pause(
    desk: AgentDesk, backend: RehearsalBackend
) -> None:
    backend.cut()
    desk.documents.save_caller(Caller(id="new1", name="Liu Yang"))
    document = desk.documents.shelf.get("new1")
    assert document is not None
    await until(lambda: document.failures >= 2)
    document.not_before += 3600
    backend.heal()
    await until(lambda: "new1" in backend.callers, limit=1.0)


@pytest.mark.parametrize(
    "error",
    [
        NotSent(),
        OutcomeUnknown(),
        RateLimited(0.05),
        Malformed("$", "JSON", "a page"),
        Refused(Why.signed_in_elsewhere, by="li@back"),
        Refused(Why.extension_taken, by="Chen"),
    ],
)
async def test_what_may_succeed_later_is_tried_again(
    desk: AgentDesk, backend: RehearsalBackend, error: BackendError
) -> None:
    backend.fail("save", error)
    desk.documents.save_caller(Caller(id="new1", name="Liu Yang"))
    await until(lambda: "new1" in backend.callers)
    assert desk.documents.status("new1").refused is None


@pytest.mark.parametrize("error", [Refused(Why.invalid, "name"), Forbidden("no")])
async def test_what_is_refused_is_kept_shown_and_sent_again_after_an_edit(
    backend: RehearsalBackend, tmp_path: Path, error: Refused | Forbidden
) -> None:
    desk = await open_desk(backend, tmp_path)
    backend.fail("save", error)
    desk.documents.save_caller(Caller(id="new1", name=""))
    await until(lambda: desk.documents.status("new1").refused)
    await until(lambda: desk.documents.shelf.get("new1") and not desk.documents.shelf.all()[0].unkept)
    await desk.close(sign_out=False)

    again = await open_desk(backend, tmp_path)
    refused = again.documents.status("new1").refused
    assert type(refused) is type(error)
    assert refused is not None
    assert refused.detail == error.detail
    assert backend.saved == []
    again.documents.save_caller(Caller(id="new1", name="Liu Yang"))
    await until(lambda: "new1" in backend.callers)
    assert again.documents.status("new1").refused is None
    await again.close(sign_out=False)


async def test_filing_again_sends_a_refused_record_again(desk: AgentDesk, backend: RehearsalBackend) -> None:
    here = await talking(desk, backend)
    await desk.hang_up(here)
    desk.documents.edit_record(here, codes=("other",))
    backend.fail("save", Refused(Why.invalid, "codes"))
    desk.documents.submit(here)
    await until(lambda: desk.documents.status(record_id(here)).refused)
    assert desk.documents.submit(here) == ()
    await until(lambda: backend.filed == [record_id(here)])


async def test_a_document_nobody_wants_is_discarded(backend: RehearsalBackend, tmp_path: Path) -> None:
    desk = await open_desk(backend, tmp_path)
    backend.fail("save", Refused(Why.invalid, "name"))
    desk.documents.save_caller(Caller(id="new1", name=""))
    await until(lambda: desk.documents.status("new1").refused)
    desk.documents.discard("new1")
    desk.documents.discard("unknown")
    assert desk.documents.unsent() == ()
    await until(lambda: desk.documents.shelf.all() == ())
    await desk.close(sign_out=False)
    assert await on_disk(tmp_path) == []


async def test_a_lost_answer_to_an_edit_is_no_conflict(desk: AgentDesk, backend: RehearsalBackend) -> None:
    backend.lose_reply("save")
    desk.documents.save_caller(WANG_FANG.but(city="Hangzhou"))
    await until(lambda: not desk.documents.unsent())
    assert desk.documents.status(WANG_FANG.id).refused is None
    assert backend.callers[WANG_FANG.id].version == 2
    assert len(backend.saved) == 2


async def test_a_true_conflict_is_shown(desk: AgentDesk, backend: RehearsalBackend) -> None:
    backend.callers[WANG_FANG.id] = WANG_FANG.but(version=5, city="Beijing")
    desk.documents.save_caller(WANG_FANG.but(city="Hangzhou"))
    await until(lambda: desk.documents.status(WANG_FANG.id).refused)
    refused = desk.documents.status(WANG_FANG.id).refused
    assert isinstance(refused, Refused)
    assert refused.reason is Why.conflict


async def test_a_follow_up_edited_while_it_is_sent_arrives_twice_as_two_versions(
    desk: AgentDesk, backend: RehearsalBackend
) -> None:
    backend.hold_replies()
    desk.documents.save_follow_up(FollowUp(id="f1", about="one"))
    await until(lambda: backend.saved)
    desk.documents.save_follow_up(FollowUp(id="f1", about="two"))
    backend.release_replies()
    await until(lambda: not desk.documents.unsent())
    await until(lambda: [f.about for f in desk.documents.follow_ups()] == ["two"])
    assert desk.documents.status("f1").refused is None


async def test_promises_stand_by_due_time(desk: AgentDesk, backend: RehearsalBackend) -> None:
    now = utc_now()
    backend.put(FollowUp(id="later", due=now + timedelta(hours=2)))
    backend.put(FollowUp(id="whenever"))
    backend.put(FollowUp(id="done", due=now, state=FollowUpState.done))
    desk.documents.save_follow_up(FollowUp(id="soon", due=now + timedelta(hours=1)))
    await until(lambda: "done" in desk.stores.follow_ups)
    assert [f.id for f in desk.documents.follow_ups()] == ["soon", "later", "whenever"]


async def test_promises_in_a_filed_record_show_before_the_backend_has_them(
    desk: AgentDesk, backend: RehearsalBackend
) -> None:
    here = await talking(desk, backend)
    await desk.hang_up(here)
    backend.hold_requests()
    promise = FollowUp(id="f1", about="new invoice")
    desk.documents.edit_record(here, codes=("other",), follow_ups=(promise,))
    assert desk.documents.follow_ups() == ()
    desk.documents.submit(here)
    assert desk.documents.follow_ups() == (promise,)
    backend.release_requests()
    await until(lambda: "f1" in desk.stores.follow_ups)
    assert [f.id for f in desk.documents.follow_ups()] == ["f1"]


async def test_time_running_out_files_nothing(desk: AgentDesk, backend: RehearsalBackend) -> None:
    here = await talking(desk, backend, queue="support")
    await desk.hang_up(here)
    backend.wrap_up_expires(here)
    await until(lambda: desk.documents.unfinished())
    (record,) = desk.documents.unfinished()
    assert record.handling == here
    facts = desk.documents.facts(here)
    assert (facts.name, facts.queue) == ("Zhang Min 张敏", "support")
    assert desk.documents.missing(here) == (Missing.code,)
    desk.documents.edit_record(here, codes=("other",))
    assert desk.documents.submit(here) == ()
    assert desk.documents.unfinished() == ()
    await until(lambda: backend.filed == [record.id])


async def test_an_unfinished_record_is_there_after_a_restart(
    backend: RehearsalBackend, tmp_path: Path
) -> None:
    desk = await open_desk(backend, tmp_path)
    here = await talking(desk, backend, queue="support")
    desk.documents.edit_record(here, note="half")
    await desk.hang_up(here)
    backend.wrap_up_expires(here)
    await until(lambda: desk.documents.unfinished())
    await desk.close(sign_out=True)
    again = await open_desk(backend, tmp_path)
    assert [r.note for r in again.documents.unfinished()] == ["half"]
    assert again.documents.facts(here).name == "Zhang Min 张敏"
    assert again.documents.missing(here) == (Missing.code,)
    await again.close(sign_out=True)


async def test_a_missed_offer_owes_nothing(desk: AgentDesk, backend: RehearsalBackend) -> None:
    here = backend.ring()
    await until(lambda: here in desk.stores.handlings)
    assert desk.documents.record(here).revision == 0
    backend.miss(here)
    await until(lambda: desk.documents.shelf.all() == ())
    assert desk.documents.unfinished() == ()
    assert backend.saved == []


async def test_a_colleagues_answers_are_not_filed_as_ones_own(
    desk: AgentDesk, backend: RehearsalBackend
) -> None:
    here = backend.ring_transferred("she is angry", queue="front")
    await until(lambda: here in desk.stores.handlings)
    backend.miss(here)
    await until(lambda: desk.documents.shelf.all() == ())
    assert backend.saved == []
    assert desk.documents.unfinished() == ()


async def test_what_was_written_about_a_missed_offer_stays(
    desk: AgentDesk, backend: RehearsalBackend
) -> None:
    here = backend.ring()
    await until(lambda: here in desk.stores.handlings)
    desk.documents.edit_record(here, note="rang while I looked her up")
    backend.miss(here)
    await until(lambda: here not in desk.stores.handlings)
    assert [r.note for r in desk.documents.unfinished()] == ["rang while I looked her up"]


async def test_where_no_wrap_up_is_wanted_the_note_files_itself(
    desk: AgentDesk, backend: RehearsalBackend
) -> None:
    here = await talking(desk, backend, queue="front")
    desk.documents.edit_record(here, note="put through to the lift man")
    await desk.hang_up(here)
    await until(lambda: backend.filed == [record_id(here)])
    assert desk.documents.unfinished() == ()


async def test_two_desks_of_one_agent_lose_nothing(desk: AgentDesk, backend: RehearsalBackend) -> None:
    here = await talking(desk, backend)
    desk.documents.edit_record(here, note="mine")
    theirs = Record(id=record_id(here), handling=here, revision=9, note="theirs", answers={"a": "1"})
    backend.records[theirs.id] = theirs
    await until(lambda: not desk.documents.unsent())
    there = backend.records[theirs.id]
    assert there.note == "theirs\nmine"
    assert there.answers == {"a": "1"}
    assert there.revision > 9
    assert desk.documents.record(here).note == there.note


async def test_a_desk_that_comes_later_goes_on_with_the_record(
    backend: RehearsalBackend, tmp_path: Path
) -> None:
    here = backend.ring()
    there = Record(id=record_id(here), handling=here, revision=4, note="from the other room")
    backend.records[there.id] = there
    desk = await open_desk(backend, tmp_path)
    await until(lambda: desk.documents.record(here).note)
    assert desk.documents.record(here) == there
    assert desk.documents.edit_record(here, note="and here").revision == 5
    await until(lambda: backend.records[there.id].note == "and here")
    await desk.close(sign_out=False)


async def test_a_second_console_writes_but_does_not_send(backend: RehearsalBackend, tmp_path: Path) -> None:
    first = await open_desk(backend, tmp_path)
    await until(lambda: first.documents.delivery.is_entitled)
    second = await open_desk(backend, tmp_path)
    second.documents.save_caller(Caller(id="new1", name="Liu Yang"))
    assert not second.documents.delivery.is_entitled
    await until(lambda: "new1" in backend.callers)
    assert len(backend.saved) == 1
    await until(lambda: not second.documents.unsent())
    await first.close(sign_out=False)
    second.documents.save_caller(Caller(id="new2", name="Wang Lei"))
    await until(lambda: "new2" in backend.callers)
    assert [document.id for document in backend.saved] == ["new1", "new2"]
    await second.close(sign_out=False)


async def test_two_consoles_on_one_record_keep_the_words_typed_last(
    backend: RehearsalBackend, tmp_path: Path
) -> None:
    here = backend.ring()
    first, second = await open_desk(backend, tmp_path), await open_desk(backend, tmp_path)
    for _ in range(5):
        first.documents.edit_record(here, note="by the first")
        first.documents.edit_record(here, note="by the first, more")
    await first.documents.keeping.now()
    second.documents.edit_record(here, note="by the second")
    await until(lambda: second.documents.record(here).revision > first.documents.record(here).revision)
    await until(lambda: first.documents.record(here).note == "by the second")
    await until(lambda: backend.records and backend.records[record_id(here)].note == "by the second")
    await first.close(sign_out=False)
    await second.close(sign_out=False)


async def test_writing_that_is_interrupted_is_taken_up_again(
    desk: AgentDesk, backend: RehearsalBackend
) -> None:
    here = await talking(desk, backend)
    desk.documents.edit_record(here, note="hurried")
    writing = asyncio.create_task(desk.documents.keeping.now())
    await asyncio.sleep(0)
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing
    await until(lambda: desk.documents.status(record_id(here)).kept_at)


async def test_a_full_disk_is_told_and_stops_no_one(
    desk: AgentDesk, backend: RehearsalBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = await talking(desk, backend)

    async def no_space(rows: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(desk.documents.keeping.journal, "keep", no_space)
        record = desk.documents.edit_record(here, note="typing goes on")
        await until(lambda: desk.documents.status(record.id).cannot_keep)
        assert desk.documents.status(record.id).cannot_keep == "OSError"
        assert desk.documents.status(record.id).kept_at is None
        await until(lambda: backend.records)
    assert backend.records[record.id].note == "typing goes on"
    desk.documents.edit_record(here, note="there is room again")
    await desk.documents.keeping.now()
    assert desk.documents.status(record.id).cannot_keep == ""
    assert desk.documents.status(record.id).kept_at is not None


async def test_without_any_journal_documents_still_reach_the_backend(
    backend: RehearsalBackend, tmp_path: Path
) -> None:
    (tmp_path / "state").write_text("a file where a directory should be")
    desk = await open_desk(backend, tmp_path)
    desk.documents.save_caller(Caller(id="new1", name="Liu Yang"))
    await until(lambda: "new1" in backend.callers)
    assert desk.documents.keeping.cannot_keep
    await desk.close(sign_out=False)


async def test_an_adapters_fault_holds_up_no_other_document(
    desk: AgentDesk, backend: RehearsalBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = desk.session.records
    assert records is not None

    async def faulty(record: Record) -> None:
        raise KeyError("no such thing")

    monkeypatch.setattr(records, "save", faulty)
    here = await talking(desk, backend)
    desk.documents.edit_record(here, note="x")
    desk.documents.save_caller(Caller(id="new1", name="Liu Yang"))
    await until(lambda: "new1" in backend.callers)
    assert desk.documents.unsent()


async def test_a_transferred_call_goes_on_where_the_colleague_stopped(
    desk: AgentDesk, backend: RehearsalBackend
) -> None:
    here = backend.ring_transferred("she is angry")
    await until(lambda: here in desk.stores.handlings)
    handling = desk.stores.handlings.get(here)
    assert handling is not None
    assert handling.carried is not None
    assert handling.carried.note == "she is angry"
    record = desk.documents.record(here)
    assert record.answers == {"contract": "88-1204"}
    assert record.note == ""
    assert handling.wrap_up is WrapUpNeed.required


async def test_another_agent_sees_nothing_of_it(backend: RehearsalBackend, tmp_path: Path) -> None:
    desk = await open_desk(backend, tmp_path)
    backend.cut()
    desk.documents.save_caller(Caller(id="new1", name="Liu Yang"))
    await until(lambda: desk.documents.status("new1").kept_at)
    await desk.close(sign_out=False)
    backend.is_cut = False
    backend.floor.agent = backend.floor.agent.but(id="a2")
    other = await open_desk(backend, tmp_path)
    assert other.documents.unsent() == ()
    with contextlib.suppress(TimeoutError):
        await until(lambda: backend.saved, limit=0.2)
    assert backend.saved == []
    await other.close(sign_out=False)


async def test_words_were_kept_when_they_were_written_not_when_they_arrived(
    desk: AgentDesk, backend: RehearsalBackend
) -> None:
    here = await talking(desk, backend)
    backend.hold_requests()
    record = desk.documents.edit_record(here, note="Wants an invoice.")
    await until(lambda: desk.documents.status(record.id).kept_at)
    kept_at = desk.documents.status(record.id).kept_at
    backend.release_requests()
    await until(lambda: not desk.documents.status(record.id).unsent)
    await desk.documents.keeping.now()
    assert desk.documents.status(record.id).kept_at == kept_at
