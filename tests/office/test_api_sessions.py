"""Desks, take-overs and event streams over a real socket."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.office.http_office import Listening, Outside, office, problem
from tui.model import Presence
from tui.office import floor


@pytest.fixture
async def outside(tmp_path: Path) -> AsyncIterator[Outside]:
    async with office(tmp_path) as there:
        yield there


async def ended(heard: Listening) -> dict[str, str]:
    """What the stream says at its end; it must end then."""
    said: dict[str, str] = (await heard.until("ended")).data
    with pytest.raises(StopAsyncIteration):
        await heard.next()
    return said


async def test_wrong_number_or_secret(outside: Outside) -> None:
    for wrong in ({"secret": "guess"}, {"staff_number": "7777"}):
        answer = await outside.client.post(
            "/v1/sessions", json={"staff_number": "8001", "secret": "open sesame", **wrong}
        )
        assert problem(answer, "unauthorised")["detail"] == "Wrong number or secret."


async def test_guessing_is_slowed_down(outside: Outside) -> None:
    guess = {"staff_number": "8001", "secret": "guess"}
    for _ in range(5):
        problem(await outside.client.post("/v1/sessions", json=guess), "unauthorised")
    answer = await outside.client.post("/v1/sessions", json=guess)
    problem(answer, "rate-limited")
    assert int(answer.headers["retry-after"]) >= 1
    assert (await outside.try_sign_in("8002")).status_code == 201


async def test_the_same_desk_resumes_and_its_old_token_is_void(outside: Outside) -> None:
    before = await outside.sign_in("8001", desk_id="d1")
    after = await outside.sign_in("8001", desk_id="d1")
    assert (await after.get("/v1/me")).json()["state"]["presence"] == "not_ready"
    problem(await before.get("/v1/me"), "unauthorised")


async def test_another_desk_must_take_over_and_the_first_is_told(outside: Outside) -> None:
    first = await outside.sign_in("8001", desk_id="d1", desk_name="li@front")
    async with first.events() as heard:
        assert (await heard.next()).name == "snapshot"
        kept_out = await outside.try_sign_in("8001", desk_id="d2", desk_name="li@back")
        assert problem(kept_out, "signed-in-elsewhere")["by"] == "li@front"
        second = await outside.sign_in("8001", desk_id="d2", desk_name="li@back", take_over=True)
        assert await ended(heard) == {"taken_over_by": "li@back"}
    problem(await first.get("/v1/me"), "unauthorised")
    assert (await second.get("/v1/me")).status_code == 200


async def test_an_extension_has_one_agent(outside: Outside) -> None:
    await outside.sign_in("8001", extension="201")
    answer = await outside.try_sign_in("8002", extension="201")
    assert problem(answer, "extension-taken")["by"] == "Li"
    assert (await outside.sign_in("8002", extension="202")).token


async def test_signing_out_ends_token_and_stream(outside: Outside) -> None:
    li = await outside.sign_in("8001")
    async with li.events() as heard:
        await heard.next()
        assert (await li.ask("DELETE", "/v1/sessions/current")).status_code == 204
        assert await ended(heard) == {"taken_over_by": ""}
    problem(await li.get("/v1/me"), "unauthorised")
    assert (await outside.try_sign_in("8001", desk_id="elsewhere")).status_code == 201


async def test_a_session_that_ends_just_before_its_stream_begins_hears_nothing(outside: Outside) -> None:
    li = await outside.sign_in("8001")
    there = outside.there.office
    account = await there.accounts.of_token(li.token)
    assert account
    assert (await li.ask("DELETE", "/v1/sessions/current")).status_code == 204
    async with there.streams.open(account, "") as texts:
        said = [text async for text in texts]
    assert said[-1].startswith(b"event: ended")
    assert not any(b"event: snapshot" in text for text in said)
    seat = await there.store.read(lambda tx: tx.agents.seat("li"))
    assert seat
    assert seat.base is Presence.offline


async def test_the_first_beat_tells_the_offices_clock(outside: Outside) -> None:
    li = await outside.sign_in("8001")
    async with li.events() as heard:
        told = (await heard.until("beat")).data["now"]
    assert abs((datetime.now(UTC) - datetime.fromisoformat(told)).total_seconds()) < 60


async def test_a_stream_resumes_without_a_gap(outside: Outside) -> None:
    boss = await outside.sign_in("9000")
    async with boss.events() as heard:
        seen = (await heard.next()).id
    calls = [await outside.put_in("pull", number=f"+4930901{n:03}") for n in range(20)]
    async with boss.events(seen) as heard:
        came = [(await heard.until("changed", "waiting")).data["value"]["id"] for _ in calls]
    assert came == calls


@pytest.mark.parametrize("last_id", ["nonsense", "other-epoch:5", ":", "x:-1", "1"])
async def test_what_cannot_be_resumed_begins_with_a_snapshot(outside: Outside, last_id: str) -> None:
    li = await outside.sign_in("8001")
    async with li.events(last_id) as heard:
        assert (await heard.next()).name == "snapshot"


async def test_who_sees_what(outside: Outside) -> None:
    li, chen = await outside.sign_in("8001"), await outside.sign_in("8002")
    async with li.events() as lis, chen.events() as chens:
        await lis.next()
        await chens.next()
        await li.ready()
        call = await outside.put_in(name="secret matter")
        await lis.until("changed", "call", id=call)
        await outside.put_in("pull", name="for all")
        told = [await chens.next()]
        while told[-1].data.get("value", {}).get("name") != "for all":
            told.append(await chens.next())
    kinds = {heard.data.get("kind") for heard in told}
    assert "waiting" in kinds
    assert not kinds & {"call", "handling", "transcript"}
    assert "agent_state" not in kinds


async def test_a_desk_that_is_gone_is_offered_nothing(outside: Outside) -> None:
    li = await outside.sign_in("8001")
    boss = await outside.sign_in("9000")
    async with boss.events() as house:
        await house.next()
        async with li.events() as heard:
            await heard.next()
            await li.ready()
            call = await outside.put_in()
            await house.until("changed", "waiting", id=call, ringing="Li")
        await house.until("changed", "waiting", id=call, ringing=None)


async def test_a_desk_that_comes_back_late_is_not_ready_again(outside: Outside) -> None:
    li = await outside.sign_in("8001", extension="201")
    await outside.there.office.store.write(floor.sign_out, "li")
    async with li.events() as heard:
        values = (await heard.next()).data["values"]
    states = [one["value"] for one in values if one["kind"] == "agent_state"]
    assert [state["presence"] for state in states] == ["not_ready"]
    assert (await li.get("/v1/me")).json()["agent"]["extension"] == "201"


async def test_an_event_stream_has_no_head(outside: Outside) -> None:
    li = await outside.sign_in("8001")
    assert (await li.ask("HEAD", "/v1/events")).status_code == 405
    assert (await li.ask("HEAD", "/v1/me")).content == b""


async def test_no_secret_and_no_token_is_kept_in_the_file(outside: Outside, tmp_path: Path) -> None:
    li = await outside.sign_in("8001")
    kept = _everything_in(tmp_path)
    assert li.token.encode() not in kept
    assert b"open sesame" not in kept
    assert json.dumps("8001").encode() in kept


def _everything_in(data_dir: Path) -> bytes:
    return b"".join(path.read_bytes() for path in data_dir.glob("office.db*"))
