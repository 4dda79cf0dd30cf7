"""A killed console loses no word."""

from tests.journeys.conftest import House, Sit

KEPT_WITHIN = 0.5
"""Seconds after which a typed character is on the disk."""


def test_a_note_survives_sigkill(house: House, sit: Sit) -> None:
    desk = sit(house, "8001")
    desk.wait_for("NOT READY")
    desk.press_settled("F2", "● READY")
    call = house.rings("billing", "+862163294411", about="invoice")
    desk.wait_for("RINGING")
    desk.press_settled("F6", "ON CALL")
    desk.type("The wrong amount is 1,204").wait_for("The wrong amount is 1,204")
    desk.watch(KEPT_WITHIN)
    desk.kill()
    again = sit(house, "8001")
    again.wait_for("The wrong amount is 1,204")
    again.wait_for("ON CALL")
    again.type(" not 1,024.").wait_for("1,204 not 1,024.")
    assert house.call(call)["state"] == "connected"
