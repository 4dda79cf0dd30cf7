"""Calls: the caller's journey from ringing in to hanging up."""

import msgspec

from tui.model.base import Moment, Open, Stored, Value
from tui.model.caller import CallerBrief


class Channel(Open):
    """How the caller reaches us."""

    voice = "voice"
    callback = "callback"
    chat = "chat"
    email = "email"
    unknown = "unknown"


class Origin(Open):
    """Who began it."""

    inbound = "inbound"
    outbound = "outbound"
    by_hand = "by_hand"
    unknown = "unknown"


class Because(Open):
    """Why the call is where it is."""

    new = "new"
    transfer = "transfer"
    consult = "consult"
    recall = "recall"
    park_timeout = "park_timeout"
    call_back = "call_back"
    missed = "missed"
    """It rang at a colleague's and was not answered."""
    unknown = "unknown"


class CallState(Open):
    """Where the caller stands."""

    queued = "queued"
    offered = "offered"
    dialling = "dialling"
    connected = "connected"
    parked = "parked"
    ended = "ended"
    unknown = "unknown"


class Ending(Open):
    """How a call ended."""

    caller_hung_up = "caller_hung_up"
    agent_hung_up = "agent_hung_up"
    abandoned = "abandoned"
    """The caller gave up before anyone answered."""
    transferred_out = "transferred_out"
    parked = "parked"
    """Put into a slot, for anybody to pick up; the call itself goes on."""
    busy = "busy"
    no_answer = "no_answer"
    failed = "failed"
    unknown = "unknown"


class Recording(Open):
    """Whether the conversation is being recorded."""

    off = "off"
    on = "on"
    paused = "paused"
    unknown = "unknown"


class IdentityCheck(Value, frozen=True, kw_only=True, omit_defaults=True):
    """A passed check of who is speaking. It falls when the call is transferred."""

    level: int = 1
    how: str = ""
    """What was asked, such as "contract no."."""
    caller: str = ""
    """Id of the person who was verified."""
    at: Moment | None = None


class Call(Stored, frozen=True, kw_only=True, omit_defaults=True):
    """The caller's journey."""

    state: CallState = CallState.unknown
    queue: str = ""
    """Queue id; empty: it came to nobody's queue."""
    channel: Channel = Channel.voice
    origin: Origin = Origin.inbound
    because: Because = Because.new
    came_from: str = ""
    """Name of the agent or queue that sent it, when `because` says so."""
    number: str = ""
    """The caller's number, E.164 where known; empty: withheld."""
    called: str = ""
    """The number they dialled."""
    name: str = ""
    """As network or sender gave it; not a caller's file."""
    callers: tuple[CallerBrief, ...] = ()
    """Everyone known on this number."""
    caller: str = ""
    """Id of the one it is, once known."""
    about: str = ""
    """The matter, as far as known."""
    language: str = ""
    """BCP 47 tag of the language the caller likely speaks."""
    kind: str = ""
    """Mood of the caller as robot or colleague judged: impatient, angry, confused, loyal."""
    choices: tuple[str, ...] = ()
    """What they chose in the announcement menu, in order."""
    attributes: dict[str, str] = msgspec.field(default_factory=dict)
    """Robot's findings and the backend's own fields."""
    priority: int = 0
    """Higher is served first."""
    arrived: Moment | None = None
    connected: Moment | None = None
    ended: Moment | None = None
    ending: Ending | None = None
    due: Moment | None = None
    """For a call-back: when it was promised."""
    identity: IdentityCheck | None = None
    recording: Recording = Recording.off
    slot: str = ""
    """Where it is parked."""
    script: str = ""
    """Id of the script meant for it."""
    refs: dict[str, str] = msgspec.field(default_factory=dict)
    """part -> id of this call there."""


class Waiting(Stored, frozen=True, kw_only=True, omit_defaults=True):
    """One row of the live queue: what everyone who may take a call sees of it before it is theirs.

    The id is the call's. Rows are served in order of `priority` (higher first), then `arrived`.
    """

    queue: str = ""
    channel: Channel = Channel.voice
    because: Because = Because.new
    number: str = ""
    name: str = ""
    tier: str = ""
    language: str = ""
    about: str = ""
    priority: int = 0
    arrived: Moment
    due: Moment | None = None
    ringing: str = ""
    """Name of the agent it is ringing at just now."""


class Line(Value, frozen=True, kw_only=True, omit_defaults=True):
    """Something said during a call."""

    text: str
    at: Moment
    by: str = "caller"


class Transcript(Stored, frozen=True, kw_only=True, omit_defaults=True):
    """What was said last in a call, oldest first; the id is the call's."""

    lines: tuple[Line, ...] = ()
