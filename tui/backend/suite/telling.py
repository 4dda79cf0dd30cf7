"""What events must tell: snapshots, whole values, versions, nothing lost over a broken line."""

import itertools
from functools import partial

from tui.backend.events import Changed, Link, LinkChanged, Snapshot
from tui.backend.suite.bench import Bench
from tui.backend.suite.requirement import requirement
from tui.backend.suite.seat import Seat, port
from tui.backend.suite.verdicts import expect
from tui.model import KINDS, AgentState, Delivery, Party, Presence, Verb


@requirement("events-begin", "Events begin with the link, then a snapshot, before any change.")
async def begins_with_a_snapshot(bench: Bench) -> None:
    seat = await bench.seat()
    await seat.snapshot()
    kinds = [type(event) for event in seat.events]
    bench.saw(", ".join(kind.__name__ for kind in kinds[:6]))
    before = kinds[: kinds.index(Snapshot)]
    expect(before and set(before) == {LinkChanged}, "only link changes come before the snapshot")
    links = [event.link for event in seat.events if isinstance(event, LinkChanged)]
    expect(links[0] is Link.connecting, "the first link is connecting")
    expect(Link.up in links, "the link comes up")


@requirement("events-scope", "A snapshot names the kinds it is complete for, and carries no others.")
async def names_its_scope(bench: Bench) -> None:
    seat = await bench.seat()
    snapshot = await seat.snapshot()
    bench.saw(f"kinds {sorted(snapshot.kinds)}")
    carried = {Changed(source=snapshot.source, value=value).kind for value in snapshot.values}
    expect(carried <= snapshot.kinds, "every value is of a named kind")
    expect(snapshot.kinds <= set(KINDS), "every named kind is one of the contract")
    needed = {"handling", "waiting"} if seat.session.calls else set()
    needed |= {"agent_state"} if seat.session.presence else set()
    expect(needed <= snapshot.kinds, f"it is complete for {sorted(needed)}")


@requirement("events-own-state", "The agent's own state comes as an event.", ports=("presence",), writes=True)
async def tells_the_own_state(bench: Bench) -> None:
    seat = await bench.seat()
    await port(seat.session.presence).set_state(Presence.ready)
    state = await seat.until("ready is told", lambda: _in_presence(seat, Presence.ready))
    expect(state.since is not None, "it says since when")


@requirement(
    "events-whole",
    "A change carries the whole value: what a new snapshot says is what changes had told.",
    ports=("presence",),
    verbs=(Verb.take, Verb.hold),
    writes=True,
    needs_call=True,
)
async def carries_whole_values(bench: Bench) -> None:
    seat = await bench.seat()
    handling = await bench.talking(seat)
    await seat.do(Verb.hold, handling)
    await seat.until("it is held", lambda: any(p.held for p in _parties(seat, handling.id)))
    other = await bench.guest(bench.credentials())
    fresh = await other.snapshot()
    for kind in sorted({"handling", "call", "agent_state"} & fresh.kinds):
        told, now = seat.values[kind], other.values[kind]
        bench.saw(f"{kind}: {len(told)} told, {len(now)} in the snapshot")
        live = {key: value for key, value in told.items() if key in now}
        expect(live == now, f"{kind} is the same by changes and by snapshot")


@requirement(
    "events-versions", "The version of a value grows with each change.", ports=("presence",), writes=True
)
async def versions_grow(bench: Bench) -> None:
    seat = await bench.seat()
    for presence in (Presence.ready, Presence.not_ready, Presence.ready):
        reasons = await port(seat.session.presence).reasons()
        chosen = next((reason.id for reason in reasons if reason.chosen_by == "agent"), "")
        reason = chosen if presence is Presence.not_ready else ""
        await port(seat.session.presence).set_state(presence, reason)
        await seat.until(f"{presence} is told", partial(_in_presence, seat, presence))
    changes = [event for event in seat.events if isinstance(event, Changed)]
    own = [change for change in changes if isinstance(change.value, AgentState)]
    versions = [c.value.version for c in own if c.value.id == seat.agent.id]
    bench.saw(f"versions {versions}")
    expect(len(versions) >= 3, "each change is told")
    expect(all(a < b for a, b in itertools.pairwise(versions)), "each is greater")
    expect(len({change.source.epoch for change in own}) == 1, "the epoch stays")


@requirement(
    "events-resume",
    "Over a broken line nothing is lost: what changed meanwhile is there once it is up again.",
    ports=("calls",),
    writes=True,
    needs_call=True,
)
async def loses_nothing(bench: Bench) -> None:
    seat = await bench.seat()
    queue = await bench.queue(seat, Delivery.pull)
    first = await bench.in_line(seat)
    await bench.network.cut()
    await seat.until("the line is told to be down", lambda: _last_link(seat) is Link.down)
    await bench.give_up(first.id)
    second = await bench.place(queue)
    await bench.network.mend()
    await seat.until("the new call is there", lambda: seat.waiting(second))
    await seat.until("the old one is gone", lambda: seat.waiting(first.id) is None)
    expect(_last_link(seat) is Link.up, "the line is told to be up")


@requirement(
    "events-audience",
    "A call that another agent speaks on is not told to this one.",
    verbs=(Verb.take,),
    writes=True,
    needs_call=True,
    agents=2,
)
async def keeps_calls_apart(bench: Bench) -> None:
    mine, other = await bench.seat(0), await bench.seat(1)
    handling = await bench.talking(other)
    again = await bench.talking(mine)
    await mine.until("the own call is told", lambda: mine.call(again.call))
    expect(mine.call(handling.call) is None, "the other's call is not seen")
    expect(mine.handling(handling.id) is None, "the other's handling is not seen")


def _in_presence(seat: Seat, presence: Presence) -> AgentState | None:
    state = seat.state()
    return state if state and state.presence is presence else None


def _parties(seat: Seat, handling: str) -> tuple[Party, ...]:
    now = seat.handling(handling)
    return now.parties if now else ()


def _last_link(seat: Seat) -> Link:
    return [event.link for event in seat.events if isinstance(event, LinkChanged)][-1]


TELLING = (
    begins_with_a_snapshot,
    names_its_scope,
    tells_the_own_state,
    carries_whole_values,
    versions_grow,
    loses_nothing,
    keeps_calls_apart,
)
