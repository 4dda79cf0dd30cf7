"""What stands on the desk at one moment, as far as it decides what keys mean."""

from typing import TYPE_CHECKING

from tui.model import (
    CallState,
    Delivery,
    Handling,
    HandlingState,
    NextState,
    Origin,
    Party,
    Presence,
    Recording,
    Role,
    Value,
    Verb,
    WrapUpNeed,
)

if TYPE_CHECKING:
    from tui.desk import AgentDesk


class Situation(Value, frozen=True, kw_only=True, omit_defaults=True):
    """A snapshot of the desk. Pure: the same situation always gives the keys the same meaning."""

    current: Handling | None = None
    """The one handling that keys act on."""
    name: str = ""
    """Who is on the line of it, as well as is known; empty: nobody knows."""
    allowed: frozenset[Verb] = frozenset()
    """Verbs for the current handling."""
    at_desk: frozenset[Verb] = frozenset()
    """Verbs that begin a call: take_next, pick_up, dial, log; none while another one has to end first."""
    ringing: Handling | None = None
    """What rings here, current or not, and may be answered."""
    ringing_name: str = ""
    waiting_held: Handling | None = None
    """Another caller on hold, who can be swapped in."""
    talking: Handling | None = None
    """Another call with somebody on the line, who can be put on hold for this one."""
    handlings: int = 0
    serves_no_queue: bool = False
    """Nothing ever comes to this agent by itself: calls are written down by hand."""
    somebody_waits: bool = False
    """There is somebody to take in a queue where agents take themselves."""
    recording: Recording = Recording.off
    presence: Presence = Presence.unknown
    next: NextState | None = None
    is_by_hand: bool = False
    """The current call was begun by hand, so its facts can be corrected."""
    can_set_state: bool = False
    can_find: bool = False
    has_phrases: bool = False
    has_note: bool = False
    """There is a note to write, so script and note can be changed for each other."""

    @property
    def consulted(self) -> Party | None:
        """The colleague who was asked and is still there."""
        return self.current.party(Role.consulted) if self.current else None

    @property
    def state(self) -> HandlingState | None:
        """State of the current handling."""
        return self.current.state if self.current else None


def survey(desk: "AgentDesk") -> Situation:
    """The desk as it stands now."""
    current = desk.current
    call = desk.call_of(current) if current else None
    handlings = desk.handlings()
    ringing = _ringing(desk, handlings)
    held = _held_besides(current, handlings)
    me = desk.stores.me
    return Situation(
        current=current,
        name=who(desk, current) if current else "",
        allowed=desk.allowed(current) if current else frozenset(),
        at_desk=_at_desk(desk, handlings),
        ringing=ringing,
        ringing_name=who(desk, ringing) if ringing else "",
        waiting_held=held,
        talking=_talking_besides(desk, current, handlings),
        handlings=len(handlings),
        serves_no_queue=not desk.content.queues,
        somebody_waits=_somebody_waits(desk),
        recording=call.recording if call else Recording.off,
        presence=me.presence if me else Presence.unknown,
        next=me.next if me else None,
        is_by_hand=call is not None and call.origin is Origin.by_hand,
        can_set_state=desk.session.presence is not None,
        can_find=desk.session.callers is not None,
        has_phrases=bool(desk.content.phrases),
        has_note=current is not None,
    )


def who(desk: "AgentDesk", handling: Handling) -> str:
    """The best name there is for the other side: of the caller as decided here or known to the backend,
    of the network, the number.
    """
    known, call = desk.who_calls(handling), desk.call_of(handling)
    if known is not None:
        return known.name
    if call is not None and (call.name or call.number):
        return call.name or call.number
    party = handling.party(Role.caller)
    return (party.name or party.number) if party else ""


def is_free(handlings: tuple[Handling, ...]) -> bool:
    """Another call can be begun: nobody is on the line or rings, and no record has to be filed first."""
    return all(
        handling.state is HandlingState.held
        or (handling.state is HandlingState.wrap_up and handling.wrap_up is not WrapUpNeed.required)
        for handling in handlings
    )


def _at_desk(desk: "AgentDesk", handlings: tuple[Handling, ...]) -> frozenset[Verb]:
    """What can be begun. A call parked here can be fetched back before its record is filed."""
    if is_free(handlings):
        return desk.allowed()
    rest = tuple(handling for handling in handlings if not _is_parked(desk, handling))
    fetches_back = len(rest) < len(handlings) and is_free(rest)
    return desk.allowed() & {Verb.pick_up} if fetches_back else frozenset()


def _is_parked(desk: "AgentDesk", handling: Handling) -> bool:
    call = desk.call_of(handling)
    return handling.state is HandlingState.wrap_up and call is not None and call.state is CallState.parked


def _ringing(desk: "AgentDesk", handlings: tuple[Handling, ...]) -> Handling | None:
    current = desk.current
    offered = [h for h in handlings if h.state is HandlingState.offered and Verb.answer in desk.allowed(h)]
    if current in offered:
        return current
    return offered[0] if offered else None


def _held_besides(current: Handling | None, handlings: tuple[Handling, ...]) -> Handling | None:
    held = (h for h in handlings if h.state is HandlingState.held)
    return next((h for h in held if current is None or h.id != current.id), None)


def _talking_besides(
    desk: "AgentDesk", current: Handling | None, handlings: tuple[Handling, ...]
) -> Handling | None:
    others = (h for h in handlings if current is None or h.id != current.id)
    return next((h for h in others if Verb.hold in desk.allowed(h)), None)


def _somebody_waits(desk: "AgentDesk") -> bool:
    pulled = {queue.id for queue in desk.content.queues if queue.delivery is Delivery.pull}
    return bool(pulled) and any(row.queue in pulled and not row.ringing for row in desk.waiting())
