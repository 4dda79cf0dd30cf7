"""The signed-in line to the office: every request with a token that is renewed in silence."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeVar

import httpx
import msgspec

from tui.adapters.cordboard.wire import Items, SignedIn, SignIn
from tui.adapters.kit import Answer, Ask, HttpClient
from tui.backend.errors import NotSent, OutcomeUnknown, Unauthorised
from tui.backend.session import Credentials
from tui.model import Moment, Value

T = TypeVar("T")
_CLOCK_DOUBT = 30.0
"""Seconds by which the office's clock may differ from what we take it for."""


class Line:
    """Requests of one agent. When the token has run out, it signs in again from the same desk, once."""

    def __init__(self, client: HttpClient, credentials: Credentials) -> None:
        self._client = client
        self._credentials = credentials
        self._token = ""
        self._expires: Moment | None = None
        self._streaming_with = ""
        self._renewing = asyncio.Lock()

    @property
    def client(self) -> HttpClient:
        """The client underneath."""
        return self._client

    async def sign_in(self) -> SignedIn:
        """Get a token.

        Raises:
            Unauthorised, Refused, NotSent: see `Backend.sign_in`.
        """
        signed_in = await self._client.fetch(self._sign_in_ask(), SignedIn)
        self._token = signed_in.token
        self._expires = signed_in.expires
        # Whoever was told to go must not come back by taking over in turn.
        self._credentials = msgspec.structs.replace(self._credentials, take_over=False)
        return signed_in

    async def sign_out(self) -> None:
        """End the session. A token that is no longer good is not renewed for it."""
        ask = written("DELETE", "/v1/sessions/current", None)
        await self._client.send(_with_token(ask, self._token))

    def may_resume(self, now: float) -> bool:
        """Whether a stream that ended without a name may be opened again: its token has run out, or was
        renewed by us. If neither, a newer process of this desk has the session, and keeps it.

        Args:
            now: by the office's clock, in seconds since 1970.
        """
        if self._streaming_with != self._token:
            return True
        return self._expires is not None and now >= self._expires.timestamp() - _CLOCK_DOUBT

    async def send(self, ask: Ask) -> Answer:
        """One exchange with the token; see `HttpClient.send`."""
        token = self._token
        try:
            return await self._client.send(_with_token(ask, token))
        except Unauthorised:
            await self._renew(token, ask)
            return await self._client.send(_with_token(ask, self._token))

    async def fetch(self, ask: Ask, wanted: type[T]) -> T:
        """The answer as a value of this type; see `HttpClient.fetch`."""
        return self._client.read(ask, await self.send(ask), wanted)

    async def fetch_items(self, template: str, wanted: type[T], **query: str) -> tuple[T, ...]:
        """A list of values."""
        ask = Ask(method="GET", template=template, query={k: v for k, v in query.items() if v})
        shape: type[Items[T]] = Items[wanted]  # type: ignore[valid-type]  # the type is a value here
        return (await self.fetch(ask, shape)).items

    @asynccontextmanager
    async def stream(self, ask: Ask) -> AsyncIterator[httpx.Response]:
        """An endless answer with the token; see `HttpClient.open_stream` and `reading`."""
        self._streaming_with = self._token
        try:
            response = await self._client.open_stream(_with_token(ask, self._token))
        except Unauthorised:
            await self._renew(self._streaming_with, ask)
            self._streaming_with = self._token
            response = await self._client.open_stream(_with_token(ask, self._token))
        async with self._client.reading(ask, response):
            yield response

    async def _renew(self, refused: str, ask: Ask) -> None:
        """Make sure the token is another one than the refused one.

        Raises:
            NotSent: the office could not be asked; what was refused has not happened.
        """
        async with self._renewing:
            if self._token != refused:
                return
            try:
                await self.sign_in()
            except OutcomeUnknown as error:
                raise NotSent(error.detail, operation=ask.operation) from error

    def _sign_in_ask(self) -> Ask:
        known = self._credentials
        body = SignIn(
            staff_number=known.staff_number,
            secret=known.secret,
            extension=known.extension,
            desk_id=known.desk_id,
            desk_name=known.desk_name,
            take_over=known.take_over,
        )
        return Ask(method="POST", template="/v1/sessions", body=msgspec.json.encode(body))


def written(method: str, template: str, body: Value | None, *, key: str = "", **ids: str) -> Ask:
    """A request that changes something; `key` makes it safe to repeat."""
    return Ask(
        method=method,
        template=template,
        ids=ids,
        headers={"Idempotency-Key": key} if key else {},
        body=None if body is None else msgspec.json.encode(body),
    )


def _with_token(ask: Ask, token: str) -> Ask:
    return msgspec.structs.replace(ask, headers={**ask.headers, "Authorization": f"Bearer {token}"})
