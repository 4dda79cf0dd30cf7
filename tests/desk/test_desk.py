"""Opening, closing, and going on whatever happens."""

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from tests.desk.conftest import open_desk
from tests.support.patience import until
from tests.support.rehearsal import CREDENTIALS, RehearsalBackend
from tests.support.rehearsal_content import WANG_FANG, ZHANG_MIN
from tui.backend import (
    Event,
    Link,
    LinkChanged,
    Malformed,
    NotSent,
    SessionEnded,
    Skipped,
    Unauthorised,
    Unsupported,
)
from tui.desk import AgentDesk
from tui.model import Delivery, Queue


async def test_opening_comes_back_with_stores_and_content(desk: AgentDesk) -> None:
    assert desk.agent.name == "Li Wei"
    assert desk.stores.me is not None
    assert [q.name for q in desk.content.queues] == ["Billing", "Support", "Front desk"]
    assert desk.content.reasons
    assert desk.floor.delivery == {Delivery.push, Delivery.pull, Delivery.phone}
    assert desk.ended is None


async def test_a_wrong_secret_is_told(backend: RehearsalBackend, tmp_path: Path) -> None:
    wrong = CREDENTIALS.__class__(staff_number="8001", secret="wrong")
    with pytest.raises(Unauthorised):
        await AgentDesk.open(backend, wrong, state_dir=tmp_path, backend_key="r")
    backend.is_cut = True
    with pytest.raises(NotSent):
        await open_desk(backend, tmp_path)


