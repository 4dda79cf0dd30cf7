"""Offices that can't be opened: one sentence, the documented exit code, no traceback."""

import socket
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.programs import cordboard
from tui.cli.exits import Exit

SERVE = ("serve", "--port", "0")
DEMO = ("demo", "--no-console")
ADD = ("office", "add-agent", "9001", "Ada")
SECRET = ("office", "set-secret", "9001")
BACKUP = ("office", "backup", "copy.db")


def damaged(data: Path) -> None:
    data.mkdir()
    (data / "office.db").write_bytes(bytes(range(256)) * 20)


def newer(data: Path) -> None:
    data.mkdir()
    with sqlite3.connect(data / "office.db") as database:
        database.execute("CREATE TABLE later (x)")
        database.execute("PRAGMA user_version = 99")
    database.close()


def below_a_file(data: Path) -> None:
    data.parent.rmdir()
    data.parent.write_text("no directory")


def directory_in_its_place(data: Path) -> None:
    (data / "office.db").mkdir(parents=True)


@pytest.mark.parametrize(
    ("command", "make", "said"),
    [
        (SERVE, damaged, "is damaged"),
        pytest.param(DEMO, damaged, "is damaged", marks=pytest.mark.slow),
        (ADD, damaged, "is damaged"),
        pytest.param(SECRET, damaged, "is damaged", marks=pytest.mark.slow),
        (BACKUP, damaged, "is damaged"),
        (SERVE, newer, "newer Cordboard"),
        pytest.param(DEMO, newer, "newer Cordboard", marks=pytest.mark.slow),
        (ADD, newer, "newer Cordboard"),
        pytest.param(SECRET, newer, "newer Cordboard", marks=pytest.mark.slow),
        (BACKUP, newer, "newer Cordboard"),
        (SERVE, below_a_file, "Not a directory"),
        pytest.param(DEMO, below_a_file, "Not a directory", marks=pytest.mark.slow),
        (SERVE, directory_in_its_place, "can't"),
    ],
)
def test_data_of_no_use(
    tmp_path: Path, command: tuple[str, ...], make: Callable[[Path], None], said: str
) -> None:
    data = tmp_path / "parent" / "office"
    data.parent.mkdir()
    make(data)
    answer = cordboard(*command, "--data", str(data), CORDBOARD_SECRET="long enough", HOME=str(tmp_path))
    assert answer.returncode == Exit.office, answer.stderr
    assert said in answer.stderr
    assert len(answer.stderr.splitlines()) == 1


@pytest.mark.parametrize("command", [("serve",), DEMO])
def test_a_taken_port(tmp_path: Path, command: tuple[str, ...]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        answer = cordboard(*command, "--port", port, "--data", str(tmp_path / "office"))
    assert answer.returncode == Exit.office, answer.stderr
    assert f"port {port} is taken" in answer.stderr
    assert len(answer.stderr.splitlines()) == 1
