"""An agent's own day in figures."""

from tui.model.base import Stored


class DayFigures(Stored, frozen=True, kw_only=True, omit_defaults=True):
    """Figures of one agent since midnight of the office; the id is the agent's.

    Average handling time is (talk + hold + wrap-up) / handled.
    """

    handled: int = 0
    resolved: int = 0
    missed: int = 0
    goal: int = 0
    """Calls the agent means to handle today; 0: no goal."""
    talk_seconds: int = 0
    hold_seconds: int = 0
    wrap_up_seconds: int = 0
    ready_seconds: int = 0
    signed_in_seconds: int = 0
    half_hours: tuple[int, ...] = ()
    """Calls handled in each half hour of the day so far, from the first one worked."""
