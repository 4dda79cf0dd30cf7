"""Live verbs: confirmed by what the backend shows, never sent twice, loud when they fail."""

import asyncio
from datetime import timedelta

import pytest

from tests.support.patience import until
from tests.support.rehearsal import RehearsalBackend, declarations
from tui.backend import NotSent, OutcomeUnknown, Refused, Unsupported, Why
from tui.desk import AgentDesk
from tui.model import (
    CallState,
    Confirmation,
    HandlingState,
    Origin,
    PartyState,
    Presence,
    Recording,
    Role,
    Target,
    TargetKind,
    Verb,
    utc_now,
)

CHEN = Target(kind=TargetKind.agent, id="a2", name="Chen Jie")
BUSY = Target(kind=TargetKind.agent, id="a3", name="Bill Huang")


async def ringing(desk: AgentDesk, backend: RehearsalBackend, **fields: str) -> str:
    offered = backend.ring(**fields)
    await until(lambda: offered in desk.stores.handlings)
    return offered


async def talking(desk: AgentDesk, backend: RehearsalBackend, **fields: str) -> str:
    offered = await ringing(desk, backend, **fields)
    await desk.answer(offered)
    return offered


def state(desk: AgentDesk, handling: str) -> HandlingState:
    found = desk.stores.handlings.get(handling)
    return found.state if found else HandlingState.done


async def test_a_call_goes_through_all_its_verbs(desk: AgentDesk, backend: RehearsalBackend) -> None:
    here = await talking(desk, backend)
    await desk.hold(here)
    assert state(desk, here) is HandlingState.held
    await desk.resume(here)
    await desk.mute(here)
    assert desk.stores.handlings.get(here) == backend.handling(here)
    await desk.unmute(here)
    await desk.send_digits(here, "42#")
    await desk.record(here)
    await desk.pause_recording(here)
    assert backend.call(backend.call_of(here)).recording is Recording.paused
    await desk.hang_up(here)
    assert state(desk, here) is HandlingState.wrap_up
    assert desk.pending() == ()
    sent = [command.verb for command in backend.commands]
    assert " ".join(sent) == "answer hold resume mute unmute send_digits record pause_recording hang_up"


async def test_consulting_swapping_joining_and_dropping(desk: AgentDesk, backend: RehearsalBackend) -> None:
    here = await talking(desk, backend)
    assert await desk.consult(here, CHEN)
    backend.colleague_answers(here)
    await until(lambda: _consulted(desk, here) is PartyState.connected)
    await desk.swap(here)
    await desk.conference(here)
    assert state(desk, here) is HandlingState.conference
    await desk.drop(here)
    assert state(desk, here) is HandlingState.connected
    await desk.consult(here, CHEN)
    assert await desk.complete(here)
    assert state(desk, here) is HandlingState.wrap_up


def _consulted(desk: AgentDesk, handling: str) -> PartyState | None:
    found = desk.stores.handlings.get(handling)
    party = found.party(Role.consulted) if found else None
    return party.state if party else None


async def test_a_transfer_carries_what_was_written(desk: AgentDesk, backend: RehearsalBackend) -> None:
    here = await talking(desk, backend)
    desk.documents.edit_record(here, note="card 4111 1111 1111 1111", answers={"contract": "88-1204"})
    assert await desk.transfer(here, CHEN)
    carried = backend.commands[-1].record
    assert carried is not None
    assert carried.answers == {"contract": "88-1204"}
    assert "4111 1111" not in carried.note
    assert carried.note.endswith("1111")


async def test_where_no_record_travels_it_is_sent_first(backend: RehearsalBackend, desk: AgentDesk) -> None:
    backend.verbs = declarations(carries_record=False)
    here = await talking(desk, backend)
    desk.documents.edit_record(here, note="first this")
    assert await desk.transfer(here, CHEN)
    assert backend.commands[-1].record is None
    assert [record.note for record in backend.records.values()] == ["first this"]


async def test_a_record_that_will_not_go_first_is_said_and_holds_nobody_up(
    backend: RehearsalBackend, desk: AgentDesk
) -> None:
    backend.verbs = declarations(carries_record=False)
    here = await talking(desk, backend)
    desk.documents.edit_record(here, note="not yet")
    backend.fail("save", NotSent())
    assert not await desk.transfer(here, CHEN)
    assert state(desk, here) is HandlingState.wrap_up
    await until(lambda: backend.records)


async def test_a_busy_target_is_refused_by_name(desk: AgentDesk, backend: RehearsalBackend) -> None:
    here = await talking(desk, backend)
    with pytest.raises(Refused) as refusal:
        await desk.transfer(here, BUSY)
    assert refusal.value.reason is Why.target_busy
    assert refusal.value.by == "Bill Huang"
    assert state(desk, here) is HandlingState.connected


