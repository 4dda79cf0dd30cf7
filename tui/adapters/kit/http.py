"""One way to speak HTTP: every transport and status error leaves as a member of the error tree."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeVar
from urllib.parse import urljoin, urlsplit

import httpx

from tui.adapters.kit.asking import Ask
from tui.adapters.kit.decoding import decode
from tui.adapters.kit.limits import Limits
from tui.adapters.kit.problems import Answer, error_of
from tui.adapters.kit.timing import Timing
from tui.adapters.kit.transport import translated
from tui.adapters.kit.watching import Watch
from tui.backend.errors import BackendError, Malformed, NotSent, OutcomeUnknown
from tui.backend.exchanges import ExchangeObserver

T = TypeVar("T")
_IDLE_SECONDS = 4.0
"""Shorter than the five seconds of common servers: a request on a connection that the other side is
just closing would have an unknown outcome."""


class HttpClient:
    """Requests to one backend. Follows no redirects, takes no proxy from the environment."""

    def __init__(
        self,
        base_url: str,
        *,
        part: str,
        tls: ssl.SSLContext | None = None,
        observe: ExchangeObserver | None = None,
        limits: Limits | None = None,
        timing: Timing | None = None,
    ) -> None:
        self._base = base_url.rstrip("/")
        self._observe = observe
        self.part = part
        self.limits = limits or Limits()
        self.timing = timing or Timing()
        self._client = httpx.AsyncClient(
            verify=tls or _authorities(self._base),
            trust_env=False,
            follow_redirects=False,
            # A compressed body could grow a thousandfold before its size is seen.
            headers={"Accept-Encoding": "identity", "User-Agent": "cordboard"},
            timeout=self._timeout(self.limits.read),
            limits=httpx.Limits(max_connections=20, keepalive_expiry=_IDLE_SECONDS),
        )

    async def aclose(self) -> None:
        """Close all connections."""
        await self._client.aclose()

    async def fetch(self, ask: Ask, wanted: type[T]) -> T:
        """The answer's body as a value of this type.

        Raises:
            BackendError: any of the tree.
        """
        return self.read(ask, await self.send(ask), wanted)

    @staticmethod
    def read(ask: Ask, answer: Answer, wanted: type[T]) -> T:
        """A successful answer's body as a value of this type.

        Raises:
            Malformed: it is something else.
        """
        if answer.media_type != "application/json":
            got = answer.media_type or "without a type"
            raise Malformed("$", "application/json", got, operation=ask.operation)
        return decode(answer.body, wanted, operation=ask.operation)

    async def send(self, ask: Ask) -> Answer:
        """One exchange; the answer was a success.

        Raises:
            BackendError: any of the tree.
        """
        async with self._watched(ask) as watch:
            response = await self._open(ask, self._timeout(self.limits.read), watch)
            try:
                answer = await self._whole(ask, response, watch)
            finally:
                await response.aclose()
            self._check(ask, answer)
        return answer

    async def open_stream(self, ask: Ask) -> httpx.Response:
        """An answer without end, to be read within `reading`. Its headers are in and are a success.

        Raises:
            BackendError: any of the tree.
        """
        async with self._watched(ask) as watch:
            response = await self._open(ask, self._timeout(None), watch)
            if not response.is_success:
                try:
                    self._check(ask, await self._whole(ask, response, watch))
                finally:
                    await response.aclose()
        return response

    @asynccontextmanager
    async def reading(self, ask: Ask, response: httpx.Response) -> AsyncIterator[None]:
        """Inside, the stream may be read for any time; at the end it is closed.

        Raises:
            BackendError: whatever the line does to it meanwhile.
        """
        try:
            with translated(ask):
                yield
        finally:
            await response.aclose()

    @asynccontextmanager
    async def _watched(self, ask: Ask) -> AsyncIterator[Watch]:
        """Bounds the whole exchange and tells it to the observer, whatever becomes of it."""
        watch = Watch(ask, self._url(ask), self.part, self.timing)
        try:
            async with asyncio.timeout(self.limits.total):
                yield watch
        except TimeoutError as error:
            late = OutcomeUnknown(f"no whole answer in {self.limits.total:g} s", operation=ask.operation)
            watch.failed(late)
            raise late from error
        except BackendError as error:
            watch.failed(error)
            raise
        finally:
            watch.report(self._observe)

    async def _open(self, ask: Ask, phases: httpx.Timeout, watch: Watch) -> httpx.Response:
        if self._client.is_closed:
            raise NotSent("the session is closed", operation=ask.operation)
        headers = dict(ask.headers)
        if ask.body is not None:
            headers.setdefault("Content-Type", "application/json")
        with translated(ask):
            request = self._client.build_request(
                ask.method,
                self._url(ask),
                params=dict(ask.query) or None,
                headers=headers,
                content=ask.body,
                timeout=phases,
            )
            response = await self._client.send(request, stream=True)
        watch.status = response.status_code
        return response

    async def _whole(self, ask: Ask, response: httpx.Response, watch: Watch) -> Answer:
        if encoding := response.headers.get("content-encoding", ""):
            raise Malformed("$", "a plain body", f"compressed by {encoding}", operation=ask.operation)
        body = bytearray()
        with translated(ask):
            async for chunk in response.aiter_raw():
                body += chunk
                if len(body) > self.limits.body:
                    raise Malformed("$", f"at most {self.limits.body} bytes", "more", operation=ask.operation)
                watch.body = body
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status_code, headers, bytes(body))

    def _check(self, ask: Ask, answer: Answer) -> None:
        if 200 <= answer.status < 300:
            return
        if 300 <= answer.status < 400:
            got = f"a redirect to {self._elsewhere(ask, answer)}"
            raise Malformed("$", "an answer", got, operation=ask.operation)
        raise error_of(answer, operation=ask.operation, writes=ask.writes)

    def _elsewhere(self, ask: Ask, answer: Answer) -> str:
        try:
            parts = urlsplit(urljoin(self._url(ask), answer.headers.get("location", "")))
        except ValueError:
            return "nowhere"
        return f"{parts.scheme}://{parts.hostname or ''}{parts.path}"

    def _url(self, ask: Ask) -> str:
        return self._base + ask.path()

    def _timeout(self, read: float | None) -> httpx.Timeout:
        connect = self.limits.connect
        return httpx.Timeout(connect=connect, pool=connect, write=self.limits.write, read=read)


def _authorities(url: str) -> ssl.SSLContext:
    """The system's, for https. For plain HTTP nobody's: that is made at once, and trusts no one."""
    if urlsplit(url).scheme == "https":
        return ssl.create_default_context()
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
