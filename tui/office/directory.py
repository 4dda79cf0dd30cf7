"""Whom a call can be sent to: agents, queues, departments and outside numbers, with presence."""

from tui.model import DirectoryEntry, Presence, TargetKind
from tui.office.floor import agent_entry, queue_entry
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
    states = {seat.agent: seat.state for seat in tx.agents.seats()}
    people = (agent_entry(agent, states.get(agent.id)) for agent in tx.agents.all())
    queues = (queue_entry(queue, tx.queues.figures(queue.id)) for queue in tx.queues.all())
    return (*people, *queues, *tx.content.numbers())


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
