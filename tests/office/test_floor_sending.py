"""Sending calls on: transfer, consult, conference, parking. A caller is never lost on the way."""

import pytest

from tests.office.floor_scene import Office
from tui.backend import Refused, Why
from tui.model import (
    Because,
    Call,
    CallState,
    Ending,
    HandlingState,
    IdentityCheck,
    PartyState,
    Presence,
    Record,
    Role,
    Target,
    TargetKind,
    Verb,
    record_id,
)
from tui.office import floor


@pytest.fixture
async def busy(office: Office) -> Office:
    """Ann speaks with c1; Bob and Cid are ready."""
    await office.staff("ann", "bob", "cid")
    await office.ring("c1")
    await office.verb("ann", Verb.answer, "c1")
    return office


async def _note(office: Office, agent: str, note: str) -> Record:
    share = await office.share(agent, "c1")
    return Record(id=record_id(share.id), handling=share.id, revision=1, note=note)


async def test_a_blind_transfer_rings_with_the_record_and_drops_the_identity(busy: Office) -> None:
    await busy.do(lambda tx: tx.calls.put(_identified(tx.calls.get("c1"))))
    to_bob = Target(kind=TargetKind.agent, id="bob")
    await busy.verb(
        "ann", Verb.transfer, "c1", target=to_bob, record=await _note(busy, "ann", "wants a refund")
    )
    share, call = await busy.share("bob", "c1"), await busy.call("c1")
    assert share.carried is not None
    assert (share.state, share.because, share.carried.note) == (
        HandlingState.offered,
        Because.transfer,
        "wants a refund",
    )
    assert (call.identity, call.came_from) == (None, "Ann")
    assert (await busy.state("ann")).presence is Presence.ready
    await busy.verb("bob", Verb.answer, "c1")
    assert (await busy.call("c1")).state is CallState.connected


def _identified(call: Call | None) -> Call:
    assert call is not None
    return call.but(identity=IdentityCheck(how="contract no."))


async def test_a_transfer_nobody_answers_comes_back_into_the_line(busy: Office) -> None:
    await busy.to_agent("ann", Verb.transfer, "c1", "bob")
    await busy.do(floor.set_state, "ann", Presence.not_ready)
    await busy.do(floor.set_state, "cid", Presence.not_ready)
    await busy.pass_time(25)
    assert (await busy.share("bob", "c1")).missed
    call = await busy.call("c1")
    assert (call.state, call.queue, call.because) == (CallState.queued, "sales", Because.missed)


async def test_a_transfer_to_a_queue_keeps_its_age_and_its_record(busy: Office) -> None:
    await busy.staff("dan", queues=("shop",))
    await busy.ring("later", "shop")
    shop = Target(kind=TargetKind.queue, id="shop")
    await busy.verb("ann", Verb.transfer, "c1", target=shop, record=await _note(busy, "ann", "size 42"))
    receipt = await busy.verb("dan", Verb.take_next)
    assert receipt.call == "c1"
    share = await busy.share("dan", "c1")
    assert share.carried is not None
    assert share.carried.note == "size 42"


@pytest.mark.parametrize(
    ("target", "why"),
    [
        (Target(kind=TargetKind.agent, id="nobody"), Why.target_unknown),
        (Target(kind=TargetKind.agent, id="ann"), Why.invalid),
        (Target(kind=TargetKind.queue, id="nowhere"), Why.target_unknown),
        (Target(kind=TargetKind.number, number="ring me"), Why.invalid),
        (None, Why.invalid),
    ],
)
async def test_a_transfer_to_nowhere_is_refused_and_the_caller_stays(
    busy: Office, target: Target | None, why: Why
) -> None:
    assert (await busy.refused("ann", Verb.transfer, "c1", target=target)).reason is why
    assert (await busy.share("ann", "c1")).state is HandlingState.connected


async def test_a_colleague_on_a_call_is_busy_and_named(busy: Office) -> None:
    await busy.ring("c2")
    await busy.verb("bob", Verb.answer, "c2")
    with pytest.raises(Refused) as refusal:
        await busy.to_agent("ann", Verb.transfer, "c1", "bob")
    assert (refusal.value.reason, refusal.value.by) == (Why.target_busy, "Bob")


