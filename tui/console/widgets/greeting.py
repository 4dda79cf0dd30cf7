"""Why the call is here, and what to say first."""

from typing import ClassVar

from textual.content import Content

from tui.console.widgets.drawn import DrawnLines
from tui.locale import _, mark
from tui.locale.words import word
from tui.model import Because, Call, Handling
from tui.text import safe, wrap

_SENT_BY = {
    Because.transfer: mark("transferred by {name}"),
    Because.consult: mark("{name} asks you; the caller waits"),
    Because.missed: mark("missed at {name}'s desk"),
    Because.recall: mark("comes back from {name}"),
}


def sender_of(handling: Handling, call: Call | None) -> str:
    """The colleague it comes from: who asks, or who sent the call on."""
    if handling.because is Because.consult:
        return handling.asker.name if handling.asker else ""
    return call.came_from if call else ""


def reason_line(because: Because, came_from: str) -> str:
    """Why the call is here, in words; empty for a new one."""
    if because in (Because.new, Because.unknown):
        return ""
    if came_from and because in _SENT_BY:
        return _(_SENT_BY[because]).replace("{name}", safe(came_from))
    return word(because)


class Reason(DrawnLines):
    """Why it comes to this desk, unless it simply is the next one."""

    SHOWS: ClassVar[frozenset[str]] = frozenset({"call", "handling", "current"})

    def lines(self, width: int) -> list[Content]:
        """One loud line, or none."""
        current = self.desk.current
        call = self.desk.call_of(current) if current else None
        if current is None or call is None:
            return []
        reason = reason_line(current.because, sender_of(current, call))
        return [Content.styled(f"  {line}", "bold") for line in wrap(reason, max(8, width - 2)) if line]


class Greeting(DrawnLines):
    """What to say on answering."""

    SHOWS: ClassVar[frozenset[str]] = frozenset(
        {"call", "handling", "current", "content", "caller", "documents"}
    )

    def lines(self, width: int) -> list[Content]:
        """The greeting in quotes; a colleague who asks needs none."""
        current = self.desk.current
        text = self.desk.greeting(current) if current and current.because is not Because.consult else ""
        if not text:
            return []
        title = _("Say:")
        quoted = f"{self.glyphs.open_quote}{safe(text)}{self.glyphs.close_quote}"
        rows = wrap(f"{title}  {quoted}", max(8, width - 2))
        first = Content.assemble("  ", (title, "$quiet"), (rows[0][len(title) :], "bold"))
        margin = " " * (2 + len(title) + 2)
        rest = wrap(" ".join(rows[1:]), max(8, width - len(margin))) if rows[1:] else []
        return [first, *(Content.styled(f"{margin}{row}", "bold") for row in rest)]
