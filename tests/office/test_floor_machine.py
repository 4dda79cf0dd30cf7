"""Whatever happens in whatever order: no caller is lost, none has two owners, and all told is true."""

import random
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.office.floor_scene import QUEUES, hire, lay
from tui.backend import Command, Refused
from tui.model import (
    Because,
    CallState,
    Handling,
    HandlingState,
    PartyState,
    Presence,
    Record,
    Target,
    TargetKind,
    Verb,
    record_id,
)
from tui.office import floor
from tui.office.floor.settling import transition
from tui.office.floor.timing import fire
from tui.office.store import Transaction, schema

AGENTS = ("ann", "bob", "cid")
EVERY_QUEUE = tuple(queue.id for queue in QUEUES)
agents = st.sampled_from(AGENTS)
queues = st.sampled_from(EVERY_QUEUE)
TARGETS = (
    *(Target(kind=TargetKind.agent, id=agent) for agent in AGENTS),
    Target(kind=TargetKind.queue, id="sales"),
    Target(kind=TargetKind.number, number="+4930"),
)
TOLD = ("handling", "call", "waiting", "agent_state", "transcript", "directory_entry")


class FloorMachine(RuleBasedStateMachine):
    """Three agents, five queues, callers, and a clock that is moved by hand."""

    def __init__(self) -> None:
        super().__init__()
        self.now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        schema.prepare(self.connection)
        self.calls = 0
        self.seen: dict[str, dict[tuple[str, str], Any]] = {name: {} for name in ("", *AGENTS)}
        self.read_to = 0

    def teardown(self) -> None:
        self.connection.close()

    def step(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """One transaction; a refusal must leave nothing behind."""
        self.now += timedelta(milliseconds=250)
        self.connection.execute("BEGIN IMMEDIATE")
        tx = self.tx()
        try:
            outcome = fn(tx, *args, **kwargs)
        except Refused:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")
        return outcome

    def maybe(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        """A step that may be refused."""
        try:
            self.step(fn, *args, **kwargs)
        except Refused:
            return

    def tx(self) -> Transaction:
        return Transaction(self.connection, lambda: self.now)

    def open_ones(self) -> list[Handling]:
        """Open handlings in an order that does not depend on their random ids."""
        return sorted(self.tx().handlings.all_open(), key=lambda h: (h.agent, h.call, h.offered, h.because))

    def legs_outside(self) -> list[tuple[str, str]]:
        """Call and leg of everybody outside but callers who called us, ringing or on the line."""
        there = (PartyState.ringing, PartyState.connected)
        return [
            (call.id, leg.id)
            for call in self.tx().calls.live()
            for handling in self.tx().handlings.of_call(call.id)
            for leg in handling.parties
            if not leg.agent and leg.state in there and (leg.id != "caller" or call.state == "dialling")
        ]

    @initialize(outside=st.sampled_from(["none", "reported"]))
    def open_the_office(self, outside: str) -> None:
        self.step(lay)
        self.step(lambda tx: tx.settings.put("outside", outside))
        for name in AGENTS:
            self.step(hire, name, EVERY_QUEUE, senior=name == "ann")
            self.step(floor.sign_in, name, f"2{name}")
            self.step(floor.set_state, name, Presence.ready)

    @rule(queue=queues, priority=st.integers(0, 2))
    def a_call_comes_in(self, queue: str, priority: int) -> None:
        self.calls += 1
        self.step(
            floor.arrive, floor.Arrival(id=f"c{self.calls}", queue=queue, number="+491", priority=priority)
        )

    @precondition(lambda self: self.tx().calls.live())
    @rule(data=st.data())
    def a_caller_speaks_and_hangs_up(self, data: st.DataObject) -> None:
        call = data.draw(st.sampled_from([call.id for call in self.tx().calls.live()]))
        self.step(floor.say, call, "hello?")
        if data.draw(st.booleans()):
            self.step(floor.caller_hangs_up, call)

    @precondition(lambda self: bool(self.legs_outside()))
    @rule(data=st.data(), state=st.sampled_from(["connected", "busy", "no_answer", "gone"]))
    def a_pbx_reports_a_leg(self, data: st.DataObject, state: str) -> None:
        call, leg = data.draw(st.sampled_from(self.legs_outside()))
        self.step(floor.leg_reported, call, leg, PartyState(state))

    @rule(seed=st.integers(0, 2**32), times=st.integers(1, 8))
    def agents_do_what_is_allowed(self, seed: int, times: int) -> None:
        """Several in a row by a die of our own: hypothesis alone hardly ever gets to a conference."""
        die = random.Random(seed)  # noqa: S311 - a test's choice, not a secret
        for _ in range(times):
            able = [h for h in self.open_ones() if h.allowed]
            if able:
                handling = die.choice(able)
                self.do_allowed(handling, die.choice(handling.allowed), die)

    def do_allowed(self, handling: Handling, verb: Verb, die: random.Random) -> None:
        """What was told to be allowed must be accepted; only a target may be busy or unfit."""
        self.calls += 1
        target = die.choice(TARGETS) if verb in (Verb.transfer, Verb.consult) else None
        command = Command(
            verb=verb, id=f"v{self.calls}", handling=handling.id, target=target, digits="1", seconds=5
        )
        (self.maybe if target else self.step)(floor.perform, handling.agent, command)

    @precondition(lambda self: self.tx().handlings.all_open())
    @rule(data=st.data(), verb=st.sampled_from(sorted(set(Verb) - {Verb.unknown})))
    def an_agent_tries_anything(self, data: st.DataObject, verb: Verb) -> None:
        handling = data.draw(st.sampled_from(self.open_ones()))
        self.calls += 1
        slot = Target(kind=TargetKind.slot, id="1")
        command = Command(verb=verb, id=f"v{self.calls}", handling=handling.id, target=slot, number="+4930")
        self.maybe(floor.perform, handling.agent, command)

    @rule(agent=agents, verb=st.sampled_from([Verb.take_next, Verb.log, Verb.dial, Verb.pick_up]))
    def an_agent_takes_a_call(self, agent: str, verb: Verb) -> None:
        self.calls += 1
        slot = Target(kind=TargetKind.slot, id="1")
        self.maybe(floor.perform, agent, Command(verb=verb, id=f"v{self.calls}", target=slot, number="+4930"))

    @rule(agent=agents, presence=st.sampled_from([Presence.ready, Presence.not_ready]), after=st.booleans())
    def an_agent_changes_state(self, agent: str, presence: Presence, after: bool) -> None:
        self.maybe(floor.set_state, agent, presence, after_call=after)

    @precondition(lambda self: any(h.state == "wrap_up" for h in self.tx().handlings.all_open()))
    @rule(data=st.data())
    def an_agent_files(self, data: st.DataObject) -> None:
        wrapping = [h for h in self.open_ones() if h.state is HandlingState.wrap_up]
        handling = data.draw(st.sampled_from(wrapping))
        name = record_id(handling.id)
        record = Record(id=name, handling=handling.id, revision=9, codes=("order",), submitted=True)
        assert self.step(floor.keep_record, handling.agent, record).filed

    @rule(agent=agents, fn=st.sampled_from([floor.desk_lost, floor.desk_seen, floor.sign_out]))
    def a_desk_comes_or_goes(self, agent: str, fn: Callable[..., Any]) -> None:
        self.step(fn, agent)

    @rule()
    def everybody_is_back(self) -> None:
        for agent in AGENTS:
            self.step(floor.sign_in, agent, f"2{agent}")
            self.step(floor.set_state, agent, Presence.ready)

    @rule(seconds=st.sampled_from([1, 10, 25, 70, 100]))
    def time_passes(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)
        for timer in self.tx().timers.due(self.now.timestamp()):
            self.step(transition(fire), timer)

    @invariant()
    def every_caller_is_somewhere_and_only_there(self) -> None:
        tx = self.tx()
        for call in tx.calls.live():
            owners = [h for h in tx.handlings.open_of_call(call.id) if h.state.is_live and not asked(h)]
            in_line, parked = tx.waiting.get(call.id) is not None, tx.calls.in_slot(call.slot) is not None
            assert WHERE[call.state](owners, in_line, parked), (call, owners, in_line, parked)

    @invariant()
    def nobody_speaks_twice(self) -> None:
        for agent in AGENTS:
            live = [h for h in self.tx().handlings.open_of_agent(agent) if h.state.is_live]
            assert sum(h.state is not HandlingState.held for h in live) <= 1
            assert len(live) == 1 or not any(h.state is HandlingState.offered for h in live)

    @invariant()
    def nobody_waits_whom_somebody_free_could_have(self) -> None:
        due = self.tx().timers.due(self.now.timestamp())
        assert due or self.tx().waiting.head(self.now.timestamp()) is None

    @invariant()
    def times_add_up(self) -> None:
        for handling in self.tx().handlings.all_open():
            began = handling.answered or self.now
            assert handling.talk_seconds + handling.held_seconds <= (self.now - began).total_seconds() + 1

    @invariant()
    def what_was_told_is_what_is(self) -> None:
        self._read_events()
        for agent in ("", *AGENTS):
            items = msgspec.json.decode(floor.snapshot(self.tx(), agent).data)["values"]
            now = {(item["kind"], item["value"]["id"]): item["value"] for item in items if compared(item)}
            assert self.seen[agent] == now

    def _read_events(self) -> None:
        for row in self.tx().events.after(self.read_to):
            self.read_to = row.seq
            item = msgspec.json.decode(row.data)
            for agent, seen in self.seen.items():
                mine = {"all", "house"} if not agent else {"all", f"agent:{agent}", *QUEUE_AUDIENCES}
                if mine.isdisjoint(row.audiences):
                    continue
                if row.name == "removed":
                    seen.pop((item["kind"], item["id"]), None)
                elif compared(item):
                    seen[item["kind"], item["value"]["id"]] = item["value"]


QUEUE_AUDIENCES = tuple(f"queue:{queue}" for queue in EVERY_QUEUE)


def compared(item: dict[str, Any]) -> bool:
    """Figures come from a ticker, and directory rows are made anew; the rest must be equal to the letter."""
    if item["kind"] == "directory_entry":
        item["value"].pop("version", None)
        return bool(item["value"]["id"].startswith("slot:"))
    return item["kind"] in TOLD


def asked(handling: Handling) -> bool:
    """A colleague who is only asked does not have the call."""
    return handling.because is Because.consult and handling.state is not HandlingState.conference


def _connected(owners: list[Handling], in_line: bool, parked: bool) -> bool:
    joined = [h for h in owners if h.state is HandlingState.conference]
    alone = len(owners) == 1 and owners[0].state is not HandlingState.offered
    return (alone or len(joined) == len(owners) == 2) and not in_line and not parked


def _offered(owners: list[Handling], _in_line: bool, parked: bool) -> bool:
    return [h.state for h in owners] == [HandlingState.offered] and not parked


WHERE: dict[CallState, Callable[[list[Handling], bool, bool], bool]] = {
    CallState.queued: lambda owners, in_line, parked: not owners and in_line and not parked,
    CallState.offered: _offered,
    CallState.connected: _connected,
    CallState.parked: lambda owners, in_line, parked: not owners and not in_line and parked,
    CallState.dialling: lambda owners, in_line, parked: len(owners) <= 1 and not in_line and not parked,
}

FloorMachine.TestCase.settings = settings(
    max_examples=25,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestFloorMachine = FloorMachine.TestCase
