"""Queues and their live figures."""

from tui.model.base import Moment, Open, Stored
from tui.model.handling import WrapUpNeed


class Delivery(Open):
    """How calls of a queue come to an agent."""

    push = "push"
    """The backend offers a call to one agent at a time."""
    pull = "pull"
    """Agents take calls themselves."""
    phone = "phone"
    """The handset rings and is lifted."""
    unknown = "unknown"


class Queue(Stored, frozen=True, kw_only=True, omit_defaults=True):
    """A line of waiting calls."""

    name: str
    delivery: Delivery = Delivery.push
    wrap_up: WrapUpNeed = WrapUpNeed.optional
    wrap_up_seconds: int = 0
    """For timed wrap-up; 0: no limit."""
    ring_seconds: int = 20
    service_level_seconds: int = 20
    """Calls answered within this many seconds are within the service level."""
    hold_recall_seconds: int = 60
    skill: str = ""
    """Skill an agent needs; empty: none."""
    skill_level: int = 0
    greeting: str = ""
    """Template of the standard greeting; see docs on placeholders."""
    script: str = ""
    codes: str = ""
    """Id of the wrap-up code under which this queue's codes stand; empty: all."""
    record: bool = False
    """Calls are recorded from the start."""


class QueueFigures(Stored, frozen=True, kw_only=True, omit_defaults=True):
    """Live figures of one queue since midnight of the office; the id is the queue's."""

    waiting: int = 0
    oldest: Moment | None = None
    """Arrival of the call that waits longest."""
    offered: int = 0
    """Calls that came in. Those still waiting, abandoned or moved on within the service level's time are not
    counted.
    """
    answered: int = 0
    in_time: int = 0
    """Answered within the service level's time."""
    abandoned: int = 0
    ready: int = 0
    """Agents who could take one now."""
    busy: int = 0
