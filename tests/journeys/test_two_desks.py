"""Two consoles, one office: a missed call goes on, a sent call brings its note along."""

from tests.journeys.conftest import House, Sit
from tests.journeys.pty_screen import PtyScreen

ZHANG_MIN = "+862163294411"


def test_a_missed_call_goes_on_and_is_sent_back_with_its_note(house: House, sit: Sit) -> None:
    li_wei, liu_yang = sit(house, "8001"), sit(house, "8003")
    get_ready(li_wei)
    get_ready(liu_yang)
    house.rings("billing", ZHANG_MIN, about="invoice")
    li_wei.wait_for("RINGING")
    li_wei.wait_for("was not answered", 40)
    assert "NOT READY" in li_wei.text
    liu_yang.wait_for("RINGING")
    liu_yang.press_settled("F6", "ON CALL")
    liu_yang.press("F9", "Enter").wait_for("step 2/")
    liu_yang.type("88-1204").press("Enter").wait_for("step 3/")
    liu_yang.press("F9").type("Wants a new invoice.").wait_for("kept ")
    li_wei.press_settled("F2", "● READY")
    send_to(liu_yang, "li wei")
    take_over_with_the_note(li_wei)
    file_while_the_other_talks(liu_yang, li_wei)


def get_ready(desk: PtyScreen) -> None:
    desk.wait_for("NOT READY")
    desk.press_settled("F2", "● READY")


def send_to(desk: PtyScreen, name: str) -> None:
    desk.press_settled("F4", "still hears you")
    desk.type(name).wait_for("staff number 8001")
    desk.press("Enter").wait_for("Codes  type to search")


def take_over_with_the_note(desk: PtyScreen) -> None:
    offered = desk.wait_for("Wants a new invoice.")
    assert "Liu Yang" in offered
    desk.press_settled("F6", "ON CALL")
    desk.press("F9")
    desk.wait_for("88-1204")


def file_while_the_other_talks(filing: PtyScreen, talking: PtyScreen) -> None:
    filing.press_settled("F10", "A code is missing")
    filing.press("1").wait_gone("none yet")
    filing.press_settled("F10", "READY")
    assert "ON CALL" in talking.text
