"""The child's side: its order, its one answer, and the end of whoever started it."""

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


def read_order(kind: type[T]) -> T:
    """The order given on standard input, one JSON line."""
    return msgspec.json.decode(sys.stdin.buffer.readline(), type=kind)


def answer(**values: Any) -> None:
    """Tell the parent that we are ready, or why not."""
    sys.stdout.buffer.write(msgspec.json.encode(values) + b"\n")
    sys.stdout.buffer.flush()


def when_orphaned(act: Callable[[], object]) -> None:
    """Call `act` from a thread of its own once the parent has gone or has let go of us."""

    def watch() -> None:
        while os.read(sys.stdin.fileno(), 1024):
            pass
        act()

    threading.Thread(target=watch, name="life line", daemon=True).start()


def stop_with_parent(stop: asyncio.Event) -> None:
    """Set the event when the parent is gone, or when somebody asks us to end; call inside the loop."""
    loop = asyncio.get_running_loop()
    when_orphaned(lambda: loop.call_soon_threadsafe(stop.set))
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
