"""The native adapter: speaks to the office, and to whoever speaks the office's API."""

from contextlib import AbstractAsyncContextManager, suppress
from typing import Any, Self

import httpx

from tui.adapters.cordboard.calls import Calls, Presences
from tui.adapters.cordboard.documents import Announcements, FollowUps, Records
from tui.adapters.cordboard.interpreting import Interpreter
from tui.adapters.cordboard.knowledge import Callers, Directory, Metrics, Scripts
from tui.adapters.cordboard.line import Line
from tui.adapters.cordboard.options import Options, read_options
from tui.adapters.cordboard.wire import SignedIn
from tui.adapters.kit import Ask, EventStream, HttpClient, Limits, StreamLimits, Timing
from tui.backend.errors import BackendError
from tui.backend.exchanges import ExchangeObserver
from tui.backend.session import Credentials, Session


class CordboardBackend:
    """A backend that speaks the native API over HTTP."""

    def __init__(
        self,
        options: Options,
        *,
        observe: ExchangeObserver | None = None,
        limits: Limits | None = None,
        stream_limits: StreamLimits | None = None,
        timing: Timing | None = None,
    ) -> None:
        self._options = options
        self._tls = options.tls()
        self._observe = observe
        self._limits = limits
        self._stream_limits = stream_limits
        self._timing = timing or Timing()

    @classmethod
    def from_profile(cls, options: dict[str, Any], *, observe: ExchangeObserver | None = None) -> Self:
        """Make one from a profile's table: `url`, and maybe `part`, `verify`, `ca_file`, `allow_http`.

        Raises:
            ProfileError: an option is missing, unknown or not usable.
        """
        return cls(read_options(options), observe=observe)

    async def sign_in(self, credentials: Credentials) -> Session:
        """Sign the agent in; the session has all ports.

        Raises:
            BackendError: see `Backend.sign_in`.
        """
        client = HttpClient(
            self._options.url,
            part=self._options.part,
            tls=self._tls,
            observe=self._observe,
            limits=self._limits,
            timing=self._timing,
        )
        line = Line(client, credentials)
        try:
            signed_in = await line.sign_in()
        except BaseException:
            await client.aclose()
            raise
        return self._session(line, signed_in)

    def _session(self, line: Line, signed_in: SignedIn) -> Session:
        stream = self._stream(line, signed_in.epoch)

        async def close(sign_out: bool) -> None:
            stream.close()
            if sign_out:
                # Whatever the office says, this desk lets go; the grace time ends the rest.
                with suppress(BackendError):
                    await line.sign_out()
            await line.client.aclose()

        return Session(
            part=self._options.part,
            agent=signed_in.agent,
            events=stream.events,
            close=close,
            calls=Calls(line),
            presence=Presences(line),
            callers=Callers(line),
            scripts=Scripts(line),
            records=Records(line),
            follow_ups=FollowUps(line),
            announcements=Announcements(line),
            directory=Directory(line),
            metrics=Metrics(line),
        )

    def _stream(self, line: Line, epoch: str) -> EventStream:
        def open_at(last_id: str) -> AbstractAsyncContextManager[httpx.Response]:
            resume = {"Last-Event-ID": last_id} if last_id else {}
            headers = {"Accept": "text/event-stream", "Cache-Control": "no-store", **resume}
            return line.stream(Ask(method="GET", template="/v1/events", headers=headers))

        def may_resume() -> bool:
            return line.may_resume(self._timing.wall() + stream.offset)

        part = self._options.part
        stream = EventStream(
            part,
            open_at,
            Interpreter(part, epoch, may_resume),
            limits=self._stream_limits,
            timing=self._timing,
        )
        return stream
