"""An agent's own day in figures, since midnight of the office."""

from collections.abc import Iterable, Sequence

import msgspec

from tui.model import DayFigures, Handling, HandlingState, Presence, record_id
from tui.office.floor.figures import midnight
from tui.office.store import Transaction

_HALF_HOUR = 1800
_AT_ONCE = 10
_MINUTE = 60.0


def day_figures(tx: Transaction, agent: str) -> DayFigures:
    """What one agent did today. A call is handled once its wrap-up is over."""
    began = midnight(tx.now).timestamp()
    handlings = tx.handlings.of_agent_since(agent, began)
    handled = [one for one in handlings if one.answered and one.state is HandlingState.done]
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
        wrap_up_seconds=int(sum(map(_wrap_up, handled))),
        ready_seconds=spent.get(Presence.ready.value, 0),
        signed_in_seconds=sum(spent.values()),
        half_hours=_half_hours(handled, began),
    )


class Days:
    """Tells signed-in agents their day: at once when a call of theirs is over, else once a minute."""

    def __init__(self) -> None:
        self._next = 0
        self._told: dict[str, tuple[float, int, int, int]] = {}
        self._read: int | None = None
        """Number of the last event that was looked at."""

    def __call__(self, tx: Transaction) -> None:
        """Once a second, in a transaction of its own: a few agents in turn, so that no call waits for it."""
        there = [seat.agent for seat in tx.agents.seats() if seat.base is not Presence.offline]
        if self._next >= len(there):
            self._next = 0
        in_turn = there[self._next : self._next + _AT_ONCE]
        for agent in dict.fromkeys([*self._just_done(tx), *in_turn]):
            self._tell(tx, agent)
        self._next += _AT_ONCE

    def _just_done(self, tx: Transaction) -> Sequence[str]:
        """Agents who lost a handling from their desk since the last look."""
        last = tx.events.last()
        since, self._read = last if self._read is None else self._read, last
        removed = (row for row in tx.events.after(since) if row.name == "removed")
        over = (row for row in removed if msgspec.json.decode(row.data, type=_Gone).kind == "handling")
        return [name.removeprefix("agent:") for row in over for name in row.audiences if name != "house"]

    def _tell(self, tx: Transaction, agent: str) -> None:
        figures = day_figures(tx, agent)
        counted = (figures.handled, figures.resolved, figures.missed)
        at, *before = self._told.get(agent, (0.0, 0, 0, 0))
        if (*before,) != counted or tx.now.timestamp() - at >= _MINUTE:
            self._told[agent] = (tx.now.timestamp(), *counted)
            tx.emit(figures, f"agent:{agent}")


class _Gone(msgspec.Struct):
    """What a removal says."""

    kind: str


def _wrap_up(handling: Handling) -> float:
    """Seconds from the end of the conversation to the end of the wrap-up."""
    if handling.ended is None or handling.since is None:
        return 0.0
    return (handling.since - handling.ended).total_seconds()


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
