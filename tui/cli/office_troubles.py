"""Why an office can't start, in one sentence with what to do."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tui.cli.exits import Exit, Trouble


def office_trouble(error: Exception, data: Path, port: int) -> Trouble | None:
    """The trouble behind an error of the office's start; None: it is a fault of ours."""
    sentence = _sentence(error, data, port)
    return Trouble(sentence, Exit.office) if sentence else None


@contextmanager
def opening(data: Path) -> Iterator[None]:
    """Inside, an office that can't be opened is a trouble.

    Raises:
        Trouble: its database is damaged, or was written by a newer version.
    """
    from tui.office.store import NewerFileError

    try:
        yield
    except (sqlite3.DatabaseError, NewerFileError) as error:
        raise Trouble(_sentence(error, data, 0), Exit.office) from error


def _sentence(error: Exception, data: Path, port: int) -> str:
    from tui.office.place import OfficeRunningError
    from tui.office.store import NewerFileError

    if isinstance(error, OfficeRunningError):
        return f"an office is already running on {data}; stop it first, or choose another --data."
    if isinstance(error, NewerFileError):
        return f"{data} was written by a newer Cordboard; update this one, or choose another --data."
    if isinstance(error, sqlite3.OperationalError):
        return (
            f"the database in {data} can't be used ({error}); check the directory, or choose another --data."
        )
    if isinstance(error, sqlite3.DatabaseError):
        return f"the database in {data} is damaged ({error}); restore a backup, or choose another --data."
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return f"port {port} is taken; choose another with --port, or 0 for a free one."
    if isinstance(error, OSError):
        return f"the office can't start: {error.strerror or error}; check --data {data} and --port {port}."
    return ""
