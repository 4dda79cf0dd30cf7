"""The office behind a socket: started in this process, stopped gracefully."""

import asyncio
import contextlib
import signal
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from tui.office.api.app import build_app
from tui.office.office import Office
from tui.office.seeding import OfficeContent

LOOPBACK = "127.0.0.1"
_BACKLOG = 1024
_LAST_ANSWERS = 3
"""Seconds that requests under way have when the office stops."""


@dataclass(frozen=True, kw_only=True)
class RunningOffice:
    """An office that answers."""

    url: str
    """Such as "http://127.0.0.1:8420"; no slash at the end."""
    token: str
    """Of the service account, if this start made one; else empty."""
    office: Office


@contextlib.asynccontextmanager
async def running(
    data_dir: Path,
    *,
    host: str = LOOPBACK,
    port: int = 0,
    content: OfficeContent | None = None,
) -> AsyncIterator[RunningOffice]:
    """An office on a socket, in this event loop, until the block is left.

    Args:
        data_dir: where it keeps its data; made if it is not there (mode 0700).
        host: address to listen on.
        port: 0 picks a free one.
        content: put in before the first request; None: a fresh office gets the starter's content.

    Raises:
        OSError: the port is taken, or the directory can't be used.
        OfficeRunningError: another process runs an office on this directory.
        NewerFileError: a newer office wrote the data.
    """
    listening = _listen(host, port)
    try:
        async with Office.opened(data_dir, content) as office:
            url = _url(listening, host)
            async with _answering(office, listening):
                with office.at(url):
                    yield RunningOffice(url=url, token=office.token, office=office)
    finally:
        listening.close()


def serve(
    data_dir: Path,
    *,
    host: str = LOOPBACK,
    port: int = 0,
    content: OfficeContent | None = None,
    announce: Callable[[RunningOffice], None],
) -> None:
    """Run an office in the foreground until SIGTERM or SIGINT.

    Args:
        data_dir: as for `running`, like host, port and content; so are the errors.
        host: address to listen on.
        port: 0 picks a free one.
        content: put in before the first request.
        announce: called once, when it answers.
    """
    asyncio.run(_serve(data_dir, host, port, content, announce))


async def _serve(
    data_dir: Path,
    host: str,
    port: int,
    content: OfficeContent | None,
    announce: Callable[[RunningOffice], None],
) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with running(data_dir, host=host, port=port, content=content) as office:
        announce(office)
        await stop.wait()


class _Server(uvicorn.Server):
    """Leaves the process's signals alone: `serve` has them."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@contextlib.asynccontextmanager
async def _answering(office: Office, listening: socket.socket) -> AsyncIterator[None]:
    config = uvicorn.Config(
        build_app(office),
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="off",
        ws="none",
        http="h11",
        backlog=_BACKLOG,
        timeout_graceful_shutdown=_LAST_ANSWERS,
    )
    server = _Server(config)
    task = asyncio.create_task(server.serve([listening]))
    try:
        yield
    finally:
        await office.streams.stop()
        server.should_exit = True
        await task


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(_BACKLOG)
    except OSError:
        listening.close()
        raise
    return listening


def _url(listening: socket.socket, host: str) -> str:
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{listening.getsockname()[1]}"
