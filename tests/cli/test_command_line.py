"""The command line before any office or console is there."""

import subprocess
import sys

import pytest

from tests.cli.programs import cordboard
from tui import __version__

HEAVY = {"textual", "starlette", "httpx", "uvicorn", "rich"}


def python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
        stdin=subprocess.DEVNULL,
    )


@pytest.mark.parametrize(
    "arguments", [["--help"], ["demo", "--help"], ["serve", "--help"], ["office", "--help"]]
)
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    answer = python(
        "import sys\n"
        "from tui.cli.main import run\n"
        f"code = run({arguments!r})\n"
        "print(code, *sorted({name.split('.')[0] for name in sys.modules}))"
    )
    code, *loaded = answer.stdout.splitlines()[-1].split()
    assert code == "0", answer.stderr
    assert not HEAVY & set(loaded)


def test_help_names_every_command() -> None:
    answer = cordboard("--help")
    assert answer.returncode == 0
    for command in ("demo", "serve", "office", "--config", "--agent", "--version"):
        assert command in answer.stdout


def test_version_is_that_of_the_package() -> None:
    assert __version__ in cordboard("--version").stdout


def test_without_a_terminal_it_says_what_to_use_instead() -> None:
    for arguments in ([], ["demo"]):
        answer = cordboard(*arguments)
        assert answer.returncode == 2
        assert "terminal" in answer.stderr
        assert "--no-console" in answer.stderr
        assert "Traceback" not in answer.stderr


def test_an_unknown_option_is_a_usage_error() -> None:
    answer = cordboard("demo", "--sed", "1")
    assert answer.returncode == 2
    assert "--seed" in answer.stderr


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("tui.cli.serve_run, tui.office.server", {"textual", "httpx"}),
        ("tui.cli.office_process, tui.cli.demo_content", {"textual", "httpx"}),
        ("tui.cli.traffic_process", {"textual", "starlette", "uvicorn"}),
        ("tui.cli.demo_run", HEAVY - {"rich"}),
        ("tui.cli.plan", HEAVY),
    ],
)
def test_each_process_loads_only_what_it_needs(module: str, unwanted: set[str]) -> None:
    answer = python(f"import sys, {module}\nprint(*{{name.split('.')[0] for name in sys.modules}})")
    assert answer.returncode == 0, answer.stderr
    assert not unwanted & set(answer.stdout.split())
