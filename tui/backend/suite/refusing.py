"""That something is refused, and why."""

from collections.abc import Awaitable

from tui.backend.errors import Forbidden, Refused, Why
from tui.backend.suite.bench import Bench
from tui.backend.suite.verdicts import ViolationError


async def refusal(
    bench: Bench, asked: Awaitable[object], *reasons: Why, forbidden: bool = False
) -> Refused | Forbidden:
    """The refusal of something that must be refused for one of these reasons.

    Raises:
        ViolationError: it was done, or refused for another reason.
    """
    wanted = " or ".join((*reasons, *(("forbidden",) if forbidden else ())))
    try:
        await asked
    except Refused as error:
        bench.saw(f"refused: {error.reason}, {error.detail!r}, by {error.by!r}")
        if error.reason in reasons:
            return error
        raise ViolationError(f"refused as {wanted}, not as {error.reason}") from error
    except Forbidden as error:
        bench.saw("forbidden")
        if forbidden:
            return error
        raise ViolationError(f"refused as {wanted}, not as forbidden") from error
    raise ViolationError(f"it is refused as {wanted}, not done")
