"""No queue, no PBX: a desk phone rings, and the call is written down until its record is filed."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.cli.programs import Running, cordboard, staying
from tests.journeys.conftest import PROGRAM
from tests.journeys.pty_screen import PtyScreen

SECRET = "correct horse"
MOST_KEYS = 9
"""From the first ring to the filed record; what is typed of number and note is not counted."""
NUMBER = "+442079460111"
GRACE = "grace"
"""Id of the caller whose number it is."""
NOTE = "Asks for our opening hours."
_SOME_SECONDS_IN = re.compile(r"NOT READY 0:(0[2-9]|[1-5])")
"""The keys have meant the same for long enough: a green key pressed twice would start a call at once."""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Running]:
    """A fresh office, with Ada, who serves no queue."""
    data = str(tmp_path / "office")
    with staying("serve", "--port", "0", "--data", data) as running:
        added = ("office", "add-agent", "9001", "Ada Byron", "--no-queue", "--data", data)
        answer = cordboard(*added, CORDBOARD_SECRET=SECRET)
        assert answer.stdout == "Ada Byron signs in with 9001 and serves no queue.\n", answer.stderr
        yield running


@pytest.fixture
def files(office: Running) -> Iterator[httpx.Client]:
    """The office's files, as another desk of hers would read them; Grace is in them."""
    signing_in = {"staff_number": "9001", "secret": SECRET, "desk_id": "files"}
    with httpx.Client(base_url=office.find(r"(http://127\.0\.0\.1:\d+)"), trust_env=False) as line:
        sign_in(line, signing_in)
        known = {"id": GRACE, "name": "Grace Hopper", "numbers": [{"number": NUMBER}]}
        line.put(f"/v1/callers/{GRACE}", json=known, headers={"If-None-Match": "*"}).raise_for_status()
        line.delete("/v1/sessions/current").raise_for_status()
        yield line


def sign_in(line: httpx.Client, signing_in: dict[str, Any]) -> None:
    token = line.post("/v1/sessions", json=signing_in).raise_for_status().json()["token"]
    line.headers["Authorization"] = f"Bearer {token}"


def test_from_the_first_ring_to_the_filed_record(files: httpx.Client, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text(f'[profiles.office]\nagent = "9001"\noptions = {{url = "{files.base_url}"}}\n')
    home = {"HOME": str(tmp_path), "CORDBOARD_SECRET": SECRET}
    with PtyScreen([*PROGRAM, "--config", str(config)], environment=home) as desk:
        desk.wait_for(lambda screen: bool(_SOME_SECONDS_IN.search(screen)))
        desk.keys = 0
        log_the_call(desk)
        assert desk.keys <= MOST_KEYS
    the_office_agrees(files)


def log_the_call(desk: PtyScreen) -> None:
    desk.press("F6").wait_for("the telephone rang")
    desk.type(NUMBER).wait_for("Grace Hopper")
    desk.press("Enter").wait_for("ON CALL")
    desk.type(NOTE).wait_for("kept ")
    desk.press_settled("F8", "Codes  type to search")
    desk.press("Tab", "1").wait_for("chosen: answered / question answered")
    desk.press_settled("F10", "NOT READY")


def the_office_agrees(files: httpx.Client) -> None:
    sign_in(files, {"staff_number": "9001", "secret": SECRET, "desk_id": "files", "take_over": True})
    (logged,) = files.get("/v1/me/calls").raise_for_status().json()["items"]
    assert (logged["caller"], logged["number"]) == (GRACE, NUMBER)
    (found,) = files.get(f"/v1/callers/{GRACE}/history").raise_for_status().json()["interactions"]
    assert found["note"] == NOTE
    assert found["number"] == NUMBER
    assert found["codes"] == ["answered-question"]
    assert found["agent_name"] == "Ada Byron"
    assert found.get("direction", "inbound") == "inbound"
