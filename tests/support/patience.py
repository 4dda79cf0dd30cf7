"""Waiting for a condition instead of for a time."""

import asyncio
from collections.abc import Callable


async def until(condition: Callable[[], object], limit: float = 20.0) -> None:
    """Come back as soon as the condition holds.

    Raises:
        TimeoutError: it did not within `limit` seconds.
    """
    async with asyncio.timeout(limit):
        while not condition():  # noqa: ASYNC110 - conditions are anything a test can see
            await asyncio.sleep(0.005)
