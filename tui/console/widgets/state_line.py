"""Row 1: own state with its age, then the floor's figures, the link and the clock, each in its place."""

from typing import ClassVar

from textual.content import Content

from tui.console.ages import age_column
from tui.console.base import DeskWidget
from tui.console.states import Shown, handling_shown, presence_shown
from tui.console.widgets.floor_line import FLOOR_WIDTH, cut, floor_line
from tui.locale import _
from tui.locale.words import word
from tui.model import AgentState, Handling, HandlingState, Presence, Reason, Recording, Verb
from tui.text import cells, clip, safe


class StateLine(DeskWidget):
    """What the agent does and for how long; how many wait; whether the line to the backend lives."""

    ALLOW_SELECT = False
    SHOWS: ClassVar[frozenset[str]] = frozenset(
        {
            "agent_state",
            "handling",
            "call",
            "waiting",
            "queue_figures",
            "current",
            "link",
            "pending",
            "content",
        }
    )

    def tick(self) -> None:
        """Ages grow."""
        self.refresh()

    def render(self) -> Content:
        """The whole row in the width there is."""
        width = self.size.width
        own = max(0, width - FLOOR_WIDTH)
        line = Content.assemble(cut(self._own(own), own), floor_line(self.desk, self.glyphs))
        return cut(line, width)

    def _own(self, width: int) -> Content:
        """State, who sits here, marks; where it is narrow closer together, then the last ones go."""
        handling = _loudest(self.desk.handlings(), self.desk.current)
        state = self._of_handling(handling) if handling else self._of_agent(width)
        marks = [mark for mark in self._marks(handling) if mark.plain]
        who = [] if handling else [Content(self._who())]
        tries = [(gap, [*who, *marks]) for gap in ("  ", " ")] + [
            (" ", marks[:kept]) for kept in range(len(marks), 0, -1)
        ]
        lines = (Content(gap).join([state, *parts]) for gap, parts in tries)
        return next((line for line in lines if line.cell_length <= width), state)

    def _of_handling(self, handling: Handling) -> Content:
        shown = handling_shown(handling.state, self.glyphs)
        if handling.state is HandlingState.offered:
            return Content.assemble(_loud(shown), self._ring(handling))
        age, over = self._age(handling)
        return Content.assemble(
            _loud(shown), " ", (f"{age}{'!' if over else ''}", "bold $urgent" if over else "")
        )

    def _ring(self, handling: Handling) -> Content:
        if Verb.answer not in handling.allowed:
            return Content(f"  {_('lift the handset')}")
        if handling.ring_until is None:
            return Content(f"  {_('answer now')}")
        left = int(self.desk.clock.until(handling.ring_until))
        style = "bold $urgent" if left <= 5 else ""
        return Content.assemble(("  " + _("answer within {left} s").replace("{left}", str(left)), style))

    def _age(self, handling: Handling) -> tuple[str, bool]:
        """How long, and whether that is too long."""
        clock = self.desk.clock
        since = handling.since if handling.state in _OWN_AGE else handling.answered or handling.since
        age = age_column(clock.age(since)) if since else ""
        if handling.state is HandlingState.wrap_up and handling.wrap_up_until and since:
            whole = age_column((handling.wrap_up_until - since).total_seconds())
            over = clock.until(handling.wrap_up_until) <= 0
            return _("{age} of {whole}").replace("{age}", age).replace("{whole}", whole), over
        recalls = handling.state is HandlingState.held and handling.recall_at is not None
        return age, bool(recalls and handling.recall_at and clock.until(handling.recall_at) <= 0)

    def _of_agent(self, width: int) -> Content:
        """Its age is never cut: the reason takes what is left."""
        me = self.desk.stores.me or AgentState(id=self.desk.agent.id)
        shown = presence_shown(me.presence, self.glyphs)
        reason = self._reason(me.reason)
        seconds = self.desk.clock.age(me.since) if me.since else 0.0
        over = bool(reason and reason.limit and seconds > reason.limit)
        age = f"{age_column(seconds)}{'!' if over else ''}" if me.since else ""
        room = width - cells(_loud(shown).plain) - cells(age) - 2
        shows_reason = reason is not None and me.presence is Presence.not_ready and room > 1
        named = f" {clip(safe(reason.name), min(room, 14))}" if reason and shows_reason else ""
        return Content.assemble(
            _loud(shown),
            named,
            " ",
            (age, "bold $urgent" if over else ""),
        )

    def _reason(self, reason: str) -> Reason | None:
        known = next((one for one in self.desk.content.reasons if one.id == reason), None)
        return known or (Reason(id=reason, name=reason) if reason else None)

    def _who(self) -> str:
        agent = self.desk.agent
        return clip(safe(" ".join(filter(None, (agent.extension or agent.staff_number, agent.name)))), 24)

    def _marks(self, handling: Handling | None) -> list[Content]:
        """Most important first."""
        demo = Content.assemble((_("DEMO"), "bold $warning")) if self.console.demo else Content("")
        return [self._pending(handling), self._muted(handling), self._recording(handling), demo]

    def _pending(self, handling: Handling | None) -> Content:
        asked = self.desk.pending(handling.id) if handling else self.desk.pending()
        return Content(f"{self.glyphs.asked} {word(asked[0].verb)}" if asked else "")

    def _muted(self, handling: Handling | None) -> Content:
        return Content.assemble((_("muted"), "bold $urgent") if handling and handling.muted else "")

    def _recording(self, handling: Handling | None) -> Content:
        call = self.desk.call_of(handling) if handling and handling.state.is_live else None
        if call is None or call.recording not in (Recording.on, Recording.paused):
            return Content("")
        if call.recording is Recording.paused:
            return Content.assemble((f"{_('rec')} {self.glyphs.held}", "$call-held"))
        return Content.assemble(_("rec"), " ", (self.glyphs.recording, "$urgent"))


_OWN_AGE = (HandlingState.held, HandlingState.wrap_up, HandlingState.dialling)
"""States whose own age counts; the others show how long the caller has been spoken to."""


def _loudest(handlings: tuple[Handling, ...], current: Handling | None) -> Handling | None:
    """What rings comes before what is current."""
    return next((h for h in handlings if h.state is HandlingState.offered), current)


def _loud(shown: Shown) -> Content:
    return Content.assemble((f"{shown.glyph} {shown.word.upper()}", f"bold {shown.colour}"))
