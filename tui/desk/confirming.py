"""When a verb counts as done: predicates on the stores, registered before anything is sent."""

import asyncio
import enum
from collections.abc import Callable

import msgspec

from tui.backend import Command
from tui.desk.stores import Stores
from tui.model import CallState, Handling, HandlingState, Moment, PartyState, Recording, Role, Verb

_OVER = (HandlingState.wrap_up, HandlingState.done)
_TALKING = (
    HandlingState.connected,
    HandlingState.held,
    HandlingState.consulting,
    HandlingState.conference,
    HandlingState.wrap_up,
)


class Sight(enum.Enum):
    """What the stores show of a verb."""

    not_yet = enum.auto()
    done = enum.auto()
    void = enum.auto()
    """The handling is over, so it cannot happen any more."""


Look = Callable[[], Sight]


class Pending(msgspec.Struct, frozen=True, kw_only=True):
    """A verb that was asked for and is not yet confirmed."""

    verb: Verb
    command: str
    """Id of the command."""
    handling: str = ""
    """Empty for verbs that begin a handling."""
    call: str = ""
    asked: Moment
    """By the backend's clock."""


class Expectations:
    """Verbs under way, looked at again after each change of the stores."""

    def __init__(self) -> None:
        self._expected: dict[str, tuple[Pending, Look, asyncio.Future[Sight]]] = {}

    def expect(self, pending: Pending, look: Look) -> asyncio.Future[Sight]:
        """Await what `look` sees; to be asked before the command is sent."""
        seen: asyncio.Future[Sight] = asyncio.get_running_loop().create_future()
        self._expected[pending.command] = (pending, look, seen)
        return seen

    def forget(self, command: str) -> None:
        """Await it no longer."""
        entry = self._expected.pop(command, None)
        if entry and not entry[2].done():
            entry[2].cancel()

    def look_again(self) -> None:
        """The stores changed."""
        for _, look, seen in tuple(self._expected.values()):
            sight = look()
            if sight is not Sight.not_yet and not seen.done():
                seen.set_result(sight)

    def pending(self) -> tuple[Pending, ...]:
        """What is asked and not yet confirmed, oldest first."""
        return tuple(entry[0] for entry in self._expected.values() if not entry[2].done())


def look_for(command: Command, stores: Stores) -> Look:
    """The predicate that settles this command."""
    if command.handling:
        return _look_at_handling(command, stores)
    known = {handling.id for handling in stores.handlings}

    def begun() -> Sight:
        new = [h for h in stores.handlings if h.id not in known and h.state is not HandlingState.done]
        fits = [h for h in new if _is_begun_by(command, h)]
        return Sight.done if fits else Sight.not_yet

    return begun


def _is_begun_by(command: Command, handling: Handling) -> bool:
    if command.verb in (Verb.dial, Verb.log):
        return handling.call == command.id
    if command.verb is Verb.take:
        return handling.call == command.call and handling.state is not HandlingState.offered
    return handling.state is not HandlingState.offered


def _look_at_handling(command: Command, stores: Stores) -> Look:
    before = stores.handlings.get(command.handling)

    def look() -> Sight:
        now = stores.handlings.get(command.handling)
        is_over = now is None or now.state in _OVER
        if command.verb in _ENDING:
            return Sight.done if is_over or _is_parked(command, stores) else Sight.not_yet
        if command.verb is Verb.decline:
            declined = now is None or now.state is HandlingState.done
            return Sight.done if declined else Sight.not_yet
        if now is None or now.state is HandlingState.done:
            return Sight.void
        if _holds(command.verb, before or now, now, stores):
            return Sight.done
        return Sight.void if is_over and command.verb is not Verb.extend else Sight.not_yet

    return look


_ENDING = frozenset({Verb.hang_up, Verb.transfer, Verb.complete, Verb.park})


def _is_parked(command: Command, stores: Stores) -> bool:
    call = stores.calls.get(command.call)
    return command.verb is Verb.park and call is not None and call.state is CallState.parked


def _holds(verb: Verb, before: Handling, now: Handling, stores: Stores) -> bool:
    if verb in _STATES:
        return now.state in _STATES[verb]
    if verb in (Verb.record, Verb.pause_recording):
        call = stores.calls.get(now.call)
        wanted = Recording.on if verb is Verb.record else Recording.paused
        return call is not None and call.recording is wanted
    check = _CHECKS.get(verb)
    return check is not None and check(before, now)


_STATES = {
    Verb.answer: _TALKING,
    Verb.hold: (HandlingState.held,),
    Verb.resume: (HandlingState.connected,),
    Verb.consult: (HandlingState.consulting, HandlingState.conference),
    Verb.conference: (HandlingState.conference,),
}


def _is_consulting(handling: Handling) -> bool:
    consulted = (p for p in handling.parties if p.role is Role.consulted)
    return any(p.state in (PartyState.ringing, PartyState.connected) for p in consulted)


def _heard(handling: Handling) -> dict[str, bool]:
    return {party.id: party.held for party in handling.parties}


def _has_swapped(before: Handling, now: Handling) -> bool:
    return _heard(before) != _heard(now) or before.state is not now.state


_CHECKS: dict[Verb, Callable[[Handling, Handling], bool]] = {
    Verb.mute: lambda before, now: now.muted,
    Verb.unmute: lambda before, now: not now.muted,
    Verb.swap: _has_swapped,
    Verb.drop: lambda before, now: len(_present(now)) < len(_present(before)) or not _is_consulting(now),
    Verb.extend: lambda before, now: now.wrap_up_until != before.wrap_up_until,
}


def _present(handling: Handling) -> list[str]:
    return [p.id for p in handling.parties if p.state is not PartyState.gone]
