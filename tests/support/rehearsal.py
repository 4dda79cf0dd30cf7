"""A backend in memory that keeps the whole contract, with handles to act as the outside world.

backend = RehearsalBackend()
desk = await AgentDesk.open(backend, CREDENTIALS, state_dir=tmp_path, backend_key="rehearsal")
handling = backend.ring(number="+8613800138000")       # offered to our agent
await desk.answer(handling)
backend.caller_hangs_up(backend.call_of(handling))
"""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Self

from tests.support import rehearsal_content as content
from tests.support.rehearsal_floor import Floor, S
from tui.backend import (
    CallView,
    Command,
    Credentials,
    Event,
    ExchangeObserver,
    Link,
    LinkChanged,
    NotSent,
    OutcomeUnknown,
    Receipt,
    Refused,
    Session,
    SessionEnded,
    Unauthorised,
    Why,
)
from tui.model import (
    KINDS,
    Article,
    Because,
    Call,
    Caller,
    DayFigures,
    DeskCall,
    DirectoryEntry,
    Ending,
    FollowUp,
    Found,
    Handling,
    History,
    Line,
    Party,
    PartyState,
    Phrase,
    Presence,
    Queue,
    Reason,
    Record,
    Role,
    Saved,
    Script,
    TargetKind,
    Verb,
    VerbDeclaration,
    WrapUpCode,
    WrapUpNeed,
    utc_now,
)

CREDENTIALS = Credentials(staff_number="8001", secret="secret", desk_id="desk-1", desk_name="test@here")

_TARGETS = (TargetKind.agent, TargetKind.queue, TargetKind.number, TargetKind.department)
_CARRYING = (Verb.transfer, Verb.consult, Verb.complete)


def declarations(**changes: Any) -> dict[Verb, VerbDeclaration]:
    """Every verb declared, confirmed by events; `changes` go into each declaration."""
    found: dict[Verb, VerbDeclaration] = {}
    for verb in Verb:
        if verb is not Verb.unknown:
            targets = _TARGETS if verb in (Verb.transfer, Verb.consult) else ()
            declaration = VerbDeclaration(
                verb=verb, targets=targets, carries_record=verb in _CARRYING, time_limit=2.0
            )
            found[verb] = declaration.but(**changes)
    return found


