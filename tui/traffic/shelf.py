"""Reading the files under `content/`."""

from importlib.resources import files
from typing import TypeVar

import msgspec
import tomli

T = TypeVar("T")


def read(name: str, kind: type[T]) -> T:
    """One content file as a value of this type.

    Raises:
        msgspec.ValidationError: the file does not fit; the message names the path.
    """
    text = (files("tui.traffic") / "content" / f"{name}.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomli.loads(text), kind)
