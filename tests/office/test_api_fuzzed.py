"""Schemathesis against a real office, as everyone who may sign in."""

import asyncio
import sys
from pathlib import Path

import pytest

import tui.office.api
from tests.office.http_office import Outside, Person, office

SHIPPED = Path(tui.office.api.__file__).with_name("openapi.json")
CONFIG = """
# What a schema can't say is refused with these: a code that does not exist, a stale version, a missing key.
[checks.positive_data_acceptance]
expected-statuses = ["2xx", "401", "403", "404", "409", "410", "412", "422", "428", "429"]

[checks.missing_required_header]
expected-statuses = ["401", "403", "422", "428"]
"""


@pytest.mark.slow
@pytest.mark.parametrize("who", ["8001", "9000", "machine"])
async def test_schemathesis_finds_nothing(tmp_path: Path, who: str) -> None:
    async with office(tmp_path / "data") as outside:
        person = outside.machine if who == "machine" else await outside.sign_in(who)
        (tmp_path / "schemathesis.toml").write_text(CONFIG)
        run = await asyncio.create_subprocess_exec(
            *_command(outside, person),
            cwd=tmp_path,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        said, _ = await run.communicate()
        assert run.returncode == 0, said.decode(errors="replace")
        assert (await outside.client.get("/v1/health")).status_code == 200


def _command(outside: Outside, person: Person) -> list[str]:
    """The stream never ends and signing out ends the run: both have tests of their own."""
    start = "from schemathesis.cli import schemathesis; schemathesis()"
    return [
        *(sys.executable, "-c", start, "run", str(SHIPPED), "--url", outside.there.url),
        *("--header", f"Authorization: Bearer {person.token}", "--seed", "1", "--max-examples", "5"),
        *("--exclude-operation-id", "listen", "--exclude-operation-id", "sign_out"),
        *("--phases", "examples,coverage,fuzzing", "--max-time", "40", "--continue-on-failure"),
    ]
