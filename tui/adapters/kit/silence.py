"""How long nothing was heard, and what that means."""

from tui.adapters.kit.limits import StreamLimits
from tui.adapters.kit.timing import Timing


class Silence:
    """Age of the last byte on the monotonic clock."""

    def __init__(self, limits: StreamLimits, timing: Timing) -> None:
        self._limits = limits
        self._timing = timing
        self._heard_at: float | None = None

    def heard(self) -> None:
        """A byte came just now."""
        self._heard_at = self._timing.clock()

    @property
    def seconds(self) -> float:
        """Since the last byte; 0 while nothing was ever heard."""
        return 0.0 if self._heard_at is None else self._timing.clock() - self._heard_at

    @property
    def is_stale(self) -> bool:
        """What is shown may be old."""
        return self.seconds >= self._limits.stale_after

    @property
    def is_dead(self) -> bool:
        """The line is to be given up."""
        return self.seconds >= self._limits.dead_after

    @property
    def until_next(self) -> float:
        """Seconds after which it should be looked at again, if nothing is heard till then."""
        bound = self._limits.dead_after if self.is_stale else self._limits.stale_after
        return max(0.0, bound - self.seconds)
