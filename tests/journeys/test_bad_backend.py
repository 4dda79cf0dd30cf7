"""A backend that answers nonsense: the agent reads what was wrong, the call goes on, nothing is lost."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.journeys.conftest import PROGRAM, House
from tests.journeys.evil_office import EvilOffice, Given, Spoil, at_once, changed, html, in_events
from tests.journeys.pty_screen import PtyScreen

ZHANG_MIN = "+862163294411"
pytestmark = pytest.mark.slow


class Scene(NamedTuple):
    """A desk whose way to the real office leads through a bad one."""

    house: House
    evil: EvilOffice
    desk: PtyScreen


@pytest.fixture
def scene(house: House, tmp_path: Path) -> Iterator[Scene]:
    with EvilOffice(house.url) as evil:
        folder = tmp_path / "desk"
        folder.mkdir()
        profile = folder / "demo.toml"
        profile.write_text(house.profile.read_text("utf-8").replace(house.url, evil.url), "utf-8")
        profile.chmod(0o600)
        command = [*PROGRAM, "--config", str(profile), "--agent", "8001"]
        with PtyScreen(command, environment={"HOME": str(folder)}) as desk:
            yield Scene(house, evil, desk)


def in_a_call(scene: Scene) -> str:
    scene.desk.wait_for("NOT READY")
    scene.desk.press_settled("F2", "● READY")
    call = scene.house.rings("billing", ZHANG_MIN, about="invoice")
    scene.desk.wait_for("RINGING")
    scene.desk.press_settled("F6", "ON CALL")
    return call


def lives_on(scene: Scene) -> None:
    """After healing, what the office says is what shows."""
    scene.evil.heal()
    state = scene.desk.wait_for(lambda text: "lost" not in text and "silent" not in text)
    assert "Traceback" not in state


VERBS: dict[str, tuple[Spoil, str]] = {
    "bad JSON": (lambda given: Given(200, body=b'{"call": '), "$ should be JSON"),
    "wrong type": (changed("call", to=7), "$.call should be str, but is int"),
    "list for object": (lambda given: given.saying([]), "$ should be object, but is array"),
    "page as success": (html(200), "$ should be application/json, but is text/html"),
    "page as error": (html(404), "application/problem+json, but is HTTP 404"),
    "gateway page": (html(502), "HELD"),
    "elsewhere": (
        lambda given: Given(302, headers={"Location": "http://127.0.0.1:9/v1/x?token=s3cret"}),
        "a redirect to http://127.0.0.1",
    ),
    "100 MB": (lambda given: Given(200, body=b" " * 100_000_000), "should be at most 8388608 bytes"),
    "too many": (
        lambda given: Given(429, "application/problem+json", b"{}", {"Retry-After": "7"}),
        "Try again in 7 seconds",
    ),
    "cut off": (lambda given: None, "HELD"),
    "half a body": (lambda given: Given(200, body=b'{"call":', claimed=500), "HELD"),
}


def test_spoiled_answers_to_keys_are_said_and_the_call_goes_on(scene: Scene) -> None:
    call = in_a_call(scene)
    scene.desk.type("Amount is wrong.").wait_for("Amount is wrong.")
    for name, (how, said) in VERBS.items():
        scene.evil.spoil("POST /v1/calls/[^/]+/hold", how)
        scene.desk.press_settled("F7", said)
        assert "Amount is wrong." in scene.desk.text, name
        lives_on(scene)
        scene.desk.wait_for("HELD")
        scene.desk.press_settled("F7", "ON CALL")
    assert scene.house.call(call)["state"] == "connected"


FOUND: dict[str, tuple[Spoil, str]] = {
    "wrong type": (changed("callers", to="none"), "$.callers should be array, but is str"),
    "within a list": (changed("callers", 0, "name", to=7), "$.callers[0].name should be str, but is int"),
    "missing field": (changed("callers", 0, "id", to=None), "$.callers[0].id should be a value"),
    "gateway page": (html(502), "backend failed"),
    "bad JSON": (lambda given: Given(200, body=b"[" * 50_000), "$ should be"),
    "slow": (lambda given: Given(200, body=given.body, pause=20), "was lost"),
}


def test_spoiled_answers_to_a_search_are_said_in_it(scene: Scene) -> None:
    in_a_call(scene)
    for how, said in FOUND.values():
        scene.evil.spoil("GET /v1/callers[?]", how)
        scene.desk.press("F3").wait_for("─ Find")
        scene.desk.type("zhangmin").wait_for(said)
        scene.evil.heal()
        scene.desk.press("Backspace").type("n").wait_for("Zhang Min 张敏")
        scene.desk.press("Esc").wait_gone("─ Find")
    lives_on(scene)
    assert "ON CALL" in scene.desk.text


def test_spoiled_events_are_left_out_by_path_and_healed_by_a_snapshot(scene: Scene) -> None:
    in_a_call(scene)
    scene.evil.spoil_events(in_events(rb'("kind":"waiting","value":\{"id":)"[^"]+"', rb"\g<1>7"))
    scene.house.rings("billing", "+4930901820", name="Anna Zimmermann")
    scene.desk.wait_for("$.value.id should be str, but is int")
    scene.evil.spoil_events(in_events(rb"data: [{]", b"data: ["))
    scene.house.rings("billing", "+4930901821")
    lives_on(scene)
    scene.desk.wait_for("2 waiting", 40)
    assert "lost" not in scene.desk.text


def test_a_state_only_a_newer_backend_knows_keeps_the_call_on_the_desk(scene: Scene) -> None:
    in_a_call(scene)
    scene.evil.spoil_events(in_events(rb'"state":"held"', b'"state":"teleporting"'))
    scene.desk.press_settled("F7", lambda text: "ON CALL" not in text)
    assert "Zhang Min" in scene.desk.text
    scene.evil.heal()
    scene.evil.break_streams()
    scene.desk.wait_for("HELD")


def test_doubled_and_cut_events_do_no_harm(scene: Scene) -> None:
    in_a_call(scene)
    scene.evil.spoil_events(lambda event: event * 3)
    scene.house.rings("billing", "+4930901820")
    scene.desk.wait_for("1 waiting")
    scene.evil.spoil_events(at_once(iter([None])))
    scene.house.rings("billing", "+4930901821")
    scene.desk.wait_for("2 waiting")
    assert scene.evil.was_asked("GET /v1/events") == 2
    lives_on(scene)


STREAMS: dict[str, tuple[Spoil, str]] = {
    "page": (html(200), "$ should be text/event-stream, but is text/html"),
    "elsewhere": (
        lambda given: Given(307, headers={"Location": "http://127.0.0.2:1/"}),
        "a redirect to http://127.0.0.2",
    ),
    "gateway page": (html(502), "line is lost"),
}


def test_a_spoiled_stream_is_a_lost_line_with_its_cause(scene: Scene) -> None:
    in_a_call(scene)
    for how, said in STREAMS.values():
        scene.evil.spoil("GET /v1/events", how)
        scene.evil.break_streams()
        scene.desk.wait_for(" lost ")
        scene.desk.wait_for(said)
        lives_on(scene)
        scene.desk.wait_for("ON CALL")


def choose_a_code(scene: Scene) -> None:
    scene.desk.press_settled("F8", "WRAP-UP")
    scene.desk.press_settled("F10", "A code is missing")
    scene.desk.type("wrong am").press("Enter").wait_for("chosen: Billing / Invoice / wrong amount")


FILED: dict[str, Spoil] = {
    "page as success": html(200),
    "page as refusal": html(403),
    "page as error": html(404),
    "wrong type": changed("revision", to="many"),
    "answer lost": lambda given: None,
    "too many": lambda given: Given(429, "text/html", b"", {"Retry-After": "1"}),
}


@pytest.mark.parametrize("name", FILED)
def test_a_record_spoiled_on_its_way_is_kept_and_filed_once(name: str, scene: Scene) -> None:
    call = in_a_call(scene)
    scene.evil.spoil("PUT /v1/records/", FILED[name])
    scene.desk.type("Amount is wrong.").wait_for("kept ")
    choose_a_code(scene)
    scene.desk.press_settled("F10", lambda text: "chosen: Billing" not in text or "asked" in text)
    asked = scene.evil.was_asked("PUT /v1/records/")
    scene.desk.wait_for(lambda _: scene.evil.was_asked("PUT /v1/records/") > asked + 1)
    lives_on(scene)
    scene.desk.wait_for("● READY", 40)
    history = scene.house.asked_by("8003", f"/v1/callers/{caller_of(scene, call)}/history")
    assert [one["note"] for one in history["interactions"] if one.get("call") == call] == ["Amount is wrong."]


def caller_of(scene: Scene, call: str) -> str:
    return str(scene.house.call(call)["callers"][0]["id"])


CONTENT: dict[str, tuple[Spoil, str]] = {
    "wrong type": (changed("items", to=3), "$.items should be array, but is int"),
    "page": (html(200), "$ should be application/json, but is text/html"),
}


@pytest.mark.parametrize("name", CONTENT)
def test_content_that_can_not_be_read_is_said_and_read_again(name: str, scene: Scene) -> None:
    how, said = CONTENT[name]
    scene.evil.spoil("GET /v1/wrap-up-codes", how)
    scene.desk.wait_for(said)
    scene.evil.heal()
    scene.evil.break_streams()
    in_a_call(scene)
    choose_a_code(scene)
