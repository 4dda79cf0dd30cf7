"""Wrap-up codes: a tree."""

from tui.model.base import Stored
from tui.model.record import FollowUpKind


class WrapUpCode(Stored, frozen=True, kw_only=True, omit_defaults=True):
    """One node of the code tree. Only leaves can be chosen."""

    name: str
    parent: str = ""
    """Id of the node above; empty: a root."""
    order: int = 0
    needs_note: bool = False
    suggests: FollowUpKind | None = None
    """A follow-up to offer; never set silently."""
    retired: bool = False
    """Kept for old records; no longer offered."""
