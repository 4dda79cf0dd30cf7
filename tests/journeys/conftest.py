"""An office with its demo content, running as a person would start it, and consoles to sit down at."""

import os
import signal
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

import httpx
import pytest
import tomli

from tests.journeys.pty_screen import PtyScreen

PROGRAM = (sys.executable, "-m", "tui")
_DEMO = ("demo", "--no-console", "--seed", "1", "--rate", "0", "--agents", "0")


class House:
    """A running demo office without callers of its own: the journey is the PBX."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._start(*_DEMO)
        profile = tomli.loads(self.profile.read_text("utf-8"))
        self.url: str = profile["profiles"]["demo"]["options"]["url"]
        self.secrets: dict[str, str] = profile["profiles"]["demo"]["agents"]
        self._pbx = httpx.Client(
            base_url=self.url,
            headers={"Authorization": f"Bearer {profile['service_token']}"},
            trust_env=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pbx.close()
        self._process.terminate()
        self._ended()

    @property
    def profile(self) -> Path:
        """The ready profile the demo wrote."""
        return self.folder / "office" / "demo.toml"

    def rings(self, queue: str, number: str, **facts: Any) -> str:
        """A caller comes in; the answer is the call's id."""
        answer = self._pbx.post("/v1/calls", json={"queue": queue, "number": number, **facts})
        answer.raise_for_status()
        return str(answer.json()["call"])

    def says(self, call: str, text: str) -> None:
        """The caller says something."""
        self._pbx.post(f"/v1/calls/{call}/say", json={"text": text}).raise_for_status()

    def hangs_up(self, call: str) -> None:
        """The caller hangs up, or gives up waiting."""
        self._pbx.post(f"/v1/calls/{call}/hang_up", json={}).raise_for_status()

    def call(self, call: str) -> dict[str, Any]:
        """A call as the office has it."""
        found: dict[str, Any] = self._pbx.get(f"/v1/calls/{call}").raise_for_status().json()["call"]
        return found

    def asked_by(self, staff_number: str, path: str) -> Any:
        """What an agent is told; only for agents who sit at no console, or no more."""
        desk = {
            "staff_number": staff_number,
            "secret": self.secrets[staff_number],
            "desk_id": uuid.uuid4().hex,
            "take_over": True,
        }
        token = self._pbx.post("/v1/sessions", json=desk).raise_for_status().json()["token"]
        headers = {"Authorization": f"Bearer {token}"}
        answer = self._pbx.get(path, headers=headers).raise_for_status().json()
        self._pbx.delete("/v1/sessions/current", headers=headers)
        return answer

    @property
    def office(self) -> int:
        """Process id of the office itself."""
        for pid in Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text().split():
            if b"office_process" in Path(f"/proc/{pid}/cmdline").read_bytes():
                return int(pid)
        return self._process.pid

    def lose_the_office(self) -> None:
        """The office is gone without a word; callers and colleagues with it."""
        os.kill(self.office, signal.SIGKILL)
        self._ended()

    def serve_again(self) -> None:
        """The same office, on the same data and port."""
        self._start("serve", "--port", str(urlsplit(self.url).port))

    def _start(self, *command: str) -> None:
        self._process = subprocess.Popen(
            [*PROGRAM, *command, "--data", str(self.folder / "office")],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
        )
        self._wait_until_told("ends it")

    def _ended(self) -> None:
        self._process.wait(20)
        if self._process.stdout:
            self._process.stdout.close()

    def _wait_until_told(self, words: str) -> None:
        told = ""
        assert self._process.stdout
        for line in self._process.stdout:
            told += line
            if words in line:
                return
        raise AssertionError(f"the demo ended: {told}")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with House(tmp_path) as running:
        yield running


Sit = Callable[..., PtyScreen]


@pytest.fixture
def sit(tmp_path: Path) -> Iterator[Sit]:
    """Opens a console for an agent of a house; each agent has a home of their own."""
    screens: list[PtyScreen] = []

    def sit_down(
        house: House, agent: str, *, rows: int = 24, columns: int = 80, **environment: str
    ) -> PtyScreen:
        home = tmp_path / f"home-{agent}"
        home.mkdir(exist_ok=True)
        screen = PtyScreen(
            [*PROGRAM, "--config", str(house.profile), "--agent", agent],
            environment={"HOME": str(home), **environment},
            rows=rows,
            columns=columns,
        )
        screens.append(screen)
        return screen

    yield sit_down
    for screen in screens:
        screen.__exit__(None, None, None)