async def test_consult_and_hand_over(busy: Office) -> None:
    record = await _note(busy, "ann", "broken since monday")
    to_bob = Target(kind=TargetKind.agent, id="bob")
    await busy.verb("ann", Verb.consult, "c1", target=to_bob, record=record)
    ann, bob = await busy.share("ann", "c1"), await busy.share("bob", "c1")
    caller, asked = ann.party(Role.caller), ann.party(Role.consulted)
    assert caller is not None
    assert asked is not None
    assert (ann.state, caller.held, asked.state) == (HandlingState.consulting, True, PartyState.ringing)
    assert bob.carried is not None
    assert (bob.because, bob.carried.note) == (Because.consult, "broken since monday")
    await busy.verb("bob", Verb.answer, "c1")
    assert Verb.swap in (await busy.share("ann", "c1")).allowed
    await busy.verb("ann", Verb.complete, "c1")
    ann, bob = await busy.share("ann", "c1"), await busy.share("bob", "c1")
    assert (ann.state, bob.state, bob.because) == (
        HandlingState.done,
        HandlingState.connected,
        Because.transfer,
    )
    assert Verb.hold in bob.allowed
    await busy.verb("bob", Verb.hang_up, "c1")
    assert (await busy.call("c1")).state is CallState.ended


async def test_swap_counts_who_is_spoken_to(busy: Office) -> None:
    await busy.to_agent("ann", Verb.consult, "c1", "bob")
    await busy.verb("bob", Verb.answer, "c1")
    busy.later(10)
    await busy.verb("ann", Verb.swap, "c1")
    busy.later(7)
    await busy.verb("ann", Verb.drop, "c1")
    ann = await busy.share("ann", "c1")
    assert (ann.state, ann.talk_seconds, ann.held_seconds) == (HandlingState.connected, 7, 10)
    assert (await busy.state("bob")).presence is Presence.ready


@pytest.mark.parametrize(("verb", "leg"), [(Verb.decline, PartyState.busy), (Verb.hang_up, PartyState.gone)])
async def test_a_colleague_who_leaves_a_consult_leaves_the_caller_on_hold(
    busy: Office, verb: Verb, leg: PartyState
) -> None:
    await busy.to_agent("ann", Verb.consult, "c1", "bob")
    if verb is Verb.hang_up:
        await busy.verb("bob", Verb.answer, "c1")
    await busy.verb("bob", verb, "c1")
    ann = await busy.share("ann", "c1")
    assert ann.state is HandlingState.held
    assert leg in [party.state for party in ann.parties]
    await busy.verb("ann", Verb.resume, "c1")
    assert (await busy.share("ann", "c1")).state is HandlingState.connected


async def test_a_conference_goes_on_without_who_leaves_it(busy: Office) -> None:
    await busy.to_agent("ann", Verb.consult, "c1", "bob")
    await busy.verb("bob", Verb.answer, "c1")
    await busy.verb("ann", Verb.conference, "c1")
    assert (await busy.share("bob", "c1")).state is HandlingState.conference
    await busy.verb("ann", Verb.hang_up, "c1")
    call, bob = await busy.call("c1"), await busy.share("bob", "c1")
    assert (call.state, bob.state) == (CallState.connected, HandlingState.connected)


async def test_a_conference_is_handed_over_with_the_record(busy: Office) -> None:
    await busy.to_agent("ann", Verb.consult, "c1", "bob")
    await busy.verb("bob", Verb.answer, "c1")
    await busy.verb("ann", Verb.conference, "c1")
    assert Verb.complete in (await busy.share("ann", "c1")).allowed
    await busy.verb("ann", Verb.complete, "c1")
    bob = await busy.share("bob", "c1")
    assert (bob.state, bob.because) == (HandlingState.connected, Because.transfer)
    assert Verb.complete not in bob.allowed


async def test_a_colleague_leaves_a_conference_and_the_asker_goes_on(busy: Office) -> None:
    await busy.to_agent("ann", Verb.consult, "c1", "bob")
    await busy.verb("bob", Verb.answer, "c1")
    await busy.verb("ann", Verb.conference, "c1")
    await busy.verb("bob", Verb.hang_up, "c1")
    assert (await busy.share("ann", "c1")).state is HandlingState.connected
    assert (await busy.call("c1")).state is CallState.connected


async def test_the_caller_hanging_up_ends_a_consult_for_both(busy: Office) -> None:
    await busy.to_agent("ann", Verb.consult, "c1", "bob")
    await busy.verb("bob", Verb.answer, "c1")
    await busy.do(floor.caller_hangs_up, "c1")
    assert (await busy.call("c1")).ending is Ending.caller_hung_up
    assert [(await busy.state(name)).presence for name in ("ann", "bob")] == [Presence.ready] * 2


