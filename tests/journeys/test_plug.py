"""The plug is pulled: the office, the line or the terminal goes away, and no word is lost."""

import signal

import pytest

from tests.journeys.conftest import House, Sit
from tests.journeys.pty_screen import PtyScreen

ZHANG_MIN = "+862163294411"
LEAVES_THE_SCREEN = b"\x1b[?1049l"
SHOWS_THE_CURSOR = b"\x1b[?25h"


def in_a_call(house: House, desk: PtyScreen) -> str:
    desk.wait_for("NOT READY")
    desk.press_settled("F2", "● READY")
    call = house.rings("billing", ZHANG_MIN, about="invoice")
    desk.wait_for("RINGING")
    desk.press_settled("F6", "ON CALL")
    return call


@pytest.mark.parametrize(("how", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_ends_it_in_order_and_the_words_are_there_again(
    how: signal.Signals, code: int, house: House, sit: Sit
) -> None:
    desk = sit(house, "8001")
    in_a_call(house, desk)
    desk.type("The amount is 1,204").wait_for("1,204")
    desk.send_signal(how)
    assert desk.wait_for_end() == code
    assert f"ended by {how.name}; what was typed is kept" in desk.text
    assert LEAVES_THE_SCREEN in desk.sent
    assert SHOWS_THE_CURSOR in desk.sent
    assert "Traceback" not in desk.text
    again = sit(house, "8001")
    again.wait_for("The amount is 1,204")
    again.wait_for("ON CALL")


def test_a_terminal_that_goes_away_ends_it_and_the_words_are_there_again(house: House, sit: Sit) -> None:
    desk = sit(house, "8001")
    in_a_call(house, desk)
    desk.type("The amount is 1,204").wait_for("1,204")
    desk.hang_up()
    again = sit(house, "8001")
    again.wait_for("The amount is 1,204")
    again.wait_for("ON CALL")
