"""The rehearsal's floor: one agent of ours, colleagues played by the test, transitions as in an office."""

import itertools
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tests.support import rehearsal_content as content
from tui.backend import Changed, Command, Event, Receipt, Refused, Removed, Snapshot, Source, Why
from tui.model import (
    AgentState,
    Call,
    CallState,
    Ending,
    Handling,
    HandlingState,
    IdentityCheck,
    NextState,
    Origin,
    Party,
    PartyState,
    Presence,
    Record,
    Recording,
    Role,
    StepKind,
    Stored,
    Target,
    TargetKind,
    Transcript,
    Verb,
    Waiting,
    WrapUpNeed,
    kind_of,
    record_id,
    utc_now,
)

S, V = HandlingState, Verb
_IN_CALL = (V.hang_up, V.transfer, V.mute, V.unmute, V.send_digits, V.record, V.pause_recording)
ALLOWED: dict[HandlingState, tuple[Verb, ...]] = {
    S.offered: (V.answer, V.decline),
    S.dialling: (V.hang_up,),
    S.connected: (*_IN_CALL, V.hold, V.consult, V.park),
    S.held: (V.resume, V.hang_up, V.transfer, V.consult, V.park),
    S.consulting: (V.complete, V.drop, V.swap, V.conference, V.hang_up, V.mute, V.unmute, V.send_digits),
    S.conference: (V.drop, V.hang_up, V.complete, V.mute, V.unmute),
    S.wrap_up: (V.extend,),
}
TALKING = (S.connected, S.held, S.consulting, S.conference)


