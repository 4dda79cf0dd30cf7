"""Where an adapter's faults become members of the error tree: nobody above meets another exception."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from tui.backend import BackendError

_log = logging.getLogger(__name__)


@contextmanager
def translated(operation: str, into: type[BackendError] = BackendError) -> Iterator[None]:
    """Around a question to an adapter: `into` is raised for what it should not have raised.

    Logged and told by type alone: the text of a foreign exception may hold callers' data.
    """
    try:
        yield
    except BackendError:
        raise
    except Exception as error:
        kind = type(error).__name__
        _log.error("%s failed in the adapter with %s", operation, kind)
        raise into(kind, operation=operation) from error
