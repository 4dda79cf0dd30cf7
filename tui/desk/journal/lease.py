"""Who delivers: of several processes on one journal, the one that holds the lock.

The kernel lets go of the lock when its holder dies, however it dies, so no lease has to run out.
"""

import fcntl
import hashlib
import os
from pathlib import Path

from tui.desk.journal.rows import JournalKey


class Lease:
    """The right to deliver the documents of one key."""

    def __init__(self, directory: Path, key: JournalKey) -> None:
        name = hashlib.sha256(f"{key.backend}\0{key.agent}".encode()).hexdigest()[:16]
        self._path = directory / f"delivery-{name}.lock"
        self._descriptor: int | None = None

    @property
    def is_held(self) -> bool:
        """Whether this process delivers."""
        return self._descriptor is not None

    def take(self) -> bool:
        """Take it if nobody has it; True: it is held now."""
        if self._descriptor is None:
            self._descriptor = self._try_lock()
        return self.is_held

    def release(self) -> None:
        """Let another process deliver."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _try_lock(self) -> int | None:
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return None
        return descriptor
