"""A terminal that goes away takes nobody with it."""

import io

import pytest

from tui.terminal.outlet import Outlet


class Gone(io.StringIO):
    def write(self, text: str) -> int:
        raise OSError(5, "Input/output error")

    def flush(self) -> None:
        raise OSError(5, "Input/output error")


def test_passes_everything_on_while_the_terminal_is_there() -> None:
    file = io.StringIO()
    outlet = Outlet(file, lambda: pytest.fail("it is there"))
    assert outlet.write("words") == 5
    outlet.flush()
    assert file.getvalue() == "words"
    assert not outlet.isatty()


def test_says_that_the_terminal_has_gone_instead_of_failing() -> None:
    told: list[str] = []
    outlet = Outlet(Gone(), lambda: told.append("gone"))
    assert outlet.write("words") == 5
    outlet.flush()
    assert told == ["gone", "gone"]


def test_a_closed_standard_error_is_no_terminal() -> None:
    with pytest.raises(OSError, match="closed"):
        Outlet(None, lambda: None)
