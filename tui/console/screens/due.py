"""F12: what is due, over the lower part, from wherever the agent is."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from textual.widget import Widget

from tui.console.dialogs.lower import LowerDialog
from tui.console.widgets.due import Due
from tui.locale import _


class DueDialog(LowerDialog[None]):
    """The list of what is due."""

    ROWS: ClassVar[int] = 16

    def heading(self) -> tuple[str, str]:
        """Its name."""
        return _("Due"), _("unfinished records, call-backs, appointments")

    def keys(self) -> Mapping[str, str]:
        """What can be done with the chosen one."""
        due = self.query_one(Due) if self.is_shown else None
        keys = dict(due.hints()) if due else {}
        if call_back := self.offers().get("green"):
            keys["F6"] = call_back
        return keys | {_("Esc"): _("Close")}

    def contents(self) -> Iterator[Widget]:
        """The list, as the idle desk shows it."""
        yield Due(self.desk, titled=False)

    def on_mount(self) -> None:
        """The list has the focus."""
        self.query_one(Due).focus()

    def offers(self) -> Mapping[str, str]:
        """What the list offers."""
        return self.query_one(Due).offers() if self.is_shown else {}

    def do(self, action: str) -> None:
        """As the list does it."""
        self.query_one(Due).do(action)
