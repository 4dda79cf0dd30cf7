"""A small office for the tests of the floor: a clock that only moves when told, queues, agents."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from tui.backend import Command, Receipt, Refused, Why
from tui.model import (
    Agent,
    AgentState,
    Call,
    Delivery,
    Handling,
    Presence,
    Queue,
    Reason,
    Record,
    Skill,
    Target,
    TargetKind,
    Verb,
    WrapUpCode,
    WrapUpNeed,
    record_id,
)
from tui.office import floor
from tui.office.floor import Floor
from tui.office.store import Store, Transaction

P = ParamSpec("P")
T = TypeVar("T")

QUEUES = (
    Queue(id="sales", name="Sales", wrap_up=WrapUpNeed.none),
    Queue(id="help", name="Help", wrap_up=WrapUpNeed.required),
    Queue(id="hard", name="Hard cases", wrap_up=WrapUpNeed.timed, wrap_up_seconds=30, skill="senior"),
    Queue(id="shop", name="Shop", delivery=Delivery.pull, wrap_up=WrapUpNeed.none),
    Queue(id="desk", name="Front desk", delivery=Delivery.phone, wrap_up=WrapUpNeed.none),
)


class Office:
    """The floor over a store of its own. Every step is one transaction, as in the office."""

    def __init__(self, folder: Path) -> None:
        self.now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
        self.store = Store.open(folder / "office.db", clock=lambda: self.now)
        self._ids = 0

    async def do(self, fn: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """One step."""
        return await self.store.write(fn, *args, **kwargs)

    async def lay(self) -> "Office":
        """Queues, a reason, codes."""
        await self.store.write(lay)
        return self

    async def staff(self, *names: str, queues: tuple[str, ...] = ("sales",), senior: bool = False) -> None:
        """Sign agents in and make them ready, one second after the other."""
        for name in names:
            await self.do(hire, name, queues, senior)
            await self.do(floor.sign_in, name, f"2{name}")
            await self.ready(name)
            self.later(1)

    async def ready(self, name: str) -> None:
        """An agent says they are ready."""
        await self.do(floor.set_state, name, Presence.ready)

    def later(self, seconds: float) -> None:
        """Let time pass; nothing fires by itself."""
        self.now += timedelta(seconds=seconds)

    async def pass_time(self, seconds: float) -> None:
        """Let time pass, and fire what is due then."""
        self.later(seconds)
        await Floor(self.store).tick()

    async def ring(self, call: str, queue: str = "sales", **fields: object) -> None:
        """A call comes in."""
        arrival = floor.Arrival(id=call, queue=queue, number="+4930123456").but(**fields)
        await self.do(floor.arrive, arrival)
        self.later(1)

    async def verb(self, agent: str, verb: Verb, call: str = "", **fields: object) -> Receipt:
        """An agent asks for a verb on a call of theirs."""
        self._ids += 1
        command = Command(verb=verb, id=f"c{self._ids}", call=call).but(**fields)
        return await self.do(floor.perform, agent, command)

    async def refused(self, agent: str, verb: Verb, call: str = "", **fields: object) -> Refused:
        """The refusal that a verb meets."""
        try:
            await self.verb(agent, verb, call, **fields)
        except Refused as refusal:
            return refusal
        raise AssertionError(f"{verb} was not refused")

    async def to_agent(self, sender: str, verb: Verb, call: str, agent: str) -> Receipt:
        """Transfer to, or consult, a colleague."""
        return await self.verb(sender, verb, call, target=Target(kind=TargetKind.agent, id=agent))

    async def call(self, call: str) -> Call:
        """A call as it is now."""
        return (await self.store.read(floor.view, call)).call

    async def share(self, agent: str, call: str) -> Handling:
        """An agent's last handling of a call."""
        handling = (await self.store.read(floor.view, call, agent)).handling
        assert handling is not None
        return handling

    async def state(self, agent: str) -> AgentState:
        """What an agent does."""
        seat = await self.store.read(lambda tx: tx.agents.seat(agent))
        assert seat is not None
        return seat.state

    async def ringing_at(self, call: str) -> str:
        """Whom a call rings at; empty: nobody."""
        handlings = await self.store.read(lambda tx: tx.handlings.open_of_call(call))
        return next((h.agent for h in handlings if h.state == "offered"), "")

    async def file(self, agent: str, call: str, *codes: str, note: str = "") -> None:
        """File the record of an agent's last handling of a call."""
        handling = await self.share(agent, call)
        record = Record(
            id=record_id(handling.id),
            handling=handling.id,
            revision=9,
            codes=codes,
            note=note,
            submitted=True,
        )
        await self.do(floor.keep_record, agent, record)

    async def why(
        self, fn: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> Why:
        """Why a step is refused."""
        try:
            await self.do(fn, *args, **kwargs)
        except Refused as refusal:
            return refusal.reason
        raise AssertionError(f"{fn} was not refused")


def lay(tx: Transaction) -> None:
    """Queues, a reason, codes."""
    for position, queue in enumerate(QUEUES):
        tx.queues.put(queue, position)
    tx.content.put(Reason(id="lunch", name="Lunch"))
    tx.content.put(WrapUpCode(id="order", name="Order"))
    tx.content.put(WrapUpCode(id="complaint", name="Complaint", needs_note=True))


def hire(tx: Transaction, name: str, queues: tuple[str, ...], senior: bool) -> None:
    """An account with its queues and skills."""
    skills = (Skill(name="senior", level=3),) if senior else ()
    tx.agents.put(Agent(id=name, name=name.title(), staff_number=f"1{name}", queues=queues, skills=skills))
