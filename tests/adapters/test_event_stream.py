"""The endless stream: silence, breaks, bad values, resuming, and the clock over there."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.adapters.conftest import CREDENTIALS, SIGNED_IN
from tests.adapters.scripted import LiveStream, ScriptedServer, answer, problem, raw
from tests.adapters.waiting import Heard, ManualTime, listening, until
from tui.adapters.cordboard import CordboardBackend
from tui.backend import Changed, Link, LinkChanged, Removed, Session, SessionEnded, Skipped, Snapshot
from tui.model import Waiting

ROW = {"id": "c1", "arrived": "2026-01-01T00:00:00Z", "name": "Li Wei"}
CHANGED = {"kind": "waiting", "value": ROW}
EMPTY = {"kinds": ["waiting"], "values": []}


@pytest.fixture
async def heard(session: Session, stream: LiveStream) -> AsyncIterator[Heard]:
    async with listening(session) as listened:
        await until(lambda: bool(stream.opened))
        yield listened


async def silence(time: ManualTime, seconds: float) -> None:
    """Nothing comes for so long; first let the reader settle into waiting."""
    await until(lambda: time.waiting > 0)
    time.pass_by(seconds)


async def asked_again(server: ScriptedServer, times: int) -> None:
    await until(lambda: len(server.asked("GET", "/v1/events")) == times)


async def test_carries_whole_values_with_their_source(heard: Heard, stream: LiveStream) -> None:
    stream.send("snapshot", {"kinds": ["waiting", "call"], "values": [CHANGED]}, "e1:1")
    stream.send("changed", CHANGED, "e1:2")
    stream.send("removed", {"kind": "waiting", "id": "c1"}, "e2:3")
    await until(lambda: bool(heard.of(Removed)))
    snapshot, changed, removed = (event for event in heard.events if not isinstance(event, LinkChanged))
    assert isinstance(snapshot, Snapshot)
    assert snapshot.kinds == frozenset({"waiting", "call"})
    assert snapshot.source.epoch == "e1"
    assert isinstance(changed, Changed)
    assert changed.value == snapshot.values[0]
    assert isinstance(changed.value, Waiting)
    assert isinstance(removed, Removed)
    assert (removed.kind, removed.id, removed.source.epoch) == ("waiting", "c1", "e2")


async def test_tells_stale_after_six_seconds_and_up_again(
    heard: Heard, stream: LiveStream, time: ManualTime
) -> None:
    stream.send("snapshot", EMPTY, "e1:1")
    await until(lambda: bool(heard.of(Snapshot)))
    await silence(time, 5.9)
    assert heard.links == [Link.connecting, Link.up]
    await silence(time, 0.2)
    await until(lambda: heard.links[-1] is Link.stale)
    assert heard.last_link.silent == pytest.approx(6.1)
    stream.send("changed", CHANGED, "e1:2")
    await until(lambda: heard.links[-1] is Link.up)
    assert heard.links == [Link.connecting, Link.up, Link.stale, Link.up]


async def test_gives_up_a_dead_line_and_resumes_after_the_last_event(
    heard: Heard, stream: LiveStream, time: ManualTime
) -> None:
    stream.send("snapshot", EMPTY, "e1:7")
    await until(lambda: bool(heard.of(Snapshot)))
    await silence(time, 6.0)
    await until(lambda: heard.links[-1] is Link.stale)
    await silence(time, 4.0)
    await until(lambda: heard.links[-1] is Link.down)
    assert heard.last_link.why == "nothing heard for 10 s"
    await silence(time, 3.0)
    await until(lambda: len(stream.opened) == 2)
    assert stream.opened[1].headers["last-event-id"] == "e1:7"
    await until(lambda: heard.links[-1] is Link.up)


async def test_half_an_event_counts_for_nothing_but_age(
    heard: Heard, stream: LiveStream, time: ManualTime
) -> None:
    stream.send("snapshot", EMPTY, "e1:1")
    await until(lambda: bool(heard.of(Snapshot)))
    stream.send_bytes(b'event: changed\nid: e1:2\ndata: {"kind":"wait')
    stream.reset()
    await until(lambda: heard.links[-1] is Link.down)
    await silence(time, 3.0)
    await until(lambda: len(stream.opened) == 2)
    assert stream.opened[1].headers["last-event-id"] == "e1:1"
    stream.send("changed", CHANGED, "e1:2")
    await until(lambda: bool(heard.of(Changed)))
    assert not heard.of(Skipped)


async def test_pauses_grow_to_three_seconds_at_most(
    heard: Heard, stream: LiveStream, server: ScriptedServer, time: ManualTime
) -> None:
    server.on("GET", "/v1/events", problem(500, "internal"))
    stream.finish()
    await until(lambda: heard.links[-1] is Link.down)
    time.slept.clear()
    for attempt in range(7):
        await silence(time, 3.0)
        await asked_again(server, attempt + 2)
    await until(lambda: len(time.slept) == 7)
    assert time.slept == [0.5, 1.0, 2.0, 3.0, 3.0, 3.0, 3.0]
    assert heard.links == [Link.connecting, Link.up, Link.down, Link.down]


async def test_keeps_away_as_long_as_it_was_asked(
    heard: Heard, stream: LiveStream, server: ScriptedServer, time: ManualTime
) -> None:
    server.on("GET", "/v1/events", raw(429, b"{}", Retry_After="12"), stream)
    stream.finish()
    await until(lambda: heard.links[-1] is Link.down)
    await silence(time, 3.0)
    await until(lambda: 12.0 in time.slept)
    await silence(time, 12.0)
    await until(lambda: heard.links[-1] is Link.up)


WRONG_VALUES = {
    "wrong type": ({"kind": "waiting", "value": {**ROW, "priority": "high"}}, "$.value.priority"),
    "missing field": ({"kind": "waiting", "value": {"id": "c1"}}, "$.value.arrived"),
    "no value": ({"kind": "waiting"}, "$.value"),
    "no JSON": ("{nonsense", "$"),
}


@pytest.mark.parametrize("name", WRONG_VALUES)
async def test_a_bad_value_is_left_out_and_named(name: str, heard: Heard, stream: LiveStream) -> None:
    data, path = WRONG_VALUES[name]
    stream.send("changed", data, "e1:1")
    stream.send("changed", CHANGED, "e1:2")
    await until(lambda: bool(heard.of(Changed)))
    [skipped] = heard.of(Skipped)
    assert isinstance(skipped, Skipped)
    assert skipped.error is not None
    assert (skipped.error.path, skipped.count) == (path, 1)


@pytest.mark.parametrize("tries", [1, 3])
async def test_what_was_left_out_is_asked_for_anew_ever_more_seldom(
    tries: int, heard: Heard, stream: LiveStream, time: ManualTime
) -> None:
    for tried in range(tries):
        stream.send("changed", "{nonsense", "e1:2")
        await told(heard, Skipped, tried + 1)
        time.now += 10.0 * 2**tried - 0.5
        stream.send("changed", CHANGED, "e1:3")
        await told(heard, Changed, tried + 1)
        assert len(stream.opened) == tried + 1
        time.now += 0.5
        stream.send("removed", {"kind": "waiting", "id": "c1"}, "e1:4")
        await told(heard, Removed, tried + 1)
        await reopened(stream, tried + 2)
    assert "last-event-id" not in stream.opened[-1].headers
    assert Link.down not in heard.links


async def reopened(stream: LiveStream, times: int) -> None:
    await until(lambda: len(stream.opened) == times)


async def told(heard: Heard, kind: type, times: int) -> None:
    await until(lambda: len(heard.of(kind)) == times)


async def test_after_a_break_what_was_left_out_is_not_resumed_over(
    heard: Heard, stream: LiveStream, time: ManualTime
) -> None:
    stream.send("changed", "{nonsense", "e1:1")
    stream.send("changed", CHANGED, "e1:2")
    await until(lambda: bool(heard.of(Changed)))
    stream.reset()
    await until(lambda: heard.links[-1] is Link.down)
    await silence(time, 3.0)
    await until(lambda: len(stream.opened) == 2)
    assert "last-event-id" not in stream.opened[1].headers


async def test_a_bad_row_does_not_spoil_the_snapshot(heard: Heard, stream: LiveStream) -> None:
    bad = {"kind": "waiting", "value": {"id": "c9", "arrived": "yesterday"}}
    newer = {"kind": "hologram", "value": {"id": "x"}}
    stream.send("snapshot", {"kinds": ["waiting", "hologram"], "values": [bad, newer, CHANGED]}, "e1:1")
    await until(lambda: bool(heard.of(Snapshot)))
    [snapshot] = heard.of(Snapshot)
    assert isinstance(snapshot, Snapshot)
    assert [value.id for value in snapshot.values] == ["c1"]
    assert snapshot.kinds == {"waiting"}
    told = [(s.kind, s.error.path if s.error else "") for s in heard.of(Skipped) if isinstance(s, Skipped)]
    assert told == [("waiting", "$.values[0].value.arrived"), ("hologram", "")]


async def test_unknown_kinds_are_counted_and_told_once(heard: Heard, stream: LiveStream) -> None:
    for number in range(3):
        stream.send("changed", {"kind": "hologram", "value": {}}, f"e1:{number}")
    stream.send("fanfare", {}, "e1:4")
    stream.send("changed", CHANGED, "e1:5")
    await until(lambda: bool(heard.of(Changed)))
    counts = [(s.kind, s.count) for s in heard.of(Skipped) if isinstance(s, Skipped)]
    assert counts == [("hologram", 1), ("fanfare", 4)]


async def test_doubled_events_pass_unharmed(heard: Heard, stream: LiveStream) -> None:
    for _ in range(2):
        stream.send("changed", CHANGED, "e1:1")
    await until(lambda: len(heard.of(Changed)) == 2)
    assert heard.of(Changed)[0] == heard.of(Changed)[1]


async def test_line_separators_in_text_do_not_split_events(heard: Heard, stream: LiveStream) -> None:
    text = '{"kind":"waiting","value":{"id":"c1","arrived":"2026-01-01T00:00:00Z","name":"a\u2028b\x85c"}}'
    stream.send("changed", text, "e1:1")
    await until(lambda: bool(heard.of(Changed)))
    [changed] = heard.of(Changed)
    assert isinstance(changed, Changed)
    assert isinstance(changed.value, Waiting)
    assert changed.value.name == "a\u2028b\x85c"


async def test_an_event_without_end_is_cut_off(heard: Heard, stream: LiveStream) -> None:
    stream.send_bytes(b"event: changed\ndata: " + b"x" * 40_000)
    await until(lambda: heard.links[-1] is Link.down)
    assert heard.last_link.why == "$: expected an event of at most 32768 bytes, got more"


async def test_comments_keep_the_line_alive_for_ever(heard: Heard, stream: LiveStream) -> None:
    for _ in range(40):
        stream.send_bytes(b": " + b"x" * 1000 + b"\n\n")
        await asyncio.sleep(0)
    stream.send("changed", CHANGED, "e1:1")
    await until(lambda: bool(heard.of(Changed)))
    assert heard.links == [Link.connecting, Link.up]


async def test_learns_the_clock_over_there_from_the_best_beat(
    heard: Heard, stream: LiveStream, time: ManualTime
) -> None:
    stream.send("beat", {"now": "2023-11-14T22:13:50Z"})
    await until(lambda: heard.last_link.offset == pytest.approx(30.0))
    time.pass_by(3.0)
    stream.send("beat", {"now": "2023-11-14T22:13:51Z"})
    stream.send("changed", CHANGED, "e1:1")
    await until(lambda: bool(heard.of(Changed)))
    assert heard.last_link.offset == pytest.approx(30.0)
    time.wall -= 3600.0
    stream.send("beat", {"now": "2023-11-14T22:13:53Z"})
    await until(lambda: heard.last_link.offset == pytest.approx(3630.0))
    assert heard.last_link.link is Link.up


async def test_ends_when_another_desk_takes_over(heard: Heard, stream: LiveStream) -> None:
    stream.send("ended", {"taken_over_by": "front desk"})
    await until(lambda: heard.over)
    assert heard.events[-1] == SessionEnded(part="office", taken_over_by="front desk")


async def test_an_expired_token_is_renewed_in_silence(
    heard: Heard, stream: LiveStream, server: ScriptedServer, time: ManualTime
) -> None:
    server.on("POST", "/v1/sessions", answer(201, {**SIGNED_IN, "token": "t-2"}))
    server.on("GET", "/v1/events", problem(401, "unauthorised"), stream)
    stream.finish()
    await until(lambda: heard.links[-1] is Link.down)
    await silence(time, 3.0)
    await until(lambda: heard.links[-1] is Link.up)
    assert stream.opened[-1].headers["authorization"] == "Bearer t-2"
    assert not heard.of(SessionEnded)


@pytest.mark.parametrize(
    ("expires", "goes_on"), [("2023-11-14T22:13:25Z", True), ("2023-11-14T22:20:00Z", False)]
)
async def test_an_end_without_a_name_is_an_expired_token_or_the_end(
    expires: str, goes_on: bool, server: ScriptedServer, backend: CordboardBackend, stream: LiveStream
) -> None:
    server.on("POST", "/v1/sessions", answer(201, {**SIGNED_IN, "expires": expires}))
    session = await backend.sign_in(CREDENTIALS)
    async with listening(session) as heard:
        await until(lambda: bool(stream.opened))
        stream.send("ended", {})
        stream.finish()
        await until(lambda: heard.over or heard.links[-1] is Link.down)
        assert bool(heard.of(SessionEnded)) is not goes_on


async def test_a_renewed_token_moves_the_stream_along(
    heard: Heard, session: Session, stream: LiveStream, server: ScriptedServer, time: ManualTime
) -> None:
    server.on("POST", "/v1/sessions", answer(201, {**SIGNED_IN, "token": "t-2"}))
    server.on("GET", "/v1/reasons", problem(401, "unauthorised"), answer(200, {"items": []}))
    assert session.presence is not None
    await session.presence.reasons()
    stream.send("ended", {})
    stream.finish()
    await until(lambda: heard.links[-1] is Link.down)
    await silence(time, 3.0)
    await until(lambda: heard.links[-1] is Link.up)
    assert stream.opened[-1].headers["authorization"] == "Bearer t-2"
    assert not heard.of(SessionEnded)


@pytest.mark.parametrize(
    ("status", "name", "by"),
    [(401, "unauthorised", ""), (409, "signed-in-elsewhere", "back office")],
)
async def test_ends_when_it_may_not_come_back(
    status: int,
    name: str,
    by: str,
    heard: Heard,
    stream: LiveStream,
    server: ScriptedServer,
    time: ManualTime,
) -> None:
    server.on("POST", "/v1/sessions", problem(status, name, by=by))
    server.on("GET", "/v1/events", problem(401, "unauthorised"))
    stream.finish()
    await until(lambda: heard.links[-1] is Link.down)
    await silence(time, 3.0)
    await until(lambda: heard.over)
    assert heard.events[-1] == SessionEnded(part="office", taken_over_by=by)


async def test_something_else_than_a_stream_is_named(
    heard: Heard, stream: LiveStream, server: ScriptedServer, time: ManualTime
) -> None:
    server.on("GET", "/v1/events", raw(200, b"<html>", "text/html"))
    stream.finish()
    await until(lambda: heard.links[-1] is Link.down)
    await silence(time, 3.0)
    await until(lambda: "text/html" in heard.last_link.why)
    assert heard.last_link.why == "$: expected text/event-stream, got text/html"
    assert heard.last_link.error is not None
    assert heard.last_link.error.expected == "text/event-stream"


async def test_close_ends_the_stream_wherever_it_is(
    backend: CordboardBackend, server: ScriptedServer, time: ManualTime
) -> None:
    server.on("GET", "/v1/events", problem(500, "internal"))
    session = await backend.sign_in(CREDENTIALS)
    async with listening(session) as heard:
        await until(lambda: heard.links[-1:] == [Link.down])
        await session.close(False)
        await until(lambda: heard.over)
    assert time.waiting == 0
