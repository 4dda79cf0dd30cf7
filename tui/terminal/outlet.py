"""Where the driver's thread writes to: a terminal that may go away at any time."""

import errno
from collections.abc import Callable
from typing import TextIO


class Outlet:
    """As much of a file as the thread uses. The thread must outlive the terminal: without it the queue
    before it fills up, and whoever writes next waits for ever.
    """

    def __init__(self, file: TextIO | None, gone: Callable[[], None]) -> None:
        if file is None:
            raise OSError(errno.EBADF, "standard error is closed")
        self._file = file
        self._gone = gone

    def write(self, text: str) -> int:
        """Write, or tell that the terminal has gone."""
        try:
            return self._file.write(text)
        except OSError:
            self._gone()
            return len(text)

    def flush(self) -> None:
        """Flush, or tell that the terminal has gone."""
        try:
            self._file.flush()
        except OSError:
            self._gone()

    def fileno(self) -> int:
        """The file's own."""
        return self._file.fileno()

    def isatty(self) -> bool:
        """The file's own."""
        return self._file.isatty()