class RehearsalBackend:
    """A whole backend for one agent; what others do is played by the test."""

    def __init__(self, *, verbs: Mapping[Verb, VerbDeclaration] | None = None) -> None:
        self.verbs: Mapping[Verb, VerbDeclaration] = declarations() if verbs is None else verbs
        self.floor = Floor(self.tell)
        self.commands: list[Command] = []
        """Every command that arrived."""
        self.saved: list[Record | FollowUp | Caller] = []
        """Every document that arrived, accepted or not."""
        self.records: dict[str, Record] = {}
        self.filed: list[str] = []
        """Ids of records in the order they were filed."""
        self.callers = {caller.id: caller for caller in content.CALLERS}
        self.interactions = list(content.INTERACTIONS)
        self.desk_calls: list[DeskCall] = []
        self.extra_scripts: tuple[Script, ...] = ()
        self.is_cut = False
        self.sessions = 0
        self.signed_out = False
        self._streams: list[asyncio.Queue[Event | BaseException | None]] = []
        self._faults: list[tuple[str, Exception, bool]] = []
        self._is_unheard = False
        self._requests = asyncio.Event()
        self._requests.set()
        self._replies = asyncio.Event()
        self._replies.set()

    @classmethod
    def from_profile(cls, options: dict[str, Any], *, observe: ExchangeObserver | None = None) -> Self:
        return cls()

    async def sign_in(self, credentials: Credentials) -> Session:
        if self.is_cut:
            raise NotSent(operation="sign in")
        if credentials.staff_number != self.floor.agent.staff_number or credentials.secret != "secret":
            raise Unauthorised(operation="sign in")
        self.sessions += 1
        return Session(
            part="rehearsal",
            agent=self.floor.agent,
            events=self.events,
            close=self._close,
            calls=_Calls(self),
            presence=_Presence(self),
            callers=_Callers(self),
            scripts=_Scripts(self),
            records=_Records(self),
            follow_ups=_FollowUps(self),
            announcements=_Announcements(self),
            directory=_Directory(self),
            metrics=_Metrics(self),
        )

    # The outside world

    def ring(self, **fields: Any) -> str:
        """A call is offered to our agent; the answer is the handling's id. Fields are those of Call;
        `carried` and `because` go to the handling.
        """
        moved: tuple[str, ...] = ("carried", "wrap_up")
        extra = {name: fields.pop(name) for name in moved if name in fields}
        if "because" in fields:
            extra["because"] = fields["because"]
        return self.floor.offer(self.floor.make_call(**fields), **extra).id

    def ring_transferred(self, note: str, **fields: Any) -> str:
        """A colleague sends a call with their record."""
        return self.ring(because=Because.transfer, carried=self.floor.carried(note), **fields)

    def enqueue(self, **fields: Any) -> str:
        """A call waits in a queue; the answer is its id."""
        call = self.floor.make_call(**({"queue": "support"} | fields))
        self.floor.queue_up(call)
        return call.id

    def offer_waiting(self, call_id: str) -> str:
        """A waiting call is offered to our agent; the answer is the handling's id."""
        return self.floor.offer(self.floor.get("call", call_id)).id

    def lift_handset(self, call_id: str) -> str:
        """Our agent lifts the handset of a phone queue; the answer is the handling's id."""
        return self.floor.connect(self.floor.get("call", call_id)).id

    def taken_by_other(self, call_id: str) -> None:
        """A colleague takes a waiting call."""
        self.floor.remove("waiting", call_id)
        self.floor.remove("call", call_id)

    def miss(self, handling_id: str) -> None:
        """It rang long enough: back to the queue, the agent not ready."""
        handling = self.handling(handling_id)
        call = self.floor.get("call", handling.call)
        self.floor.move(handling.but(missed=True), S.done)
        self.floor.remove("handling", handling.id)
        self.floor.queue_up(call.but(because=Because.missed))
        self.floor.set_state(Presence.not_ready, "no_answer", False)

    def caller_hangs_up(self, call_id: str) -> None:
        """The caller hangs up, or gives up waiting."""
        waits = call_id in self.floor.values.get("waiting", {})
        self.floor.end_call(call_id, Ending.abandoned if waits else Ending.caller_hung_up)

    def colleague_answers(self, handling_id: str) -> None:
        """The consulted colleague lifts."""
        self._consulted(handling_id, PartyState.connected)

    def colleague_leaves(self, handling_id: str) -> None:
        """The consulted colleague hangs up: back to the caller."""
        self.floor.perform(Command(verb=Verb.drop, id=self.floor.new_id("x"), handling=handling_id))

    def wrap_up_expires(self, handling_id: str) -> None:
        """The time for a wrap-up is over."""
        self.floor.close(self.handling(handling_id))

    def say(self, call_id: str, text: str, by: str = "caller") -> None:
        """Somebody says something."""
        self.floor.say(call_id, Line(text=text, at=utc_now(), by=by))

    def put(self, value: Any) -> None:
        """Any value changes."""
        self.floor.put(value)

    # The line

    def cut(self, why: str = "connection reset") -> None:
        """The line breaks: events stop, requests are not sent."""
        self.is_cut = True
        self.tell_link(LinkChanged(part="rehearsal", link=Link.down, silent=1.0, why=why))

    def heal(self) -> None:
        """The line is back, with a snapshot."""
        self.is_cut = False
        self.tell_link(LinkChanged(part="rehearsal", link=Link.up))
        self.tell(self.floor.snapshot(frozenset(KINDS)))

    def stale(self) -> None:
        """Nothing is heard any more, though the line is open."""
        self.tell_link(LinkChanged(part="rehearsal", link=Link.stale, silent=6.0))

    def end_session(self, taken_over_by: str = "") -> None:
        """Another desk takes over, or the session runs out."""
        self.tell_link(SessionEnded(part="rehearsal", taken_over_by=taken_over_by))
        self._put_all(None)

    def break_stream(self, fault: BaseException) -> None:
        """The adapter has a bug: its stream raises."""
        self._put_all(fault)

    @contextmanager
    def unheard(self) -> Iterator[None]:
        """What changes within is not told: its events are lost."""
        self._is_unheard = True
        try:
            yield
        finally:
            self._is_unheard = False

    def hold_requests(self) -> None:
        """Requests are under way, but do not arrive yet."""
        self._requests.clear()

    def release_requests(self) -> None:
        """Requests held back arrive."""
        self._requests.set()

    def hold_replies(self) -> None:
        """Commands are received and take effect, but their replies are held back."""
        self._replies.clear()

    def release_replies(self) -> None:
        """Replies held back arrive."""
        self._replies.set()

    def fail(self, operation: str, error: Exception, *, after_effect: bool = False) -> None:
        """The next `operation` ("perform", "save", "read", ...) raises; `after_effect`: once done."""
        self._faults.append((operation, error, after_effect))

    def forgive(self) -> None:
        """No fault asked for before happens any more."""
        self._faults.clear()

    def lose_reply(self, operation: str = "perform") -> None:
        """The next operation takes effect, but its answer is lost."""
        self.fail(operation, OutcomeUnknown(operation=operation), after_effect=True)

    # Reading

    def handling(self, handling_id: str) -> Handling:
        """A handling as the backend has it."""
        handling: Handling = self.floor.get("handling", handling_id)
        return handling

    def call_of(self, handling_id: str) -> str:
        """Id of a handling's call."""
        return self.handling(handling_id).call

    def call(self, call_id: str) -> Call:
        """A call as the backend has it."""
        call: Call = self.floor.get("call", call_id)
        return call

    # Inside

    def tell(self, event: Event) -> None:
        """An event goes out, unless the line is cut."""
        if not self.is_cut and not self._is_unheard:
            self._put_all(event)

    def tell_link(self, event: Event) -> None:
        """What the transport itself says."""
        self._put_all(event)

    async def events(self) -> AsyncIterator[Event]:
        stream: asyncio.Queue[Event | BaseException | None] = asyncio.Queue()
        self._streams.append(stream)
        try:
            if not self.is_cut:
                yield LinkChanged(part="rehearsal", link=Link.up)
                yield self.floor.snapshot(frozenset(KINDS))
            while (event := await stream.get()) is not None:
                if isinstance(event, BaseException):
                    raise event
                yield event
        finally:
            self._streams.remove(stream)

    async def request(self, operation: str) -> Exception | None:
        """What every operation goes through; the answer is to be raised after the effect."""
        await asyncio.sleep(0)
        await self._requests.wait()
        if self.is_cut:
            raise NotSent(operation=operation)
        fault = next((f for f in self._faults if f[0] == operation), None)
        if fault is None:
            return None
        self._faults.remove(fault)
        if not fault[2]:
            raise fault[1]
        return fault[1]

    async def reply(self, late_fault: Exception | None) -> None:
        """Wait until replies are let through."""
        await self._replies.wait()
        if late_fault is not None:
            raise late_fault

    def _put_all(self, event: Event | BaseException | None) -> None:
        for stream in self._streams:
            stream.put_nowait(event)

    def _consulted(self, handling_id: str, state: PartyState) -> None:
        handling = self.handling(handling_id)
        parties = tuple(_with_state(p, state) for p in handling.parties)
        self.floor.put(handling.but(parties=parties))

    async def _close(self, sign_out: bool) -> None:
        self.signed_out = self.signed_out or sign_out
        self._put_all(None)


