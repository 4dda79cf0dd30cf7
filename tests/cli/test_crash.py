"""What nobody foresaw still ends in a sentence."""

from pathlib import Path

import pytest

from tui.cli import main
from tui.cli.exits import Exit, Trouble


def test_a_fault_of_ours_is_a_sentence_and_its_trace_a_private_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    def broken(*_: object) -> None:
        raise RuntimeError("token=hunter2hunter2 is broken")

    monkeypatch.setattr("tui.cli.console.open_console", broken)
    assert main.run([]) == 1
    said = capsys.readouterr().err
    log = tmp_path / "cordboard" / "crash.log"
    assert "RuntimeError" in said
    assert str(log) in said
    assert "Traceback" not in said
    kept = log.read_text()
    assert "Traceback" in kept
    assert "hunter2" not in said + kept
    assert log.stat().st_mode & 0o077 == 0


def test_a_backends_words_do_not_act_on_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    Trouble("it says \x1b[2J\x9b31m no", Exit.backend).show()
    assert capsys.readouterr().err == "cordboard: it says ^[[2J<U+009B>31m no\n"


def test_an_interrupted_command_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tui.cli.console.open_console", interrupted)
    assert main.run([]) == 130
    assert "interrupted" in capsys.readouterr().err
