"""Clocks and waiting as a value, so that tests need no real time."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable

import msgspec


class Timing(msgspec.Struct, frozen=True, kw_only=True):
    """Where the kit gets the time from, and how it waits."""

    clock: Callable[[], float] = time.monotonic
    """Seconds that never jump; only differences mean anything."""
    wall: Callable[[], float] = time.time
    """Seconds since 1970 as this machine believes; may jump."""
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    chance: Callable[[], float] = random.random
    """Between 0 and 1, for jitter."""
