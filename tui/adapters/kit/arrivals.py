"""Events of one connection as they come, with a word whenever its silence passes a bound."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

from httpx_sse import ServerSentEvent

from tui.adapters.kit.silence import Silence
from tui.adapters.kit.timing import Timing
from tui.backend.errors import OutcomeUnknown


async def arrivals(
    incoming: AsyncGenerator[ServerSentEvent, None],
    silence: Silence,
    timing: Timing,
    closed: asyncio.Event,
) -> AsyncGenerator[ServerSentEvent | None, None]:
    """Each event; None when the silence is to be judged anew. Ends with the stream, or when closed.

    Raises:
        OutcomeUnknown: nothing was heard for so long that the line is dead.
    """
    closing = asyncio.create_task(closed.wait())
    alarm = asyncio.ensure_future(timing.sleep(silence.until_next))
    arrival = asyncio.create_task(_next(incoming))
    try:
        while True:
            await asyncio.wait({closing, alarm, arrival}, return_when=asyncio.FIRST_COMPLETED)
            if closing.done():
                return
            if arrival.done():
                event = arrival.result()
                if event is None:
                    return
                yield event
                arrival = asyncio.create_task(_next(incoming))
            if alarm.done():
                if silence.is_dead:
                    raise OutcomeUnknown(f"nothing heard for {silence.seconds:.0f} s")
                yield None
                alarm = asyncio.ensure_future(timing.sleep(silence.until_next))
    finally:
        await _let_go(closing, alarm, arrival)
        await incoming.aclose()


async def _next(incoming: AsyncGenerator[ServerSentEvent, None]) -> ServerSentEvent | None:
    return await anext(incoming, None)


async def _let_go(*tasks: asyncio.Future[Any]) -> None:
    """Wait until the tasks have ended: a generator can't be closed while a task is inside it."""
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)
    for task in tasks:
        if not task.cancelled():
            task.exception()
