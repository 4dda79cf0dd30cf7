"""What the world outside can do to an office."""

from typing import Protocol

from tui.adapters.cordboard.service import InboundCall
from tui.backend import Receipt
from tui.model import PartyState


class OutsideLine(Protocol):
    """A telephone line into the office. Raises members of the backend's error tree."""

    async def put_call(self, call: InboundCall) -> Receipt:
        """Ring in."""

    async def hang_up(self, call: str) -> None:
        """The caller hangs up, or gives up waiting."""

    async def say(self, call: str, text: str, by: str = "") -> None:
        """Somebody says something; empty `by`: the caller."""

    async def report(self, call: str, party: str, state: PartyState) -> None:
        """What became of a leg to an outside number."""
