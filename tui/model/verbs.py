"""What an agent can ask a backend to do with a call, one by one declared, never assumed."""

import enum

from tui.model.base import Open, Value


class Verb(Open):
    """One operation on a call. A backend declares which of these it has."""

    answer = "answer"
    take_next = "take_next"
    take = "take"
    decline = "decline"
    hold = "hold"
    resume = "resume"
    swap = "swap"
    mute = "mute"
    unmute = "unmute"
    send_digits = "send_digits"
    transfer = "transfer"
    consult = "consult"
    complete = "complete"
    drop = "drop"
    conference = "conference"
    park = "park"
    pick_up = "pick_up"
    record = "record"
    pause_recording = "pause_recording"
    dial = "dial"
    log = "log"
    hang_up = "hang_up"
    extend = "extend"
    unknown = "unknown"


class TargetKind(Open):
    """What a call can be sent to."""

    agent = "agent"
    queue = "queue"
    department = "department"
    number = "number"
    slot = "slot"
    unknown = "unknown"


class Target(Value, frozen=True, kw_only=True, omit_defaults=True):
    """Where a transfer, a consult or a pick-up goes."""

    kind: TargetKind
    id: str = ""
    """Agent, queue or slot id; empty for a plain number."""
    number: str = ""
    """E.164 or as dialled; only for `number` and `department`."""
    name: str = ""
    """For the screen and the record; the backend decides by id or number."""


class Confirmation(enum.StrEnum):
    """When a verb counts as done."""

    reply = "reply"
    """The answer to the request settles it."""
    event = "event"
    """The answer only says it was asked; a later event settles it (Genesys answers 202)."""


class VerbDeclaration(Value, frozen=True, kw_only=True, omit_defaults=True):
    """What a backend says about one verb it has."""

    verb: Verb
    confirmed: Confirmation = Confirmation.event
    targets: tuple[TargetKind, ...] = ()
    """Kinds of target it takes; empty: it takes none."""
    needs_reason: bool = False
    carries_record: bool = False
    """The record travels in the body, so it arrives with the call."""
    time_limit: float = 5.0
    """Seconds after which an unconfirmed verb is no longer awaited and the call is read again."""
