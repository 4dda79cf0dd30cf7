"""Something of a stream could not be read: what is shown may be wrong until everything is told anew."""

from tui.adapters.kit.limits import StreamLimits
from tui.adapters.kit.timing import Timing


class Gap:
    """Whether something is missing, and when to ask for everything because of it.

    A backend that never gets well is asked ever more seldom.
    """

    def __init__(self, limits: StreamLimits, timing: Timing) -> None:
        self._limits = limits
        self._timing = timing
        self._since: float | None = None
        self._opened = timing.clock()
        self._tries = 0

    def opened(self) -> None:
        """A connection begins."""
        self._tries = self._tries + 1 if self.is_open else 0
        self._since = None
        self._opened = self._timing.clock()

    def notice(self) -> None:
        """An event, or a value in it, was left out."""
        if self._since is None:
            self._since = self._timing.clock()
            if self._since - self._opened > self._limits.longest_gap:
                self._tries = 0

    @property
    def is_open(self) -> bool:
        """Something is missing: resuming after the last event would not bring it."""
        return self._since is not None

    @property
    def is_due(self) -> bool:
        """It is time to ask for everything."""
        wait = min(self._limits.first_gap * 2.0 ** min(self._tries, 16), self._limits.longest_gap)
        return self._since is not None and self._timing.clock() - self._since >= wait
