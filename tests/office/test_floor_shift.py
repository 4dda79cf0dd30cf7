"""A shift on the floor, told as it goes: calls come in, ring, are spoken, end and are filed."""

import pytest

from tests.office.floor_scene import Office
from tui.backend import Refused, Why
from tui.model import Because, CallState, Ending, HandlingState, Presence, Verb
from tui.office import floor


async def test_a_call_rings_at_the_longest_idle_and_is_spoken_and_ends(office: Office) -> None:
    await office.staff("ann", "bob")
    await office.ring("c1")
    assert await office.ringing_at("c1") == "ann"
    assert (await office.share("ann", "c1")).allowed == (Verb.answer, Verb.decline)
    await office.verb("ann", Verb.answer, "c1")
    assert (await office.state("ann")).presence is Presence.busy
    office.later(30)
    await office.verb("ann", Verb.hang_up, "c1")
    share, call = await office.share("ann", "c1"), await office.call("c1")
    assert (share.state, share.talk_seconds) == (HandlingState.done, 30)
    assert (call.state, call.ending) == (CallState.ended, Ending.agent_hung_up)
    assert (await office.state("ann")).presence is Presence.ready
    await office.ring("c2")
    assert await office.ringing_at("c2") == "bob"


async def test_priority_goes_before_age_and_age_before_nothing(office: Office) -> None:
    await office.ring("old")
    await office.ring("young")
    await office.ring("urgent", priority=5)
    await office.staff("ann")
    order = []
    for _ in range(3):
        [call] = [c for c in ("old", "young", "urgent") if await office.ringing_at(c) == "ann"]
        order.append(call)
        await office.verb("ann", Verb.answer, call)
        await office.verb("ann", Verb.hang_up, call)
    assert order == ["urgent", "old", "young"]


async def test_a_hard_case_waits_for_somebody_with_the_skill(office: Office) -> None:
    await office.staff("ann", queues=("hard",))
    await office.ring("c1", "hard")
    assert await office.ringing_at("c1") == ""
    await office.staff("bob", queues=("hard",), senior=True)
    assert await office.ringing_at("c1") == "bob"


async def test_a_missed_call_goes_to_the_next_and_the_agent_is_not_ready(office: Office) -> None:
    await office.staff("ann", "bob")
    await office.ring("c1")
    await office.pass_time(25)
    missed = await office.share("ann", "c1")
    assert (missed.state, missed.missed) == (HandlingState.done, True)
    state = await office.state("ann")
    assert (state.presence, state.reason) == (Presence.not_ready, "no_answer")
    assert await office.ringing_at("c1") == "bob"
    assert (await office.call("c1")).because is Because.missed


async def test_an_answer_that_comes_too_late_says_who_has_the_call(office: Office) -> None:
    await office.staff("ann", "bob")
    await office.ring("c1")
    await office.pass_time(25)
    await office.verb("bob", Verb.answer, "c1")
    refusal = await office.refused("ann", Verb.answer, "c1")
    assert (refusal.reason, refusal.by) == (Why.taken, "Bob")


async def test_a_caller_who_gives_up_is_abandoned_and_nobody_missed_them(office: Office) -> None:
    await office.staff("ann")
    await office.ring("c1")
    await office.do(floor.caller_hangs_up, "c1")
    assert (await office.call("c1")).ending is Ending.abandoned
    assert not (await office.share("ann", "c1")).missed
    assert (await office.refused("ann", Verb.answer, "c1")).reason is Why.gone
    assert (await office.state("ann")).presence is Presence.ready


async def test_a_declined_call_goes_on_and_a_reason_makes_not_ready(office: Office) -> None:
    await office.staff("ann", "bob")
    await office.ring("c1")
    await office.verb("ann", Verb.decline, "c1")
    assert await office.ringing_at("c1") == "bob"
    await office.verb("bob", Verb.decline, "c1", reason="lunch")
    state = await office.state("bob")
    assert (state.presence, state.reason) == (Presence.not_ready, "lunch")
    assert await office.ringing_at("c1") == ""
    await office.pass_time(20)
    assert await office.ringing_at("c1") == "ann"


