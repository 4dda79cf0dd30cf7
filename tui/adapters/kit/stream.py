"""Server-sent events without end: reconnects, measures its silence, reports every transition."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable
from contextlib import AbstractAsyncContextManager, aclosing

import httpx
import msgspec
from httpx_sse import EventSource, ServerSentEvent

from tui.adapters.kit.arrivals import arrivals
from tui.adapters.kit.backoff import Backoff
from tui.adapters.kit.gap import Gap
from tui.adapters.kit.limits import StreamLimits
from tui.adapters.kit.measured import MeasuredBytes
from tui.adapters.kit.offset import ClockOffset
from tui.adapters.kit.silence import Silence
from tui.adapters.kit.timing import Timing
from tui.backend.errors import BackendError, Malformed, Refused, Unauthorised, Why
from tui.backend.events import Event, Link, LinkChanged, SessionEnded, Skipped

_TYPE = "text/event-stream"
_OFFSET_WORTH_TELLING = 0.1
"""Seconds; less is not seen in ages shown by the second."""


class TimeTold(msgspec.Struct, frozen=True):
    """The part said what time it is."""

    seconds: float
    """Since 1970."""


OpenAt = Callable[[str], AbstractAsyncContextManager[httpx.Response]]
"""Opens the stream after the event of this id; empty: from the start. Raises BackendError."""
Interpret = Callable[[ServerSentEvent], Iterable[Event | TimeTold]]
"""What one event means. What can't be read of it is Skipped, never raised."""


class EventStream:
    """One endless stream over many connections. Read by one task."""

    def __init__(
        self,
        part: str,
        open_at: OpenAt,
        interpret: Interpret,
        *,
        limits: StreamLimits | None = None,
        timing: Timing | None = None,
    ) -> None:
        self._part = part
        self._open_at = open_at
        self._interpret = interpret
        self._limits = limits or StreamLimits()
        self._timing = timing or Timing()
        self._backoff = Backoff(self._limits, self._timing)
        self._silence = Silence(self._limits, self._timing)
        self._offset = ClockOffset(self._timing)
        self._gap = Gap(self._limits, self._timing)
        self._told = LinkChanged(part=part, link=Link.connecting)
        self._last_id = ""
        self._closed = asyncio.Event()

    def close(self) -> None:
        """End the stream soon; no event comes after that."""
        self._closed.set()

    @property
    def offset(self) -> float:
        """Seconds to add to this machine's clock to get the part's, as known by now."""
        return self._offset.seconds

    async def events(self) -> AsyncIterator[Event]:
        """Link changes and whatever the backend tells, until the session ends or `close`."""
        yield self._told
        while not self._closed.is_set():
            failure: BackendError | None = None
            try:
                async with aclosing(self._connection()) as arriving:
                    async for event in arriving:
                        yield event
                        if isinstance(event, SessionEnded):
                            return
            except BackendError as error:
                failure = error
            if self._closed.is_set():
                return
            if ended := self._ended(failure):
                yield ended
                return
            if failure is None and self._gap.is_due:
                continue
            if change := self._lost(failure):
                yield change
            await self._rest(self._backoff.pause(failure))

    async def _connection(self) -> AsyncGenerator[Event, None]:
        async with self._open_at(self._last_id) as response:
            _check_type(response)
            self._silence.heard()
            self._gap.opened()
            opened = self._timing.clock()
            measured = self._measured(response)
            incoming = EventSource(response).aiter_sse()
            async with aclosing(arrivals(incoming, self._silence, self._timing, self._closed)) as coming:
                if change := self._judge():
                    yield change
                async for arrival in coming:
                    if arrival is not None:
                        measured.event_ended()
                        for event in self._meaning(arrival):
                            yield event
                    if self._timing.clock() - opened >= self._limits.longest_pause:
                        self._backoff.reset()
                    if change := self._judge():
                        yield change
                    if self._gap.is_due:
                        return

    def _measured(self, response: httpx.Response) -> MeasuredBytes:
        if not isinstance(response.stream, httpx.AsyncByteStream):
            raise TypeError(response.stream)
        measured = MeasuredBytes(response.stream, self._silence.heard, self._limits.event)
        response.stream = measured
        return measured

    def _meaning(self, arrival: ServerSentEvent) -> Iterable[Event]:
        if arrival.data or arrival.event:
            for item in self._interpret(arrival):
                if isinstance(item, TimeTold):
                    self._offset.told(item.seconds)
                else:
                    if isinstance(item, Skipped) and item.error is not None:
                        self._gap.notice()
                    yield item
        self._last_id = "" if self._gap.is_open else arrival.id or self._last_id

    def _judge(self) -> LinkChanged | None:
        return self._change(Link.stale if self._silence.is_stale else Link.up)

    def _lost(self, failure: BackendError | None) -> LinkChanged | None:
        error = failure if isinstance(failure, Malformed) else None
        return self._change(Link.down, _cause(failure), error)

    def _change(self, link: Link, why: str = "", error: Malformed | None = None) -> LinkChanged | None:
        """The link as it is now, if that is news."""
        now = LinkChanged(
            part=self._part,
            link=link,
            silent=self._silence.seconds,
            why=why,
            offset=self._offset.seconds,
            error=error,
        )
        if (link, why) == (self._told.link, self._told.why) and not self._is_news(now.offset):
            return None
        self._told = now
        return now

    def _is_news(self, offset: float) -> bool:
        return abs(offset - self._told.offset) >= _OFFSET_WORTH_TELLING

    def _ended(self, failure: BackendError | None) -> SessionEnded | None:
        if isinstance(failure, Unauthorised):
            return SessionEnded(part=self._part)
        if isinstance(failure, Refused) and failure.reason is Why.signed_in_elsewhere:
            return SessionEnded(part=self._part, taken_over_by=failure.by)
        return None

    async def _rest(self, seconds: float) -> None:
        """Wait, but not longer than until `close`."""
        closing = asyncio.create_task(self._closed.wait())
        resting = asyncio.ensure_future(self._timing.sleep(seconds))
        try:
            await asyncio.wait({closing, resting}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            closing.cancel()
            resting.cancel()


def _check_type(response: httpx.Response) -> None:
    media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != _TYPE:
        raise Malformed("$", _TYPE, media_type or "without a type")


def _cause(failure: BackendError | None) -> str:
    if failure is None:
        return "closed by the backend"
    return failure.detail or type(failure).__name__