async def test_a_parked_caller_is_picked_up_by_anybody(busy: Office) -> None:
    await busy.verb("ann", Verb.park, "c1")
    slot = (await busy.call("c1")).slot
    assert slot
    await busy.verb("cid", Verb.pick_up, target=Target(kind=TargetKind.slot, id=slot))
    assert (await busy.share("cid", "c1")).state is HandlingState.connected
    late = await busy.refused("bob", Verb.pick_up, target=Target(kind=TargetKind.slot, id=slot))
    assert late.reason is Why.gone


async def test_who_parked_a_caller_fetches_them_back_and_still_owes_the_first_record(office: Office) -> None:
    await office.staff("ann", queues=("help",))
    await office.ring("c1", queue="help")
    await office.verb("ann", Verb.answer, "c1")
    await office.verb("ann", Verb.park, "c1")
    first = await office.share("ann", "c1")
    assert (first.state, first.ending) == (HandlingState.wrap_up, Ending.parked)
    slot = (await office.call("c1")).slot
    await office.verb("ann", Verb.pick_up, target=Target(kind=TargetKind.slot, id=slot))
    again = await office.share("ann", "c1")
    assert again.state is HandlingState.connected
    assert again.id != first.id


async def test_a_forgotten_caller_comes_back_to_who_parked_them(busy: Office) -> None:
    await busy.verb("ann", Verb.park, "c1")
    await busy.pass_time(91)
    share = await busy.share("ann", "c1")
    assert (share.state, share.because) == (HandlingState.offered, Because.park_timeout)
    assert (await busy.call("c1")).slot == ""


async def test_a_forgotten_caller_comes_into_the_line_when_that_agent_speaks(busy: Office) -> None:
    await busy.verb("ann", Verb.park, "c1")
    for other in ("c2", "c3", "c4"):
        await busy.ring(other)
    for agent, other in (("bob", "c2"), ("cid", "c3"), ("ann", "c4")):
        await busy.verb(agent, Verb.answer, other)
    await busy.pass_time(91)
    call = await busy.call("c1")
    assert (call.state, call.because) == (CallState.queued, Because.park_timeout)


async def test_an_outside_number_ends_our_share_at_once_without_a_pbx(busy: Office) -> None:
    await busy.verb("ann", Verb.transfer, "c1", target=Target(kind=TargetKind.number, number="+49301"))
    assert (await busy.call("c1")).ending is Ending.transferred_out


async def test_an_outside_number_that_is_busy_gives_the_caller_back(busy: Office) -> None:
    await busy.do(lambda tx: tx.settings.put("outside", "reported"))
    await busy.verb("ann", Verb.transfer, "c1", target=Target(kind=TargetKind.number, number="+49301"))
    leg = (await busy.share("ann", "c1")).parties[-1].id
    assert (await busy.call("c1")).state is CallState.dialling
    await busy.do(floor.leg_reported, "c1", leg, PartyState.busy)
    assert (await busy.call("c1")).because is Because.recall
    assert await busy.ringing_at("c1") == "bob"


async def test_an_outside_number_is_asked_and_joined(busy: Office) -> None:
    await busy.do(lambda tx: tx.settings.put("outside", "reported"))
    await busy.verb("ann", Verb.consult, "c1", target=Target(kind=TargetKind.number, number="+49301"))
    asked = (await busy.share("ann", "c1")).party(Role.consulted)
    assert asked is not None
    await busy.do(floor.leg_reported, "c1", asked.id, PartyState.connected)
    await busy.verb("ann", Verb.conference, "c1")
    await busy.do(floor.leg_reported, "c1", asked.id, PartyState.gone)
    assert (await busy.share("ann", "c1")).state is HandlingState.connected


async def test_handed_over_while_it_still_rings_outside_the_caller_can_come_back(busy: Office) -> None:
    await busy.do(lambda tx: tx.settings.put("outside", "reported"))
    await busy.verb("ann", Verb.consult, "c1", target=Target(kind=TargetKind.number, number="+49301"))
    await busy.verb("ann", Verb.complete, "c1")
    leg = next(party for party in (await busy.share("ann", "c1")).parties if party.role is Role.consulted)
    await busy.do(floor.leg_reported, "c1", leg.id, PartyState.no_answer)
    assert await busy.ringing_at("c1") == "bob"


async def test_a_colleague_reads_what_was_said_before(busy: Office) -> None:
    await busy.do(floor.say, "c1", "it is about my invoice")
    before = await busy.store.read(lambda tx: tx.events.last())
    await busy.to_agent("ann", Verb.transfer, "c1", "bob")
    rows = await busy.store.read(lambda tx: list(tx.events.after(before)))
    told = [row for row in rows if row.name == "changed" and b"transcript" in row.data]
    assert "agent:bob" in told[0].audiences
    assert b"my invoice" in told[0].data
