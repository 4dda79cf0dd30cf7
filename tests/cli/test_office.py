"""`cordboard serve` and `cordboard office ...`."""

import asyncio
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.programs import Running, cordboard, staying
from tui.adapters.cordboard import CordboardBackend
from tui.adapters.cordboard.service import ServiceLine
from tui.backend import Credentials, Unauthorised

SECRET = "correct horse"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[tuple[Running, Path]]:
    """A fresh office that runs, and its directory."""
    data = tmp_path / "office"
    with staying("serve", "--port", "0", "--data", str(data)) as running:
        yield running, data


def url(office: tuple[Running, Path]) -> str:
    return office[0].find(r"(http://127\.0\.0\.1:\d+)")


async def sign_in(address: str, secret: str) -> str:
    backend = CordboardBackend.from_profile({"url": address})
    session = await backend.sign_in(Credentials(staff_number="9001", secret=secret))
    await session.close(True)
    return session.agent.name


def test_a_fresh_office_gets_an_agent_a_call_and_a_backup(office: tuple[Running, Path]) -> None:
    _, data = office
    where = ("--data", str(data))
    added = cordboard("office", "add-agent", "9001", "Ada Byron", *where, CORDBOARD_SECRET=SECRET)
    assert (added.returncode, added.stderr) == (0, "")
    assert asyncio.run(sign_in(url(office), SECRET)) == "Ada Byron"

    put = cordboard("office", "call", "main", "+442079460111", "--name", "Somebody", *where)
    assert put.returncode == 0, put.stderr
    assert asyncio.run(waiting(office)) == ["+442079460111"]

    copied = cordboard("office", "backup", str(data.parent / "copy.db"), *where)
    assert copied.returncode == 0, copied.stderr
    assert (data.parent / "copy.db").stat().st_size > 10_000
    again = cordboard("office", "backup", str(data.parent / "copy.db"), *where)
    assert again.returncode == 2
    assert "exists already" in again.stderr


async def waiting(office: tuple[Running, Path]) -> list[str]:
    token = (office[1] / "service.token").read_text().strip()
    line = ServiceLine(url(office), token)
    try:
        return [call.number for call in await line.calls()]
    finally:
        await line.aclose()


def test_a_new_secret_replaces_the_old_one(office: tuple[Running, Path]) -> None:
    where = ("--data", str(office[1]))
    cordboard("office", "add-agent", "9001", "Ada", *where, CORDBOARD_SECRET=SECRET)
    changed = cordboard("office", "set-secret", "9001", *where, CORDBOARD_SECRET="battery staple")
    assert changed.returncode == 0, changed.stderr
    with pytest.raises(Unauthorised):
        asyncio.run(sign_in(url(office), SECRET))
    assert asyncio.run(sign_in(url(office), "battery staple")) == "Ada"


def test_the_service_token_is_private(office: tuple[Running, Path]) -> None:
    assert stat.S_IMODE((office[1] / "service.token").stat().st_mode) == 0o600


def test_serve_ends_well_when_interrupted(office: tuple[Running, Path]) -> None:
    assert office[0].end() == 0


@pytest.mark.parametrize(
    ("arguments", "environment", "code", "said"),
    [
        (("office", "add-agent", "9001", "Ada"), {}, 2, "CORDBOARD_SECRET"),
        (("office", "add-agent", "9001", "Ada"), {"CORDBOARD_SECRET": "short"}, 2, "at least 8"),
        (
            ("office", "add-agent", "9001", "Ada", "--queue", "nowhere"),
            {"CORDBOARD_SECRET": SECRET},
            2,
            "no queue nowhere",
        ),
        (
            ("office", "add-agent", "9001", "Ada", "--queue", "main", "--no-queue"),
            {"CORDBOARD_SECRET": SECRET},
            2,
            "exclude each other",
        ),
        (("office", "set-secret", "4711"), {"CORDBOARD_SECRET": SECRET}, 2, "nobody has"),
        (("office", "call", "nowhere", "+4930"), {}, 6, "refuses the call"),
    ],
)
def test_what_can_not_be_done_is_said_in_one_sentence(
    office: tuple[Running, Path],
    arguments: tuple[str, ...],
    environment: dict[str, str],
    code: int,
    said: str,
) -> None:
    answer = cordboard(*arguments, "--data", str(office[1]), **environment)
    assert answer.returncode == code, answer.stderr
    assert said in answer.stderr
    assert len(answer.stderr.splitlines()) == 1


@pytest.mark.parametrize("command", [("call", "main", "-"), ("set-secret", "1"), ("backup", "x.db")])
def test_without_an_office_it_says_how_to_make_one(tmp_path: Path, command: tuple[str, ...]) -> None:
    answer = cordboard("office", *command, "--data", str(tmp_path))
    assert answer.returncode == 3
    assert "cordboard serve" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_an_office_that_does_not_run_takes_no_calls(office: tuple[Running, Path]) -> None:
    office[0].end()
    answer = cordboard("office", "call", "main", "+4930", "--data", str(office[1]))
    assert answer.returncode == 4
    assert "cordboard serve" in answer.stderr
