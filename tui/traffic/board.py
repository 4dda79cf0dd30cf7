"""What the floor looks like from outside: every call as its caller hears it."""

import asyncio
import enum

from tui.backend import Changed, Event, Removed, Snapshot
from tui.model import AgentState, Call, CallState, Handling, HandlingState, Presence, Role, Stored


class Standing(enum.Enum):
    """What a caller hears."""

    waiting = enum.auto()
    """Ringing or music."""
    talking = enum.auto()
    """Somebody is there."""
    held = enum.auto()
    """Somebody was there and will be back."""
    over = enum.auto()


class Watched:
    """One call, and a way to wait for it to become something."""

    def __init__(self) -> None:
        self.call: Call | None = None
        self.handlings: dict[str, Handling] = {}
        self.is_over = False
        self._changed = asyncio.Event()

    @property
    def standing(self) -> Standing:
        """What the caller hears now."""
        if self.is_over:
            return Standing.over
        if self.talking is not None:
            return Standing.talking
        answered = [one for one in self.handlings.values() if one.state.is_live and one.answered]
        return Standing.held if answered else Standing.waiting

    @property
    def talking(self) -> Handling | None:
        """The share of the agent whom the caller hears."""
        return next((one for one in self.handlings.values() if _is_heard(one)), None)

    async def until_not(self, standing: Standing) -> None:
        """Return once the caller hears something else."""
        while self.standing is standing:
            self._changed.clear()
            await self._changed.wait()

    def told(self) -> None:
        """Something about it changed."""
        self._changed.set()


class Board:
    """All calls that somebody watches, kept true by events."""

    def __init__(self) -> None:
        self._watched: dict[str, Watched] = {}
        self._agents: dict[str, AgentState] = {}
        self._agents_changed = asyncio.Event()

    def watch(self, call: str) -> Watched:
        """Follow a call from now on."""
        return self._watched.setdefault(call, Watched())

    def forget(self, call: str) -> None:
        """Nobody follows it any more."""
        self._watched.pop(call, None)

    async def until_ready(self, agent: str) -> None:
        """Return once this agent can be offered a call."""
        while (state := self._agents.get(agent)) is None or state.presence is not Presence.ready:
            self._agents_changed.clear()
            await self._agents_changed.wait()

    def hear(self, event: Event) -> None:
        """Take one event in."""
        if isinstance(event, Changed):
            self._put(event.value)
        elif isinstance(event, Removed):
            self._remove(event.kind, event.id)
        elif isinstance(event, Snapshot):
            self._replace(event)

    def _put(self, value: Stored) -> None:
        if isinstance(value, Call) and (watched := self._watched.get(value.id)):
            watched.call = value
            watched.is_over = value.state is CallState.ended
            watched.told()
        elif isinstance(value, Handling) and (watched := self._watched.get(value.call)):
            watched.handlings[value.id] = value
            watched.told()
        elif isinstance(value, AgentState):
            self._agents[value.id] = value
            self._agents_changed.set()

    def _remove(self, kind: str, id_: str) -> None:
        if kind == "call" and (watched := self._watched.get(id_)):
            watched.is_over = True
            watched.told()

    def _replace(self, snapshot: Snapshot) -> None:
        """Whatever is not in a new whole picture has ended meanwhile."""
        present = {value.id for value in snapshot.values if isinstance(value, Call)}
        for value in snapshot.values:
            self._put(value)
        if "call" in snapshot.kinds:
            for call in self._watched.keys() - present:
                self._end_if_known(call)

    def _end_if_known(self, call: str) -> None:
        # A call put in just now may be younger than the snapshot.
        if self._watched[call].call is not None:
            self._remove("call", call)


def _is_heard(handling: Handling) -> bool:
    if handling.state is HandlingState.conference:
        return True
    caller = handling.party(Role.caller)
    return handling.state is HandlingState.connected and not (caller and caller.held)
