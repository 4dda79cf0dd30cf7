"""An agent's own day in figures, since midnight of the office."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from tui.model import DayFigures, Handling, Presence, record_id
from tui.office.store import Transaction

_HALF_HOUR = 1800
_AT_ONCE = 10
_MINUTE = 60.0


def midnight(now: datetime) -> datetime:
    """When the office's day began: this machine's time zone counts."""
    return now.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)


def day_figures(tx: Transaction, agent: str) -> DayFigures:
    """What one agent did today."""
    began = midnight(tx.now).timestamp()
    handlings = tx.handlings.of_agent_since(agent, began)
    handled = [one for one in handlings if one.answered is not None]
    spent = _spent(tx.agents.spans(agent, began), began, tx.now.timestamp())
    return DayFigures(
        id=agent,
        version=tx.events.last(),
        handled=len(handled),
        resolved=sum(_is_resolved(tx, one) for one in handled),
        missed=sum(one.missed for one in handlings),
        goal=int(tx.settings.get("goal", "0")),
        talk_seconds=sum(one.talk_seconds for one in handled),
        hold_seconds=sum(one.held_seconds for one in handled),
        wrap_up_seconds=spent.get(Presence.wrap_up.value, 0),
        ready_seconds=spent.get(Presence.ready.value, 0),
        signed_in_seconds=sum(spent.values()),
        half_hours=_half_hours(handled, began),
    )


class Days:
    """Tells signed-in agents their day: soon after it counts a call more, else once a minute."""

    def __init__(self) -> None:
        self._next = 0
        self._told: dict[str, tuple[float, int, int, int]] = {}

    def __call__(self, tx: Transaction) -> None:
        """Once a second, in a transaction of its own: a few agents in turn, so that no call waits for it."""
        there = [seat.agent for seat in tx.agents.seats() if seat.base is not Presence.offline]
        if self._next >= len(there):
            self._next = 0
        for agent in there[self._next : self._next + _AT_ONCE]:
            self._tell(tx, agent)
        self._next += _AT_ONCE

    def _tell(self, tx: Transaction, agent: str) -> None:
        figures = day_figures(tx, agent)
        counted = (figures.handled, figures.resolved, figures.missed)
        at, *before = self._told.get(agent, (0.0, 0, 0, 0))
        if (*before,) != counted or tx.now.timestamp() - at >= _MINUTE:
            self._told[agent] = (tx.now.timestamp(), *counted)
            tx.emit(figures, f"agent:{agent}")


def _is_resolved(tx: Transaction, handling: Handling) -> bool:
    interaction = tx.interactions.get(handling.id)
    if interaction is not None:
        return bool(interaction.resolved)
    record = tx.records.get(record_id(handling.id))
    return bool(record and record.resolved)


def _spent(spans: Iterable[tuple[float, float | None, str, str]], since: float, now: float) -> dict[str, int]:
    """Presence -> whole seconds spent in it."""
    spent: dict[str, float] = {}
    for began, ended, presence, _ in spans:
        seconds = (now if ended is None else ended) - max(began, since)
        spent[presence] = spent.get(presence, 0.0) + max(0.0, seconds)
    return {presence: int(seconds) for presence, seconds in spent.items()}


def _half_hours(handled: Sequence[Handling], since: float) -> tuple[int, ...]:
    """Calls in each half hour, from the first one worked to the last."""
    slots = [int((one.answered.timestamp() - since) // _HALF_HOUR) for one in handled if one.answered]
    if not slots:
        return ()
    return tuple(slots.count(slot) for slot in range(min(slots), max(slots) + 1))
