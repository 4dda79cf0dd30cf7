"""A desk signed in to the rehearsal backend."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.rehearsal import CREDENTIALS, RehearsalBackend
from tui.desk import AgentDesk


@pytest.fixture
def backend() -> RehearsalBackend:
    return RehearsalBackend()


@pytest.fixture
async def desk(backend: RehearsalBackend, tmp_path: Path) -> AsyncIterator[AgentDesk]:
    opened = await open_desk(backend, tmp_path)
    yield opened
    backend.release_replies()
    await opened.close(sign_out=False)


async def open_desk(backend: RehearsalBackend, state_dir: Path, key: str = "rehearsal") -> AgentDesk:
    return await AgentDesk.open(backend, CREDENTIALS, state_dir=state_dir / "state", backend_key=key)
