"""The backend's clock, as this desk reckons it."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from tui.model import utc_now


class DeskClock:
    """Tells the backend's time. Between two words from the backend only the monotonic clock counts, so a
    jump of this machine's wall clock changes no age on the screen.
    """

    def __init__(
        self, wall: Callable[[], datetime] = utc_now, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._wall = wall
        self._monotonic = monotonic
        self._anchor = (wall(), monotonic())

    def correct(self, offset: float) -> None:
        """Take the part's clock to be `offset` seconds ahead of this machine's, just now."""
        self._anchor = (self._wall() + timedelta(seconds=offset), self._monotonic())

    def now(self) -> datetime:
        """The backend's time now, in UTC. May be asked from any thread."""
        moment, ticks = self._anchor
        return moment + timedelta(seconds=self._monotonic() - ticks)

    def age(self, moment: datetime) -> float:
        """Seconds since `moment`, never below zero."""
        return max(0.0, (self.now() - moment).total_seconds())

    def until(self, moment: datetime) -> float:
        """Seconds left until `moment`, never below zero."""
        return max(0.0, (moment - self.now()).total_seconds())

    def monotonic(self) -> float:
        """Seconds of the clock that never jumps; only differences mean something."""
        return self._monotonic()
