"""Taking and making calls, handsets, calls by hand, and desks that come and go."""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from tests.office.floor_scene import Office, hire
from tests.support.patience import until
from tui.backend import Refused, Why
from tui.model import (
    CallState,
    Ending,
    HandlingState,
    Origin,
    PartyState,
    Presence,
    Queue,
    QueueFigures,
    Verb,
)
from tui.office import floor
from tui.office.events import Fanout
from tui.office.floor import figures, runtime
from tui.office.floor.presence import GRACE_SECONDS
from tui.office.floor.runtime import Floor
from tui.office.store import Store


async def test_calls_of_a_pull_queue_wait_until_they_are_taken(office: Office) -> None:
    await office.staff("ann", "bob", queues=("shop",))
    await office.ring("c1", "shop")
    await office.ring("c2", "shop")
    assert await office.ringing_at("c1") == ""
    await office.verb("ann", Verb.take, call="c2")
    refusal = await office.refused("bob", Verb.take, call="c2")
    assert (refusal.reason, refusal.by) == (Why.taken, "Ann")
    assert (await office.verb("bob", Verb.take_next)).call == "c1"
    await office.verb("bob", Verb.hang_up, "c1")
    assert (await office.refused("bob", Verb.take_next)).reason is Why.nobody_waits


async def test_who_takes_the_next_is_given_nobody_who_is_to_be_called_later(office: Office) -> None:
    await office.staff("ann", queues=("shop",))
    await office.ring("c1", "shop", due=office.now + timedelta(hours=1))
    assert (await office.refused("ann", Verb.take_next)).reason is Why.nobody_waits
    office.later(3600)
    assert (await office.verb("ann", Verb.take_next)).call == "c1"


async def test_two_who_take_the_next_at_once_get_different_calls(office: Office) -> None:
    await office.staff("ann", "bob", queues=("shop",))
    await office.ring("c1", "shop")
    await office.ring("c2", "shop")
    receipts = await asyncio.gather(office.verb("ann", Verb.take_next), office.verb("bob", Verb.take_next))
    assert sorted(receipt.call for receipt in receipts) == ["c1", "c2"]


async def test_calls_that_are_offered_can_not_be_picked(office: Office) -> None:
    await office.staff("ann")
    await office.do(floor.set_state, "ann", Presence.not_ready)
    await office.ring("c1")
    assert (await office.refused("ann", Verb.take, call="c1")).reason is Why.not_now


async def test_a_second_call_needs_the_first_on_hold(office: Office) -> None:
    await office.staff("ann", queues=("shop",))
    await office.ring("c1", "shop")
    await office.ring("c2", "shop")
    await office.verb("ann", Verb.take_next)
    assert (await office.refused("ann", Verb.take_next)).reason is Why.not_now
    await office.verb("ann", Verb.hold, "c1")
    await office.verb("ann", Verb.take_next)
    assert Verb.resume not in (await office.share("ann", "c1")).allowed
    await office.verb("ann", Verb.hold, "c2")
    assert Verb.resume in (await office.share("ann", "c1")).allowed


async def test_a_lifted_handset_answers_and_a_key_does_not(office: Office) -> None:
    await office.staff("ann", "bob", queues=("desk",))
    await office.ring("c1", "desk")
    assert (await office.share("ann", "c1")).allowed == (Verb.decline,)
    await office.do(floor.lifted, "c1", extension="2ann")
    assert (await office.share("ann", "c1")).state is HandlingState.connected
    assert await office.why(floor.lifted, "c1", extension="2bob") is Why.taken


async def test_a_colleague_lifts_a_call_that_rings_elsewhere(office: Office) -> None:
    await office.staff("ann", "bob", queues=("desk",))
    await office.ring("c1", "desk")
    await office.do(floor.lifted, "c1", extension="2bob")
    assert (await office.share("bob", "c1")).state is HandlingState.connected
    ann = await office.share("ann", "c1")
    assert (ann.state, ann.missed) == (HandlingState.done, False)


async def test_a_call_by_hand_is_connected_and_mine_and_made_once(office: Office) -> None:
    await office.staff("ann")
    began = office.now - timedelta(minutes=3)
    first = await office.verb("ann", Verb.log, id="log-1", number="+49301", began=began)
    again = await office.verb("ann", Verb.log, id="log-1", number="+49301", began=began)
    assert first == again
    call = await office.call("log-1")
    assert (call.state, call.origin, call.connected) == (CallState.connected, Origin.by_hand, began)
    await office.verb("ann", Verb.hang_up, "log-1")
    assert (await office.share("ann", "log-1")).state is HandlingState.wrap_up
    await office.file("ann", "log-1", note="asked for the opening hours")
    assert (await office.state("ann")).presence is Presence.ready


