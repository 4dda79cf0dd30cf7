"""Whom the adapter trusts. The keys here are for these tests alone and open nothing."""

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.adapters.conftest import CREDENTIALS, SIGNED_IN
from tests.adapters.scripted import ScriptedServer, answer
from tui.adapters.cordboard import CordboardBackend
from tui.backend import NotSent

KEYS = Path(__file__).parent / "tls"
TRUSTED = str(KEYS / "loopback.pem")


@asynccontextmanager
async def secure_server(name: str) -> AsyncIterator[ScriptedServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(KEYS / f"{name}.pem", KEYS / f"{name}.key.pem")
    async with ScriptedServer(context) as server:
        server.on("POST", "/v1/sessions", answer(201, SIGNED_IN))
        yield server


@pytest.mark.parametrize("options", [{"ca_file": TRUSTED}, {"verify": False}])
async def test_speaks_with_whom_it_is_told_to_trust(options: dict[str, Any]) -> None:
    async with secure_server("loopback") as server:
        session = await CordboardBackend.from_profile({"url": server.url, **options}).sign_in(CREDENTIALS)
        await session.close(False)
    assert session.agent.name == "Ann"


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("loopback", {}),
        ("elsewhere", {"ca_file": TRUSTED}),
        ("elsewhere", {"ca_file": str(KEYS / "elsewhere.pem")}),
    ],
    ids=["unknown authority", "other authority", "other host"],
)
async def test_sends_nothing_to_a_stranger(name: str, options: dict[str, Any]) -> None:
    async with secure_server(name) as server:
        with pytest.raises(NotSent) as caught:
            await CordboardBackend.from_profile({"url": server.url, **options}).sign_in(CREDENTIALS)
        assert "certificate verify failed" in caught.value.detail.lower()
        assert not server.received
