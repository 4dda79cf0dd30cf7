"""The legs of a call, as one handling sees them."""

import uuid

from tui.model import Agent, Call, Handling, HandlingState, Party, PartyState, Role, Target

CALLER = "caller"
"""Id of the caller's leg in every call."""


def caller_leg(call: Call, state: PartyState = PartyState.connected, *, held: bool = False) -> Party:
    """The leg of whoever called, or was called."""
    since = call.connected if state is PartyState.connected else call.arrived
    name = call.name or (call.callers[0].name if len(call.callers) == 1 else "")
    return Party(
        id=CALLER, role=Role.caller, name=name, number=call.number, state=state, since=since, held=held
    )


def agent_leg(agent: Agent, role: Role = Role.agent, state: PartyState = PartyState.connected) -> Party:
    """The leg of one of us."""
    return Party(
        id=f"agent:{agent.id}",
        role=role,
        name=agent.name,
        number=agent.extension,
        agent=agent.id,
        state=state,
    )


def outside_leg(target: Target, state: PartyState) -> Party:
    """The leg of somebody outside who was asked or sent the call."""
    leg = f"out:{uuid.uuid4().hex[:8]}"
    return Party(id=leg, role=Role.consulted, name=target.name, number=target.number, state=state)


def with_leg(handling: Handling, leg: Party) -> Handling:
    """The handling with this leg added, or replaced where it has one of the same id."""
    others = tuple(party for party in handling.parties if party.id != leg.id)
    return handling.but(parties=(*others, leg))


def without_leg(handling: Handling, leg: str) -> Handling:
    """The handling without this leg."""
    return handling.but(parties=tuple(party for party in handling.parties if party.id != leg))


def leg_of(handling: Handling, leg: str) -> Party | None:
    """The leg with this id."""
    return next((party for party in handling.parties if party.id == leg), None)


def caller_held(handling: Handling, *, held: bool) -> Handling:
    """The handling with its caller put on hold, or spoken to again."""
    leg = leg_of(handling, CALLER)
    return handling if leg is None else with_leg(handling, leg.but(held=held))


def all_gone(handling: Handling) -> Handling:
    """The handling with nobody left on the line."""
    return handling.but(parties=tuple(leg.but(state=PartyState.gone, held=False) for leg in handling.parties))


def consulted(handling: Handling) -> Party | None:
    """Whoever is being asked, ringing or on the line."""
    there = (PartyState.ringing, PartyState.connected)
    return next((p for p in handling.parties if p.role is Role.consulted and p.state in there), None)


def running(handling: Handling) -> str:
    """What the time of this handling counts as: "talk", "held" or nothing."""
    if handling.state is HandlingState.held:
        return "held"
    if handling.state not in (HandlingState.connected, HandlingState.consulting, HandlingState.conference):
        return ""
    caller = leg_of(handling, CALLER)
    return "held" if caller is not None and caller.held else "talk"
