"""The backend ended the session: said in words, over everything, until the agent has read it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.backend import SessionEnded
from tui.console.base import Sturdy
from tui.locale import _
from tui.text import safe


class Ended(Sturdy, ModalScreen[None], inherit_bindings=False):
    """Enter goes to signing in again. What was typed stays on the disk."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "again", show=False, id="ended.again")]

    def __init__(self, ended: SessionEnded) -> None:
        super().__init__()
        self._ended = ended

    def compose(self) -> ComposeResult:
        """What happened, what is safe, what to do."""
        with Vertical(id="ended"):
            yield Static(Content(_("Signed out")).stylize("bold"))
            yield Static(Content(self._why()))
            yield Static(_("What you typed is kept on this machine and goes out when you sign in again."))
            yield Static(_("Enter Sign in again"))

    def _why(self) -> str:
        if self._ended.taken_over_by:
            by = safe(self._ended.taken_over_by)
            return _("You have been taken over: {desk} is signed in as you now.").replace("{desk}", by)
        return _("The backend has ended your session: it expired or was revoked.")

    def action_again(self) -> None:
        """Sign in again."""
        self.console.shift.begin_again()
