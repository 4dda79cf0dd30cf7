"""The question whether to take over a session that another desk holds. Asked before there is a desk."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.console.base import Sturdy
from tui.console.dialogs.rule_line import RuleLine
from tui.locale import _
from tui.text import safe


class TakeOver(Sturdy, ModalScreen[bool], inherit_bindings=False):
    """Enter takes over and the other desk is told; Esc leaves it alone. The result is whether to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer(True)", show=False, id="dialog.accept"),
        Binding("escape", "answer(False)", show=False, id="dialog.close"),
    ]

    def __init__(self, desk_name: str) -> None:
        """`desk_name`: where the session is held, as that desk called itself; may be empty."""
        super().__init__()
        self._desk_name = safe(desk_name) or _("another desk")

    def compose(self) -> ComposeResult:
        """What would happen, and the keys."""
        dash = self.console.glyphs.across
        title, keys = RuleLine(dash, id="title"), RuleLine(dash, id="keys")
        title.named = _("Signed in elsewhere")
        keys.named = f"{_('Enter')} {_('Take over')}  {_('Esc')} {_('Leave it')}"
        with Vertical(id="dialog"):
            yield title
            yield Static(Content(self._question()), id="question")
            yield keys

    def _question(self) -> str:
        return _(
            "You are signed in at {desk}. Taking over ends that session: it is told, its calls come here, "
            "and what was typed there stays on that machine until it is next signed in."
        ).replace("{desk}", self._desk_name)

    def action_answer(self, take_over: bool) -> None:
        """Give the answer back."""
        self.dismiss(take_over)