async def test_a_required_wrap_up_lasts_until_it_is_filed(office: Office) -> None:
    await office.staff("ann", queues=("help",))
    await office.ring("c1", "help")
    await office.verb("ann", Verb.answer, "c1")
    await office.do(floor.caller_hangs_up, "c1")
    await office.ring("c2", "help")
    assert (await office.state("ann")).presence is Presence.wrap_up
    with pytest.raises(Refused, match="codes"):
        await office.file("ann", "c1")
    with pytest.raises(Refused, match="note"):
        await office.file("ann", "c1", "complaint")
    await office.file("ann", "c1", "complaint", note="late again")
    assert (await office.share("ann", "c1")).state is HandlingState.done
    assert await office.ringing_at("c2") == "ann"


async def test_a_timed_wrap_up_ends_by_itself_and_can_be_extended(office: Office) -> None:
    await office.staff("ann", queues=("hard",), senior=True)
    await office.ring("c1", "hard")
    await office.verb("ann", Verb.answer, "c1")
    await office.verb("ann", Verb.hang_up, "c1")
    await office.verb("ann", Verb.extend, "c1", seconds=60)
    await office.pass_time(31)
    assert (await office.share("ann", "c1")).state is HandlingState.wrap_up
    await office.pass_time(60)
    assert (await office.share("ann", "c1")).state is HandlingState.done
    assert (await office.state("ann")).presence is Presence.ready


async def test_a_state_asked_for_during_a_call_comes_after_it(office: Office) -> None:
    await office.staff("ann")
    await office.ring("c1")
    await office.verb("ann", Verb.answer, "c1")
    await office.do(floor.set_state, "ann", Presence.not_ready, "lunch", after_call=True)
    state = await office.state("ann")
    assert state.presence is Presence.busy
    assert state.next is not None
    await office.verb("ann", Verb.hang_up, "c1")
    state = await office.state("ann")
    assert (state.presence, state.reason, state.next) == (Presence.not_ready, "lunch", None)


async def test_held_time_is_not_talk_time(office: Office) -> None:
    await office.staff("ann")
    await office.ring("c1")
    await office.verb("ann", Verb.answer, "c1")
    office.later(10.5)
    await office.verb("ann", Verb.hold, "c1")
    office.later(20.25)
    await office.verb("ann", Verb.resume, "c1")
    office.later(4.5)
    await office.verb("ann", Verb.hang_up, "c1")
    share = await office.share("ann", "c1")
    assert (share.talk_seconds, share.held_seconds) == (15, 20)


async def test_the_history_gets_the_contact_at_its_end_and_the_record_when_filed(office: Office) -> None:
    await office.staff("ann", queues=("help",))
    await office.ring("c1", "help", about="invoice")
    await office.verb("ann", Verb.answer, "c1")
    await office.verb("ann", Verb.hang_up, "c1")
    share = await office.share("ann", "c1")
    contact = await office.store.read(lambda tx: tx.interactions.get(share.id))
    assert contact is not None
    assert contact.topic == "invoice"
    await office.file("ann", "c1", "order", note="wants two")
    contact = await office.store.read(lambda tx: tx.interactions.get(share.id))
    assert contact is not None
    assert (contact.topic, contact.note, contact.agent_name) == ("Order", "wants two", "Ann")


async def test_each_who_declined_is_asked_again_in_their_own_time(office: Office) -> None:
    await office.staff("ann", "bob")
    await office.ring("c1")
    await office.verb("ann", Verb.decline, "c1")
    office.later(15)
    await office.verb("bob", Verb.decline, "c1")
    await office.pass_time(6)
    assert await office.ringing_at("c1") == "ann"
