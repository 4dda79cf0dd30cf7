"""The desk on a real office over HTTP: every verb is confirmed by what the office tells."""

import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.contract.office_bench import SECRET, content
from tests.support.patience import until
from tui.adapters.cordboard import CordboardBackend
from tui.adapters.cordboard.service import InboundCall, ServiceLine
from tui.backend import Credentials
from tui.desk import AgentDesk, Missing
from tui.model import (
    DirectoryEntry,
    FollowUp,
    Handling,
    HandlingState,
    PartyState,
    Presence,
    Recording,
    Role,
    Target,
    TargetKind,
    record_id,
)
from tui.office.server import RunningOffice, running

BO = Target(kind=TargetKind.agent, id="agent-bo", name="Bo")


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[RunningOffice]:
    async with running(tmp_path / "office", content=content()) as there:
        yield there


@pytest.fixture
async def ann(office: RunningOffice, tmp_path: Path) -> AsyncIterator[AgentDesk]:
    async with seated(office, "101", tmp_path) as desk:
        yield desk


@asynccontextmanager
async def seated(office: RunningOffice, number: str, tmp_path: Path) -> AsyncIterator[AgentDesk]:
    backend = CordboardBackend.from_profile({"url": office.url})
    credentials = Credentials(staff_number=number, secret=SECRET, desk_id=f"desk-{number}")
    desk = await AgentDesk.open(backend, credentials, state_dir=tmp_path / number, backend_key=office.url)
    try:
        await desk.set_state(Presence.ready)
        yield desk
    finally:
        await desk.close(sign_out=True)


@asynccontextmanager
async def outside(office: RunningOffice) -> AsyncIterator[ServiceLine]:
    line = ServiceLine(office.url, office.token)
    try:
        yield line
    finally:
        await line.aclose()


async def ring_in(office: RunningOffice, queue: str = "pull", name: str = "Anna") -> str:
    async with outside(office) as line:
        call = InboundCall(id=str(uuid.uuid4()), queue=queue, number="+4930901820", name=name)
        return (await line.put_call(call)).call


async def taken(desk: AgentDesk, office: RunningOffice) -> str:
    """A call from the line, on the air; its handling's id."""
    call = await ring_in(office)
    await until(lambda: call in desk.stores.waiting)
    assert await desk.take_next() == call
    assert desk.current is not None
    assert desk.current.call == call
    return desk.current.id


def current(desk: AgentDesk) -> Handling:
    assert desk.current is not None
    return desk.current


async def test_a_call_from_the_line_to_the_filed_record(ann: AgentDesk, office: RunningOffice) -> None:
    here = await taken(ann, office)
    ann.documents.edit_record(here, note="Wants the new price list.")
    await ann.hold(here)
    assert current(ann).state is HandlingState.held
    await ann.resume(here)
    await ann.mute(here)
    await ann.unmute(here)
    await ann.send_digits(here, "1#")
    await ann.record(here)
    await ann.pause_recording(here)
    call = ann.call_of(current(ann))
    assert call is not None
    assert call.recording is Recording.paused
    await ann.hang_up(here)
    assert current(ann).state is HandlingState.wrap_up
    assert ann.documents.submit(here) == (Missing.code,)
    ann.documents.edit_record(here, codes=("sold",), follow_ups=(FollowUp(id="f1", about="send it"),))
    assert ann.documents.submit(here) == ()
    await until(lambda: ann.handlings() == ())
    await until(lambda: ann.documents.status(record_id(here)).filed_at)
    await until(lambda: "f1" in ann.stores.follow_ups)
    assert ann.pending() == ()
    assert ann.documents.unfinished() == ()


async def test_a_ring_is_answered_or_declined(ann: AgentDesk, office: RunningOffice) -> None:
    await ring_in(office, "push")
    await until(lambda: ann.current)
    await ann.decline(current(ann).id, "break")
    await until(lambda: ann.handlings() == ())
    await ann.set_state(Presence.ready)
    await until(lambda: ann.current)
    here = current(ann).id
    await ann.answer(here)
    assert current(ann).state is HandlingState.connected
    await ann.hang_up(here)
    await until(lambda: ann.stores.me and ann.stores.me.presence is Presence.wrap_up)


