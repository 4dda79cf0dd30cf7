"""A real HTTP server on loopback that answers as scripted, well or badly."""

import asyncio
import json
import ssl
from collections.abc import Awaitable, Callable
from typing import Any, Self

import msgspec


class Received(msgspec.Struct):
    """One request as it came."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: bytes


Responder = Callable[[Received, asyncio.StreamWriter], Awaitable[None]]


class ScriptedServer:
    """Answers each request by the next responder laid for its method and path; the last one repeats."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self._tls = tls
        self.received: list[Received] = []
        self._script: dict[tuple[str, str], list[Responder]] = {}
        self._serving: dict[asyncio.Task[None], asyncio.StreamWriter] = {}
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self._tls)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        for writer in self._serving.values():
            writer.transport.abort()
        if self._serving:
            await asyncio.wait(tuple(self._serving))
        await self._server.wait_closed()

    @property
    def url(self) -> str:
        assert self._server is not None
        scheme = "https" if self._tls else "http"
        return f"{scheme}://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    def on(self, method: str, path: str, *responders: Responder) -> None:
        """Lay what is answered to this request, one responder after the other."""
        self._script[method, path] = list(responders)

    def asked(self, method: str, path: str) -> list[Received]:
        """Requests of this sort, in order."""
        return [one for one in self.received if (one.method, one.path) == (method, path)]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._serving[task] = writer
        try:
            while received := await _read(reader):
                self.received.append(received)
                await self._responder(received)(received, writer)
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            del self._serving[task]
            writer.close()

    def _responder(self, received: Received) -> Responder:
        laid = self._script.get((received.method, received.path), [])
        if not laid:
            return answer(599, {"detail": f"nothing laid for {received.method} {received.path}"})
        return laid.pop(0) if len(laid) > 1 else laid[0]


async def _read(reader: asyncio.StreamReader) -> Received | None:
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    except asyncio.IncompleteReadError:
        return None
    first, *lines = head.rstrip().split("\r\n")
    method, target, _ = first.split(" ")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    path, _, query = target.partition("?")
    return Received(method, path, query, headers, body)


def head(status: int, headers: dict[str, str]) -> bytes:
    lines = [f"HTTP/1.1 {status} Said"] + [f"{name}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def raw(status: int, body: bytes, media_type: str = "application/json", **headers: str) -> Responder:
    """A whole answer of these bytes; underscores in header names stand for hyphens."""

    async def respond(_: Received, writer: asyncio.StreamWriter) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        writer.write(head(status, {"Content-Type": media_type, "Content-Length": str(len(body)), **named}))
        writer.write(body)

    return respond


def answer(status: int, value: Any, **headers: str) -> Responder:
    """A whole JSON answer."""
    return raw(status, json.dumps(value).encode(), **headers)


def problem(status: int, name: str, **members: str) -> Responder:
    """A problem document of the native API."""
    body = {"type": f"urn:cordboard:problem:{name}", "title": name, "status": status, **members}
    return raw(status, json.dumps(body).encode(), "application/problem+json")


async def hang_up(_: Received, writer: asyncio.StreamWriter) -> None:
    """Reset the connection instead of an answer."""
    writer.transport.abort()


def cut(body: bytes, declared: int) -> Responder:
    """Promise more bytes than are sent, then close."""

    async def respond(_: Received, writer: asyncio.StreamWriter) -> None:
        writer.write(head(200, {"Content-Type": "application/json", "Content-Length": str(declared)}) + body)
        writer.close()

    return respond


def endless(chunk: bytes, count: int) -> Responder:
    """A body of `count` chunks whose size was not announced."""

    async def respond(_: Received, writer: asyncio.StreamWriter) -> None:
        writer.write(head(200, {"Content-Type": "application/json", "Connection": "close"}))
        for _i in range(count):
            writer.write(chunk)
            await writer.drain()
        writer.close()

    return respond


def silent(body: bytes = b"") -> Responder:
    """Begin an answer and never end it."""

    async def respond(_: Received, writer: asyncio.StreamWriter) -> None:
        writer.write(head(200, {"Content-Type": "application/json", "Content-Length": "1000"}) + body)

    return respond


def dripping(body: bytes, pause: float) -> Responder:
    """One byte after the other, each in time, the whole never."""

    async def respond(_: Received, writer: asyncio.StreamWriter) -> None:
        writer.write(head(200, {"Content-Type": "application/json", "Content-Length": str(len(body))}))
        for byte in body:
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(pause)

    return respond


class LiveStream:
    """An event stream whose frames are sent by the test."""

    def __init__(self) -> None:
        self.opened: list[Received] = []
        self._writer: asyncio.StreamWriter | None = None

    async def __call__(self, received: Received, writer: asyncio.StreamWriter) -> None:
        writer.write(head(200, {"Content-Type": "text/event-stream", "Connection": "close"}))
        self._writer = writer
        self.opened.append(received)

    def send(self, event: str, data: Any, event_id: str = "") -> None:
        """One whole frame."""
        text = data if isinstance(data, str) else json.dumps(data)
        name = f"id: {event_id}\n" if event_id else ""
        self.send_bytes(f"event: {event}\n{name}data: {text}\n\n".encode())

    def send_bytes(self, data: bytes) -> None:
        """Any bytes."""
        assert self._writer is not None
        self._writer.write(data)

    def reset(self) -> None:
        """Break the connection."""
        assert self._writer is not None
        self._writer.transport.abort()

    def finish(self) -> None:
        """End it in order."""
        assert self._writer is not None
        self._writer.close()
