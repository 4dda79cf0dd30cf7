"""What is due: unfinished records first, then promises by their time."""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from tui.console.calling_back import call_back
from tui.console.opening_due import open_due
from tui.console.widgets.chosen_lines import ChosenLines
from tui.locale import _
from tui.locale.words import word
from tui.model import FollowUp, Record
from tui.text import clip, fit, safe

if TYPE_CHECKING:
    from tui.desk import AgentDesk

_TIME_CELLS = 7


class Due(ChosenLines):
    """Enter opens an entry; the green key dials a promised call-back."""

    SHOWS: ClassVar[frozenset[str]] = frozenset({"follow_up", "documents", "handling"})

    def __init__(self, desk: "AgentDesk", *, titled: bool = True) -> None:
        super().__init__(desk)
        self._is_titled = titled

    def title(self) -> str:
        """Its name."""
        return _("Due") if self._is_titled else ""

    def tick(self) -> None:
        """Something may have become due."""
        self.refresh()

    def hints(self) -> list[tuple[str, str]]:
        """Enter opens."""
        return [(_("Enter"), _("Open"))] if self.chosen else []

    def offers(self) -> dict[str, str]:
        """Call back the one under the cursor."""
        follow_up = self._follow_up(self.chosen)
        return {"green": _("Call back")} if follow_up is not None and follow_up.number else {}

    def do(self, action: str) -> None:
        """Dial the chosen promise's number."""
        follow_up = self._follow_up(self.chosen)
        if action == "green" and follow_up is not None:
            call_back(self.console, follow_up)

    def entries(self, width: int) -> list[tuple[str, list[Content]]]:
        """One line each."""
        now = self.desk.clock.now().astimezone()
        unfinished = [(r.id, [self._unfinished(r, width - 1, now)]) for r in self.desk.documents.unfinished()]
        promised = [(f.id, [self._promised(f, width - 1, now)]) for f in self._mine()]
        return [*unfinished, *promised] or [("", [Content(f" {_('nothing due')}").stylize("$quiet")])]

    def open_entry(self, key: str) -> None:
        """Go on with an unfinished record, or see what was promised."""
        open_due(self.console, key)

    def _mine(self) -> list[FollowUp]:
        """Those for me, for my queues and for whoever comes."""
        me, queues = self.desk.agent.id, {f"queue:{queue.id}" for queue in self.desk.content.queues}
        return [f for f in self.desk.documents.follow_ups() if f.assignee in {"", me} | queues]

    def _follow_up(self, key: str) -> FollowUp | None:
        return next((f for f in self._mine() if f.id == key), None)

    def _unfinished(self, record: Record, width: int, now: datetime) -> Content:
        facts = self.desk.documents.facts(record.handling)
        name = safe(facts.name or facts.number) or _("unknown caller")
        began = f"{facts.began.astimezone():%H:%M}" if facts.began else ""
        text = fit(f"{_('unfinished')}  {name}  {began}", width)
        return Content(text).stylize("bold $warning")

    def _promised(self, follow_up: FollowUp, width: int, now: datetime) -> Content:
        is_late = follow_up.due is not None and follow_up.due < now
        when = _when(follow_up.due, now) if follow_up.due else "-"
        when = fit(when, _TIME_CELLS - 1, right=True) + ("!" if is_late else " ")
        name = clip(safe(follow_up.name or follow_up.number), max(8, width // 3))
        text = f"{when} {word(follow_up.kind)} {name}  {safe(follow_up.about)}"
        line = Content(fit(text, width))
        return line.stylize("bold $urgent", 0, len(when)) if is_late else line


def _when(due: datetime, now: datetime) -> str:
    """The time if it is today, else the day."""
    local = due.astimezone()
    return f"{local:%H:%M}" if local.date() == now.date() else f"{local:%d %b}"
