"""What editing operations need from a request before they look at the store."""

from typing import Any

from tui.office.api.operation import Ask
from tui.office.api.problems import Problem


def edited_version(ask: Ask) -> int:
    """The version that was edited; 0 for a new row.

    Raises:
        Problem: neither If-Match nor `If-None-Match: *` was sent.
    """
    if ask.edits is None:
        raise Problem(
            "precondition-required", "Send If-Match with the ETag, or If-None-Match: * for a new one."
        )
    return ask.edits


def matching_id(ask: Ask) -> Any:
    """The body, whose id must be the path's.

    Raises:
        Problem: it is another one.
    """
    if ask.body.id != ask.path["id"]:
        raise Problem("invalid", "Expected the id in the path.", path="$.id")
    return ask.body
