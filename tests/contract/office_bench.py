"""A real office on a loopback socket, as the contract suite needs it."""

import asyncio
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from tui.adapters.cordboard import CordboardBackend
from tui.adapters.cordboard.service import InboundCall, ServiceLine
from tui.backend import Backend, Credentials
from tui.backend.suite import Bench
from tui.model import (
    Agent,
    Announcement,
    Delivery,
    Phrase,
    Queue,
    Reason,
    Script,
    Step,
    WrapUpCode,
    WrapUpNeed,
    utc_now,
)
from tui.office.seeding import NewAgent, OfficeContent
from tui.office.server import running

SECRET = "a-long-secret-of-tests"
QUEUES = ("pull", "push")


def content() -> OfficeContent:
    """An office with a line to take from, one that rings, and three agents who serve both."""
    return OfficeContent(
        queues=(
            Queue(id="pull", name="Line", delivery=Delivery.pull, wrap_up=WrapUpNeed.required),
            Queue(id="push", name="Ring", delivery=Delivery.push, wrap_up=WrapUpNeed.optional),
        ),
        agents=tuple(
            NewAgent(
                agent=Agent(id=f"agent-{name}", name=name.title(), staff_number=number, queues=QUEUES),
                secret=SECRET,
            )
            for number, name in (("101", "ann"), ("102", "bo"), ("103", "cy"))
        ),
        service="pbx",
        scripts=(Script(id="s1", name="Line", steps=(Step(id="a", next="b"), Step(id="b"))),),
        phrases=(Phrase(id="p1", code="hi", text="Good day"),),
        codes=(WrapUpCode(id="done", name="done"), WrapUpCode(id="sold", name="sold", parent="done")),
        reasons=(Reason(id="break", name="break"),),
        announcements=(Announcement(id="n1", at=utc_now(), text="Welcome"),),
    )


class Exchange:
    """Puts calls in with the service account's token, as a PBX does."""

    def __init__(self, line: ServiceLine) -> None:
        self._line = line

    async def place(self, queue: str, *, number: str, name: str = "") -> str:
        call = InboundCall(id=str(uuid.uuid4()), queue=queue, number=number, name=name)
        return (await self._line.put_call(call)).call

    async def give_up(self, call: str) -> None:
        await self._line.hang_up(call)


class Relay:
    """A network between desk and office that can be cut."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self._serving: set[asyncio.Task[None]] = set()
        self._is_cut = False

    @asynccontextmanager
    async def open(self) -> AsyncIterator[str]:
        """The address to use instead of the office's."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        try:
            yield f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        finally:
            self._server.close()
            self._break()
            if self._serving:
                await asyncio.wait(tuple(self._serving))
            await self._server.wait_closed()

    async def cut(self) -> None:
        self._is_cut = True
        self._break()

    async def mend(self) -> None:
        self._is_cut = False

    def _break(self) -> None:
        for writer in tuple(self._writers):
            writer.transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._serving.add(task)
        try:
            await self._carry(reader, writer)
        finally:
            self._serving.discard(task)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._is_cut:
            writer.transport.abort()
            return
        there, back = await asyncio.open_connection("127.0.0.1", self._port)
        self._writers |= {writer, back}
        await asyncio.gather(_pump(reader, back), _pump(there, writer))
        self._writers -= {writer, back}


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except ConnectionError:
        writer.transport.abort()
    finally:
        writer.close()


class Site:
    """A running office with everything around it, for as many benches as are wanted, one at a time."""

    def __init__(self, url: str, exchange: Exchange, relay: Relay) -> None:
        self.url = url
        self._exchange = exchange
        self._relay = relay

    def bench(self, backend: Backend | None = None, *, patience: float = 10.0) -> Bench:
        """A bench in front of the office; `backend`: another adapter than ours."""
        return Bench(
            backend or CordboardBackend.from_profile({"url": self.url}),
            [Credentials(staff_number=str(number), secret=SECRET) for number in (101, 102, 103)],
            telephone=self._exchange,
            network=self._relay,
            patience=patience,
        )


@asynccontextmanager
async def office_site(data_dir: Path) -> AsyncIterator[Site]:
    """A fresh office on a loopback socket. Its secrets are hashed cheaply: proofs sign in all the time."""
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tui.office.seeding.hash_secret", cheap.hash)
        async with _site(data_dir) as site:
            yield site


@asynccontextmanager
async def _site(data_dir: Path) -> AsyncIterator[Site]:
    async with running(data_dir, content=content()) as office:
        line = ServiceLine(office.url, office.token)
        relay = Relay(int(office.url.rpartition(":")[2]))
        try:
            async with relay.open() as url:
                yield Site(url, Exchange(line), relay)
        finally:
            await line.aclose()
