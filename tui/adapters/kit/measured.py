"""A stream of bytes that knows when the last one came, and how many since the last event."""

from collections.abc import AsyncIterator, Callable

import httpx

from tui.backend.errors import Malformed


class MeasuredBytes(httpx.AsyncByteStream):
    """Passes bytes through; gives up when one event grows beyond its bound.

    Raises:
        Malformed: an event is too big.
    """

    def __init__(self, inner: httpx.AsyncByteStream, heard: Callable[[], None], bound: int) -> None:
        self._inner = inner
        self._heard = heard
        self._bound = bound
        self._since_event = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._inner:
            self._heard()
            self._count(chunk)
            yield chunk

    async def aclose(self) -> None:
        await self._inner.aclose()

    def event_ended(self) -> None:
        """What came so far is spoken for."""
        self._since_event = 0

    def _count(self, chunk: bytes) -> None:
        self._since_event += len(chunk)
        if self._since_event > self._bound:
            raise Malformed("$", f"an event of at most {self._bound} bytes", "more")
        if chunk.endswith((b"\n\n", b"\r\n\r\n")):
            # Also after comments, which end no event.
            self._since_event = 0
