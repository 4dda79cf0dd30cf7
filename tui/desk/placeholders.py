"""Filling in what to say. Templates come from a backend: they are data, never format strings."""

import re
from collections.abc import Mapping

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_CALLER_WITH_COMMA = re.compile(r"[,，]?\s*\{caller\}")  # noqa: RUF001 - the Chinese comma is meant


def filled_in(template: str, words: Mapping[str, str]) -> str:
    """The template with known placeholders replaced once; unknown ones stay as they are."""
    return _PLACEHOLDER.sub(lambda found: words.get(found[1], found[0]), template)


def without_caller(template: str) -> str:
    """A template that addresses nobody by name."""
    return _CALLER_WITH_COMMA.sub("", template).lstrip(" ,，")  # noqa: RUF001 - the Chinese comma is meant
