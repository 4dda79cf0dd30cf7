"""How long to wait before the next attempt."""

from tui.adapters.kit.limits import StreamLimits
from tui.adapters.kit.timing import Timing
from tui.backend.errors import BackendError, RateLimited


class Backoff:
    """Doubling pauses with a cap; jitter keeps a hundred desks from coming back at once."""

    def __init__(self, limits: StreamLimits, timing: Timing) -> None:
        self._limits = limits
        self._timing = timing
        self._failures = 0

    def reset(self) -> None:
        """The line held: the next pause is the shortest again."""
        self._failures = 0

    def pause(self, error: BackendError | None) -> float:
        """Seconds to wait after this failure."""
        if isinstance(error, RateLimited):
            return min(error.after, self._limits.longest_asked_pause)
        wanted = self._limits.first_pause * 2.0 ** min(self._failures, 16)
        self._failures += 1
        return min(wanted, self._limits.longest_pause) * (0.5 + self._timing.chance() / 2)
