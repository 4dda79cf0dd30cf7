"""The guard between a hand already moving and a key whose meaning has just changed under it."""

import time
from collections.abc import Callable, Mapping

from tui.actions.meanings import Meaning

SETTLING_SECONDS = 0.6
"""How long a key must have meant what it means before it does it. Slow lines need more."""


class Guard:
    """Remembers since when each key has meant what it means."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, settling: float = SETTLING_SECONDS
    ) -> None:
        self._clock = clock
        self._settling = settling
        self._meanings: dict[str, tuple[str, ...]] = {}
        self._changed: dict[str, float] = {}
        self._first = True

    def observe(self, meanings: Mapping[str, Meaning]) -> None:
        """Take note of what the keys mean now. The first time nothing counts as changed.

        A key that means nothing for a moment, while something asked for is under way, has not changed.
        """
        now = self._clock()
        for action, meaning in meanings.items():
            if not self._first and self._meanings.get(action) != meaning.identity:
                self._changed[action] = now
            self._meanings[action] = meaning.identity
        self._first = False

    def settled(self, action: str) -> bool:
        """Whether this action's key has meant the same for long enough to be meant."""
        changed = self._changed.get(action)
        return changed is None or self._clock() - changed >= self._settling
