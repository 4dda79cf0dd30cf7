"""Fields of a caller's file that nobody sees before the caller's identity is verified."""

from collections.abc import Mapping, Sequence
from typing import Any

from tui.model import Caller, CallerNumber, Interaction
from tui.office.store import Transaction

MASKED = "•••"
_TEXTS = ("company", "account", "email", "tier", "city", "time_zone", "since", "memo")


def as_seen_by(tx: Transaction, agent: str, caller: Caller) -> Caller:
    """The file with its protected fields masked, unless this agent has the verified caller on a call."""
    if not caller.protected or _has_verified(tx, agent, caller.id):
        return caller
    return caller.but(**_masks(caller))


def contacts_as_seen_by(
    tx: Transaction, agent: str, caller: Caller, contacts: Sequence[Interaction]
) -> tuple[Interaction, ...]:
    """Past contacts of a caller, with the number masked where it is in the file."""
    if "numbers" not in caller.protected or _has_verified(tx, agent, caller.id):
        return tuple(contacts)
    return tuple(one.but(number=_masked_number(one.number)) if one.number else one for one in contacts)


def restored(tx: Transaction, sent: Caller) -> Caller:
    """What was sent, with the stored value wherever only the mask came back."""
    stored = tx.callers.get(sent.id)
    if stored is None or not stored.protected:
        return sent
    masks = _masks(stored)
    kept = {name: getattr(stored, name) for name, mask in masks.items() if getattr(sent, name) == mask}
    return sent.but(protected=stored.protected, **kept)


def _has_verified(tx: Transaction, agent: str, caller: str) -> bool:
    calls = (tx.calls.get(handling.call) for handling in tx.handlings.open_of_agent(agent))
    return any(call and call.identity and call.identity.caller == caller for call in calls)


def _masks(caller: Caller) -> Mapping[str, Any]:
    """Field name -> what stands in its place. A table is protected by its title."""
    masks: dict[str, Any] = {
        name: MASKED for name in _TEXTS if name in caller.protected and getattr(caller, name)
    }
    if "numbers" in caller.protected:
        masks["numbers"] = tuple(
            CallerNumber(number=_masked_number(one.number), label=one.label, old=one.old)
            for one in caller.numbers
        )
    if any(title in caller.protected for title in caller.tables):
        masks["tables"] = {
            title: tuple(dict.fromkeys(row, MASKED) for row in rows) if title in caller.protected else rows
            for title, rows in caller.tables.items()
        }
    return masks


def _masked_number(number: str) -> str:
    return MASKED + number[-2:]
