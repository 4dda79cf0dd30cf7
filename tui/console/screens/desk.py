"""The desk screen: fixed places for state, handlings, the view, the note, the message and the keys."""

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from tui.console.base import Sturdy

if TYPE_CHECKING:
    from tui.desk import AgentDesk


class DeskScreen(Sturdy, Screen[None], inherit_bindings=False):
    """Everything an agent sees from signing in to signing out."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", show=False),
        Binding("shift+tab", "app.focus_previous", show=False),
    ]

    def __init__(self, desk: "AgentDesk") -> None:
        super().__init__()
        self.desk = desk