async def test_a_dialled_call_rings_until_the_pbx_reports(office: Office) -> None:
    await office.do(lambda tx: tx.settings.put("outside", "reported"))
    await office.staff("ann")
    await office.verb("ann", Verb.dial, id="out-1", number="+49301")
    assert (await office.share("ann", "out-1")).state is HandlingState.dialling
    await office.do(floor.leg_reported, "out-1", "caller", PartyState.connected)
    assert (await office.share("ann", "out-1")).state is HandlingState.connected
    await office.do(floor.leg_reported, "out-1", "caller", PartyState.gone)
    assert (await office.call("out-1")).ending is Ending.caller_hung_up


async def test_a_busy_number_ends_a_dialled_call(office: Office) -> None:
    await office.do(lambda tx: tx.settings.put("outside", "reported"))
    await office.staff("ann")
    await office.verb("ann", Verb.dial, id="out-1", number="+49301")
    await office.do(floor.leg_reported, "out-1", "caller", PartyState.busy)
    assert (await office.call("out-1")).ending is Ending.busy
    assert (await office.share("ann", "out-1")).talk_seconds == 0


async def test_a_lost_desk_is_offered_nothing_and_keeps_its_call_for_a_grace_time(office: Office) -> None:
    await office.staff("ann", "bob")
    await office.ring("c1")
    await office.do(floor.desk_lost, "ann")
    assert await office.ringing_at("c1") == "bob"
    assert (await office.state("ann")).presence is Presence.ready
    await office.verb("bob", Verb.answer, "c1")
    await office.ring("c2")
    assert await office.ringing_at("c2") == ""
    await office.do(floor.desk_seen, "ann")
    assert await office.ringing_at("c2") == "ann"
    await office.do(floor.desk_lost, "ann")
    await office.pass_time(61)
    assert (await office.state("ann")).presence is Presence.offline


async def test_a_held_caller_of_a_desk_that_stays_away_goes_back_into_the_line(office: Office) -> None:
    await office.staff("ann", "bob")
    await office.ring("c1")
    await office.verb("ann", Verb.answer, "c1")
    await office.verb("ann", Verb.hold, "c1")
    await office.do(floor.desk_lost, "ann")
    await office.pass_time(59)
    assert (await office.call("c1")).state is CallState.connected
    await office.pass_time(2)
    assert await office.ringing_at("c1") == "bob"


async def test_an_extension_has_one_agent(office: Office) -> None:
    await office.staff("ann", "bob")
    await office.do(floor.sign_out, "bob")
    with pytest.raises(Refused) as refusal:
        await office.do(floor.sign_in, "bob", "2ann")
    assert (refusal.value.reason, refusal.value.by) == (Why.extension_taken, "Ann")
    await office.do(floor.sign_out, "ann")
    await office.do(floor.sign_in, "bob", "2ann")
    assert (await office.state("bob")).presence is Presence.not_ready


async def test_not_ready_while_it_rings_sends_the_call_on(office: Office) -> None:
    await office.staff("ann", "bob")
    await office.ring("c1")
    await office.do(floor.set_state, "ann", Presence.not_ready, "lunch")
    assert await office.ringing_at("c1") == "bob"


async def test_an_unknown_reason_is_refused(office: Office) -> None:
    await office.staff("ann")
    assert await office.why(floor.set_state, "ann", Presence.not_ready, "golf") is Why.invalid


async def test_a_promised_call_back_is_not_offered_before_it_is_due(office: Office) -> None:
    await office.staff("ann")
    await office.ring("c1", due=office.now + timedelta(minutes=5))
    assert await office.ringing_at("c1") == ""
    await office.pass_time(300)
    assert await office.ringing_at("c1") == "ann"


async def test_figures_count_what_passed_and_who_is_there(office: Office) -> None:
    await office.staff("ann", "bob")
    await office.ring("c1")
    await office.verb("ann", Verb.answer, "c1")
    await office.ring("c2")
    office.later(30)
    await office.verb("bob", Verb.answer, "c2")
    await office.ring("c3")
    await office.ring("c4")
    office.later(60)
    await office.do(floor.caller_hangs_up, "c3")
    told = await _told(office)
    c4 = await office.call("c4")
    assert told == QueueFigures(
        id="sales",
        version=told.version,
        waiting=1,
        oldest=c4.arrived,
        offered=4,
        answered=2,
        in_time=1,
        abandoned=1,
        busy=2,
    )
    assert await office.store.read(figures.stale) == []


