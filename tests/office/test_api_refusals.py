"""Whatever is sent, the answer is a problem that says what was wrong, never a 500."""

import asyncio
import socket
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import pytest
import pytest_asyncio

from tests.office.http_office import Outside, office, problem
from tui.office.api.bodies import BODY_LIMIT

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def outside(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Outside]:
    """One office for all of these: what is refused changes nothing."""
    async with office(tmp_path_factory.mktemp("office")) as there:
        yield there


async def test_unknown_path(outside: Outside) -> None:
    assert problem(await outside.client.get("/v1/nothing"), "not-found")["status"] == 404
    assert problem(await outside.client.get("/"), "not-found")["title"]


async def test_wrong_method_names_the_right_ones(outside: Outside) -> None:
    answer = await outside.client.put("/v1/sessions", json={})
    assert problem(answer, "method-not-allowed")["status"] == 405
    assert answer.headers["allow"] == "POST"


@pytest.mark.parametrize("token", [b"", b"Bearer", b"Bearer x", b"Basic eDp5", b"Bearer \xed\xb2\x80"])
async def test_without_a_token_nothing_is_told(outside: Outside, token: bytes) -> None:
    answer = await outside.client.get("/v1/me", headers={b"Authorization": token})
    assert problem(answer, "unauthorised")["status"] == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize(
    ("body", "word", "path"),
    [
        ("{", "bad-json", None),
        ("\xff", "bad-json", None),
        ("[" * 100_000, "invalid", "$"),
        ("[]", "invalid", "$"),
        ('{"presence": 1}', "invalid", "$.presence"),
        ('{"presence": "sleeping"}', "invalid", "$.presence"),
        ('{"presence": "unknown"}', "invalid", "$.presence"),
        ('{"presence": "busy"}', "invalid", "$.presence"),
        ('{"reason": "lunch"}', "invalid", "$"),
        ('{"presence": "not_ready", "reason": "party"}', "invalid", "$.reason"),
        ('{"presence": "not_ready", "reason": 5}', "invalid", "$.reason"),
    ],
)
async def test_bad_bodies(outside: Outside, body: str, word: str, path: str | None) -> None:
    li = await outside.sign_in("8001")
    headers = {"Authorization": f"Bearer {li.token}", "Content-Type": "application/json"}
    answer = await outside.client.put("/v1/me/state", content=body.encode("latin-1"), headers=headers)
    assert problem(answer, word).get("path") == path


async def test_numbers_beyond_every_reader_are_refused_with_their_path(outside: Outside) -> None:
    li = await outside.sign_in("8001")
    body = {"id": "r", "revision": 2**60, "follow_ups": []}
    assert problem(await li.ask("PUT", "/v1/records/r", body), "invalid")["path"] == "$.revision"
    body = {"id": "r", "revision": 1, "began": "0001-01-01T00:00:00+14:00"}
    assert problem(await li.ask("PUT", "/v1/records/r", body), "invalid")["path"] == "$.began"
    nested = {"id": "r", "follow_ups": [{"id": "f", "kind": "dance"}]}
    assert problem(await li.ask("PUT", "/v1/records/r", nested), "invalid")["path"] == "$.follow_ups[0].kind"


async def test_wrong_media_type(outside: Outside) -> None:
    answer = await outside.client.post("/v1/sessions", content=b"a=b", headers={"Content-Type": "text/plain"})
    assert problem(answer, "unsupported-media-type")["status"] == 415


async def test_a_body_too_large_is_refused_whether_it_says_so_or_not(outside: Outside) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b"x" * (BODY_LIMIT // 20)

    headers = {"Content-Type": "application/json"}
    declared = await outside.client.post("/v1/sessions", content=b" " * (BODY_LIMIT + 1), headers=headers)
    assert problem(declared, "too-large")["status"] == 413
    streamed = await outside.client.post("/v1/sessions", content=pieces(), headers=headers)
    assert problem(streamed, "too-large")["status"] == 413


async def test_a_hundred_megabytes_are_not_read_into_memory(outside: Outside) -> None:
    """The answer comes before the body has been sent."""
    where = urlsplit(outside.there.url)
    with socket.create_connection((where.hostname, where.port or 0), timeout=5) as raw:
        raw.setblocking(False)
        head = b"POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        raw.send(head + b"Content-Length: 104857600\r\n\r\n{")
        answer = await asyncio.wait_for(asyncio.get_running_loop().sock_recv(raw, 4096), 5)
    assert b" 413 " in answer.split(b"\r\n", 1)[0]


@pytest.mark.parametrize(
    ("method", "path", "who", "allowed"),
    [
        ("GET", "/v1/calls", "8001", False),
        ("GET", "/v1/calls", "9000", True),
        ("GET", "/v1/calls", "machine", True),
        ("GET", "/v1/callers?q=zhang", "machine", False),
        ("GET", "/v1/callers?q=zhang", "8001", True),
        ("POST", "/v1/calls/x/say", "8001", False),
        ("POST", "/v1/calls/x/lifted", "9000", False),
        ("POST", "/v1/calls/x/answer", "machine", False),
        ("PUT", "/v1/records/x", "machine", False),
        ("PUT", "/v1/me/state", "machine", False),
        ("GET", "/v1/queues", "machine", True),
    ],
)
async def test_roles(outside: Outside, method: str, path: str, who: str, allowed: bool) -> None:
    person = outside.machine if who == "machine" else await outside.sign_in(who)
    answer = await person.ask(method, path, {} if method != "GET" else None)
    if allowed:
        assert answer.status_code == 200
    else:
        assert problem(answer, "forbidden")["status"] == 403


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=x", "limit=201", "limit=1&limit=2", "limit=-1", "limit=%D9%A1"]
)
async def test_bad_query_parameters(outside: Outside, query: str) -> None:
    li = await outside.sign_in("8001")
    assert problem(await li.get(f"/v1/callers?q=zhang&{query}"), "invalid")["path"] == "?limit"


@pytest.mark.parametrize("cursor", ["x", "%%%", "bm9uZSBh", "aW5mIGE=", "bmFuIGE="])
async def test_a_made_up_cursor(outside: Outside, cursor: str) -> None:
    li = await outside.sign_in("8001")
    answer = await li.get(f"/v1/callers/zhang/history?cursor={cursor}")
    assert problem(answer, "invalid")["path"] == "?cursor"


async def test_answers_tell_a_browser_to_do_nothing(outside: Outside) -> None:
    answer = await outside.client.get("/v1/health")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert "server" not in answer.headers
