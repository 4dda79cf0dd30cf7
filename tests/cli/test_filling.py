"""`cordboard office fill`: queues, scripts, codes and settings from a TOML file."""

import re
from pathlib import Path

import pytest

from tests.cli.programs import cordboard, staying

OFFICE_PAGE = Path(__file__).parents[2] / "docs" / "office.md"


def example() -> str:
    """The file that the documentation shows."""
    blocks = re.findall(r"(?:^(?:    .*)?\n)+", OFFICE_PAGE.read_text("utf-8"), re.MULTILINE)
    (shown,) = [block for block in blocks if "[[queues]]" in block]
    return "".join(line.removeprefix("    ") for line in shown.splitlines(keepends=True))


def test_the_documented_file_opens_another_queue_while_the_office_runs(tmp_path: Path) -> None:
    where = ("--data", str(tmp_path / "office"))
    file = tmp_path / "front.toml"
    file.write_text(example())
    with staying("serve", "--port", "0", *where):
        assert "refuses the call" in cordboard("office", "call", "front", "-", *where).stderr
        filled = cordboard("office", "fill", str(file), *where)
        assert (filled.returncode, filled.stderr) == (0, "")
        assert cordboard("office", "call", "front", "-", *where).returncode == 0


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[[queues\n", "line 1"),
        ('[[queues]]\nid = 3\nname = "Front"\n', "`$.queues[0].id`"),
        ("[queue]\n", "there is no queue; there are announcements"),
        ("[[agents]]\n", "add-agent"),
        ("\xff", "utf-8"),
    ],
)
def test_a_file_of_no_use_is_refused_in_one_sentence(tmp_path: Path, written: str, said: str) -> None:
    (tmp_path / "office.db").touch()
    file = tmp_path / "content.toml"
    file.write_text(written, "latin-1")
    answer = cordboard("office", "fill", str(file), "--data", str(tmp_path))
    assert answer.returncode == 3
    assert said in answer.stderr
    assert len(answer.stderr.splitlines()) == 1


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "office.db").touch()
    answer = cordboard("office", "fill", str(tmp_path / "none.toml"), "--data", str(tmp_path))
    assert (answer.returncode, "none.toml can't be read" in answer.stderr) == (3, True)
