"""One request as a value: method and path template, never a path made of foreign text."""

from collections.abc import Mapping
from urllib.parse import quote

import msgspec

from tui.backend.errors import Refused, Why


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of a backend."""

    method: str
    template: str
    """Path with names in braces, such as "/v1/calls/{id}"."""
    ids: Mapping[str, str] = {}
    """Name in the template -> identifier; quoted, so it can't leave its place in the path."""
    query: Mapping[str, str] = {}
    headers: Mapping[str, str] = {}
    body: bytes | None = None
    """JSON; None: the request has no body."""

    @property
    def operation(self) -> str:
        """Method and template, for errors, logs and the inspector."""
        return f"{self.method} {self.template}"

    @property
    def writes(self) -> bool:
        """It may change something over there."""
        return self.method not in {"GET", "HEAD", "OPTIONS"}

    def path(self) -> str:
        """The template with its identifiers in place.

        Raises:
            Refused: `not_found`, when an identifier is empty: there can be no such thing.
        """
        path = self.template
        for name, identifier in self.ids.items():
            if not identifier:
                raise Refused(Why.not_found, f"{name} is empty", operation=self.operation)
            path = path.replace("{" + name + "}", _segment(identifier))
        return path


def _segment(identifier: str) -> str:
    """One path segment. Segments of dots alone would climb the path (RFC 3986, 5.2.4)."""
    quoted = quote(identifier, safe="")
    return quoted.replace(".", "%2E") if not quoted.strip(".") else quoted
