"""Whatever a backend answers, it leaves the adapter as one of the error tree, in time and in bounds."""

import pytest

from tests.adapters.conftest import CREDENTIALS, QUICK
from tests.adapters.scripted import (
    Responder,
    ScriptedServer,
    answer,
    cut,
    dripping,
    endless,
    hang_up,
    problem,
    raw,
    silent,
)
from tui.adapters.cordboard import CordboardBackend
from tui.adapters.cordboard.options import read_options
from tui.adapters.kit import Limits
from tui.backend import (
    BackendError,
    CallsPort,
    Command,
    Forbidden,
    Malformed,
    NotSent,
    OutcomeUnknown,
    RateLimited,
    Refused,
    Session,
    Unsupported,
    Why,
)
from tui.model import HandlingState, Verb

READ = "/v1/calls/c1"
ANSWER = Command(verb=Verb.answer, id="k1", call="c1", handling="h1")
VIEW = {"call": {"id": "c1"}, "handling": {"id": "h1", "call": "c1"}}


def view(**handling: object) -> Responder:
    return answer(200, {"call": {"id": "c1"}, "handling": {"id": "h1", "call": "c1", **handling}})


def calls(session: Session) -> CallsPort:
    assert session.calls is not None
    return session.calls


MISFITS = {
    "wrong type": (view(state=3), "$.handling.state", "str", "int"),
    "wrong type within a list": (view(parties=[{"id": 7}]), "$.handling.parties[0].id", "str", "int"),
    "missing field": (answer(200, {"call": {}}), "$.call.id", "a value", "missing"),
    "not a time": (view(since="soon"), "$.handling.since", "RFC3339", "other text"),
    "time without offset": (
        view(since="2026-01-01T00:00:00"),
        "$.handling.since",
        "datetime with a timezone component",
        "something else",
    ),
    "list for object": (answer(200, []), "$", "object", "array"),
    "bad JSON": (raw(200, b'{"call": '), "$", "JSON", "Input data was truncated"),
    "no JSON at all": (raw(200, b"\xff\xfe"), "$", "JSON", "invalid character (byte 0)"),
    "bytes that are not UTF-8": (raw(200, b'{"call":{"id":"\xff"}}'), "$", "UTF-8 text", "other bytes"),
    "HTML page as success": (
        raw(200, b"<html>Welcome</html>", "text/html"),
        "$",
        "application/json",
        "text/html",
    ),
    "HTML page as error": (
        raw(404, b"<html>Nothing</html>", "text/html"),
        "$",
        "application/problem+json",
        "HTTP 404 as text/html",
    ),
    "compressed body": (
        raw(200, b"\x1f\x8b", Content_Encoding="gzip"),
        "$",
        "a plain body",
        "compressed by gzip",
    ),
    "100 MB": (endless(b" " * 65536, 1600), "$", "at most 65536 bytes", "more"),
    "deep nesting": (raw(200, b'{"call":' + b"[" * 30000), "$.call", "object", "array"),
}


@pytest.mark.parametrize("name", MISFITS)
async def test_names_path_expectation_and_finding(
    name: str, server: ScriptedServer, session: Session
) -> None:
    responder, path, expected, got = MISFITS[name]
    server.on("GET", READ, responder)
    with pytest.raises(Malformed) as caught:
        await calls(session).read("c1")
    assert (caught.value.path, caught.value.expected, caught.value.got) == (path, expected, got)
    assert caught.value.operation == "GET /v1/calls/{id}"


async def test_goes_on_after_a_bad_answer(server: ScriptedServer, session: Session) -> None:
    server.on("GET", READ, endless(b"x" * 65536, 100), hang_up, answer(200, VIEW))
    for expected in (Malformed, OutcomeUnknown):
        with pytest.raises(expected):
            await calls(session).read("c1")
    assert (await calls(session).read("c1")).call.id == "c1"


async def test_unknown_words_and_fields_do_not_blind(server: ScriptedServer, session: Session) -> None:
    server.on("GET", READ, view(state="teleporting", colour="green"))
    handling = (await calls(session).read("c1")).handling
    assert handling is not None
    assert handling.state is HandlingState.unknown


async def test_a_redirect_is_not_followed_and_names_where_it_led(
    server: ScriptedServer, session: Session
) -> None:
    async def never(*_: object) -> None:
        raise AssertionError("the token went to another place")

    async with ScriptedServer() as other:
        other.on("GET", READ, never)
        server.on("GET", READ, raw(302, b"", Location=f"{other.url}{READ}?x=1"))
        with pytest.raises(Malformed) as caught:
            await calls(session).read("c1")
        assert caught.value.got == f"a redirect to http://127.0.0.1{READ}"
        assert caught.value.expected == "an answer"
        assert not other.received


REFUSALS = {
    (409, "taken"): Why.taken,
    (410, "gone"): Why.gone,
    (409, "not-now"): Why.not_now,
    (412, "conflict"): Why.conflict,
    (409, "extension-taken"): Why.extension_taken,
    (409, "signed-in-elsewhere"): Why.signed_in_elsewhere,
    (409, "target-busy"): Why.target_busy,
    (422, "target-unknown"): Why.target_unknown,
    (409, "nobody-waits"): Why.nobody_waits,
    (422, "invalid"): Why.invalid,
    (400, "bad-json"): Why.invalid,
    (404, "not-found"): Why.not_found,
    (418, "teapot"): Why.unknown,
}


