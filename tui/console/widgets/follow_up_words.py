"""What is typed into the follow-up form, turned into follow-ups and back. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tui.console.due_words import due_moment
from tui.locale import _
from tui.model import Agent, FollowUp, FollowUpKind, Queue
from tui.text import fold, safe

KINDS = (FollowUpKind.call_back, FollowUpKind.appointment, FollowUpKind.task, FollowUpKind.ticket)
"""Kinds the form offers, in its order."""
_AT_A_TIME = frozenset({FollowUpKind.call_back, FollowUpKind.appointment})
_QUEUE = "queue:"


@dataclass(frozen=True)
class Meant:
    """What a field means, or that it is not understood."""

    value: str = ""
    is_understood: bool = True


def assignee_of(text: str, agent: Agent, queues: Sequence[Queue]) -> Meant:
    """Whom "me", "anyone" or the beginning of a queue's name means, as `FollowUp.assignee` writes it."""
    wanted = fold(text)
    if wanted in {"", "me", fold(_("me")), fold(agent.name)}:
        return Meant(agent.id)
    if wanted in {"anyone", fold(_("anyone"))}:
        return Meant("")
    found = [queue for queue in queues if fold(queue.name).startswith(wanted)]
    return Meant(_QUEUE + found[0].id) if found else Meant(is_understood=False)


def shown_assignee(assignee: str, agent: Agent, queues: Sequence[Queue]) -> str:
    """The words for an assignee that `assignee_of` reads back."""
    if not assignee:
        return _("anyone")
    if assignee == agent.id:
        return _("me")
    queue_id = assignee.removeprefix(_QUEUE)
    return next((safe(queue.name) for queue in queues if queue.id == queue_id), safe(assignee))


def is_incomplete(follow_up: FollowUp) -> bool:
    """A call-back or an appointment without its time."""
    return follow_up.kind in _AT_A_TIME and follow_up.due is None


def due_of(text: str, now: datetime) -> tuple[datetime | None, bool]:
    """The moment typed, and whether the text is understood (an empty one is)."""
    moment = due_moment(text, now)
    return moment, moment is not None or not text.strip()