class Floor:
    """All values of the rehearsal, and what verbs do to them. Every change is told as an event."""

    def __init__(self, tell: Callable[[Event], None]) -> None:
        self._tell = tell
        self._numbers = itertools.count(1)
        self.epoch = "e1"
        self.values: dict[str, dict[str, Stored]] = {}
        self.seen_commands: dict[str, Receipt] = {}
        self.agent = content.AGENT
        for value in (*content.QUEUES, *content.FIGURES, *content.ANNOUNCEMENTS, *content.DIRECTORY):
            self._store(value)
        self._store(content.DAY)
        self._store(AgentState(id=self.agent.id, presence=Presence.ready, since=utc_now()))

    @property
    def source(self) -> Source:
        return Source(part="rehearsal", epoch=self.epoch)

    def get(self, kind: str, id_: str) -> Any:
        value = self.values.get(kind, {}).get(id_)
        if value is None:
            raise Refused(Why.gone if kind in ("call", "handling", "waiting") else Why.not_found)
        return value

    def all(self, kind: str) -> list[Any]:
        return list(self.values.get(kind, {}).values())

    def put(self, value: Stored) -> Any:
        stored = self._store(value)
        self._tell(Changed(source=self.source, value=stored))
        return stored

    def remove(self, kind: str, id_: str) -> None:
        if self.values.get(kind, {}).pop(id_, None) is not None:
            self._tell(Removed(source=self.source, kind=kind, id=id_))

    def snapshot(self, kinds: frozenset[str]) -> Snapshot:
        values = tuple(v for kind in kinds for v in self.all(kind))
        return Snapshot(source=self.source, kinds=kinds, values=values)

    def new_id(self, prefix: str) -> str:
        return f"{prefix}{next(self._numbers)}"

    def _store(self, value: Stored) -> Stored:
        stored = value.but(version=next(self._numbers))
        self.values.setdefault(kind_of(stored), {})[stored.id] = stored
        return stored

    # What the outside world does

    def make_call(self, **fields: Any) -> Call:
        number = fields.pop("number", content.ZHANG_MIN.numbers[0].number)
        callers = tuple(c.brief() for c in content.CALLERS if number and number == c.numbers[0].number)
        if len(callers) == 2 and "callers" not in fields:
            callers = callers[:1]
        given = {"callers": callers, "queue": "billing", "arrived": utc_now(), "state": CallState.queued}
        call: Call = self.put(Call(**({"id": self.new_id("call"), "number": number} | given | fields)))
        return call

    def queue_up(self, call: Call) -> None:
        name = call.callers[0].name if call.callers else call.name
        self.put(
            Waiting(
                id=call.id,
                queue=call.queue,
                channel=call.channel,
                because=call.because,
                number=call.number,
                name=name,
                about=call.about,
                priority=call.priority,
                arrived=call.arrived or utc_now(),
                due=call.due,
            )
        )

    def offer(self, call: Call, **fields: Any) -> Handling:
        self.remove("waiting", call.id)
        self.put(call.but(state=CallState.offered))
        now = utc_now()
        offered = {"offered": now, "since": now, "ring_until": now + timedelta(seconds=20)}
        return self._begin(call, S.offered, **(offered | fields))

    def connect(self, call: Call, **fields: Any) -> Handling:
        now = utc_now()
        self.remove("waiting", call.id)
        self.put(call.but(state=CallState.connected, connected=now))
        handling = self._begin(call, S.connected, offered=now, answered=now, since=now, **fields)
        self._presence(Presence.busy)
        return handling

    def _begin(self, call: Call, state: HandlingState, **fields: Any) -> Handling:
        queue = self.values["queue"].get(call.queue)
        need = getattr(queue, "wrap_up", WrapUpNeed.optional)
        name = call.callers[0].name if call.callers else call.name
        caller = Party(id=f"{call.id}-p", role=Role.caller, name=name, number=call.number, since=utc_now())
        base: dict[str, Any] = {
            "id": self.new_id("h"),
            "call": call.id,
            "agent": self.agent.id,
            "state": state,
        }
        base |= {"parties": (caller,), "wrap_up": need, "allowed": ALLOWED.get(state, ())}
        handling: Handling = self.put(Handling(**(base | fields)))
        return handling

    def move(self, handling: Handling, state: HandlingState, **fields: Any) -> Handling:
        changed = handling.but(state=state, allowed=ALLOWED.get(state, ()), since=utc_now(), **fields)
        moved: Handling = self.put(changed)
        return moved

    def finish(self, handling: Handling, ending: Ending | None) -> None:
        """The talk is over: wrap-up as the queue wants it."""
        now = utc_now()
        if handling.wrap_up is WrapUpNeed.none or handling.answered is None:
            self.close(handling.but(ended=now, ending=ending))
            return
        until = now + timedelta(seconds=60) if handling.wrap_up is WrapUpNeed.timed else None
        talked = int((now - handling.answered).total_seconds())
        self.move(handling, S.wrap_up, ended=now, ending=ending, wrap_up_until=until, talk_seconds=talked)
        self._presence(Presence.wrap_up)

    def close(self, handling: Handling) -> None:
        """Done; the agent sees call and handling no longer."""
        done = self.move(handling, S.done)
        self.remove("handling", done.id)
        self.remove("transcript", done.call)
        self.remove("call", done.call)
        if not any(h.state in TALKING for h in self.all("handling")):
            self._presence(Presence.ready)

    def end_call(self, call_id: str, ending: Ending) -> None:
        call: Call = self.get("call", call_id)
        self.put(call.but(state=CallState.ended, ended=utc_now(), ending=ending))
        self.remove("waiting", call_id)
        for handling in self.all("handling"):
            if handling.call == call_id and handling.state in (*TALKING, S.offered, S.dialling):
                self.finish(handling, ending)

    def note_check(self, handling: Handling, record: Record) -> None:
        """A check passed in the script is kept with the call, as the office does."""
        steps = [step for script in content.SCRIPTS if script.id == record.script for step in script.steps]
        for step in steps:
            is_passed = step.id in record.steps and record.answers.get(step.field)
            if step.kind is StepKind.verify and is_passed and handling.state.is_live:
                call: Call = self.get("call", handling.call)
                check = IdentityCheck(level=step.level, how=step.title, caller=record.caller or call.caller)
                if call.identity != check:
                    self.put(call.but(identity=check))

    def _presence(self, presence: Presence, reason: str = "", next_: NextState | None = None) -> None:
        state: AgentState = self.get("agent_state", self.agent.id)
        if presence is Presence.ready and state.next is not None:
            presence, reason = state.next.presence, state.next.reason
        elif presence is not Presence.ready and next_ is None:
            next_ = state.next
        self.put(AgentState(id=state.id, presence=presence, reason=reason, since=utc_now(), next=next_))

    def set_state(self, presence: Presence, reason: str, after_call: bool) -> None:
        state: AgentState = self.get("agent_state", self.agent.id)
        if after_call:
            self.put(state.but(next=NextState(presence=presence, reason=reason)))
            return
        self.put(AgentState(id=state.id, presence=presence, reason=reason, since=utc_now()))

    # What the agent asks for

    def perform(self, command: Command) -> Receipt:
        if command.id not in self.seen_commands:
            self.seen_commands[command.id] = self._perform(command)
        return self.seen_commands[command.id]

    def _perform(self, command: Command) -> Receipt:
        if not command.handling:
            handling = self._begin_by(command)
            return Receipt(call=handling.call, handling=handling.id)
        handling = self.get("handling", command.handling)
        if command.verb not in handling.allowed:
            raise Refused(Why.not_now)
        getattr(self, f"_{command.verb.value}")(handling, command)
        return Receipt(call=handling.call, handling=handling.id)

    def _begin_by(self, command: Command) -> Handling:
        match command.verb:
            case Verb.take | Verb.take_next:
                rows = [w for w in self.all("waiting") if command.queue in ("", w.queue)]
                rows.sort(key=lambda w: (-w.priority, w.arrived))
                wanted = command.call or (rows[0].id if rows else "")
                if not wanted:
                    raise Refused(Why.nobody_waits)
                if wanted not in self.values.get("waiting", {}):
                    raise Refused(Why.taken, by="Chen Jie")
                return self.connect(self.get("call", wanted))
            case Verb.pick_up:
                slot = command.target.id if command.target else ""
                parked = [c for c in self.all("call") if c.state is CallState.parked and c.slot == slot]
                if not parked:
                    raise Refused(Why.gone)
                return self.connect(parked[0].but(slot=""))
            case _:
                by_hand = command.verb is Verb.log
                call = self.make_call(
                    id=command.id,
                    queue=command.queue,
                    number=command.number,
                    caller=command.caller,
                    origin=Origin.by_hand if by_hand else Origin.outbound,
                )
                return self.connect(call)

    def _answer(self, handling: Handling, command: Command) -> None:
        call: Call = self.get("call", handling.call)
        self.put(call.but(state=CallState.connected, connected=utc_now()))
        self.move(handling, S.connected, answered=utc_now(), ring_until=None)
        self._presence(Presence.busy)

    def _decline(self, handling: Handling, command: Command) -> None:
        call: Call = self.get("call", handling.call)
        self.move(handling, S.done)
        self.remove("handling", handling.id)
        self.queue_up(call)
        self._presence(Presence.not_ready, command.reason)

    def _hold(self, handling: Handling, command: Command) -> None:
        self.move(
            handling, S.held, parties=_held(handling, True), recall_at=utc_now() + timedelta(seconds=60)
        )

    def _resume(self, handling: Handling, command: Command) -> None:
        for other in self.all("handling"):
            if other.state is S.connected:
                self._hold(other, command)
        self.move(handling, S.connected, parties=_held(handling, False), recall_at=None)

    def _swap(self, handling: Handling, command: Command) -> None:
        parties = tuple(p.but(held=not p.held) for p in handling.parties)
        self.put(handling.but(parties=parties))

    def _mute(self, handling: Handling, command: Command) -> None:
        self.put(handling.but(muted=True))

    def _unmute(self, handling: Handling, command: Command) -> None:
        self.put(handling.but(muted=False))

    def _send_digits(self, handling: Handling, command: Command) -> None:
        """Nothing anybody sees."""

    def _transfer(self, handling: Handling, command: Command) -> None:
        _known(command.target)
        self.finish(handling.but(parties=()), Ending.transferred_out)

    def _consult(self, handling: Handling, command: Command) -> None:
        target = _known(command.target)
        leg = Party(
            id=self.new_id("p"),
            role=Role.consulted,
            name=target.name,
            number=target.number,
            agent=target.id,
            state=PartyState.ringing,
            since=utc_now(),
        )
        self.move(handling, S.consulting, parties=(*_held(handling, True), leg))

    def _complete(self, handling: Handling, command: Command) -> None:
        self.finish(handling.but(parties=()), Ending.transferred_out)

    def _drop(self, handling: Handling, command: Command) -> None:
        parties = tuple(p for p in _held(handling, False) if p.role is not Role.consulted)
        self.move(handling, S.connected, parties=parties)

    def _conference(self, handling: Handling, command: Command) -> None:
        self.move(handling, S.conference, parties=_held(handling, False))

    def _park(self, handling: Handling, command: Command) -> None:
        call: Call = self.get("call", handling.call)
        self.finish(handling, None)
        self.put(call.but(state=CallState.parked, slot="71"))

    def _record(self, handling: Handling, command: Command) -> None:
        self.put(self.get("call", handling.call).but(recording=Recording.on))

    def _pause_recording(self, handling: Handling, command: Command) -> None:
        self.put(self.get("call", handling.call).but(recording=Recording.paused))

    def _hang_up(self, handling: Handling, command: Command) -> None:
        self.end_call(handling.call, Ending.agent_hung_up)

    def _extend(self, handling: Handling, command: Command) -> None:
        until = (handling.wrap_up_until or utc_now()) + timedelta(seconds=command.seconds)
        self.put(handling.but(wrap_up_until=until))

    def say(self, call_id: str, line: Any) -> None:
        known = self.values.get("transcript", {}).get(call_id)
        lines = known.lines if isinstance(known, Transcript) else ()
        self.put(Transcript(id=call_id, lines=(*lines[-19:], line)))

    def carried(self, note: str) -> Record:
        return Record(
            id=record_id("other"), handling="other", revision=3, note=note, answers={"contract": "88-1204"}
        )


def _held(handling: Handling, held: bool) -> tuple[Party, ...]:
    return tuple(p.but(held=held) if p.role is Role.caller else p for p in handling.parties)


def _known(target: Target | None) -> Target:
    if target is None or target.kind is TargetKind.unknown:
        raise Refused(Why.target_unknown)
    if target.id == "a3":
        raise Refused(Why.target_busy, by=target.name)
    return target
