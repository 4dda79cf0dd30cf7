"""A scripted office to sign in to, and time in the test's hand."""

from collections.abc import AsyncIterator

import pytest

from tests.adapters.scripted import LiveStream, ScriptedServer, answer
from tests.adapters.waiting import ManualTime
from tui.adapters.cordboard import CordboardBackend
from tui.adapters.cordboard.options import read_options
from tui.adapters.kit import Limits, StreamLimits
from tui.backend import Credentials, Exchange, Session

SIGNED_IN = {"token": "t-1", "agent": {"id": "a1", "name": "Ann"}, "epoch": "e1"}
QUICK = Limits(connect=0.3, write=0.3, read=0.2, total=2, body=64 * 1024)
CREDENTIALS = Credentials(staff_number="101", secret="open sesame", desk_id="d1", take_over=True)


@pytest.fixture
async def server() -> AsyncIterator[ScriptedServer]:
    async with ScriptedServer() as scripted:
        scripted.on("POST", "/v1/sessions", answer(201, SIGNED_IN))
        yield scripted


@pytest.fixture
def stream(server: ScriptedServer) -> LiveStream:
    live = LiveStream()
    server.on("GET", "/v1/events", live)
    return live


@pytest.fixture
def time() -> ManualTime:
    return ManualTime()


@pytest.fixture
def exchanges() -> list[Exchange]:
    return []


@pytest.fixture
def backend(server: ScriptedServer, time: ManualTime, exchanges: list[Exchange]) -> CordboardBackend:
    return CordboardBackend(
        read_options({"url": server.url}),
        observe=exchanges.append,
        limits=QUICK,
        stream_limits=StreamLimits(event=32 * 1024),
        timing=time.timing,
    )


@pytest.fixture
async def session(backend: CordboardBackend) -> AsyncIterator[Session]:
    signed_in = await backend.sign_in(CREDENTIALS)
    yield signed_in
    await signed_in.close(False)
