"""What is written about the program agrees with the program."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import tui
from tui.actions import ACTIONS, PREFIX
from tui.cli.exits import Exit

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
PAPERS = (README, ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md")))
_KEY_ROW = re.compile(r"^\| (`.+?) \|", re.MULTILINE)
_FIXED_KEYS = {"enter", "esc"}
"""Keys with a meaning of their own everywhere, outside the table of actions."""
_PLACES_OF_ONE_MACHINE = re.compile(r"(?<![\w.}])/(?:work|root|tmp|home/(?!you/))(?:/|\b)")


def test_the_newest_version_in_the_changelog_is_the_program_s() -> None:
    versions = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert versions[0] == tui.__version__


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_every_link_within_leads_somewhere(paper: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", paper.read_text("utf-8"))
    lost = [link for link in links if "://" not in link and not (paper.parent / link).exists()]
    assert lost == []


def test_the_readme_names_every_key_of_the_table_and_no_other() -> None:
    rows = _KEY_ROW.findall(README.read_text("utf-8"))
    named = {key.lower() for row in rows for key in re.findall(r"`([^`]+)`", row)}
    assert named == {action.key for action in ACTIONS if action.key} | _FIXED_KEYS | {PREFIX}


def test_the_readme_has_two_commands_to_copy() -> None:
    lines = README.read_text("utf-8").splitlines()
    assert len([line for line in lines if line.startswith("    python3 -m venv ")]) == 2
    assert len([line for line in lines if line.startswith("    ")]) == 2


def test_every_exit_code_is_documented() -> None:
    page = (ROOT / "docs" / "office.md").read_text("utf-8")
    listed = ", ".join(re.findall(r"^\| (\d[\d, ]*) \|", page, re.MULTILINE))
    assert sorted(map(int, listed.split(","))) == sorted(map(int, Exit))


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    found = [str(file.relative_to(ROOT)) for file in _files() if _PLACES_OF_ONE_MACHINE.search(_text(file))]
    assert found == []


def _files() -> Iterator[Path]:
    for top in ("tui", "tests", "docs", "themes", ".ci"):
        yield from (file for file in (ROOT / top).rglob("*") if file.is_file() and file.suffix != ".pyc")
    yield from (ROOT / name for name in ("README.md", "CHANGELOG.md", "pyproject.toml"))


def _text(file: Path) -> str:
    return file.read_text("utf-8", errors="replace")
