"""A field with few values: space or the arrows go on to the next one."""

from collections.abc import Mapping
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tui.console.base import Sturdy


class Toggle(Sturdy, Widget, can_focus=True, inherit_bindings=False):
    """Shows the word of its value."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,right", "turn(1)", show=False, id="toggle.next"),
        Binding("left", "turn(-1)", show=False, id="toggle.previous"),
    ]
    value: reactive[str] = reactive("", init=False)

    class Changed(Message):
        """It has another value now."""

    def __init__(self, words: Mapping[str, str], *, value: str, id: str | None = None) -> None:  # noqa: A002
        """`words`: value -> word, already translated."""
        super().__init__(id=id)
        self._words = dict(words)
        self.set_reactive(Toggle.value, value)

    def render(self) -> Content:
        """The word in brackets: it can be changed."""
        return Content(f"[{self._words.get(self.value, self.value)}]")

    def watch_value(self) -> None:
        """Tell that it changed."""
        self.post_message(self.Changed())

    def action_turn(self, by: int) -> None:
        """The next value."""
        values = list(self._words)
        self.value = values[(values.index(self.value) + by) % len(values)]

    def on_click(self, event: Click) -> None:
        """A click turns it too."""
        event.stop()
        self.action_turn(1)
