"""The switchboard during one transaction: what was touched is told once, at the end."""

import uuid
from collections.abc import Sequence

from tui.backend import Refused, Why
from tui.model import Call, CallState, Handling, HandlingState, Queue, WrapUpNeed
from tui.office.floor.parties import running
from tui.office.store import Transaction
from tui.office.store.agents import Seat

DEFAULT_QUEUE = Queue(id="", name="", wrap_up=WrapUpNeed.optional)
"""The rules for calls that came to nobody's queue."""


class Board:
    """Reads and keeps calls and handlings, and remembers which of them changed."""

    def __init__(self, tx: Transaction) -> None:
        self.tx = tx
        self.now = tx.now
        self.time = tx.now.timestamp()
        """Now, in seconds since 1970, as timers count."""
        self.calls: dict[str, None] = {}
        """Ids of calls to be told about, in the order they changed."""
        self.handlings: dict[str, None] = {}
        self.agents: dict[str, None] = {}
        """Agents whose seat may have changed."""

    def live_call(self, call: str) -> Call:
        """A call that goes on.

        Raises:
            Refused: not_found, or gone when it has ended.
        """
        found = self.tx.calls.get(call)
        if found is None:
            raise Refused(Why.not_found, f"call {call}")
        if found.state is CallState.ended:
            raise Refused(Why.gone, f"call {call}")
        return found

    def own(self, agent: str, handling: str) -> Handling:
        """An agent's own handling, live or in wrap-up.

        Raises:
            Refused: not_found; taken when another agent has the call by now; gone when it is over.
        """
        found = self.tx.handlings.get(handling)
        if found is None or found.agent != agent:
            raise Refused(Why.not_found, f"handling {handling}")
        if found.state is HandlingState.done:
            raise self.lost(found.call)
        return found

    def lost(self, call: str) -> Refused:
        """Why a call can't be had any more."""
        others = [h for h in self.tx.handlings.open_of_call(call) if h.state.is_live]
        if not others:
            return Refused(Why.gone, f"call {call}")
        return Refused(Why.taken, f"call {call}", by=self.name_of(others[0].agent))

    def keep_call(self, call: Call) -> Call:
        """Keep a changed call; it is told at the end."""
        self.tx.calls.put(call)
        self.calls[call.id] = None
        return call

    def keep_handling(self, handling: Handling) -> Handling:
        """Keep a changed handling with its times counted; it is told at the end."""
        before = self.tx.handlings.get(handling.id)
        if before is None or before.state is not handling.state:
            handling = handling.but(since=self.now)
        meter = self.tx.handlings.meter(handling.id).at(self.time, running(handling))
        handling = handling.but(talk_seconds=int(meter.talk), held_seconds=int(meter.held))
        self.tx.handlings.put(handling, meter, self.time)
        self.handlings[handling.id] = None
        self.agents[handling.agent] = None
        if before is None:
            self.calls[handling.call] = None
        return handling

    def keep_seat(self, seat: Seat) -> Seat:
        """Keep a changed seat; what follows from it is worked out at the end."""
        self.tx.agents.put_seat(seat)
        self.agents[seat.agent] = None
        return seat

    def seat(self, agent: str) -> Seat:
        """A signed-in agent's seat.

        Raises:
            Refused: not_now when they are not signed in.
        """
        seat = self.tx.agents.seat(agent)
        if seat is None or seat.base == "offline":
            raise Refused(Why.not_now, "not signed in")
        return seat

    def live_of_call(self, call: str) -> Sequence[Handling]:
        """Handlings of a call with somebody on the line or ringing."""
        return [h for h in self.tx.handlings.open_of_call(call) if h.state.is_live]

    def live_of_agent(self, agent: str) -> Sequence[Handling]:
        """An agent's handlings with somebody on the line or ringing."""
        return [h for h in self.tx.handlings.open_of_agent(agent) if h.state.is_live]

    def queue_of(self, call: Call) -> Queue:
        """The rules that hold for a call."""
        return self.tx.queues.get(call.queue) or DEFAULT_QUEUE

    def name_of(self, agent: str) -> str:
        """An agent's name, for people."""
        found = self.tx.agents.get(agent)
        return agent if found is None else found.name

    @staticmethod
    def new_id() -> str:
        """An id nobody else has."""
        return uuid.uuid4().hex
