"""The office behind the native adapter passes every requirement of the contract."""

import pytest

from tests.contract.office_bench import Site
from tui.backend.suite import REQUIREMENTS, Requirement, Verdict, prove

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.mark.parametrize("requirement", REQUIREMENTS, ids=lambda requirement: requirement.id)
async def test_the_office(requirement: Requirement, site: Site) -> None:
    finding = await prove(requirement, site.bench())
    assert finding.verdict is Verdict.passed, "\n".join(finding.evidence)
