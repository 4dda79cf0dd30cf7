"""`demo.toml`: how a second console, curl and scripts join a demo."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from tui.model import Agent

NAME = "demo.toml"


class DemoFile(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in it."""

    url: str
    token: str
    secret: str
    agents: Sequence[Agent]
    """The first one is whoever tries the demo."""
    simulated: int
    """How many of the next ones are simulated."""
    seed: int

    def write(self, data: Path) -> Path:
        """Write it into the data directory, readable by its owner alone (mode 0600)."""
        path = data / NAME
        path.unlink(missing_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(self.text(path))
        return path

    @property
    def spare(self) -> Agent:
        """Somebody whom a second console may be."""
        return (*self.agents[1 + self.simulated :], self.agents[0])[0]

    def text(self, path: Path) -> str:
        """The file's text."""
        people = "".join(
            f"{_quoted(agent.staff_number)} = {_quoted(self.secret)}  # {agent.name}\n"
            for agent in self.agents
        )
        options = _lines({"url": self.url})
        return (
            f"# A running demo (seed {self.seed}). Join it from another terminal:\n"
            f"#   cordboard --config {path} --agent {self.spare.staff_number}\n"
            f"# Scripts put calls in with the service token:\n"
            f"#   curl -H 'Authorization: Bearer ...' {self.url}/v1/calls\n"
            f"\n{_lines({'profile': 'demo', 'service_token': self.token})}"
            f"\n[profiles.demo]\n{_lines({'agent': self.agents[0].staff_number})}demo = true\n"
            f"\n[profiles.demo.options]\n{options}"
            f"\n[profiles.demo.agents]\n{people}"
        )

    def _person(self, place: int) -> str:
        agent = self.agents[place]
        note = " (simulated)" if 0 < place <= self.simulated else ""
        return f"{_quoted(agent.staff_number)} = {_quoted(self.secret)}  # {agent.name}{note}\n"


def _lines(values: Mapping[str, str]) -> str:
    return "".join(f"{name} = {_quoted(value)}\n" for name, value in values.items())


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's escapes are a part of TOML's."""
    return msgspec.json.encode(text).decode()
