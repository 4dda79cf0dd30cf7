"""What the native adapter asks for: paths, bodies, keys, conditions, tokens; and what it lets be seen."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.adapters.conftest import CREDENTIALS, SIGNED_IN
from tests.adapters.scripted import ScriptedServer, answer, problem, raw
from tui.adapters.cordboard import CordboardBackend
from tui.backend import (
    Command,
    Exchange,
    NotSent,
    Refused,
    Session,
    Unauthorised,
    Unsupported,
    Why,
)
from tui.model import Caller, FollowUp, Origin, Presence, Record, Target, TargetKind, Verb

RECEIPT = {"call": "c1", "handling": "h1"}
BEGAN = datetime(2026, 1, 1, 9, 30, tzinfo=UTC)
TARGET = Target(kind=TargetKind.agent, id="a2", name="Bo")
COMMANDS: dict[str, tuple[Command, str, dict[str, Any]]] = {
    "answer": (
        Command(verb=Verb.answer, id="k", call="c1", handling="h1"),
        "/v1/calls/c1/answer",
        {"handling": "h1"},
    ),
    "transfer with the record": (
        Command(
            verb=Verb.transfer,
            id="k",
            call="c1",
            handling="h1",
            target=TARGET,
            record=Record(id="r1", note="owes", revision=3),
        ),
        "/v1/calls/c1/transfer",
        {
            "handling": "h1",
            "target": {"kind": "agent", "id": "a2", "name": "Bo"},
            "record": {"id": "r1", "note": "owes", "revision": 3},
        },
    ),
    "next of any queue": (Command(verb=Verb.take_next, id="k"), "/v1/queues/any/next", {}),
    "next of one queue": (Command(verb=Verb.take_next, id="k", queue="q1"), "/v1/queues/q1/next", {}),
    "dial": (
        Command(verb=Verb.dial, id="k", number="+4420", queue="q1", caller="p1"),
        "/v1/calls",
        {"kind": "dial", "id": "k", "number": "+4420", "queue": "q1", "caller": "p1"},
    ),
    "log by hand": (
        Command(verb=Verb.log, id="k", direction=Origin.inbound, began=BEGAN),
        "/v1/calls",
        {"kind": "log", "id": "k", "direction": "inbound", "began": "2026-01-01T09:30:00Z"},
    ),
    "digits": (
        Command(verb=Verb.send_digits, id="k", call="c1", handling="h1", digits="42#"),
        "/v1/calls/c1/send_digits",
        {"handling": "h1", "digits": "42#"},
    ),
}


@pytest.mark.parametrize("name", COMMANDS)
async def test_commands_go_where_the_api_wants_them(
    name: str, server: ScriptedServer, session: Session
) -> None:
    command, path, body = COMMANDS[name]
    server.on("POST", path, answer(201, RECEIPT))
    assert session.calls is not None
    receipt = await session.calls.perform(command)
    assert (receipt.call, receipt.handling) == ("c1", "h1")
    [received] = server.asked("POST", path)
    assert json.loads(received.body) == body
    assert received.headers["idempotency-key"] == "k"
    assert received.headers["authorization"] == "Bearer t-1"


async def test_declares_every_verb_but_the_unknown(session: Session) -> None:
    assert session.calls is not None
    assert set(session.calls.verbs) == set(Verb) - {Verb.unknown}
    with pytest.raises(Unsupported):
        await session.calls.perform(Command(verb=Verb.unknown, id="k", call="c1"))


async def test_signs_in_as_this_desk(server: ScriptedServer, session: Session) -> None:
    assert session.agent.name == "Ann"
    [received] = server.asked("POST", "/v1/sessions")
    assert json.loads(received.body) == {
        "staff_number": "101",
        "secret": "open sesame",
        "desk_id": "d1",
        "take_over": True,
    }


async def test_renews_an_expired_token_once_without_taking_over(
    server: ScriptedServer, session: Session
) -> None:
    server.on("GET", "/v1/reasons", problem(401, "unauthorised"), answer(200, {"items": []}))
    server.on("POST", "/v1/sessions", answer(201, {**SIGNED_IN, "token": "t-2"}))
    assert session.presence is not None
    assert await session.presence.reasons() == ()
    assert server.asked("GET", "/v1/reasons")[1].headers["authorization"] == "Bearer t-2"
    assert "take_over" not in json.loads(server.asked("POST", "/v1/sessions")[1].body)


async def test_a_token_refused_twice_ends_it(server: ScriptedServer, session: Session) -> None:
    server.on("GET", "/v1/reasons", problem(401, "unauthorised"))
    assert session.presence is not None
    with pytest.raises(Unauthorised):
        await session.presence.reasons()
    assert len(server.asked("POST", "/v1/sessions")) == 2
    assert len(server.asked("GET", "/v1/reasons")) == 2


async def test_what_was_refused_before_a_failed_renewal_was_not_sent(
    server: ScriptedServer, session: Session
) -> None:
    server.on("PUT", "/v1/me/state", problem(401, "unauthorised"))
    server.on("POST", "/v1/sessions", raw(502, b"", "text/html"))
    assert session.presence is not None
    with pytest.raises(NotSent):
        await session.presence.set_state(Presence.ready)


async def test_asks_for_a_state(server: ScriptedServer, session: Session) -> None:
    server.on("PUT", "/v1/me/state", answer(200, {"id": "a1"}))
    assert session.presence is not None
    await session.presence.set_state(Presence.not_ready, "lunch", after_call=True)
    [received] = server.asked("PUT", "/v1/me/state")
    assert json.loads(received.body) == {"presence": "not_ready", "reason": "lunch", "after_call": True}


@pytest.mark.parametrize(("version", "header", "value"), [(0, "if-none-match", "*"), (7, "if-match", '"7"')])
async def test_rows_are_kept_only_as_they_were_known(
    version: int, header: str, value: str, server: ScriptedServer, session: Session
) -> None:
    server.on("PUT", "/v1/follow-ups/f1", answer(200, {"version": 8}))
    server.on("PUT", "/v1/callers/p1", problem(412, "conflict"))
    assert session.follow_ups is not None
    assert session.callers is not None
    assert (await session.follow_ups.save(FollowUp(id="f1", version=version))).version == 8
    with pytest.raises(Refused) as caught:
        await session.callers.save(Caller(id="p1", name="Li", version=version))
    assert caught.value.reason is Why.conflict
    for path in ("/v1/follow-ups/f1", "/v1/callers/p1"):
        [received] = server.asked("PUT", path)
        assert received.headers[header] == value


async def test_searches_with_words_as_data(server: ScriptedServer, session: Session) -> None:
    server.on("GET", "/v1/callers", answer(200, {"callers": [{"id": "p1", "name": "A&B"}], "more": True}))
    assert session.callers is not None
    found = await session.callers.search("a&limit=9 ü", limit=5)
    assert (found.callers[0].name, found.more) == ("A&B", True)
    assert server.received[-1].query == "q=a%26limit%3D9+%C3%BC&limit=5"


async def test_signs_out_and_lets_go_even_if_refused(server: ScriptedServer, session: Session) -> None:
    server.on("DELETE", "/v1/sessions/current", problem(500, "internal"))
    await session.close(True)
    assert len(server.asked("DELETE", "/v1/sessions/current")) == 1
    assert session.presence is not None
    with pytest.raises(NotSent):
        await session.presence.set_state(Presence.ready)


async def test_watchers_see_every_exchange_without_secrets(
    server: ScriptedServer, backend: CordboardBackend, exchanges: list[Exchange]
) -> None:
    server.on("POST", "/v1/calls/c1/send_digits", problem(409, "not-now"))
    session = await backend.sign_in(CREDENTIALS)
    assert session.calls is not None
    with pytest.raises(Refused):
        await session.calls.perform(
            Command(verb=Verb.send_digits, id="k", call="c1", digits="4711", reason="4111 1111 1111 1111")
        )
    await session.close(False)
    signing, verb = exchanges
    assert (signing.operation, signing.status, signing.error) == ("POST /v1/sessions", 201, "")
    assert (verb.operation, verb.status) == ("POST /v1/calls/{id}/send_digits", 409)
    assert verb.error.startswith("Refused")
    assert verb.url == f"{server.url}/v1/calls/c1/send_digits"
    everything = repr(exchanges)
    for secret in ("open sesame", "t-1", "4711", "4111 1111"):
        assert secret not in everything
