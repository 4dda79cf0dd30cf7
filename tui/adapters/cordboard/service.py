"""The native API as a machine speaks it: a PBX, a script or simulated callers with a service token."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import msgspec

from tui.adapters.cordboard.interpreting import Interpreter
from tui.adapters.cordboard.line import written
from tui.adapters.cordboard.wire import Items
from tui.adapters.kit import Ask, EventStream, HttpClient, Timing
from tui.backend.events import Event
from tui.backend.ports import Receipt
from tui.model import Call, Channel, Moment, PartyState, Queue, Value

_PART = "office"
_AT_ONCE = 10
"""Requests under way; more wait their turn in order, however long that takes."""


class InboundCall(Value, frozen=True, kw_only=True, omit_defaults=True):
    """Body of POST /v1/calls, from a machine."""

    id: str
    """Made by the sender; sent twice it is one call."""
    queue: str
    number: str = ""
    """E.164; empty: withheld."""
    name: str = ""
    called: str = ""
    channel: Channel = Channel.voice
    about: str = ""
    language: str = ""
    kind_of_caller: str = ""
    choices: tuple[str, ...] = ()
    attributes: dict[str, str] = msgspec.field(default_factory=dict)
    priority: int = 0
    due: Moment | None = None


class _Said(Value, frozen=True, kw_only=True, omit_defaults=True):
    text: str
    by: str = ""


class _Leg(Value, frozen=True, kw_only=True):
    state: PartyState


class _Nothing(Value, frozen=True):
    pass


class ServiceLine:
    """Requests with the token of a service account. All raise members of the backend's error tree."""

    def __init__(self, url: str, token: str, *, timing: Timing | None = None) -> None:
        self._client = HttpClient(url, part=_PART, timing=timing)
        self._room = asyncio.Semaphore(_AT_ONCE)
        self._headers = {"Authorization": f"Bearer {token}"}
        self._stream = EventStream(_PART, self._open, Interpreter(_PART, ""), timing=timing)

    async def aclose(self) -> None:
        """Let go of all connections; `events` ends."""
        self._stream.close()
        await self._client.aclose()

    def events(self) -> AsyncIterator[Event]:
        """Everything that happens on the floor, endlessly. To be read by one task."""
        return self._stream.events()

    async def put_call(self, call: InboundCall) -> Receipt:
        """A caller rings in."""
        body = msgspec.json.encode({"kind": "inbound", **msgspec.to_builtins(call)})
        async with self._room:
            return await self._client.fetch(self._ask("POST", "/v1/calls", body), Receipt)

    async def hang_up(self, call: str) -> None:
        """The caller hangs up, or gives up waiting."""
        await self._post("/v1/calls/{id}/hang_up", _Nothing(), id=call)

    async def say(self, call: str, text: str, by: str = "") -> None:
        """Somebody said this; empty `by`: the caller."""
        await self._post("/v1/calls/{id}/say", _Said(text=text, by=by), id=call)

    async def report(self, call: str, party: str, state: PartyState) -> None:
        """What became of a leg to an outside number."""
        await self._post("/v1/calls/{id}/parties/{party}", _Leg(state=state), id=call, party=party)

    async def calls(self) -> tuple[Call, ...]:
        """All calls that have not ended."""
        return (await self._client.fetch(self._ask("GET", "/v1/calls"), Items[Call])).items

    async def queues(self) -> tuple[Queue, ...]:
        """All queues."""
        return (await self._client.fetch(self._ask("GET", "/v1/queues"), Items[Queue])).items

    async def _post(self, template: str, body: Value, **ids: str) -> None:
        asked = written("POST", template, body, **ids)
        async with self._room:
            await self._client.send(msgspec.structs.replace(asked, headers=self._headers))

    def _ask(self, method: str, template: str, body: bytes | None = None) -> Ask:
        return Ask(method=method, template=template, headers=self._headers, body=body)

    @asynccontextmanager
    async def _open(self, last_id: str) -> AsyncIterator[httpx.Response]:
        resume = {"Last-Event-ID": last_id} if last_id else {}
        headers = {**self._headers, "Accept": "text/event-stream", "Cache-Control": "no-store", **resume}
        ask = Ask(method="GET", template="/v1/events", headers=headers)
        response = await self._client.open_stream(ask)
        async with self._client.reading(ask, response):
            yield response
