"""Whom a call can be sent to."""

from tui.model.agent import Presence
from tui.model.base import Moment, Stored
from tui.model.verbs import Target, TargetKind


class DirectoryEntry(Stored, frozen=True, kw_only=True, omit_defaults=True):
    """A transfer target with its presence. The id starts with its kind: "agent:...", "queue:..."."""

    kind: TargetKind = TargetKind.unknown
    name: str
    target: str = ""
    """Agent or queue id; empty for numbers and departments."""
    number: str = ""
    """Extension or outside number."""
    staff_number: str = ""
    presence: Presence = Presence.unknown
    """Of an agent."""
    since: Moment | None = None
    ready: int = 0
    """Of a queue: agents who could take a call now."""
    waiting: int = 0
    """Of a queue: calls in line."""
    about: str = ""
    """What they are good for."""

    def as_target(self) -> Target:
        """This entry as the target of a verb."""
        return Target(kind=self.kind, id=self.target, number=self.number, name=self.name)
