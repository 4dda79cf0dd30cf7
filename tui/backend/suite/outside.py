"""The world outside the desk, as a proof needs it: callers who ring, lines that break."""

from typing import Protocol


class Telephone(Protocol):
    """A way to place test calls, as a telephone exchange would."""

    async def place(self, queue: str, *, number: str, name: str = "") -> str:
        """Let somebody call this queue. Returns the call's id."""

    async def give_up(self, call: str) -> None:
        """The caller hangs up, or stops waiting."""


class Network(Protocol):
    """The network between desk and backend."""

    async def cut(self) -> None:
        """Break every connection; new ones fail."""

    async def mend(self) -> None:
        """Let connections through again."""