def _with_state(party: Party, state: PartyState) -> Party:
    return party.but(state=state) if party.role is Role.consulted else party


class _Port:
    def __init__(self, backend: RehearsalBackend) -> None:
        self._backend = backend
        self._floor = backend.floor


class _Calls(_Port):
    @property
    def verbs(self) -> Mapping[Verb, VerbDeclaration]:
        return self._backend.verbs

    async def perform(self, command: Command) -> Receipt:
        late_fault = await self._backend.request("perform")
        self._backend.commands.append(command)
        receipt = self._floor.perform(command)
        await self._backend.reply(late_fault)
        return receipt

    async def read(self, call: str) -> CallView:
        await self._backend.request("read_call")
        mine = [h for h in self._floor.all("handling") if h.call == call]
        return CallView(call=self._floor.get("call", call), handling=mine[0] if mine else None)

    async def queues(self) -> Sequence[Queue]:
        await self._backend.request("queues")
        return tuple(self._floor.all("queue"))


class _Presence(_Port):
    async def reasons(self) -> Sequence[Reason]:
        await self._backend.request("reasons")
        return content.REASONS

    async def set_state(self, presence: Presence, reason: str = "", *, after_call: bool = False) -> None:
        late_fault = await self._backend.request("set_state")
        self._floor.set_state(presence, reason, after_call)
        await self._backend.reply(late_fault)


