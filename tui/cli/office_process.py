"""The demo's office as a process of its own. Run by `cordboard demo`, never by hand."""

import asyncio
import shutil
from pathlib import Path

import msgspec

from tui.cli.lifeline import answer, read_order, stop_with_parent


class OfficeOrder(msgspec.Struct, frozen=True, kw_only=True):
    """What office to run."""

    data: str
    """Directory, which is there already."""
    secret: str
    """Of all agents of the demo."""
    colleagues: int
    port: int = 0
    remove: bool = False
    """Remove the directory at the end, even if whoever asked was killed."""


async def run(order: OfficeOrder) -> None:
    """Fill the office, serve it, and stop with the parent."""
    from tui.cli.demo_content import demo_content, same_people
    from tui.model import utc_now
    from tui.office.server import running

    stop = asyncio.Event()
    stop_with_parent(stop)
    data = Path(order.data)
    filled = (data / "office.db").exists()
    content = (
        same_people(order.secret, order.colleagues)
        if filled
        else demo_content(order.secret, order.colleagues, utc_now())
    )
    async with running(data, port=order.port, content=content) as office:
        answer(url=office.url, token=office.token)
        await stop.wait()


def main() -> None:
    """Run the office that was ordered; a reason why it can't is said to the parent."""
    from tui.cli.office_troubles import office_trouble

    order = read_order(OfficeOrder)
    try:
        asyncio.run(run(order))
    except Exception as error:
        trouble = office_trouble(error, Path(order.data), order.port)
        if trouble is None:
            raise
        answer(trouble=trouble.message)
    finally:
        if order.remove:
            shutil.rmtree(order.data, ignore_errors=True)


if __name__ == "__main__":
    main()
