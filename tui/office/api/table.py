"""All operations of the API, in the order they are described."""

from tui.office.api import callers, calls, content, events, follow_ups, metrics, records, sessions
from tui.office.api.description import describe
from tui.office.api.operation import Answer, Ask, Operation


async def _described(_: Ask) -> Answer:
    return Answer(value=describe(OPERATIONS))


_DESCRIPTION = Operation(
    id="describe",
    method="GET",
    path="/v1/openapi.json",
    about="This description.",
    run=_described,
    who=frozenset(),
)

OPERATIONS: tuple[Operation, ...] = (
    *sessions.OPERATIONS,
    *events.OPERATIONS,
    *calls.OPERATIONS,
    *records.OPERATIONS,
    *follow_ups.OPERATIONS,
    *callers.OPERATIONS,
    *content.OPERATIONS,
    *metrics.OPERATIONS,
    _DESCRIPTION,
)
"""Everything there is."""
