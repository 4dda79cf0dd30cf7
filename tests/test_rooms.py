"""What a command does not need, it does not load."""

import subprocess
import sys

import pytest

HEAVY = ("textual", "starlette", "uvicorn", "httpx", "phonenumbers", "pypinyin")


def loaded_by(code: str) -> set[str]:
    """Top-level packages a fresh interpreter has loaded after running the code."""
    show = "import sys; print(' '.join({name.split('.')[0] for name in sys.modules}))"
    answer = subprocess.run(
        [sys.executable, "-c", f"{code}\n{show}"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(answer.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    ("room", "unwanted"),
    [
        ("tui.text", HEAVY),
        ("tui.model", HEAVY),
        ("tui.backend", HEAVY),
        ("tui.settings", HEAVY),
        ("tui.locale.sentences", HEAVY),
        ("tui.terminal", HEAVY),
        ("tui.desk", HEAVY),
        ("tui.actions", HEAVY),
        ("tui.adapters.cordboard", ("textual", "starlette", "uvicorn", "phonenumbers")),
        ("tui.office.server", ("textual", "httpx")),
        ("tui.traffic", ("textual", "starlette", "uvicorn")),
        ("tui.console", ("starlette", "uvicorn", "httpx", "phonenumbers")),
    ],
)
def test_a_room_loads_only_what_it_stands_for(room: str, unwanted: tuple[str, ...]) -> None:
    assert loaded_by(f"import {room}").isdisjoint(unwanted)


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["demo", "--help"], ["serve", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    code = f"""
import sys
sys.argv = ["cordboard", *{arguments!r}]
from tui.__main__ import main
try:
    main()
except SystemExit as end:
    assert not end.code
"""
    assert loaded_by(code).isdisjoint(HEAVY)
