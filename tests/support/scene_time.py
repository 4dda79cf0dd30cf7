"""Time that stands still: the same moment, in the same zone, wherever and whenever it runs."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from unittest.mock import patch

from tui.desk.clock import DeskClock
from tui.desk.journal import Journal

START = datetime(2026, 11, 21, 6, 3, tzinfo=UTC)
"""Three minutes past two in the afternoon, in the zone of the scenes."""
_ZONE = "CST-8"
"""As the C library writes it, so that no zone file is needed."""


class SceneTime:
    """A clock that only goes on when it is told to."""

    def __init__(self) -> None:
        self._passed = 0.0

    def go_on(self, seconds: float) -> None:
        """Let time pass."""
        self._passed += seconds

    def wall(self) -> datetime:
        """The moment it is."""
        return START + timedelta(seconds=self._passed)

    def monotonic(self) -> float:
        """Seconds since the start."""
        return self._passed

    def epoch(self) -> float:
        """The moment it is, as the operating system counts."""
        return self.wall().timestamp()

    def clock(self) -> DeskClock:
        """A desk's clock that goes by this time."""
        return DeskClock(self.wall, self.monotonic)


@contextmanager
def standing_still() -> Iterator[SceneTime]:
    """Rehearsals and desks made within go by this time."""
    scene_time = SceneTime()
    with (
        _zone(_ZONE),
        patch("tests.support.rehearsal.utc_now", scene_time.wall),
        patch("tests.support.rehearsal_floor.utc_now", scene_time.wall),
        patch("tui.desk.core.DeskClock", scene_time.clock),
        patch("tui.desk.desk.Journal", partial(Journal, wall=scene_time.epoch)),
    ):
        yield scene_time


@contextmanager
def _zone(name: str) -> Iterator[None]:
    try:
        with patch.dict(os.environ, TZ=name):
            time.tzset()
            yield
    finally:
        time.tzset()
