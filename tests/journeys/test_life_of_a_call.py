"""One whole life of a call, at a real terminal, against the real office."""

from pathlib import Path

from tests.journeys.conftest import PROGRAM, House, Sit
from tests.journeys.pty_screen import PtyScreen

ZHANG_MIN = "+862163294411"


def test_from_sign_in_to_the_filed_record(house: House, sit: Sit, tmp_path: Path) -> None:
    profile = tmp_path / "desk.toml"
    profile.write_text(f'[profiles.office]\noptions = {{url = "{house.url}"}}\n')
    with PtyScreen([*PROGRAM, "--config", str(profile)], environment={"HOME": str(tmp_path)}) as desk:
        sign_in(desk, house.secrets["8001"])
        call = answer_zhang_min(desk, house)
        follow_the_script(desk)
        consult_and_come_back(desk, sit(house, "8004"))
        wrap_up(desk)
        take_the_next_call(desk, house)
        find_the_first_caller_again(desk)
    assert house.call(call)["state"] == "ended"
    the_office_agrees(house)


def sign_in(desk: PtyScreen, secret: str) -> None:
    desk.wait_for("Staff number")
    desk.type("8001").wait_for("8001")
    desk.press("Enter").type("204").wait_for("204")
    desk.press("Enter").type("wrong").press("Enter")
    desk.wait_for("secret is wrong")
    for _ in range(5):
        desk.press("Backspace")
    desk.type(secret).press("Enter")
    desk.wait_for("NOT READY")
    desk.press_settled("F2", "● READY")


def answer_zhang_min(desk: PtyScreen, house: House) -> str:
    call = house.rings("billing", ZHANG_MIN, about="invoice", choices=["2 invoices"])
    desk.wait_for("RINGING")
    card = desk.wait_for("Last contacts")
    assert "Zhang Min" in card
    assert "gold" in card
    assert "Li Wei speaking" in card
    desk.press_settled("F6", "ON CALL")
    house.says(call, "I have called twice already!")
    desk.wait_for("I have called twice already!")
    return call


def follow_the_script(desk: PtyScreen) -> None:
    desk.type("Amount on invoice 7731 differs.").wait_for("kept ")
    desk.press("F9", "Enter").wait_for("step 2/")
    desk.type("88-1204").press("Enter").wait_for("step 3/")
    desk.press("F9")


def consult_and_come_back(desk: PtyScreen, chen_jie: PtyScreen) -> None:
    desk.press_settled("F7", "HELD")
    desk.press_settled("F7", "ON CALL")
    chen_jie.wait_for("NOT READY")
    chen_jie.press_settled("F2", "● READY")
    desk.press_settled("F5", "still hears you")
    desk.type("chen jie").wait_for("staff number 8004")
    desk.press("Enter").wait_for("F8 Drop Chen Jie")
    chen_jie.wait_for("Amount on invoice 7731 differs.")
    chen_jie.press_settled("F6", "ON CALL")
    desk.wait_for("F5 Hand over")
    desk.press_settled("F8", "F8 Hang up Zhang Min")
    chen_jie.kill()


def wrap_up(desk: PtyScreen) -> None:
    desk.press_settled("F8", "Codes  type to search")
    desk.press_settled("F10", "A code is missing")
    desk.type("wrong am").press("Enter").wait_gone("none yet")
    desk.press("Tab", "2")
    desk.press("Tab", "Space").type("tomorrow 10:00").wait_for("tomorrow 10:00")
    desk.press_settled("F10", "● READY")


def take_the_next_call(desk: PtyScreen, house: House) -> None:
    house.rings("support", "+4930901820")
    desk.wait_for("RINGING")
    desk.press_settled("F6", "ON CALL")


def find_the_first_caller_again(desk: PtyScreen) -> None:
    desk.press("F3").type("zhangmin").wait_for("Zhang Min")
    desk.press("Enter").wait_for("Amount on invoice 7731 differs.")


def the_office_agrees(house: House) -> None:
    caller = house.asked_by("8003", "/v1/callers?q=zhangmin")["callers"][0]
    last = house.asked_by("8003", f"/v1/callers/{caller['id']}/history")["interactions"][0]
    assert last["note"] == "Amount on invoice 7731 differs."
    assert last["agent_name"] == "Li Wei"
    assert last["resolved"] is False
    assert len(last["codes"]) == 1
    promises = house.asked_by("8001", "/v1/follow-ups")["items"]
    assert [p["kind"] for p in promises if p.get("caller") == caller["id"]] == ["call_back"]
