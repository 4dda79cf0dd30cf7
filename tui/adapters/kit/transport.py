"""What the line itself can do to a request, translated."""

from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from tui.adapters.kit.asking import Ask
from tui.backend.errors import NotSent, OutcomeUnknown
from tui.text import redact

_NEVER_LEFT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
)
"""Nothing of the request was given to the other side. TLS failures arrive as ConnectError."""


@contextmanager
def translated(ask: Ask) -> Iterator[None]:
    """Whatever httpx raises inside leaves as NotSent or OutcomeUnknown."""
    try:
        yield
    except _NEVER_LEFT as error:
        raise NotSent(_cause(error), operation=ask.operation) from error
    except (httpx.HTTPError, httpx.StreamError) as error:
        raise OutcomeUnknown(_cause(error), operation=ask.operation) from error
    except httpx.InvalidURL as error:
        raise NotSent(_cause(error), operation=ask.operation) from error


def _cause(error: Exception) -> str:
    return redact(f"{type(error).__name__}: {error}".removesuffix(": "))
