"""The agent's own day: figures against the goal, and how it went by half hours."""

from typing import ClassVar

from textual.content import Content

from tui.console.base import DeskWidget
from tui.console.rules import rule
from tui.locale import _, n_
from tui.model import DayFigures
from tui.text import clip, spoken_age


class Today(DeskWidget):
    """Three lines under a title."""

    SHOWS: ClassVar[frozenset[str]] = frozenset({"day_figures"})

    def render(self) -> Content:
        """Title, figures, half hours."""
        width = self.size.width
        figures = self.desk.stores.day_figures.get(self.desk.agent.id) or DayFigures(id=self.desk.agent.id)
        lines = [_goal(figures), _times(figures), self._half_hours(figures, width - 2)]
        shown = [Content(clip(f"  {line}", width)) for line in lines]
        return Content("\n").join([rule(_("Today"), width, self.glyphs.across), *shown])

    def _half_hours(self, figures: DayFigures, width: int) -> str:
        if not figures.half_hours:
            return ""
        words = _("calls per half hour")
        room = max(1, width - len(words) - 1)
        counts = figures.half_hours[-room:]
        highest, bars = max(1, *counts), self.glyphs.bars
        drawn = "".join(bars[min(len(bars) - 1, count * (len(bars) - 1) // highest)] for count in counts)
        return f"{drawn} {words}"


def _goal(figures: DayFigures) -> str:
    resolved = _("resolved {count}").replace("{count}", str(figures.resolved))
    handled = _("handled {count}").replace("{count}", str(figures.handled))
    if figures.goal:
        of = _("handled {count} of {goal}")
        handled = of.replace("{count}", str(figures.handled)).replace("{goal}", str(figures.goal))
    missed = n_("{count} missed", "{count} missed", figures.missed).replace("{count}", str(figures.missed))
    return "   ".join([handled, resolved, *([missed] if figures.missed else [])])


def _times(figures: DayFigures) -> str:
    """Averages over the calls handled; the share of the shift spent ready."""
    if not figures.handled:
        return _("no call handled yet")
    whole = figures.talk_seconds + figures.hold_seconds + figures.wrap_up_seconds
    parts = [
        f"{_('AHT')} {spoken_age(whole / figures.handled)}",
        f"{_('wrap-up')} {spoken_age(figures.wrap_up_seconds / figures.handled)}",
    ]
    if figures.signed_in_seconds:
        parts.append(f"{_('ready')} {figures.ready_seconds / figures.signed_in_seconds:.0%}")
    return "   ".join(parts)
