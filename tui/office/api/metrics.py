"""Figures."""

from tui.model import DayFigures
from tui.office.api import shapes
from tui.office.api.content import served
from tui.office.api.operation import DESK, Answer, Ask, Operation
from tui.office.day import day_figures
from tui.office.store import Transaction


async def _my_day(ask: Ask) -> Answer:
    return Answer(value=await ask.office.store.read(day_figures, ask.account.id))


async def _queues(ask: Ask) -> Answer:
    return Answer(value=await ask.office.store.read(_figures, ask))


def _figures(tx: Transaction, ask: Ask) -> shapes.FloorFigures:
    found = (tx.queues.figures(queue.id) for queue in served(tx, ask))
    return shapes.FloorFigures(items=tuple(one for one in found if one is not None))


OPERATIONS = (
    Operation(
        id="my_day",
        method="GET",
        path="/v1/metrics/my-day",
        about="This agent's day since midnight of the office.",
        run=_my_day,
        who=DESK,
        answers=DayFigures,
    ),
    Operation(
        id="queue_figures",
        method="GET",
        path="/v1/metrics/queues",
        about="Live figures of the queues.",
        run=_queues,
        answers=shapes.FloorFigures,
    ),
)
