"""Starting the console in a terminal when something is wrong."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

from tests.cli.programs import staying

PROFILE = '[profiles.p]\nagent = "{agent}"\n{more}\n[profiles.p.options]\nurl = "{url}"\n'


def start(config: Path, state: Path, *arguments: str) -> tuple[int, str]:
    """Open the console in a terminal of 80x24; exit code and everything it wrote."""
    program = pexpect.spawn(
        sys.executable,
        ["-m", "tui", "--config", str(config), *arguments],
        dimensions=(24, 80),
        env={**os.environ, "TERM": "xterm", "XDG_STATE_HOME": str(state), "CORDBOARD_SECRET": "wrong secret"},
        timeout=20,
        encoding="utf-8",
    )
    program.expect(pexpect.EOF)
    program.close()
    return program.exitstatus or 0, program.before or ""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with staying("serve", "--port", "0", "--data", str(tmp_path_factory.mktemp("office"))) as running:
        yield running.find(r"(http://127\.0\.0\.1:\d+)")


def config(folder: Path, url: str, *, more: str = "") -> Path:
    path = folder / "config.toml"
    path.write_text(PROFILE.format(agent="9001", url=url, more=more))
    return path


def test_no_settings(tmp_path: Path) -> None:
    code, said = start(tmp_path / "none.toml", tmp_path)
    assert code == 3
    assert "cordboard demo" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("url", "more", "said"),
    [
        ("ftp://127.0.0.1", "", "url"),
        ("http://desk.example", "", "https"),
        ("http://127.0.0.1:1", 'adapter = "nothing"', "no adapter is called"),
    ],
)
def test_a_profile_of_no_use(tmp_path: Path, url: str, more: str, said: str) -> None:
    code, shown = start(config(tmp_path, url, more=more), tmp_path)
    assert code == 3
    assert said in shown
    assert "Traceback" not in shown


def test_nobody_answers(tmp_path: Path) -> None:
    code, said = start(config(tmp_path, "http://127.0.0.1:1"), tmp_path)
    assert code == 4
    assert "nobody answers at http://127.0.0.1:1" in said
    assert "Traceback" not in said


def test_a_wrong_secret(tmp_path: Path, office: str) -> None:
    code, said = start(config(tmp_path, office), tmp_path)
    assert code == 5
    assert "refuses staff number 9001" in said
    assert "wrong secret" not in said
    assert "Traceback" not in said
