"""What tests of the office share."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.office.floor_scene import Office


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    """A small office with five queues and nobody in it."""
    office = await Office(tmp_path).lay()
    yield office
    office.store.close()
