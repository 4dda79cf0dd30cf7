"""A real office on a loopback socket, and people who speak HTTP to it."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import httpx
from argon2 import PasswordHasher

from tui.model import Agent, AgentRole, Caller, CallerNumber, Delivery, Queue, WrapUpNeed
from tui.office import secrecy
from tui.office.seeding import NewAgent, OfficeContent, starter
from tui.office.server import RunningOffice, running

SECRET = "open sesame"
ZHANG = Caller(
    id="zhang",
    name="Zhang Min 张敏",
    account="88-1204",
    numbers=(CallerNumber(number="+8613800138000"),),
    protected=("account",),
)


def content(**changes: Any) -> OfficeContent:
    """Three agents, a supervisor, a machine, a push and a pull queue."""
    people = [("li", "8001"), ("chen", "8002"), ("liu", "8003")]
    agents = [
        Agent(id=name, name=name.title(), staff_number=number, queues=("main", "pull"))
        for name, number in people
    ]
    boss = Agent(id="boss", name="Boss", staff_number="9000", role=AgentRole.supervisor)
    main = starter().queues[0]
    pull = Queue(id="pull", name="Pull", delivery=Delivery.pull, wrap_up=WrapUpNeed.none)
    return starter().but(
        queues=(main, pull),
        agents=tuple(NewAgent(agent=agent, secret=SECRET) for agent in (*agents, boss)),
        callers=(ZHANG,),
        **changes,
    )


@asynccontextmanager
async def office(data_dir: Path, filled: OfficeContent | None = None) -> AsyncIterator["Outside"]:
    """An office that answers. Its secrets are hashed fast: what that is worth has tests of its own."""
    fast = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    with patch.object(secrecy, "HASHER", fast):
        async with _answering(data_dir, filled) as outside:
            yield outside


@asynccontextmanager
async def _answering(data_dir: Path, filled: OfficeContent | None) -> AsyncIterator["Outside"]:
    async with (
        running(data_dir, content=filled or content()) as there,
        httpx.AsyncClient(base_url=there.url, timeout=10) as client,
    ):
        yield Outside(there=there, client=client)


@dataclass(frozen=True)
class Person:
    """Somebody with a token."""

    client: httpx.AsyncClient
    token: str

    async def ask(
        self, method: str, path: str, body: object = None, *, key: str = "", **headers: str
    ) -> httpx.Response:
        """One request."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        sent["Authorization"] = f"Bearer {self.token}"
        if key:
            sent["Idempotency-Key"] = key
        return await self.client.request(method, path, json=body, headers=sent)

    async def get(self, path: str, **headers: str) -> httpx.Response:
        """Read something."""
        return await self.ask("GET", path, **headers)

    async def verb(self, call: str, verb: str, key: str = "", **body: object) -> httpx.Response:
        """Ask for a verb; the key is made of call and verb unless given."""
        return await self.ask("POST", f"/v1/calls/{call}/{verb}", body, key=key or f"{call}-{verb}")

    async def ready(self) -> None:
        """Be ready."""
        answer = await self.ask("PUT", "/v1/me/state", {"presence": "ready"})
        assert answer.status_code == 200, answer.text

    @asynccontextmanager
    async def events(self, last_id: str = "") -> AsyncIterator["Listening"]:
        """The event stream."""
        headers = {"Authorization": f"Bearer {self.token}"}
        if last_id:
            headers["Last-Event-ID"] = last_id
        async with self.client.stream("GET", "/v1/events", headers=headers) as response:
            yield Listening(response)


@dataclass(frozen=True)
class Heard:
    """One event."""

    name: str
    id: str
    data: Any


class Listening:
    """Events as they come."""

    def __init__(self, response: httpx.Response) -> None:
        self.response = response
        self._lines = response.aiter_lines()

    async def next(self) -> Heard:
        """The next event; beats too. Raises StopAsyncIteration at the end of the stream."""
        fields: dict[str, str] = {}
        while True:
            line = await anext(self._lines)
            if line:
                name, _, value = line.partition(":")
                fields[name] = value.removeprefix(" ")
            elif "event" in fields:
                return Heard(fields["event"], fields.get("id", ""), json.loads(fields["data"]))

    async def until(self, name: str, kind: str = "", **values: object) -> Heard:
        """The next event of this name, kind and with these values; None: the field is left out."""
        async with asyncio.timeout(15):
            while True:
                heard = await self.next()
                value = heard.data.get("value", heard.data)
                if heard.name != name or (kind and heard.data.get("kind") != kind):
                    continue
                if all(value.get(field) == expected for field, expected in values.items()):
                    return heard


@dataclass(frozen=True)
class Outside:
    """What is outside of the office: its clients."""

    there: RunningOffice
    client: httpx.AsyncClient

    @property
    def machine(self) -> Person:
        """The service account."""
        return Person(self.client, self.there.token)

    async def try_sign_in(self, staff_number: str, **desk: object) -> httpx.Response:
        """Ask for a session."""
        body = {"staff_number": staff_number, "secret": SECRET, **desk}
        return await self.client.post("/v1/sessions", json=body)

    async def sign_in(self, staff_number: str, **desk: object) -> Person:
        """A session; unless it is said otherwise, from this person's own desk."""
        answer = await self.try_sign_in(staff_number, **{"desk_id": f"desk of {staff_number}", **desk})
        assert answer.status_code == 201, answer.text
        return Person(self.client, answer.json()["token"])

    async def put_in(self, queue: str = "main", **call: object) -> str:
        """A caller rings in. Returns the call's id."""
        answer = await self.machine.ask("POST", "/v1/calls", {"queue": queue, **call})
        assert answer.status_code in {200, 201}, answer.text
        return str(answer.json()["call"])


def problem(answer: httpx.Response, word: str) -> dict[str, Any]:
    """The problem an answer is, which must be of this type."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    body: dict[str, Any] = answer.json()
    assert body["type"] == f"urn:cordboard:problem:{word}", body
    assert body["status"] == answer.status_code
    return body
