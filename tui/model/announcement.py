"""The briefing: what everybody should know today."""

from tui.model.base import Moment, Stored


class Announcement(Stored, frozen=True, kw_only=True, omit_defaults=True):
    """One item of the briefing."""

    at: Moment
    text: str
    urgent: bool = False
    read: bool = False
    """By the agent who asks."""
    until: Moment | None = None