@pytest.mark.parametrize(("status", "name"), REFUSALS)
async def test_problems_become_refusals(
    status: int, name: str, server: ScriptedServer, session: Session
) -> None:
    server.on("POST", "/v1/calls/c1/answer", problem(status, name, detail="said so", by="Bo"))
    with pytest.raises(Refused) as caught:
        await calls(session).perform(ANSWER)
    assert caught.value.reason is REFUSALS[status, name]
    assert (caught.value.detail, caught.value.by) == ("said so", "Bo")


WRITES: dict[str, tuple[Responder, type[BackendError]]] = {
    "forbidden": (problem(403, "forbidden"), Forbidden),
    "unsupported": (problem(501, "unsupported"), Unsupported),
    "gateway's refusal": (raw(403, b"<html>", "text/html"), Malformed),
    "gateway lacks the method": (raw(405, b"<html>", "text/html"), Malformed),
    "internal": (problem(500, "internal"), OutcomeUnknown),
    "gateway page": (raw(502, b"<html>", "text/html"), OutcomeUnknown),
    "reset": (hang_up, OutcomeUnknown),
    "cut body": (cut(b'{"call":', 500), OutcomeUnknown),
    "no whole body in time": (silent(b'{"call":'), OutcomeUnknown),
    "no answer in time": (silent(), OutcomeUnknown),
}


@pytest.mark.parametrize("name", WRITES)
async def test_a_write_fails_by_what_is_known(name: str, server: ScriptedServer, session: Session) -> None:
    responder, expected = WRITES[name]
    server.on("POST", "/v1/calls/c1/answer", responder)
    with pytest.raises(BackendError) as caught:
        await calls(session).perform(ANSWER)
    assert type(caught.value) is expected
    assert len(server.asked("POST", "/v1/calls/c1/answer")) == 1


async def test_a_body_that_drips_for_ever_ends(server: ScriptedServer) -> None:
    server.on("POST", "/v1/sessions", dripping(b" " * 1000, 0.02))
    limits = Limits(read=0.2, total=0.3)
    with pytest.raises(OutcomeUnknown) as caught:
        await CordboardBackend(read_options({"url": server.url}), limits=limits).sign_in(CREDENTIALS)
    assert caught.value.detail == "no whole answer in 0.3 s"


async def test_busy_elsewhere_is_a_time_to_come_back(server: ScriptedServer, session: Session) -> None:
    server.on("POST", "/v1/calls/c1/answer", raw(503, b"", "text/html", Retry_After="4"))
    with pytest.raises(RateLimited) as caught:
        await calls(session).perform(ANSWER)
    assert caught.value.after == 4.0


async def test_a_failed_read_has_changed_nothing(server: ScriptedServer, session: Session) -> None:
    server.on("GET", READ, raw(502, b"<html>", "text/html"))
    with pytest.raises(BackendError) as caught:
        await calls(session).read("c1")
    assert type(caught.value) is BackendError
    assert caught.value.detail == "HTTP 502 text/html"


@pytest.mark.parametrize(("said", "after"), [("7", 7.0), ("soon", 1.0), ("", 1.0), ("9" * 30, 1.0)])
async def test_says_when_to_come_back(
    said: str, after: float, server: ScriptedServer, session: Session
) -> None:
    server.on("GET", READ, raw(429, b"{}", Retry_After=said))
    with pytest.raises(RateLimited) as caught:
        await calls(session).read("c1")
    assert caught.value.after == after


async def test_what_never_left_is_told_apart(server: ScriptedServer, backend: CordboardBackend) -> None:
    await server.__aexit__()
    with pytest.raises(NotSent):
        await backend.sign_in(CREDENTIALS)


async def test_tls_with_a_plain_server_never_leaves(server: ScriptedServer) -> None:
    backend = CordboardBackend(read_options({"url": server.url.replace("http:", "https:")}), limits=QUICK)
    with pytest.raises(NotSent):
        await backend.sign_in(CREDENTIALS)
    assert not server.received


@pytest.mark.parametrize("identifier", ["../me", "..", ".", "a/b?c#d", "%2e%2e", "c\r\nX: y", "通话"])
async def test_identifiers_never_leave_their_place(
    identifier: str, server: ScriptedServer, session: Session
) -> None:
    with pytest.raises(BackendError):
        await calls(session).read(identifier)
    path = server.received[-1].path
    assert path.startswith("/v1/calls/")
    assert path.removeprefix("/v1/calls/").count("/") == 0
    assert "x" not in server.received[-1].headers


async def test_an_empty_identifier_is_not_asked(server: ScriptedServer, session: Session) -> None:
    before = len(server.received)
    with pytest.raises(Refused) as caught:
        await calls(session).read("")
    assert caught.value.reason is Why.gone
    assert len(server.received) == before


async def test_a_call_that_is_not_there_is_gone(server: ScriptedServer, session: Session) -> None:
    server.on("GET", READ, problem(404, "not-found"))
    with pytest.raises(Refused) as caught:
        await calls(session).read("c1")
    assert caught.value.reason is Why.gone
