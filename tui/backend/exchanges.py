"""One request and its answer, redacted, for the inspector, the recorder and logs."""

from collections.abc import Callable

import msgspec

from tui.model import Moment


class Exchange(msgspec.Struct, frozen=True, kw_only=True):
    """One request and one answer. Secrets are already masked."""

    at: Moment
    part: str
    operation: str
    """Method and path template."""
    url: str
    seconds: float
    status: int = 0
    """HTTP status; 0: no answer."""
    request_body: str = ""
    answer_body: str = ""
    """At most a few kilobytes of each body."""
    answer_size: int = 0
    """Bytes of the whole answer."""
    error: str = ""


ExchangeObserver = Callable[[Exchange], None]