async def test_who_still_waits_within_the_target_does_not_count_against_it(office: Office) -> None:
    await office.ring("c1")
    assert (await _told(office)).offered == 0
    office.later(10)
    assert await office.store.read(figures.stale) == []
    office.later(10)
    assert await office.store.read(figures.stale) == ["sales"]
    assert (await _told(office)).offered == 1


async def _told(office: Office) -> QueueFigures:
    await office.do(figures.tell, await office.store.read(figures.stale))
    told = await office.store.read(lambda tx: tx.queues.figures("sales"))
    assert told is not None
    return told


async def test_a_restart_gives_desks_their_grace_and_fires_what_is_due(office: Office) -> None:
    await office.staff("ann", "bob")
    await office.ring("c1")
    office.later(90)
    runtime = Floor(office.store)
    await runtime.start()
    await runtime.stop()
    await office.pass_time(0)
    assert (await office.share("ann", "c1")).state is HandlingState.done
    assert (await office.call("c1")).state is CallState.queued
    await office.pass_time(61)
    assert (await office.state("ann")).presence is Presence.offline


async def test_a_desk_with_two_streams_is_there_until_the_last_ends(office: Office) -> None:
    await office.staff("ann")
    runtime = Floor(office.store)
    await runtime.stream_opened("ann")
    await runtime.stream_opened("ann")
    await runtime.stream_closed("ann")
    await office.ring("c1")
    assert await office.ringing_at("c1") == "ann"
    await runtime.stream_closed("ann")
    assert await office.ringing_at("c1") == ""


async def test_a_timer_that_fails_holds_up_no_other(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    await office.staff("ann", "bob")
    await office.ring("c1")
    await office.do(lambda tx: tx.timers.start("unheard-of", "x", 0))
    await office.pass_time(25)
    assert await office.ringing_at("c1") == "bob"
    assert "timer unheard-of of x failed" in caplog.text


async def test_the_floor_at_work_fires_by_itself_and_tells_figures(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "live.db")
    await store.write(lambda tx: tx.queues.put(Queue(id="q", name="Q", ring_seconds=1)))
    await store.write(hire, "ann", ("q",), senior=False)
    await store.write(floor.sign_in, "ann", "")
    await store.write(floor.set_state, "ann", Presence.ready)
    runtime, fanout = Floor(store), Fanout(store)
    await fanout.start()
    house = await fanout.subscribe({"house"})
    await runtime.start()
    await runtime.stream_opened("ann")
    await store.write(floor.arrive, floor.Arrival(id="c1", queue="q"))
    heard = b""
    async with asyncio.timeout(10):
        while b'"missed":true' not in heard or b'"waiting":1' not in heard:
            heard += b"".join(frame.text for frame in await house.read(5) or ())
    await runtime.stop()
    await fanout.stop()
    store.close()
    assert heard.index(b'"state":"offered"') < heard.index(b'"missed":true')


async def test_a_failing_disk_stops_no_timer_for_good(office: Office) -> None:
    await office.staff("ann")
    at_work = Floor(office.store)
    real, failures = office.store.read, [sqlite3.OperationalError("disk I/O error")] * 9

    async def failing(fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if failures:
            raise failures.pop()
        return await real(fn, *args, **kwargs)

    with patch.object(runtime, "TICK", 0.01), patch.object(office.store, "read", failing):
        await at_work.start()
        await until(lambda: not failures)
        office.later(GRACE_SECONDS + 1)
        async with asyncio.timeout(15):
            while (await office.state("ann")).presence is not Presence.offline:  # noqa: ASYNC110 - only the store knows
                await asyncio.sleep(0.02)
    await at_work.stop()


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patched:
        patched.setenv("TZ", "Europe/Berlin")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("berlin")
@pytest.mark.parametrize(
    ("now", "began"), [("2026-03-29T10:00Z", "28 23:00"), ("2026-10-25T10:00Z", "24 22:00")]
)
def test_the_day_begins_at_midnight_when_the_clocks_change_too(now: str, began: str) -> None:
    midnight = figures.midnight(datetime.fromisoformat(now))
    assert f"{midnight.astimezone(UTC):%d %H:%M}" == began
