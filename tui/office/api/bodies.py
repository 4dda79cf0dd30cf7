"""Reading what was sent: bounded, typed, and strict where a client's mistake would do harm."""

import enum
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import msgspec
from starlette.requests import ClientDisconnect, Request

from tui.model import Open
from tui.office.api.operation import Operation, Parameter
from tui.office.api.problems import Problem

BODY_LIMIT = 1 << 20
"""Bytes of a request's body."""
NUMBER_LIMIT = 2**53 - 1
"""The largest whole number every JSON reader agrees on."""
YEARS = range(1900, 2200)
"""Years a moment may lie in: far enough for anybody, near enough for every clock's arithmetic."""


async def read_body(request: Request, kind: type) -> Any:
    """The body as a value of this type; an empty body counts as `{}`.

    Raises:
        Problem: it is too large, of another media type, not JSON, or does not fit the type.
    """
    raw = await _bounded(request)
    if raw:
        _check_media_type(request.headers.get("content-type", ""))
    return decode(raw or b"{}", kind)


def decode(raw: bytes, kind: type) -> Any:
    """JSON as a value of this type, with no word or number we could not keep.

    Raises:
        Problem: `bad-json`, or `invalid` with the path of the first wrong value.
    """
    try:
        value: object = msgspec.json.decode(raw, type=kind)
    except msgspec.ValidationError as error:
        said, _, path = str(error).partition(" - at `")
        raise Problem("invalid", said, path=path.rstrip("`") or "$") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Problem("bad-json", str(error)) from error
    for path, said in _faults(value, "$"):
        raise Problem("invalid", said, path=path)
    return value


def read_query(request: Request, operation: Operation) -> dict[str, Any]:
    """The declared query parameters; others are not looked at.

    Raises:
        Problem: one is given twice, is not a number or is out of range.
    """
    return {parameter.name: _parameter(request, parameter) for parameter in operation.query}


def _parameter(request: Request, parameter: Parameter) -> Any:
    given = request.query_params.getlist(parameter.name)
    where = f"?{parameter.name}"
    if len(given) > 1:
        raise Problem("invalid", "Given more than once.", path=where)
    if parameter.low is None:
        return given[0] if given else ""
    if not given:
        return parameter.default
    text = given[0]
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Problem("invalid", "Expected a whole number.", path=where)
    number = int(text)
    if not parameter.low <= number <= parameter.high:
        raise Problem("invalid", f"Expected {parameter.low} to {parameter.high}.", path=where)
    return number


async def _bounded(request: Request) -> bytes:
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > BODY_LIMIT:
        raise _too_large()
    parts: list[bytes] = []
    size = 0
    try:
        async for part in request.stream():
            size += len(part)
            if size > BODY_LIMIT:
                raise _too_large()
            parts.append(part)
    except ClientDisconnect as error:
        raise Problem("bad-json", "The connection broke off within the body.") from error
    return b"".join(parts)


def _too_large() -> Problem:
    return Problem("too-large", f"At most {BODY_LIMIT} bytes.")


def _check_media_type(given: str) -> None:
    media, _, parameters = given.partition(";")
    charset = parameters.strip().lower().removeprefix("charset=").strip('"')
    if media.strip().lower() != "application/json" or charset not in {"", "utf-8"}:
        raise Problem("unsupported-media-type", "Expected application/json in UTF-8.")


def _faults(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """Values that fit their type but that a request must not carry, as path and what is wrong."""
    if isinstance(value, enum.Enum):
        if isinstance(value, Open) and value.value == "unknown":
            yield path, f"Expected one of: {_words(type(value))}."
    elif isinstance(value, datetime):
        if value.year not in YEARS:
            yield path, f"Expected a year from {YEARS.start} to {YEARS.stop - 1}."
    elif isinstance(value, int):
        if abs(value) > NUMBER_LIMIT:
            yield path, f"Expected a whole number of at most {NUMBER_LIMIT}."
    else:
        yield from _inner_faults(value, path)


def _inner_faults(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, msgspec.Struct):
        for field in msgspec.structs.fields(value):
            yield from _faults(getattr(value, field.name), f"{path}.{field.encode_name}")
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _faults(key, path)
            yield from _faults(inner, f"{path}.{key}")
    elif isinstance(value, tuple | list):
        for index, inner in enumerate(value):
            yield from _faults(inner, f"{path}[{index}]")


def _words(kind: type[Open]) -> str:
    return ", ".join(member.value for member in kind if member.value != "unknown")
