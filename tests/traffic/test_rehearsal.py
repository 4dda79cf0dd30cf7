"""Callers and colleagues against a real office, in time that runs fast for them."""

import asyncio
import time
import uuid
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from tui.adapters.cordboard import CordboardBackend
from tui.adapters.cordboard.service import InboundCall, ServiceLine
from tui.backend import Changed, Command, Credentials, Session, Snapshot
from tui.cli.demo_content import demo_content
from tui.model import (
    CallState,
    DirectoryEntry,
    Handling,
    HandlingState,
    Interaction,
    Presence,
    Role,
    Target,
    TargetKind,
    Transcript,
    Verb,
    utc_now,
)
from tui.office.server import RunningOffice, running
from tui.traffic.pace import Pace
from tui.traffic.rehearsal import Rehearsal, SignIn, rehearse

SECRET = "one for all"
FASTER = 30.0
WITHIN = 20.0


async def _hurry(seconds: float) -> None:
    await asyncio.sleep(seconds / FASTER)


PACE = Pace(now=lambda: time.monotonic() * FASTER, sleep=_hurry)


class Desk:
    """A person at a desk, as far as these tests need one."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.handlings: dict[str, Handling] = {}
        self.colleagues: dict[str, Presence] = {}
        self.said: list[tuple[str, str]] = []
        self._news = asyncio.Event()

    async def listen(self) -> None:
        """Keep up with the office."""
        async for event in self.session.events():
            values = event.values if isinstance(event, Snapshot) else ()
            for value in (event.value,) if isinstance(event, Changed) else values:
                if isinstance(value, Handling):
                    self.handlings[value.id] = value
                elif isinstance(value, DirectoryEntry):
                    self.colleagues[value.target] = value.presence
                elif isinstance(value, Transcript) and value.lines:
                    self.said.append((value.lines[-1].by, value.lines[-1].text))
            self._news.set()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for it, but not for ever."""
        async with asyncio.timeout(WITHIN):
            while not holds():
                self._news.clear()
                await self._news.wait()

    def is_in(self, state: HandlingState) -> bool:
        """The only call is in this state here."""
        return any(one.state is state for one in self.handlings.values())

    async def do(self, verb: Verb, target: Target | None = None) -> None:
        """One verb on the only call."""
        (handling,) = self.handlings.values()
        assert self.session.calls is not None
        await self.session.calls.perform(
            Command(verb=verb, id=str(uuid.uuid4()), handling=handling.id, call=handling.call, target=target)
        )

    async def last_contact(self, number: str) -> Interaction:
        """The newest contact of whoever has this number."""
        assert self.session.callers is not None
        (caller,) = (await self.session.callers.search(number)).callers
        return (await self.session.callers.history(caller.id)).interactions[0]


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[RunningOffice]:
    async with running(tmp_path, content=demo_content(SECRET, 2, utc_now())) as answering:
        yield answering


@pytest.fixture
async def desk(office: RunningOffice) -> AsyncIterator[Desk]:
    """Li Wei, ready, with one simulated colleague, Chen Jie, and one caller to come."""
    backend = CordboardBackend.from_profile({"url": office.url})
    session = await backend.sign_in(Credentials(staff_number="8001", secret=SECRET))
    desk = Desk(session)
    plan = Rehearsal(
        url=office.url,
        token=office.token,
        seed=7,
        rate=0.1,
        colleagues=(SignIn(staff_number="8004", secret=SECRET),),
        desk="8001",
    )
    tasks = [asyncio.create_task(desk.listen()), asyncio.create_task(rehearse(plan, PACE))]
    assert session.presence is not None
    await session.presence.set_state(Presence.ready)
    yield desk
    for task in tasks:
        task.cancel()
    ended = await asyncio.gather(*tasks, return_exceptions=True)
    await session.close(True)
    assert [one for one in ended if isinstance(one, Exception)] == []


async def test_a_caller_speaks_and_hangs_up(desk: Desk) -> None:
    await desk.until(lambda: desk.is_in(HandlingState.offered))
    await desk.do(Verb.answer)
    await desk.until(lambda: desk.is_in(HandlingState.wrap_up))
    assert len(desk.said) >= 5
    assert {by for by, _ in desk.said} == {"caller"}
    (handling,) = desk.handlings.values()
    assert handling.ending is not None
    assert handling.ending.value == "caller_hung_up"


async def test_a_consulted_colleague_helps_takes_over_and_files(desk: Desk) -> None:
    await desk.until(lambda: desk.is_in(HandlingState.offered))
    await desk.do(Verb.answer)
    await desk.until(lambda: desk.is_in(HandlingState.connected))
    await desk.do(Verb.hold)
    await desk.until(lambda: desk.is_in(HandlingState.held))
    await desk.until(lambda: desk.colleagues["8004"] is Presence.ready)
    await desk.do(Verb.consult, Target(kind=TargetKind.agent, id="8004"))
    await desk.until(lambda: any(by.startswith("Chen Jie") for by, _ in desk.said))
    (handling,) = desk.handlings.values()
    consulted = handling.party(Role.consulted)
    assert consulted is not None
    assert consulted.agent == "8004"
    await desk.do(Verb.complete)
    await desk.until(lambda: desk.is_in(HandlingState.wrap_up))
    async with asyncio.timeout(WITHIN):
        while (contact := await desk.last_contact("+862163294411")).agent != "8004" or not contact.codes:
            await _hurry(5)
    assert contact.note


async def test_an_outside_number_answers_by_its_last_digit(desk: Desk) -> None:
    await desk.until(lambda: desk.is_in(HandlingState.offered))
    await desk.do(Verb.answer)
    await desk.until(lambda: desk.is_in(HandlingState.connected))
    await desk.do(Verb.consult, Target(kind=TargetKind.number, number="+442079460320", name="Warehouse"))
    await desk.until(lambda: any(by == "Warehouse" for by, _ in desk.said))
    await desk.do(Verb.drop)
    await desk.until(lambda: desk.is_in(HandlingState.connected))


async def test_a_colleague_takes_from_a_pull_queue_what_nobody_else_takes(office: RunningOffice) -> None:
    plan = Rehearsal(
        url=office.url,
        token=office.token,
        rate=0,
        colleagues=(SignIn(staff_number="8003", secret=SECRET),),
    )
    line = ServiceLine(office.url, office.token)
    task = asyncio.create_task(rehearse(plan, PACE))
    await line.put_call(InboundCall(id="one", queue="sales", number="+493023125001"))
    async with asyncio.timeout(WITHIN):
        while (await line.calls())[0].state is not CallState.connected:
            await _hurry(5)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await line.aclose()
