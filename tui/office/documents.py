"""Rows that people edit, never kept over somebody else's change: promises and callers' files."""

from tui.backend import Refused, Why
from tui.model import Caller, FollowUp, Saved
from tui.office.store import Transaction


def save_follow_up(tx: Transaction, value: FollowUp, *, edits: int, by: str) -> Saved:
    """Keep a new promise (`edits` 0) or a changed one (the version that was changed).

    Raises:
        Refused: `conflict`, somebody changed it meanwhile, or there is none of that version.
    """
    stored = tx.follow_ups.get(value.id)
    if stored is not None and _same(stored, value):
        return Saved(version=stored.version, at=tx.now)
    _check_version(0 if stored is None else stored.version, edits)
    return Saved(version=keep_follow_up(tx, value, by=by).version, at=tx.now)


def keep_follow_up(tx: Transaction, value: FollowUp, *, by: str) -> FollowUp:
    """Keep a promise whatever stood there before, and tell those who are to keep it."""
    stored = tx.follow_ups.get(value.id)
    if stored is None:
        value = value.but(created=value.created or tx.now, created_by=value.created_by or by)
    else:
        value = value.but(created=stored.created, created_by=stored.created_by)
        if stored.assignee != value.assignee:
            tx.emit_removed("follow_up", value.id, audience_of(stored))
    value = tx.emit(value, audience_of(value))
    tx.follow_ups.put(value)
    return value


def audience_of(value: FollowUp) -> str:
    """Who hears of a promise."""
    if not value.assignee:
        return "all"
    return value.assignee if value.assignee.startswith("queue:") else f"agent:{value.assignee}"


def save_caller(tx: Transaction, value: Caller, *, edits: int, by: str) -> Saved:
    """Keep a new caller's file (`edits` 0) or a changed one (the version that was changed).

    Raises:
        Refused: `conflict`, somebody changed it meanwhile, or there is none of that version.
    """
    stored = tx.callers.get(value.id)
    value = value.but(last_contact=None if stored is None else stored.last_contact)
    if stored is not None and stored.but(version=0) == value.but(version=0):
        return Saved(version=stored.version, at=tx.now)
    _check_version(0 if stored is None else stored.version, edits)
    version = (0 if stored is None else stored.version) + 1
    tx.callers.put(value.but(version=version))
    tx.audit.add(tx.now, by, "caller_changed" if stored else "caller_added", value.id)
    return Saved(version=version, at=tx.now)


def _check_version(stored: int, edits: int) -> None:
    if stored != edits:
        raise Refused(Why.conflict, f"It is at version {stored}, not {edits}.")


def _same(stored: FollowUp, sent: FollowUp) -> bool:
    """The same content, leaving out what the office itself fills in."""
    filled = {"version": 0, "created": None, "created_by": ""}
    return stored.but(**filled) == sent.but(**filled)
