"""Which verbs a handling permits now. Told with every change, and checked before every verb."""

from tui.model import (
    Because,
    Call,
    Delivery,
    Handling,
    HandlingState,
    PartyState,
    Queue,
    Recording,
    Verb,
    WrapUpNeed,
)
from tui.office.floor.parties import consulted


def allowed(handling: Handling, call: Call, queue: Queue, *, talking: bool) -> tuple[Verb, ...]:
    """Verbs for a handling; `talking`: the agent speaks on another one, which has to be held first."""
    state = handling.state
    if state is HandlingState.offered:
        return _offered(queue, talking=talking)
    if state is HandlingState.dialling:
        return (Verb.hang_up,)
    if state is HandlingState.connected:
        return _connected(handling, call)
    if state is HandlingState.held:
        return (*(() if talking else (Verb.resume, Verb.consult)), Verb.transfer, Verb.park)
    if state is HandlingState.consulting:
        return _consulting(handling)
    if state is HandlingState.conference:
        return (*_voice(handling), *_recording(call), *_conference(handling), Verb.hang_up)
    if state is HandlingState.wrap_up and handling.wrap_up is WrapUpNeed.timed:
        return (Verb.extend,)
    return ()


def _offered(queue: Queue, *, talking: bool) -> tuple[Verb, ...]:
    lifted_only = queue.delivery is Delivery.phone
    return (Verb.decline,) if lifted_only or talking else (Verb.answer, Verb.decline)


def _connected(handling: Handling, call: Call) -> tuple[Verb, ...]:
    if handling.because is Because.consult:
        return (*_voice(handling), Verb.hang_up)
    moves = (Verb.hold, Verb.transfer, Verb.consult, Verb.park)
    return (*moves, *_voice(handling), *_recording(call), Verb.hang_up)


def _consulting(handling: Handling) -> tuple[Verb, ...]:
    leg = consulted(handling)
    if leg is None or leg.state is not PartyState.connected:
        return (Verb.complete, Verb.drop)
    return (Verb.swap, Verb.complete, Verb.conference, Verb.drop, *_voice(handling))


def _conference(handling: Handling) -> tuple[Verb, ...]:
    return (Verb.complete, Verb.drop) if consulted(handling) else ()


def _voice(handling: Handling) -> tuple[Verb, ...]:
    return (Verb.unmute if handling.muted else Verb.mute, Verb.send_digits)


def _recording(call: Call) -> tuple[Verb, ...]:
    return (Verb.pause_recording,) if call.recording is Recording.on else (Verb.record,)
