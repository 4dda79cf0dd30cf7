"""A backend that has gone bad: a proxy before the real office that spoils answers and events on demand."""

import asyncio
import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urlsplit

Spoil = Callable[["Given"], "Given | None"]
"""Makes something else of an answer; None: the connection is cut without a word."""
SpoilEvent = Callable[[bytes], bytes | None]
"""Makes something else of one event; None: it is cut in its middle and the stream ends."""
_WITHIN = 10.0


@dataclass
class Given:
    """One whole answer."""

    status: int = 200
    media_type: str = "application/json"
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    claimed: int = -1
    """Length in the header; -1: that of the body."""
    pause: float = 0.0
    """Seconds before the last byte."""

    @property
    def value(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)

    def saying(self, value: object) -> "Given":
        """The same answer with another JSON body."""
        return Given(self.status, self.media_type, json.dumps(value).encode())

    def encoded(self) -> bytes:
        """All of it but the last byte's pause."""
        length = len(self.body) if self.claimed < 0 else self.claimed
        facts = {"Content-Type": self.media_type, "Content-Length": str(length), "Connection": "close"}
        lines = "".join(f"{name}: {value}\r\n" for name, value in (facts | self.headers).items())
        return f"HTTP/1.1 {self.status} Said\r\n{lines}\r\n".encode() + self.body


class EvilOffice:
    """Speaks for the real office; runs in a thread of its own on a free loopback port."""

    def __init__(self, real: str) -> None:
        self._real = urlsplit(real)
        self._answers: list[tuple[re.Pattern[str], Spoil]] = []
        self._event: SpoilEvent | None = None
        self._streams: set[asyncio.StreamWriter] = set()
        self.asked: list[str] = []
        """What was asked for: method and path."""
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        serving = asyncio.start_server(self._serve, "127.0.0.1", 0)
        self._server = asyncio.run_coroutine_threadsafe(serving, self._loop).result(_WITHIN)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(_WITHIN)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_WITHIN)
        self._loop.close()

    def spoil(self, asked: str, how: Spoil) -> None:
        """From now on spoil what is answered to this: a pattern for method and path."""
        self._answers.append((re.compile(asked), how))

    def spoil_events(self, how: SpoilEvent) -> None:
        """From now on spoil events."""
        self._event = how

    def heal(self) -> None:
        """Be the real office again."""
        self._answers, self._event = [], None

    def break_streams(self) -> None:
        """End all event streams now."""
        self._loop.call_soon_threadsafe(self._break)

    def was_asked(self, pattern: str) -> int:
        """How often."""
        return sum(bool(re.search(pattern, one)) for one in tuple(self.asked))

    def _break(self) -> None:
        for stream in tuple(self._streams):
            stream.transport.abort()

    async def _end(self) -> None:
        self._server.close()
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # A cancelled task would be reported by the server's own callback.
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            await self._answer(reader, writer)
        writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        body = await reader.readexactly(_length(head))
        asked = " ".join(head.decode().split(" ", 2)[:2])
        self.asked.append(asked)
        how = next((how for pattern, how in reversed(self._answers) if pattern.search(asked)), None)
        office, to_office = await asyncio.open_connection(self._real.hostname, self._real.port)
        try:
            to_office.write(_closing(head) + body)
            answer = await office.readuntil(b"\r\n\r\n")
            if b"text/event-stream" in answer and how is None:
                await self._stream(answer, office, writer)
            elif how is None:
                writer.write(answer + await office.read())
                await writer.drain()
            else:
                await _give(how(await _given(answer, office)), writer)
        finally:
            to_office.close()

    async def _stream(self, head: bytes, office: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._streams.add(writer)
        try:
            writer.write(_unchunked(head))
            rest = b""
            async for chunk in _chunks(office):
                *events, rest = (rest + chunk).replace(b"\r\n", b"\n").split(b"\n\n")
                for event in events:
                    spoiled = self._event(event + b"\n\n") if self._event else event + b"\n\n"
                    writer.write(event[: len(event) // 2] if spoiled is None else spoiled)
                    await writer.drain()
                    if spoiled is None:
                        return
        finally:
            self._streams.discard(writer)


async def _give(answer: Given | None, writer: asyncio.StreamWriter) -> None:
    if answer is None:
        writer.transport.abort()
        return
    whole = answer.encoded()
    writer.write(whole[:-1])
    await writer.drain()
    await asyncio.sleep(answer.pause)
    writer.write(whole[-1:])
    await writer.drain()


async def _given(head: bytes, office: asyncio.StreamReader) -> Given:
    """A stream is not read: what is spoiled of it is its answer as a whole."""
    status = int(head.split(b" ", 2)[1])
    media_type = _header(head, "content-type")
    body = b"" if media_type.startswith("text/event-stream") else await office.read()
    return Given(status, media_type, body)


async def _chunks(office: asyncio.StreamReader) -> Any:
    while size := int((await office.readline()).strip() or b"0", 16):
        yield await office.readexactly(size)
        await office.readline()


def _header(head: bytes, name: str) -> str:
    found = re.search(rf"^{name}:\s*(.*?)\r$", head.decode("latin-1"), re.I | re.M)
    return found[1] if found else ""


def _length(head: bytes) -> int:
    return int(_header(head, "content-length") or 0)


def _closing(head: bytes) -> bytes:
    return re.sub(rb"(?im)^connection:.*\r\n", b"", head).replace(b"\r\n", b"\r\nConnection: close\r\n", 1)


def _unchunked(head: bytes) -> bytes:
    return re.sub(rb"(?im)^transfer-encoding:.*\r\n", b"", head)


def html(status: int) -> Spoil:
    """A page, as a gateway or a hotel's network shows it."""
    return lambda _: Given(status, "text/html", b"<html><b>Bad gateway</b></html>")


def changed(*path: str | int, to: object) -> Spoil:
    """The answer with one value of another kind, or without it (`to` is None)."""

    def how(given: Given) -> Given:
        whole = value = given.value
        for step in path[:-1]:
            value = value[step]
        if to is None:
            del value[path[-1]]
        else:
            value[path[-1]] = to
        return given.saying(whole)

    return how


def in_events(pattern: bytes, replacement: bytes) -> SpoilEvent:
    """Events with some bytes replaced."""
    return lambda event: re.sub(pattern, replacement, event)


def at_once(events: Iterator[bytes | None]) -> SpoilEvent:
    """Events as they are given here, one for each that comes; then as they come."""
    return lambda event: next(events, event)
