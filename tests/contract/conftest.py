"""One office for all proofs of a module: as a backend is checked in life, one requirement after the other."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.contract.office_bench import Site, office_site


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def site(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Site]:
    async with office_site(tmp_path_factory.mktemp("office")) as running:
        yield running
