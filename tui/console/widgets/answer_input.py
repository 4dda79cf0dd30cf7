"""The field for an answer to a script's question."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from tui.console.base import Sturdy


class AnswerInput(Sturdy, Input, inherit_bindings=True):
    """An input that, while empty, goes back a step on Left or Backspace."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "left_or_back", show=False),
        Binding("backspace", "delete_or_back", show=False),
    ]

    class WentBack(Message):
        """Left or Backspace in the empty field: the step before is wanted."""

    def action_left_or_back(self) -> None:
        """Cursor left; in the empty field a step back."""
        if self.value:
            self.action_cursor_left()
        else:
            self.post_message(self.WentBack())

    def action_delete_or_back(self) -> None:
        """Delete to the left; in the empty field a step back."""
        if self.value:
            self.action_delete_left()
        else:
            self.post_message(self.WentBack())