async def test_asking_joining_dropping_and_handing_over(
    ann: AgentDesk, office: RunningOffice, tmp_path: Path
) -> None:
    async with seated(office, "102", tmp_path) as bo:
        here = await taken(ann, office)
        ann.documents.edit_record(here, note="difficult", answers={"contract": "88-1204"})
        assert await ann.consult(here, BO)
        await until(lambda: bo.current)
        there = current(bo)
        assert there.carried is not None
        assert there.carried.note == "difficult"
        await bo.answer(there.id)
        await until(lambda: _consulted(ann) is PartyState.connected)
        await ann.swap(here)
        await ann.conference(here)
        await ann.drop(here)
        await until(lambda: bo.handlings() == () or current(bo).state is HandlingState.wrap_up)
        assert current(ann).state is HandlingState.connected
        _file_all(bo)
        await until(lambda: bo.handlings() == ())
        await bo.set_state(Presence.ready)
        await ann.consult(here, BO)
        await until(lambda: bo.current)
        await bo.answer(current(bo).id)
        await until(lambda: _consulted(ann) is PartyState.connected)
        assert await ann.complete(here)
        assert current(ann).state is HandlingState.wrap_up
        await until(lambda: current(bo).because == "transfer")
        assert bo.documents.record(current(bo).id).answers == {"contract": "88-1204"}
        _file_all(ann)
        await until(lambda: ann.handlings() == ())
        assert current(bo).state is HandlingState.connected
        await bo.hang_up(current(bo).id)


def _consulted(desk: AgentDesk) -> PartyState | None:
    party = current(desk).party(Role.consulted)
    return party.state if party else None


def _file_all(desk: AgentDesk) -> None:
    for handling in desk.handlings():
        desk.documents.edit_record(handling.id, codes=("sold",))
        assert desk.documents.submit(handling.id) == ()


async def test_sending_on_parking_and_picking_up(
    ann: AgentDesk, office: RunningOffice, tmp_path: Path
) -> None:
    async with seated(office, "102", tmp_path) as bo:
        here = await taken(ann, office)
        ann.documents.edit_record(here, note="for you")
        assert await ann.transfer(here, BO)
        await until(lambda: bo.current)
        carried = current(bo).carried
        assert carried is not None
        assert carried.note == "for you"
        await bo.answer(current(bo).id)
        call = current(bo).call
        await bo.park(current(bo).id)
        _file_all(ann)
        await until(lambda: ann.handlings() == ())
        await until(lambda: _slots(ann))
        assert await ann.pick_up(_slots(ann)[0].as_target()) == call
        assert current(ann).state is HandlingState.connected


def _slots(desk: AgentDesk) -> list[DirectoryEntry]:
    return [entry for entry in desk.stores.directory if entry.kind is TargetKind.slot]


async def test_a_call_by_hand_and_a_call_out(ann: AgentDesk, office: RunningOffice) -> None:
    dialled = await ann.dial("+4930111", queue="pull")
    assert current(ann).call == dialled
    await until(lambda: current(ann).state is HandlingState.connected)
    await ann.hang_up(current(ann).id)
    _file_all(ann)
    await until(lambda: ann.handlings() == ())
    logged = await ann.log("+4930222")
    assert current(ann).call == logged
    await ann.hang_up(current(ann).id)


async def test_a_caller_who_hangs_up_first(ann: AgentDesk, office: RunningOffice) -> None:
    here = await taken(ann, office)
    async with outside(office) as line:
        await line.hang_up(current(ann).call)
    await until(lambda: current(ann).state is HandlingState.wrap_up)
    assert ann.documents.facts(here).name == "Anna"
    assert ann.documents.missing(here) == (Missing.code,)


async def test_drafts_travel_to_another_desk_of_the_same_agent(office: RunningOffice, tmp_path: Path) -> None:
    async with seated(office, "101", tmp_path) as first:
        here = await taken(first, office)
        first.documents.edit_record(here, note="began in the other room")
        await until(lambda: not first.documents.unsent())
        credentials = Credentials(staff_number="101", secret=SECRET, desk_id="laptop", take_over=True)
        backend = CordboardBackend.from_profile({"url": office.url})
        second = await AgentDesk.open(backend, credentials, state_dir=tmp_path / "laptop", backend_key="x")
        await until(lambda: first.ended)
        await until(lambda: second.documents.record(here).note == "began in the other room")
        await second.close(sign_out=False)
