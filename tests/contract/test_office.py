"""The office behind the native adapter passes every requirement of the contract."""

from pathlib import Path

import pytest

from tests.contract.office_bench import office_bench
from tui.backend.suite import REQUIREMENTS, Requirement, Verdict, prove


@pytest.mark.parametrize("requirement", REQUIREMENTS, ids=lambda requirement: requirement.id)
async def test_the_office(requirement: Requirement, tmp_path: Path) -> None:
    async with office_bench(tmp_path) as bench:
        finding = await prove(requirement, bench)
    assert finding.verdict is Verdict.passed, "\n".join(finding.evidence)