class _Callers(_Port):
    async def search(self, query: str, limit: int = 50) -> Found:
        await self._backend.request("search")
        wanted = query.strip().lower()
        found = [c for c in self._backend.callers.values() if wanted and _matches(c, wanted)]
        return Found(callers=tuple(found[:limit]), more=len(found) > limit)

    async def read(self, caller: str) -> Caller:
        await self._backend.request("read")
        if caller not in self._backend.callers:
            raise Refused(Why.not_found)
        return self._backend.callers[caller]

    async def history(self, caller: str, cursor: str = "") -> History:
        await self._backend.request("history")
        return History(interactions=tuple(i for i in self._backend.interactions if i.caller == caller))

    async def last_calls(self, limit: int = 20) -> Sequence[DeskCall]:
        await self._backend.request("last_calls")
        return tuple(self._backend.desk_calls[:limit])

    async def save(self, caller: Caller) -> Saved:
        late_fault = await self._backend.request("save")
        self._backend.saved.append(caller)
        known = self._backend.callers.get(caller.id)
        if known is not None and known.but(version=0) == caller.but(version=0) and not caller.version:
            return Saved(version=known.version, at=utc_now())
        if (known.version if known else 0) != caller.version:
            raise Refused(Why.conflict)
        self._backend.callers[caller.id] = caller.but(version=caller.version + 1)
        await self._backend.reply(late_fault)
        return Saved(version=caller.version + 1, at=utc_now())


def _matches(caller: Caller, wanted: str) -> bool:
    numbers = "".join(n.number for n in caller.numbers)
    return wanted in caller.name.lower() or wanted in numbers or wanted in caller.company.lower()


class _Scripts(_Port):
    async def scripts(self) -> Sequence[Script]:
        await self._backend.request("scripts")
        return (*content.SCRIPTS, *self._backend.extra_scripts)

    async def phrases(self) -> Sequence[Phrase]:
        await self._backend.request("phrases")
        return content.PHRASES

    async def articles(self, query: str, limit: int = 20) -> Sequence[Article]:
        await self._backend.request("articles")
        return tuple(a for a in content.ARTICLES if query.lower() in a.title.lower())


class _Records(_Port):
    async def codes(self) -> Sequence[WrapUpCode]:
        await self._backend.request("codes")
        return content.CODES

    async def save(self, record: Record) -> Saved:
        late_fault = await self._backend.request("save")
        self._backend.saved.append(record)
        stored = self._backend.records.get(record.id)
        if stored is None or record.revision > stored.revision:
            self._keep(record)
        await self._backend.reply(late_fault)
        now = self._backend.records[record.id]
        return Saved(revision=now.revision, at=utc_now(), filed=now.submitted)

    def _keep(self, record: Record) -> None:
        handling = self._floor.values.get("handling", {}).get(record.handling)
        need = handling.wrap_up if isinstance(handling, Handling) else WrapUpNeed.optional
        if record.submitted and need in (WrapUpNeed.required, WrapUpNeed.timed) and not record.codes:
            raise Refused(Why.invalid, "codes")
        self._backend.records[record.id] = record
        if isinstance(handling, Handling):
            self._floor.note_check(handling, record)
        if record.submitted and record.id not in self._backend.filed:
            self._backend.filed.append(record.id)
            for follow_up in record.follow_ups:
                self._floor.put(follow_up)
            if isinstance(handling, Handling) and handling.state is S.wrap_up:
                self._floor.close(handling)

    async def read(self, record: str) -> Record:
        await self._backend.request("read_record")
        if record not in self._backend.records:
            raise Refused(Why.not_found)
        return self._backend.records[record]


class _FollowUps(_Port):
    async def save(self, follow_up: FollowUp) -> Saved:
        late_fault = await self._backend.request("save")
        self._backend.saved.append(follow_up)
        known = self._floor.values.get("follow_up", {}).get(follow_up.id)
        if known is not None and known.but(version=0) == follow_up.but(version=0):
            return Saved(version=known.version, at=utc_now())
        if (known.version if known else 0) != follow_up.version:
            raise Refused(Why.conflict)
        stored = self._floor.put(follow_up)
        await self._backend.reply(late_fault)
        return Saved(version=stored.version, at=utc_now())


class _Announcements(_Port):
    async def mark_read(self, announcement: str) -> None:
        await self._backend.request("mark_read")
        self._floor.put(self._floor.get("announcement", announcement).but(read=True))


class _Directory(_Port):
    async def search(self, query: str, limit: int = 50) -> Sequence[DirectoryEntry]:
        await self._backend.request("directory")
        wanted = query.strip().lower()
        entries = self._floor.all("directory_entry")
        return tuple(e for e in entries if wanted in f"{e.name} {e.number} {e.staff_number}".lower())[:limit]


class _Metrics(_Port):
    async def my_day(self) -> DayFigures:
        await self._backend.request("my_day")
        figures: DayFigures = self._floor.get("day_figures", self._floor.agent.id)
        return figures
