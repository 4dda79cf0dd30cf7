"""Fan-out: everybody gets what is theirs, in order, once; who comes back misses nothing."""

import sqlite3
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import msgspec
import pytest

from tests.office.floor_scene import Office
from tests.support.patience import until
from tui.model import Presence, Verb
from tui.office import events, floor
from tui.office.events import Fanout, Frame, Listener
from tui.office.store import Store


@pytest.fixture
async def fanout(office: Office) -> AsyncIterator[Fanout]:
    fanout = Fanout(office.store)
    await fanout.start()
    yield fanout
    await fanout.stop()


def told(frames: list[Frame]) -> list[tuple[str, str]]:
    """Event name and kind of each frame."""
    found = []
    for frame in frames:
        fields = dict(line.split(": ", 1) for line in frame.text.decode().strip().split("\n"))
        found.append((fields["event"], msgspec.json.decode(fields["data"])["kind"]))
    return found


async def gather(listener: Listener, wanted: tuple[str, str]) -> list[Frame]:
    """Frames up to the one with this name and kind."""
    frames: list[Frame] = []
    while wanted not in told(frames):
        more = await listener.read(timeout=5)
        assert more, f"{wanted} did not come: {told(frames)}"
        frames += more
    return frames


async def test_an_agent_sees_the_line_and_their_own_call_and_nobody_elses(
    office: Office, fanout: Fanout
) -> None:
    await office.staff("ann", "bob")
    ann = await fanout.subscribe({"all", "agent:ann", "queue:sales"})
    bob = await fanout.subscribe({"all", "agent:bob", "queue:sales"})
    await office.ring("c1")
    await office.verb("ann", Verb.answer, "c1")
    await office.ring("c2")
    kinds_ann = {kind for _, kind in told(await gather(ann, ("removed", "waiting")))}
    frames = await gather(bob, ("changed", "handling"))
    assert kinds_ann >= {"waiting", "call", "handling"}
    assert [row for row in told(frames) if row[1] == "waiting"][:2] == [
        ("changed", "waiting"),
        ("removed", "waiting"),
    ]
    assert b'"call":"c1"' not in b"".join(f.text for f in frames if b'"kind":"handling"' in f.text)


async def test_numbers_grow_without_a_gap_for_who_sees_the_whole_house(
    office: Office, fanout: Fanout
) -> None:
    house = await fanout.subscribe({"all", "house"})
    await office.staff("ann")
    await office.ring("c1")
    await office.do(floor.caller_hangs_up, "c1")
    frames = await gather(house, ("removed", "call"))
    numbers = [frame.seq for frame in frames]
    assert numbers == sorted(set(numbers))


async def test_who_comes_back_continues_without_a_gap_or_a_doubled_event(
    office: Office, fanout: Fanout
) -> None:
    audiences = {"all", "agent:ann", "queue:sales"}
    await office.staff("ann")
    steady = await fanout.subscribe(audiences)
    await office.ring("c1")
    first = await gather(steady, ("changed", "handling"))
    await office.verb("ann", Verb.answer, "c1")
    back = await fanout.subscribe(audiences, after=first[-1].seq)
    await office.verb("ann", Verb.hang_up, "c1")
    assert back.resumed
    assert await gather(back, ("removed", "handling")) == await gather(steady, ("removed", "handling"))


async def test_what_is_no_longer_kept_can_not_be_resumed(office: Office, fanout: Fanout) -> None:
    await office.staff("ann")
    last = await office.store.read(lambda tx: tx.events.last())
    await office.do(lambda tx: tx.events.prune(before=0, keep=2))
    assert not (await fanout.subscribe({"all"}, after=last - 3)).resumed
    assert not (await fanout.subscribe({"all"}, after=last + 1)).resumed
    assert (await fanout.subscribe({"all"}, after=last - 2)).resumed


async def test_a_snapshot_and_what_follows_fit_together(office: Office, fanout: Fanout) -> None:
    await office.staff("ann")
    listener = await fanout.subscribe({"all", "agent:ann", "queue:sales"})
    await office.ring("c1")
    text = await office.store.read(floor.snapshot, "ann")
    listener.skip_to(text.seq)
    await office.verb("ann", Verb.answer, "c1")
    frames = await gather(listener, ("changed", "handling"))
    values = msgspec.json.decode(text.data)["values"]
    assert {item["kind"] for item in values} >= {"waiting", "call", "handling", "agent_state", "queue"}
    assert all(frame.seq > text.seq for frame in frames)


async def test_a_slow_listener_is_dropped_and_the_others_go_on(
    office: Office, fanout: Fanout, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "BACKLOG", 2)
    await office.staff("ann")
    slow = await fanout.subscribe({"all"})
    for number in range(4):
        await office.do(floor.set_state, "ann", Presence.not_ready if number % 2 else Presence.ready)
        await office.do(floor.set_state, "ann", Presence.ready if number % 2 else Presence.not_ready)
    assert await slow.read(timeout=5) is None
    told_so_far = await office.store.read(lambda tx: tx.events.last())
    await until(lambda: fanout.position == told_so_far)
    quick = await fanout.subscribe({"agent:ann"})
    await office.do(floor.set_state, "ann", Presence.not_ready, "lunch")
    assert await gather(quick, ("changed", "agent_state"))


async def test_a_restored_copy_is_another_life(office: Office, tmp_path: Path) -> None:
    await office.store.backup(tmp_path / "copy.db")
    copy = Store.open(tmp_path / "copy.db")
    queues = await copy.read(lambda tx: tx.queues.all())
    copy.close()
    assert copy.epoch not in ("", office.store.epoch)
    assert len(queues) == 5


async def test_a_failing_disk_stops_the_events_only_as_long_as_it_fails(
    office: Office, fanout: Fanout
) -> None:
    await office.staff("ann")
    ann = await fanout.subscribe({"queue:sales"})
    real, failures = office.store.read, iter([sqlite3.OperationalError("disk I/O error")] * 2)

    async def failing(fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if failure := next(failures, None):
            raise failure
        return await real(fn, *args, **kwargs)

    with patch.object(events, "AGAIN_AFTER", 0.01), patch.object(office.store, "read", failing):
        await office.ring("c1")
        assert await gather(ann, ("changed", "waiting"))
    assert next(failures, None) is None
