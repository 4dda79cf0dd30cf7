"""Time as traffic knows it, so that tests and rehearsals need not wait."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import msgspec


class Pace(msgspec.Struct, frozen=True, kw_only=True):
    """Where the time comes from, and how to wait."""

    now: Callable[[], float] = time.monotonic
    """Seconds that never jump."""
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


async def within(pace: Pace, seconds: float, awaited: Coroutine[Any, Any, None]) -> bool:
    """Whether it came to pass within that time; if not it is cancelled. Infinity waits for ever."""
    if seconds == float("inf"):
        await awaited
        return True
    coming = asyncio.ensure_future(awaited)
    alarm = asyncio.ensure_future(pace.sleep(seconds))
    try:
        await asyncio.wait({coming, alarm}, return_when=asyncio.FIRST_COMPLETED)
        return coming.done()
    finally:
        for task in (coming, alarm):
            task.cancel()
        await asyncio.gather(coming, alarm, return_exceptions=True)
