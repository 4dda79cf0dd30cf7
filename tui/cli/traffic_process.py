"""The demo's callers and colleagues as a process of its own. Run by `cordboard demo`, never by hand."""

import asyncio

from tui.cli.lifeline import answer, read_order, stop_with_parent
from tui.traffic.rehearsal import Rehearsal, rehearse


async def run(plan: Rehearsal) -> None:
    """Let people call until the parent is gone."""
    stop = asyncio.Event()
    stop_with_parent(stop)
    answer(ready=True)
    calling = asyncio.create_task(rehearse(plan))
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({calling, stopping}, return_when=asyncio.FIRST_COMPLETED)
    calling.cancel()
    stopping.cancel()
    for ended in await asyncio.gather(calling, stopping, return_exceptions=True):
        if isinstance(ended, Exception):
            raise ended


def main() -> None:
    """Rehearse what was ordered."""
    asyncio.run(run(read_order(Rehearsal)))


if __name__ == "__main__":
    main()
