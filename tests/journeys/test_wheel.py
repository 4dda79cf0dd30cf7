"""What is installed is whole: the built wheel, in an environment of its own, runs a call."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.journeys.pty_screen import PtyScreen

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.slow


def run(*command: str | Path) -> None:
    """Run to a good end; pip's own warnings are its own."""
    subprocess.run(command, stdin=subprocess.DEVNULL, check=True, capture_output=True)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "--no-deps", "--wheel-dir", folder, ROOT)
    return next(folder.glob("cordboard-*.whl"))


def test_the_wheel_carries_what_the_program_reads(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert "tui/themes/cordboard-dark.toml" in names
    assert "tui/office/api/openapi.json" in names
    assert "tui/traffic/content/house.toml" in names
    assert any(name.endswith(".tcss") for name in names)
    assert not any(name.startswith(("tests/", "docs/")) for name in names)


def test_the_installed_program_answers_a_call(wheel: Path, tmp_path: Path) -> None:
    run(sys.executable, "-m", "venv", tmp_path / "env")
    run(tmp_path / "env/bin/python", "-m", "pip", "install", "-q", wheel)
    program = str(tmp_path / "env/bin/cordboard")
    home = {"HOME": str(tmp_path)}
    with PtyScreen([program, "demo", "--seed", "7"], environment=home, folder=tmp_path) as screen:
        screen.wait_for("RINGING", 30)
        screen.press_settled("F6", "ON CALL")
