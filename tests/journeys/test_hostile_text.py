"""Text from the backend is data: whatever stands in it, the terminal only gets what this program makes."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.conftest import PROGRAM, House
from tests.journeys.evil_office import EvilOffice, Given
from tests.journeys.pty_screen import PtyScreen
from tui.text import cells

pytestmark = pytest.mark.slow
TITLE, LINK, CLIPBOARD = "\x1b]0;title\x07", "\x1b]8;;http://evil/\x07link\x1b]8;;\x07", "\x1b]52;c;cHdu\x07"
C1 = "\x9b2J\x9d0;t\x9c\x90q\x9c\x85"
BIDI = "\u202eabc\u2066\u2069\u200f"
HIDDEN = "\u200b\u200d\ufeff\u2060\ufe0f"
FLOOD = "e" + "\u0301" * 300
ODD = "\u0378\U000e0041\U0010ffff\ue000\ufffd"
WIDE = "界界界"
HOSTILE = (
    f"[b]x[/b][VIP]{{0}}%s\x1b[2J{TITLE}{LINK}{CLIPBOARD}{C1}{BIDI}{HIDDEN}{ODD}{FLOOD}{WIDE}\r\n\x08\x07\x00"
)
FREE_TEXT = re.compile(
    "name|about|text|company|number|called|label|say|title|greeting|note|city|language|kind_of_caller|prompt"
    "|hint|tier|choices|attributes|mail|account|remark|agent_name|outcome|detail"
)
OWN = re.compile(
    rb"\x1b\[(?:[0-9;]*[ABCDGHJKd]|[0-9;:]*m|\?(?:7|25|1000|1003|1004|1006|1015|1016|1049|2004|2026|2048)[hl]"
    rb"|\?(?:2026|2048)\$p|>25u|<u)"
)


def poisoned(value: object, is_text: bool = False) -> object:
    """Every free text with hostile characters before and behind."""
    if isinstance(value, dict):
        return {
            name: poisoned(one, is_text or bool(FREE_TEXT.fullmatch(name))) for name, one in value.items()
        }
    if isinstance(value, list):
        return [poisoned(one, is_text) for one in value]
    return f"{HOSTILE}{value}{HOSTILE}" if is_text and isinstance(value, str) else value


def poisoned_answer(given: Given) -> Given:
    return given.saying(poisoned(given.value)) if given.media_type == "application/json" else given


def poisoned_event(event: bytes) -> bytes:
    lines = event.rstrip().split(b"\n")
    told = [
        b"data: " + json.dumps(poisoned(json.loads(line[6:]))).encode()
        if line.startswith(b"data: ")
        else line
        for line in lines
    ]
    return b"\n".join(told) + b"\n\n"


def endless_names(event: bytes) -> bytes:
    return re.sub(rb'"name":"[^"]*"', b'"name":"' + b"W" * 100_000 + b'"', event)


@pytest.fixture
def evil(house: House) -> Iterator[EvilOffice]:
    with EvilOffice(house.url) as running:
        yield running


@pytest.fixture
def desk(house: House, evil: EvilOffice, tmp_path: Path) -> Iterator[PtyScreen]:
    folder = tmp_path / "desk"
    folder.mkdir()
    profile = folder / "demo.toml"
    profile.write_text(house.profile.read_text("utf-8").replace(house.url, evil.url), "utf-8")
    profile.chmod(0o600)
    evil.spoil("GET /v1/(?!events|health)", poisoned_answer)
    evil.spoil_events(poisoned_event)
    command = [*PROGRAM, "--config", str(profile), "--agent", "8001"]
    with PtyScreen(command, environment={"HOME": str(folder)}) as screen:
        yield screen
        assert_clean(screen)
        log = folder / "state" / "cordboard.log"
        assert "dropped a sequence" not in log.read_text("utf-8")
        assert "mistake in the console" not in log.read_text("utf-8")


def assert_clean(screen: PtyScreen) -> None:
    """Only sequences the program itself makes, and no character that acts on a terminal."""
    rest = OWN.sub(b"", bytes(screen.sent))
    assert not re.search(rb"[\x00-\x06\x08\x0b\x0c\x0e-\x1f]", rest), re.findall(
        rb".{20}[\x00-\x06\x08\x0b-\x1f].{20}", rest
    )
    text = rest.decode("utf-8")
    assert not re.findall("[\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe0f]", text)
    assert "\u0301" * 4 not in text


def assert_in_place(screen: PtyScreen) -> None:
    """Nothing has pushed anything out of its place."""
    lines = screen.lines
    assert all(cells(line) <= 80 for line in lines)
    assert re.search(r"(ok|\d\d) +\d\d:\d\d$", lines[0]), lines[0]
    assert "F1 " in lines[-1]


def queue_rows(text: str) -> list[str]:
    """The rows of the queue on a screen: they begin with an age."""
    return [line for line in text.splitlines() if re.match(r"[▸ ] +\d+:\d\d", line)]


def test_nothing_acts_from_the_queue_to_the_filed_record(house: House, desk: PtyScreen) -> None:
    desk.wait_for("NOT READY")
    for number, about in (("+4930901820", "a"), ("+862163294411", HOSTILE[:60]), ("", "c" * 200)):
        house.rings("billing", number, about=about, name=f"Wei 界 {HOSTILE}"[:80])
    desk.wait_for("3 waiting")
    rows = queue_rows(desk.wait_for(lambda text: len(queue_rows(text)) == 3))
    assert_in_place(desk)
    assert len({cells(line[: line.index("[b]x", 40)]) for line in rows}) == 1, rows
    assert "[b]x[/b]" in "\n".join(rows)
    desk.press("F2").wait_for("RINGING")
    assert_in_place(desk)
    desk.press_settled("F6", "ON CALL")
    assert_in_place(desk)
    desk.type("mine").wait_for("mine")
    for key, shows in (("F3", "Find"), ("F4", "Send"), ("F12", "Due"), ("F1", "All actions")):
        desk.press_settled(key, shows)
        desk.type("a").wait_for(shows)
        assert_in_place(desk)
        desk.press("Esc").wait_gone(f"─ {shows}")
    desk.press_settled("F8", "WRAP-UP")
    assert_in_place(desk)


def test_what_a_caller_says_is_only_shown(house: House, desk: PtyScreen) -> None:
    desk.wait_for("NOT READY")
    desk.press_settled("F2", "● READY")
    call = house.rings("billing", "+862163294411")
    desk.wait_for("RINGING")
    desk.press_settled("F6", "ON CALL")
    house.says(call, "Good day")
    desk.wait_for("[b]x[/b][VIP]{0}%s")
    assert_in_place(desk)


def test_endless_lines_leave_the_desk_quick(house: House, evil: EvilOffice, desk: PtyScreen) -> None:
    desk.wait_for("NOT READY")
    evil.spoil_events(endless_names)
    for _ in range(20):
        house.rings("billing", "+4930901820", name="long")
    desk.wait_for("20 waiting")
    desk.wait_for("WWWW")
    assert_in_place(desk)
    desk.press("F2").wait_for("RINGING")
    desk.press_settled("F6", "ON CALL")
    desk.type("quick").wait_for("quick")
    assert_in_place(desk)
