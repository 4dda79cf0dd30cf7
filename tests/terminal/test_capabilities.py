"""terminfo decides, never the name alone."""

import os
import subprocess
import sys

import pytest

from tui.terminal import ASCII, UNICODE
from tui.text import cells

_ASK = "from tui.terminal import read_terminal as r; t = r(); print(t.colours, t.unicode, t.mouse)"


def asked(**environment: str) -> list[str]:
    """Colours, Unicode and mouse as a fresh process finds them: terminfo is set up once in each."""
    plain = {name: value for name, value in os.environ.items() if name not in ("COLORTERM", "NO_COLOR")}
    answer = subprocess.run(
        [sys.executable, "-c", _ASK],
        env=plain | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    return answer.stdout.split()


@pytest.mark.parametrize(
    ("environment", "colours", "mouse"),
    [
        ({"TERM": "xterm-256color"}, 256, True),
        ({"TERM": "linux"}, 8, False),
        ({"TERM": "vt100"}, 0, False),
        ({"TERM": "no-such-terminal"}, 0, False),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, 1 << 24, True),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, 0, True),
    ],
)
def test_colours_and_mouse(environment: dict[str, str], colours: int, mouse: bool) -> None:
    found = asked(**environment, LC_ALL="C.UTF-8")
    assert found == [str(colours), "True", str(mouse)]


def test_a_plain_c_locale_is_ascii() -> None:
    assert asked(TERM="xterm", LC_ALL="C")[1] == "False"


def test_both_sets_have_the_same_signs_of_one_cell() -> None:
    for name in UNICODE.__dataclass_fields__:
        unicode, ascii_ = getattr(UNICODE, name), getattr(ASCII, name)
        if isinstance(unicode, str):
            assert cells(unicode) == len(ascii_)
            assert ascii_.isascii()
