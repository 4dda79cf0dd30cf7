"""This machine's seat for one agent: the same after a crash, never shared by two consoles."""

import fcntl
import hashlib
import os
import uuid
from pathlib import Path

import msgspec


class Seat(msgspec.Struct):
    """A desk id. While it is held, another console of the same agent gets another one.

    So a restart signs in again in silence, but a second console must take over by name.
    """

    desk_id: str
    descriptor: int = -1
    """Of the locked file; -1: a seat for this once."""

    @classmethod
    def take(cls, state: Path, staff_number: str) -> "Seat":
        """The seat of this agent on this machine, or a new one if somebody sits there."""
        name = hashlib.sha256(staff_number.casefold().encode()).hexdigest()[:16]
        descriptor = os.open(state / f"seat-{name}", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return cls(desk_id=str(uuid.uuid4()))
        return cls(desk_id=_kept(descriptor), descriptor=descriptor)

    def leave(self) -> None:
        """Let somebody else sit there."""
        if self.descriptor >= 0:
            os.close(self.descriptor)
            self.descriptor = -1


def _kept(descriptor: int) -> str:
    """The id in the file; a new one is written the first time."""
    known = os.pread(descriptor, 64, 0).decode(errors="replace").strip()
    if known:
        return known
    fresh = str(uuid.uuid4())
    os.pwrite(descriptor, fresh.encode(), 0)
    return fresh
