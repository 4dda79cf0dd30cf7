"""How far a part's clock is from ours, learnt from the times it tells."""

from collections import deque

from tui.adapters.kit.timing import Timing

_KEPT = 40
"""Told times compared: two minutes of beats."""


class ClockOffset:
    """Each told time is late by its way here, never early: the latest of them is the best.

    Kept against the monotonic clock, so that a jump of this machine's clock does no harm.
    """

    def __init__(self, timing: Timing) -> None:
        self._timing = timing
        self._leads: deque[float] = deque(maxlen=_KEPT)

    def told(self, seconds: float) -> None:
        """The part says it is this many seconds since 1970."""
        self._leads.append(seconds - self._timing.clock())

    @property
    def seconds(self) -> float:
        """Seconds to add to this machine's clock to get the part's; 0 while nothing was told."""
        if not self._leads:
            return 0.0
        return max(self._leads) + self._timing.clock() - self._timing.wall()
