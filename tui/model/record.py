"""Records: what an agent writes about a handling, and what is promised to a caller."""

import uuid

import msgspec

from tui.model.base import Moment, Open, Stored, Value
from tui.model.call import Origin

_RECORDS = uuid.UUID("6f1a4d0e-6a57-5d6f-9d38-0c6f0a3f7a10")


class FollowUpKind(Open):
    """What was promised."""

    call_back = "call_back"
    appointment = "appointment"
    task = "task"
    ticket = "ticket"
    message = "message"
    unknown = "unknown"


class FollowUpState(Open):
    """How far a promise is."""

    open = "open"
    done = "done"
    cancelled = "cancelled"
    unknown = "unknown"


class FollowUp(Stored, frozen=True, kw_only=True, omit_defaults=True):
    """Something to be done later, for a caller or a colleague. Its id is made by the desk."""

    kind: FollowUpKind = FollowUpKind.task
    state: FollowUpState = FollowUpState.open
    due: Moment | None = None
    about: str = ""
    caller: str = ""
    name: str = ""
    number: str = ""
    call: str = ""
    assignee: str = ""
    """Agent id, or "queue:" and a queue id, or empty for whoever comes."""
    attempts: int = 0
    outcome: str = ""
    reason: str = ""
    """Why it was cancelled."""
    created: Moment | None = None
    created_by: str = ""


class Record(Value, frozen=True, kw_only=True, omit_defaults=True):
    """What an agent writes about one handling: a whole document with a revision.

    The backend keeps the highest revision it was sent; sending one again changes nothing.
    """

    id: str
    handling: str = ""
    call: str = ""
    revision: int = 0
    caller: str = ""
    """Id of the caller it was, as the agent decided."""
    number: str = ""
    """Corrected by hand; empty: as the call says."""
    note: str = ""
    answers: dict[str, str] = msgspec.field(default_factory=dict)
    """Script field -> what the caller answered, in the order asked."""
    script: str = ""
    steps: tuple[str, ...] = ()
    """Ids of the script steps passed so far, so that the place survives a restart."""
    codes: tuple[str, ...] = ()
    """Wrap-up code ids, the main one first."""
    resolved: bool | None = None
    promised: Moment | None = None
    follow_ups: tuple[FollowUp, ...] = ()
    began: Moment | None = None
    """Start as corrected by the agent (calls by hand)."""
    finished: Moment | None = None
    direction: Origin | None = None
    submitted: bool = False
    """The wrap-up is complete in the agent's eyes; the backend files it."""
    refs: dict[str, str] = msgspec.field(default_factory=dict)


class Saved(Value, frozen=True, kw_only=True, omit_defaults=True):
    """A backend's answer to a document."""

    revision: int = 0
    """The highest revision it has."""
    version: int = 0
    """For rows: the version it now has."""
    at: Moment | None = None
    """When it was kept there."""
    filed: bool = False


def record_id(handling: str) -> str:
    """The id of a handling's record: the same on every desk, so a restart finds it again."""
    return str(uuid.uuid5(_RECORDS, handling))
