"""From bytes to typed values; what does not fit is named by path, expectation and finding."""

import re
from typing import TypeVar

import msgspec

from tui.backend.errors import Malformed

T = TypeVar("T")
_WRONG_TYPE = re.compile(r"Expected `(?P<expected>.+?)`, got `(?P<got>.+?)`")
_MISSING = re.compile(r"Object missing required field `(?P<field>.+?)`")
_EXPECTED = re.compile(r"Expected (?P<expected>.+)")
_INVALID = re.compile(r"Invalid (?P<expected>.+?)(?: encoded \w+| value .*)?$")
_PLACE = re.compile(r"^(?P<what>.*?)(?: - at `(?P<path>.+)`)?$", re.DOTALL)


def decode(data: bytes | msgspec.Raw, wanted: type[T], *, at: str = "$", operation: str = "") -> T:
    """The JSON text as a value of this type.

    Args:
        at: path of this text within a greater whole, for the error.

    Raises:
        Malformed: it is not JSON, or does not fit.
    """
    try:
        return msgspec.json.decode(data, type=wanted)
    except msgspec.ValidationError as error:
        raise misfit(str(error), at=at, operation=operation) from error
    except msgspec.DecodeError as error:
        got = str(error).removeprefix("JSON is malformed: ") or "something else"
        raise Malformed(at, "JSON", got, operation=operation) from error
    except UnicodeDecodeError as error:
        raise Malformed(at, "UTF-8 text", "other bytes", operation=operation) from error
    except RecursionError as error:
        raise Malformed(at, "a few levels", "endless nesting", operation=operation) from error


def misfit(message: str, *, at: str = "$", operation: str = "") -> Malformed:
    """msgspec's sentence taken apart into path, expected and got."""
    place = _PLACE.match(message)
    what, path = (place["what"], place["path"] or "$") if place else (message, "$")
    path = at + path.removeprefix("$")
    if missing := _MISSING.search(what):
        return Malformed(f"{path}.{missing['field']}", "a value", "missing", operation=operation)
    if wrong := _WRONG_TYPE.search(what):
        return Malformed(path, wrong["expected"], wrong["got"], operation=operation)
    if expected := _EXPECTED.search(what):
        wanted = expected["expected"].replace("`", "")
        return Malformed(path, wanted, "something else", operation=operation)
    if invalid := _INVALID.search(what):
        return Malformed(path, invalid["expected"].replace("`", ""), "other text", operation=operation)
    return Malformed(path, "a fitting value", what, operation=operation)