async def test_parking_and_picking_up(desk: AgentDesk, backend: RehearsalBackend) -> None:
    here = await talking(desk, backend)
    call = backend.call_of(here)
    await desk.park(here)
    assert backend.call(call).state is CallState.parked
    assert await desk.pick_up(Target(kind=TargetKind.slot, id="71")) == call
    assert desk.current is not None
    assert desk.current.state is HandlingState.connected


async def test_taking_the_oldest(desk: AgentDesk, backend: RehearsalBackend) -> None:
    with pytest.raises(Refused) as refusal:
        await desk.take_next()
    assert refusal.value.reason is Why.nobody_waits
    call = backend.enqueue()
    assert await desk.take_next() == call
    assert desk.current is not None
    assert desk.current.call == call


async def test_a_call_that_a_colleague_was_faster_at(desk: AgentDesk, backend: RehearsalBackend) -> None:
    call = backend.enqueue()
    backend.taken_by_other(call)
    with pytest.raises(Refused) as refusal:
        await desk.take(call)
    assert refusal.value.reason in (Why.taken, Why.gone)


async def test_dialling_and_logging_make_the_id_here(desk: AgentDesk, backend: RehearsalBackend) -> None:
    dialled = await desk.dial("+49301", queue="front")
    assert backend.call(dialled).origin is Origin.outbound
    logged = await desk.log("0211", began=utc_now() - timedelta(minutes=5), direction=Origin.outbound)
    assert backend.call(logged).origin is Origin.by_hand
    assert backend.commands[-1].direction is Origin.outbound
    assert desk.current is not None
    assert desk.current.call == logged


async def test_declining_and_more_time(desk: AgentDesk, backend: RehearsalBackend) -> None:
    offered = await ringing(desk, backend)
    await desk.decline(offered, "lunch")
    assert backend.commands[-1].reason == "lunch"
    assert desk.handlings() == ()
    call = backend.enqueue()
    await desk.take(call)
    here = desk.handlings()[0].id
    await desk.hang_up(here)
    before = backend.handling(here).wrap_up_until
    await desk.extend(here, 30)
    after = backend.handling(here).wrap_up_until
    assert before is not None
    assert after == before + timedelta(seconds=30)


async def test_own_state(desk: AgentDesk, backend: RehearsalBackend) -> None:
    await desk.set_state(Presence.not_ready, "lunch")
    await until(lambda: desk.stores.me and desk.stores.me.presence is Presence.not_ready)
    await desk.set_state(Presence.ready, after_call=True)
    await until(lambda: desk.stores.me and desk.stores.me.next)
    backend.cut()
    await until(lambda: not desk.links.worst.usable)
    with pytest.raises(NotSent):
        await desk.set_state(Presence.ready)


async def test_asked_and_confirmed_look_different(desk: AgentDesk, backend: RehearsalBackend) -> None:
    here = await talking(desk, backend)
    told: list[frozenset[str]] = []
    desk.subscribe(told.append)
    backend.hold_requests()
    holding = asyncio.create_task(desk.hold(here))
    await until(lambda: desk.pending(here))
    (pending,) = desk.pending()
    assert (pending.verb, pending.handling) == (Verb.hold, here)
    assert Verb.hold not in desk.allowed(desk.current)
    backend.release_requests()
    await holding
    assert desk.pending(here) == ()
    assert told.count(frozenset({"pending"})) == 2


async def test_an_event_before_its_reply_confirms_at_once(desk: AgentDesk, backend: RehearsalBackend) -> None:
    here = await talking(desk, backend)
    backend.hold_replies()
    holding = asyncio.create_task(desk.hold(here))
    await until(lambda: state(desk, here) is HandlingState.held)
    assert desk.pending() == ()
    assert Verb.resume in desk.allowed(desk.current)
    backend.release_replies()
    await holding


async def test_a_reply_alone_settles_a_verb_declared_so(backend: RehearsalBackend, desk: AgentDesk) -> None:
    here = await talking(desk, backend)
    backend.verbs = declarations(confirmed=Confirmation.reply)
    backend.floor.epoch = "elsewhere"
    await desk.mute(here)
    assert backend.handling(here).muted


async def test_a_lost_reply_is_read_again_and_nothing_is_sent_twice(
    desk: AgentDesk, backend: RehearsalBackend
) -> None:
    here = await ringing(desk, backend)
    backend.lose_reply()
    await desk.answer(here)
    assert state(desk, here) is HandlingState.connected
    assert len(backend.commands) == 1


