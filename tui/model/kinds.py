"""The kinds of value that events carry, by their name on the wire."""

from tui.model.agent import AgentState
from tui.model.announcement import Announcement
from tui.model.base import Stored
from tui.model.call import Call, Transcript, Waiting
from tui.model.directory import DirectoryEntry
from tui.model.handling import Handling
from tui.model.metrics import DayFigures
from tui.model.queue import Queue, QueueFigures
from tui.model.record import FollowUp

KINDS: dict[str, type[Stored]] = {
    "waiting": Waiting,
    "call": Call,
    "handling": Handling,
    "transcript": Transcript,
    "agent_state": AgentState,
    "queue": Queue,
    "queue_figures": QueueFigures,
    "follow_up": FollowUp,
    "announcement": Announcement,
    "directory_entry": DirectoryEntry,
    "day_figures": DayFigures,
}
"""Name on the wire -> type."""

_NAMES: dict[type[Stored], str] = {kind: name for name, kind in KINDS.items()}


def kind_of(value: Stored) -> str:
    """The name on the wire of a value's kind.

    Raises:
        KeyError: the value is of a kind that events do not carry.
    """
    return _NAMES[type(value)]
