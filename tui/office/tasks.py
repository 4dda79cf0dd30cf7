"""Ending what runs beside the requests."""

import asyncio
from contextlib import suppress


async def ended(task: asyncio.Task[None] | None) -> None:
    """Cancel a task, if there is one, and come back once it is over. A failure of it is raised."""
    if task is not None:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