async def test_an_unclear_outcome_is_said(backend: RehearsalBackend, desk: AgentDesk) -> None:
    here = await talking(desk, backend)
    backend.verbs = declarations(time_limit=0.05)
    backend.fail("perform", OutcomeUnknown())
    backend.fail("read_call", NotSent())
    with pytest.raises(OutcomeUnknown):
        await desk.hold(here)
    assert state(desk, here) is HandlingState.connected
    assert len(backend.commands) == 1


async def test_an_unconfirmed_verb_is_read_again_after_its_time(
    backend: RehearsalBackend, desk: AgentDesk
) -> None:
    here = await talking(desk, backend)
    backend.verbs = declarations(time_limit=0.05)
    with backend.unheard():
        backend.floor.put(backend.handling(here).but(muted=True))
    backend.hold_replies()
    await desk.mute(here)
    found = desk.stores.handlings.get(here)
    assert found is not None
    assert found.muted


async def test_hanging_up_a_call_that_is_gone_is_done(backend: RehearsalBackend, desk: AgentDesk) -> None:
    here = await talking(desk, backend, queue="front")
    backend.verbs = declarations(time_limit=0.05)
    call = backend.call_of(here)
    with backend.unheard():
        backend.caller_hangs_up(call)
    backend.fail("perform", OutcomeUnknown())
    await desk.hang_up(here)
    assert desk.handlings() == ()


async def test_an_answer_too_late_says_that_the_call_is_gone(
    desk: AgentDesk, backend: RehearsalBackend
) -> None:
    here = await ringing(desk, backend)
    backend.fail("perform", OutcomeUnknown())
    with backend.unheard():
        backend.caller_hangs_up(backend.call_of(here))
    with pytest.raises(Refused) as refusal:
        await desk.answer(here)
    assert refusal.value.reason is Why.gone
    with pytest.raises(Refused):
        await desk.answer(here)


async def test_without_a_line_nothing_is_allowed_and_nothing_is_kept_for_later(
    desk: AgentDesk, backend: RehearsalBackend
) -> None:
    here = await ringing(desk, backend)
    backend.cut()
    await until(lambda: not desk.links.worst.usable)
    assert desk.allowed(desk.current) == frozenset()
    assert desk.allowed() == frozenset()
    with pytest.raises(NotSent):
        await desk.answer(here)
    with pytest.raises(NotSent):
        await desk.take_next()
    backend.heal()
    await until(lambda: desk.links.worst.usable)
    assert Verb.answer in desk.allowed(desk.current)
    assert backend.commands == []


async def test_what_is_not_declared_or_not_possible_now_is_told_apart(
    desk: AgentDesk, backend: RehearsalBackend
) -> None:
    here = await ringing(desk, backend)
    with pytest.raises(Refused) as refusal:
        await desk.hold(here)
    assert refusal.value.reason is Why.not_now
    backend.verbs = {}
    assert desk.allowed() == frozenset()
    assert desk.declaration(Verb.answer) is None
    with pytest.raises(Unsupported):
        await desk.answer(here)


async def test_one_moving_verb_at_a_time(desk: AgentDesk, backend: RehearsalBackend) -> None:
    here = await talking(desk, backend)
    backend.hold_requests()
    sending = asyncio.create_task(desk.transfer(here, CHEN))
    await until(lambda: desk.pending(here))
    assert desk.allowed(desk.current) <= {Verb.mute, Verb.unmute, Verb.send_digits} | {
        Verb.record,
        Verb.pause_recording,
    }
    with pytest.raises(Refused) as refusal:
        await desk.hang_up(here)
    assert refusal.value.reason is Why.not_now
    backend.release_requests()
    await sending


async def test_a_caller_on_the_way_to_hold_can_be_hung_up(desk: AgentDesk, backend: RehearsalBackend) -> None:
    here = await talking(desk, backend)
    backend.hold_requests()
    holding = asyncio.create_task(desk.hold(here))
    await until(lambda: desk.pending(here))
    assert Verb.hang_up in desk.allowed(desk.current)
    backend.release_requests()
    await holding


async def test_what_the_caller_ends_first_is_said(backend: RehearsalBackend, desk: AgentDesk) -> None:
    here = await talking(desk, backend)
    backend.verbs = declarations(time_limit=0.05)
    backend.hold_requests()
    holding = asyncio.create_task(desk.hold(here))
    await until(lambda: desk.pending(here))
    backend.caller_hangs_up(backend.call_of(here))
    with pytest.raises(Refused) as refusal:
        await holding
    backend.release_requests()
    assert refusal.value.reason is Why.gone
