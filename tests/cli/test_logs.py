"""The program's own log."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.cli.logs import keep_log


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    log = logging.getLogger("tui")
    before = log.handlers[:]
    yield
    for handler in set(log.handlers) - set(before):
        log.removeHandler(handler)
        handler.close()


def test_mistakes_are_in_a_private_file_without_secrets(tmp_path: Path) -> None:
    keep_log(tmp_path)
    logging.getLogger("tui.console").error("mistake: %s", "Authorization: Bearer hunter2hunter2")
    kept = tmp_path / "cordboard.log"
    assert "tui.console mistake" in kept.read_text()
    assert "hunter2" not in kept.read_text()
    assert kept.stat().st_mode & 0o077 == 0


def test_the_file_stays_small_and_private(tmp_path: Path) -> None:
    keep_log(tmp_path)
    for _ in range(1200):
        logging.getLogger("tui.desk").warning("x" * 1000)
    files = list(tmp_path.iterdir())
    assert {file.name for file in files} == {"cordboard.log", "cordboard.log.1"}
    assert sum(file.stat().st_size for file in files) < 1100 * 1024
    assert all(file.stat().st_mode & 0o077 == 0 for file in files)


def test_without_a_place_for_it_the_desk_opens_all_the_same(tmp_path: Path) -> None:
    keep_log(tmp_path / "nowhere")
    logging.getLogger("tui").error("heard by nobody")
