"""Two agents and what goes from one to the other."""

from tui.backend.suite.bench import Bench
from tui.backend.suite.seat import Seat, port
from tui.model import (
    Handling,
    Presence,
    Record,
    Target,
    TargetKind,
    record_id,
)


async def two(bench: Bench) -> tuple[Seat, Seat]:
    """Two seats; calls of push queues must reach the first only, so the second stays not ready."""
    first, second = await bench.seat(0), await bench.seat(1)
    reasons = await port(second.session.presence).reasons()
    reason = next((reason.id for reason in reasons if reason.chosen_by == "agent"), "")
    await port(second.session.presence).set_state(Presence.not_ready, reason)
    return first, second


def target_of(seat: Seat) -> Target:
    """This agent as a target."""
    return Target(kind=TargetKind.agent, id=seat.agent.id, name=seat.agent.name)


def record_of(handling: Handling, note: str) -> Record:
    """A first draft of the handling's record."""
    name = record_id(handling.id)
    return Record(id=name, handling=handling.id, call=handling.call, revision=1, note=note)
