"""How the lines to the parts of a backend are."""

import time
from collections.abc import Callable

import msgspec

from tui.backend import Link, LinkChanged, Malformed

_BADNESS = {Link.up: 0, Link.connecting: 1, Link.stale: 2, Link.down: 3}


class LinkState(msgspec.Struct, frozen=True, kw_only=True):
    """The line to one part."""

    part: str
    link: Link
    since: float
    """When it became so, in seconds of the monotonic clock."""
    silent: float = 0.0
    """Seconds since the last byte, as of now; 0 while the line is up."""
    why: str = ""
    """Short technical cause, redacted."""
    error: Malformed | None = None
    """What was wrong with the part's answer, if that is the cause."""

    @property
    def usable(self) -> bool:
        """Something sent now may arrive."""
        return self.link in (Link.up, Link.stale)


class Links:
    """The lines of all parts of one session."""

    def __init__(self, part: str, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._part = part
        self._monotonic = monotonic
        self._states: dict[str, LinkState] = {}
        self._told: dict[str, float] = {}

    def change(self, event: LinkChanged) -> bool:
        """Take over what the transport says; True: this part has just come up."""
        before = self._states.get(event.part)
        now = self._monotonic()
        since = before.since if before and before.link is event.link else now
        self._states[event.part] = LinkState(
            part=event.part,
            link=event.link,
            since=since,
            silent=event.silent,
            why=event.why,
            error=event.error,
        )
        self._told[event.part] = now
        return event.link is Link.up and (before is None or not before.usable)

    def state(self) -> tuple[LinkState, ...]:
        """Every part's line as of now, in the order they first spoke."""
        if not self._states:
            return (LinkState(part=self._part, link=Link.connecting, since=self._monotonic()),)
        return tuple(self._as_of_now(state) for state in self._states.values())

    @property
    def worst(self) -> LinkState:
        """The line in the worst state."""
        return max(self.state(), key=lambda state: _BADNESS[state.link])

    def usable(self, part: str) -> bool:
        """Whether something sent to this part may arrive. A part that never spoke shares the worst line."""
        state = self._states.get(part)
        return state.usable if state else self.worst.usable

    def _as_of_now(self, state: LinkState) -> LinkState:
        if state.link is Link.up:
            return state
        passed = self._monotonic() - self._told[state.part]
        return msgspec.structs.replace(state, silent=state.silent + passed)
