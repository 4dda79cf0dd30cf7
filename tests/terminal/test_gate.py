"""Only what this program makes itself leaves for the terminal."""

import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.terminal import Gate, Terminal

XTERM = Terminal(colours=256, unicode=True, mouse=True, synchronized=True, modern=True)
VT100 = Terminal(colours=0, unicode=False, mouse=False, synchronized=False, modern=False)


@pytest.mark.parametrize(
    "own",
    [
        "\x1b[2;5H",
        "\x1b[0K",
        "\x1b[1;38;5;12;48;2;1;2;3mReady\x1b[0m",
        "\x1b[?2026h",
        "\x1b[?25l",
        "\r\n",
        "\x07",
    ],
)
def test_own_sequences_pass(own: str) -> None:
    assert Gate(XTERM).passed(own) == own


def test_pointer_shapes_go_without_a_word(caplog: pytest.LogCaptureFixture) -> None:
    assert Gate(XTERM).passed("a\x1b]22;default\x07b") == "ab"
    assert not caplog.records


@pytest.mark.parametrize(
    "foreign",
    [
        "\x1b]52;c;c2VjcmV0\x07",
        "\x1b]8;;http://evil.example\x1b\\",
        "\x1b]0;title\x07",
        "\x1bP1$r\x1b\\",
        "\x9b31m",
        "\x1b[5i",
        "\x1b[6n",
        "\x1b[c",
        "\x1bc",
        "\x0e",
        "\x1b",
    ],
)
def test_foreign_sequences_are_dropped_and_logged(foreign: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        passed = Gate(XTERM).passed(f"a{foreign}b")
    assert passed.startswith("a")
    assert "\x1b" not in passed
    assert "\x9b" not in passed
    assert "dropped" in caplog.text


def test_a_terminal_without_colours_gets_none() -> None:
    gate = Gate(VT100)
    assert gate.passed("\x1b[1;38;5;12;48;2;1;2;3;7mx\x1b[0m") == "\x1b[1;7mx\x1b[0m"
    assert gate.passed("\x1b[31mx") == "x"


def test_a_terminal_without_unicode_gets_ascii_of_the_same_width() -> None:
    assert Gate(VT100).passed("─ 张敏 ▸") == "- ???? ?"
    assert Gate(VT100).passed("“Zhang…”") == '"Zhang."'


def test_an_old_terminal_is_not_asked_questions() -> None:
    assert Gate(VT100).passed("\x1b[?2026$p\x1b[?1000h\x1b[>25u\x1b[?2004h") == ""


@given(st.text(alphabet=st.characters() | st.sampled_from("\x1b[]?;0123456789mHh\x07\x9b")))
def test_whatever_comes_only_listed_sequences_leave(data: str) -> None:
    once = Gate(XTERM).passed(data)
    assert Gate(XTERM).passed(once) == once