async def test_no_snapshot_is_no_desk(
    backend: RehearsalBackend, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def silent() -> AsyncIterator[Event]:
        yield LinkChanged(part="rehearsal", link=Link.connecting)
        await asyncio.Event().wait()

    monkeypatch.setattr(backend, "events", silent)
    monkeypatch.setattr("tui.desk.desk._SNAPSHOT_LIMIT", 0.05)
    with pytest.raises(NotSent):
        await open_desk(backend, tmp_path)


async def test_a_session_that_ends_before_it_began_is_unauthorised(
    backend: RehearsalBackend, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def ended() -> AsyncIterator[Event]:
        yield SessionEnded(part="rehearsal")

    monkeypatch.setattr(backend, "events", ended)
    with pytest.raises(Unauthorised):
        await open_desk(backend, tmp_path)


async def test_signing_out_is_asked_for(backend: RehearsalBackend, tmp_path: Path) -> None:
    desk = await open_desk(backend, tmp_path)
    await desk.close(sign_out=False)
    assert not backend.signed_out
    desk = await open_desk(backend, tmp_path)
    await desk.close(sign_out=True)
    await desk.close(sign_out=True)
    assert backend.signed_out


async def test_nothing_is_left_running(backend: RehearsalBackend, tmp_path: Path) -> None:
    before = asyncio.all_tasks()
    desk = await open_desk(backend, tmp_path)
    offered = backend.ring()
    desk.documents.edit_record(offered, note="typed at the last moment")
    await desk.close(sign_out=False)
    await until(lambda: asyncio.all_tasks() == before)


async def test_what_was_typed_at_the_last_moment_is_kept(backend: RehearsalBackend, tmp_path: Path) -> None:
    desk = await open_desk(backend, tmp_path)
    offered = backend.ring()
    await until(lambda: offered in desk.stores.handlings)
    backend.cut()
    desk.documents.edit_record(offered, note="last words")
    await desk.close(sign_out=False)
    backend.is_cut = False
    again = await open_desk(backend, tmp_path)
    assert again.documents.record(offered).note == "last words"
    await again.close(sign_out=False)


async def test_an_observers_fault_stops_neither_desk_nor_others(
    desk: AgentDesk, backend: RehearsalBackend, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[frozenset[str]] = []

    def faulty(names: frozenset[str]) -> None:
        raise RuntimeError("secret 4711")

    unsubscribe = desk.subscribe(faulty)
    desk.subscribe(told.append)
    with caplog.at_level(logging.ERROR):
        backend.ring()
        await until(lambda: desk.current)
    assert told
    assert "RuntimeError" in caplog.text
    assert "4711" not in caplog.text
    unsubscribe()
    unsubscribe()
    caplog.clear()
    backend.ring()
    await until(lambda: len(desk.handlings()) == 2)
    assert caplog.text == ""


async def test_a_fault_in_the_stream_is_marked_and_the_stream_starts_anew(
    desk: AgentDesk,
    backend: RehearsalBackend,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tui.desk.desk._RESTART_AFTER", 0.05)
    with caplog.at_level(logging.ERROR):
        backend.break_stream(KeyError("secret 4711"))
        await until(lambda: desk.links.worst.link is Link.down)
    assert desk.links.worst.why == "KeyError"
    assert "4711" not in caplog.text
    await until(lambda: desk.links.worst.link is Link.up)
    offered = backend.ring()
    await until(lambda: offered in desk.stores.handlings)


async def test_after_the_line_was_down_content_is_loaded_anew(
    desk: AgentDesk, backend: RehearsalBackend
) -> None:
    backend.cut()
    await until(lambda: desk.links.worst.link is Link.down)
    assert desk.links.worst.why == "connection reset"
    backend.floor.values["queue"]["new"] = Queue(id="new", name="New")
    backend.heal()
    await until(lambda: desk.content.queue("new"))


async def test_content_that_will_not_load_stays_as_it_was(desk: AgentDesk, backend: RehearsalBackend) -> None:
    codes = desk.content.codes
    backend.fail("codes", NotSent())
    backend.cut()
    backend.heal()
    await until(lambda: desk.content.failed)
    assert desk.content.codes == codes
    assert list(desk.content.failed) == ["codes"]


async def test_a_session_taken_over_is_told_and_sends_nothing_more(
    desk: AgentDesk, backend: RehearsalBackend
) -> None:
    offered = backend.ring()
    await until(lambda: desk.current)
    told: list[frozenset[str]] = []
    desk.subscribe(told.append)
    backend.end_session("laptop@home")
    await until(lambda: desk.ended)
    assert frozenset({"session"}) in told
    assert desk.ended is not None
    assert desk.ended.taken_over_by == "laptop@home"
    assert desk.allowed(desk.current) == frozenset()
    with pytest.raises(NotSent):
        await desk.answer(offered)
    desk.documents.edit_record(offered, note="kept all the same")
    await until(lambda: desk.documents.status(desk.documents.record(offered).id).kept_at)
    assert backend.saved == []


async def test_what_could_not_be_read_is_counted(desk: AgentDesk, backend: RehearsalBackend) -> None:
    error = Malformed("$.state", "str", "int")
    backend.tell(Skipped(part="rehearsal", kind="call", count=3, error=error))
    await until(lambda: desk.skipped)
    assert desk.skipped["rehearsal"].count == 3


async def test_ages_follow_the_backends_clock(desk: AgentDesk, backend: RehearsalBackend) -> None:
    before = desk.clock.now()
    backend.tell_link(LinkChanged(part="rehearsal", link=Link.up, offset=3600.0))
    await until(lambda: desk.clock.now() - before > timedelta(minutes=59))
    backend.tell_link(LinkChanged(part="rehearsal", link=Link.down))
    await until(lambda: desk.links.worst.link is Link.down)
    assert desk.clock.now() - before > timedelta(minutes=59)


async def test_who_rings_is_fetched_in_the_background(desk: AgentDesk, backend: RehearsalBackend) -> None:
    told: list[frozenset[str]] = []
    desk.subscribe(told.append)
    assert desk.remembered_caller("c1") is None
    backend.ring()
    await until(lambda: desk.remembered_history("c1"))
    assert frozenset({"caller"}) in told
    assert desk.remembered_caller("c1") == ZHANG_MIN
    history = desk.remembered_history("c1")
    assert history is not None
    assert [i.id for i in history.interactions] == ["i1", "i2"]


async def test_a_caller_that_cannot_be_fetched_disturbs_nobody(
    desk: AgentDesk, backend: RehearsalBackend
) -> None:
    backend.fail("read", NotSent())
    backend.ring()
    await until(lambda: desk.remembered_history("c1"))
    assert desk.remembered_caller("c1") is None
    assert (await desk.caller("c1")) == ZHANG_MIN


async def test_a_callers_file_is_remembered_and_fetched_anew_once_it_has_changed(
    desk: AgentDesk, backend: RehearsalBackend
) -> None:
    assert await desk.caller("c3") == WANG_FANG
    backend.fail("read", NotSent())
    assert await desk.caller("c3") == WANG_FANG
    backend.forgive()
    desk.documents.save_caller(WANG_FANG.but(city="Hangzhou"))
    await until(lambda: _city(desk, "c3") == "Hangzhou")


async def test_what_is_known_of_a_caller_stays_until_the_new_file_is_here(
    desk: AgentDesk, backend: RehearsalBackend
) -> None:
    await desk.caller("c3")
    desk.expire_caller("c3")
    backend.fail("read", NotSent())
    with pytest.raises(NotSent):
        await desk.caller("c3")
    assert desk.remembered_caller("c3") == WANG_FANG


async def test_what_a_check_uncovered_is_forgotten_with_the_call(
    desk: AgentDesk, backend: RehearsalBackend
) -> None:
    backend.callers["c1"] = ZHANG_MIN.but(protected=("account",))
    handling = backend.ring()
    await until(lambda: desk.remembered_history("c1"))
    await desk.caller("c3")
    await desk.decline(handling)
    await until(lambda: desk.handlings() == ())
    assert desk.remembered_caller("c1") is None
    assert desk.remembered_caller("c3") == WANG_FANG
    backend.callers["c1"] = ZHANG_MIN.but(protected=("account",), account="masked")
    backend.ring()
    await until(lambda: (known := desk.remembered_caller("c1")) and known.account == "masked")


async def test_a_draft_does_not_make_the_callers_history_old(
    desk: AgentDesk, backend: RehearsalBackend
) -> None:
    handling = backend.ring()
    await until(lambda: desk.remembered_history("c1"))
    desk.documents.edit_record(handling, caller="c1", note="half a")
    await until(lambda: backend.records)
    assert desk.remembered_history("c1") is not None


def _city(desk: AgentDesk, caller: str) -> str:
    known = desk.remembered_caller(caller)
    return known.city if known else ""


async def test_lookups(desk: AgentDesk) -> None:
    assert [c.id for c in (await desk.find("zhang")).callers] == ["c1", "c2"]
    assert (await desk.history("c1")).interactions
    assert (await desk.history("c1", "more")).cursor == ""
    assert await desk.last_calls() == ()
    assert [e.target for e in await desk.directory("chen")] == ["a2"]
    assert await desk.articles("invoice")
    assert (await desk.my_day()).goal == 30
    await desk.mark_read("n1")
    await until(lambda: all(a.read for a in desk.stores.announcements))


async def test_ports_a_backend_lacks_are_unsupported(
    backend: RehearsalBackend, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = await backend.sign_in(CREDENTIALS)
    bare = msgspec.structs.replace(
        session,
        calls=None,
        presence=None,
        callers=None,
        scripts=None,
        records=None,
        follow_ups=None,
        announcements=None,
        directory=None,
        metrics=None,
    )

    async def sign_in(credentials: object) -> object:
        return bare

    monkeypatch.setattr(backend, "sign_in", sign_in)
    desk = await open_desk(backend, tmp_path)
    offered = backend.ring()
    await until(lambda: offered in desk.stores.handlings)
    questions = [desk.find("x"), desk.caller("x"), desk.directory(""), desk.articles("")]
    for question in [*questions, desk.my_day(), desk.mark_read("n1"), desk.last_calls(), desk.take_next()]:
        with pytest.raises(Unsupported):
            await question
    assert desk.allowed(desk.current) == frozenset()
    desk.documents.edit_record(offered, note="kept on this machine alone")
    record = desk.documents.record(offered)
    await until(lambda: desk.documents.status(record.id).refused)
    assert isinstance(desk.documents.status(record.id).refused, Unsupported)
    await desk.close(sign_out=False)
