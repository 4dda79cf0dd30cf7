"""The plug is pulled: the office, the line or the terminal goes away, and no word is lost."""

import os
import re
import signal

import pytest

from tests.journeys.conftest import House, Sit
from tests.journeys.pty_screen import PtyScreen

pytestmark = pytest.mark.slow
ZHANG_MIN = "+862163294411"
KEPT_WITHIN = 0.5
"""Seconds after which a typed character is on the disk."""
LEAVES_THE_SCREEN = b"\x1b[?1049l"
SHOWS_THE_CURSOR = b"\x1b[?25h"


def in_a_call(house: House, desk: PtyScreen) -> str:
    desk.wait_for("NOT READY")
    desk.press_settled("F2", "● READY")
    call = house.rings("billing", ZHANG_MIN, about="invoice")
    desk.wait_for("RINGING")
    desk.press_settled("F6", "ON CALL")
    return call


def test_an_office_that_is_gone_and_comes_back(house: House, sit: Sit) -> None:
    desk = sit(house, "8001")
    call = in_a_call(house, desk)
    desk.type("Before.").wait_for("kept ")
    house.lose_the_office()
    lost = desk.wait_for(" lost ")
    assert re.search(r"lost \d\d:\d\d:\d\d", lost.splitlines()[0])
    assert "F8" not in lost.splitlines()[-1]
    desk.press("F8").wait_for("not possible now")
    desk.press("F7").wait_for("not possible now")
    desk.type(" While it was away.").wait_for("kept ")
    assert "filed" not in desk.text
    house.serve_again()
    desk.wait_for("↕ ok")
    desk.wait_for("ON CALL")
    desk.wait_for("Before. While it was away.")
    wrap_up(desk)
    the_note_is_there_once(house, call, "Before. While it was away.")


def test_a_record_filed_while_the_office_is_gone_is_filed_once_when_it_is_back(
    house: House, sit: Sit
) -> None:
    desk = sit(house, "8001")
    call = in_a_call(house, desk)
    desk.type("The amount is 1,204").wait_for("kept ")
    desk.press_settled("F8", "WRAP-UP")
    house.lose_the_office()
    desk.wait_for(" lost ")
    choose_a_code(desk)
    desk.press_settled("F10", "asked")
    house.serve_again()
    desk.wait_for("● READY", 40)
    the_note_is_there_once(house, call, "The amount is 1,204")


def test_an_office_that_says_nothing_is_stale_then_lost_then_back(house: House, sit: Sit) -> None:
    desk = sit(house, "8001")
    in_a_call(house, desk)
    office = house.office
    os.kill(office, signal.SIGSTOP)
    try:
        desk.wait_for("~ silent 0:0")
        desk.type("Said meanwhile.").wait_for("Said meanwhile.")
        desk.wait_for(" lost ")
    finally:
        os.kill(office, signal.SIGCONT)
    desk.wait_for("↕ ok")
    desk.wait_for("ON CALL")
    assert "Said meanwhile." in desk.text


def test_a_wrap_up_survives_sigkill_with_code_and_follow_up(house: House, sit: Sit) -> None:
    desk = sit(house, "8001")
    call = in_a_call(house, desk)
    desk.type("The amount is 1,204").wait_for("kept ")
    desk.press_settled("F8", "WRAP-UP")
    choose_a_code(desk)
    desk.press("Tab", "Tab", "Space").wait_for("[x]")
    desk.type("tomorrow 10:00").press("Enter").wait_for("10:00")
    desk.watch(KEPT_WITHIN)
    desk.kill()
    again = sit(house, "8001")
    again.wait_for("chosen: Billing / Invoice / wrong amount")
    again.wait_for("The amount is 1,204")
    again.wait_for("[x]")
    again.press_settled("F10", "● READY")
    the_note_is_there_once(house, call, "The amount is 1,204")


def wrap_up(desk: PtyScreen) -> None:
    desk.press_settled("F8", "WRAP-UP")
    choose_a_code(desk)
    desk.press_settled("F10", "● READY")


def choose_a_code(desk: PtyScreen) -> None:
    desk.press_settled("F10", "A code is missing")
    desk.type("wrong am").press("Enter").wait_for("chosen: Billing / Invoice / wrong amount")


def the_note_is_there_once(house: House, call: str, note: str) -> None:
    caller = house.call(call)["callers"][0]["id"]
    history = house.asked_by("8003", f"/v1/callers/{caller}/history")["interactions"]
    assert [one["note"] for one in history if note in one.get("note", "")] == [note]


def test_keys_that_end_other_programs_do_nothing_to_a_call(house: House, sit: Sit) -> None:
    desk = sit(house, "8001")
    call = in_a_call(house, desk)
    for key in ("\x03", "\x11", "\x13", "\x1a", "\x1c", "\x04"):
        desk.type(key)
    desk.press("Esc").type("Still here.").wait_for("Still here.")
    assert "ON CALL" in desk.text
    assert house.call(call)["state"] == "connected"


def test_a_red_key_meant_for_a_call_that_just_ended_ends_no_other(house: House, sit: Sit) -> None:
    desk = sit(house, "8001")
    first = in_a_call(house, desk)
    desk.type("Was about an invoice.").wait_for("kept ")
    second = house.rings("billing", "+4930901820")
    desk.wait_for("1 waiting")
    house.hangs_up(first)
    desk.wait_for("WRAP-UP")
    desk.press("F8", "F8")
    choose_a_code(desk)
    desk.press_settled("F10", "RINGING")
    desk.press("F8", "F8")
    desk.press_settled("F6", "ON CALL")
    assert house.call(second)["state"] == "connected"


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
