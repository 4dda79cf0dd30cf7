"""The event stream: `text/event-stream`, resumed by Last-Event-ID."""

from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from tui.office.api.operation import Ask, Operation

_MEDIA = "text/event-stream"


class _Stream(Response):
    """A session's events. What must be done at its end is done outside of what a lost desk cancels."""

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self._ask = ask

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        last_id = self._ask.request.headers.get("last-event-id", "")
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        async with self._ask.office.streams.open(self._ask.account, last_id) as texts:
            await StreamingResponse(texts, headers=headers, media_type=_MEDIA)(scope, receive, send)


async def _listen(ask: Ask) -> Response:
    return _Stream(ask)


OPERATIONS = (
    Operation(
        id="listen",
        method="GET",
        path="/v1/events",
        about="All that the asker may see: a snapshot, then what changes, beats, `ended` at the end.",
        run=_listen,
        media=_MEDIA,
    ),
)
