"""Whom a call can be sent to: agents, queues, departments and outside numbers, with presence."""

from tui.model import Agent, AgentRole, DirectoryEntry, Presence, Queue, TargetKind
from tui.office.store import Transaction
from tui.text import digits, fold, initials, pinyin

_ORDER = {Presence.ready: 0, Presence.busy: 1, Presence.wrap_up: 1, Presence.not_ready: 2}
_KINDS = {TargetKind.agent: 0, TargetKind.queue: 1, TargetKind.department: 2, TargetKind.number: 3}


def directory(tx: Transaction, query: str, limit: int) -> tuple[DirectoryEntry, ...]:
    """Entries whose name, pinyin, initials, number or staff number begin as the query does, best first."""
    words = fold(query).split()
    found = [entry for entry in all_entries(tx) if all(_fits(entry, word) for word in words)]
    found.sort(key=lambda entry: (not _is_named(entry, query), _KINDS.get(entry.kind, 4), _rank(entry)))
    return tuple(found[:limit])


def all_entries(tx: Transaction) -> tuple[DirectoryEntry, ...]:
    """Everybody and everything a call can go to."""
    people = (agent_entry(tx, agent) for agent in tx.agents.all() if agent.role is not AgentRole.service)
    queues = (queue_entry(tx, queue) for queue in tx.queues.all())
    return (*people, *queues, *tx.content.numbers())


def agent_entry(tx: Transaction, agent: Agent) -> DirectoryEntry:
    """An agent as a transfer target."""
    seat = tx.agents.seat(agent.id)
    return DirectoryEntry(
        id=f"agent:{agent.id}",
        kind=TargetKind.agent,
        name=agent.name,
        target=agent.id,
        number=agent.extension,
        staff_number=agent.staff_number,
        presence=seat.state.presence if seat else Presence.offline,
        since=seat.state.since if seat else None,
        about=", ".join(skill.name for skill in agent.skills),
    )


def queue_entry(tx: Transaction, queue: Queue) -> DirectoryEntry:
    """A queue as a transfer target."""
    ready, _ = tx.agents.counts(queue.id)
    waiting, _ = tx.waiting.figures(queue.id)
    return DirectoryEntry(
        id=f"queue:{queue.id}",
        kind=TargetKind.queue,
        name=queue.name,
        target=queue.id,
        ready=ready,
        waiting=waiting,
    )


def _fits(entry: DirectoryEntry, word: str) -> bool:
    terms = [*fold(entry.name).split(), pinyin(entry.name), initials(entry.name), fold(entry.about)]
    terms += [fold(entry.staff_number), fold(entry.target)]
    number = digits(word)
    return any(term.startswith(word) for term in terms) or (
        len(number) > 1 and number in digits(entry.number)
    )


def _is_named(entry: DirectoryEntry, query: str) -> bool:
    exact = fold(query)
    return bool(exact) and exact in {fold(entry.name), fold(entry.staff_number), fold(entry.number)}


def _rank(entry: DirectoryEntry) -> tuple[int, str]:
    return _ORDER.get(entry.presence, 3) if entry.kind is TargetKind.agent else 0, fold(entry.name)
