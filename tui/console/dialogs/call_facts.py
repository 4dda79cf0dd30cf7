"""Direction, start and length of a call by hand, in one line of fields."""

from collections.abc import Iterator
from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Label

from tui.console.dialogs.times_typed import moment_of, seconds_of
from tui.console.dialogs.toggle import Toggle
from tui.locale import _
from tui.text import spoken_age

IN, OUT = "in", "out"


class NotUnderstoodError(ValueError):
    """A field says something that is no time or no length."""

    def __init__(self, sentence: str, field: Input) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        """For the agent."""
        self.field = field
        """Where to correct it."""


class CallFacts(Horizontal):
    """What of a call the agent knows better than the machine."""

    def __init__(self, *, way: str, began: datetime, seconds: int = 0) -> None:
        """`seconds`: its length if it is over, else 0."""
        super().__init__(id="facts")
        self._way = way
        self._began = began
        self._began_shown = f"{began.astimezone():%H:%M}"
        self._length_shown = spoken_age(seconds) if seconds else ""
        self._seconds = seconds

    def compose(self) -> ComposeResult:
        """Three labels, three fields."""
        yield from self._labelled(
            _("Direction"), Toggle({IN: _("they called"), OUT: _("you call")}, value=self._way, id="way")
        )
        yield from self._labelled(_("Began"), Input(self._began_shown, id="began"))
        length = Input(self._length_shown, placeholder=_("3:20, if it is over"), id="length")
        yield from self._labelled(_("Length"), length)

    def _labelled(self, label: str, field: Widget) -> Iterator[Widget]:
        yield Label(label, classes="label", markup=False)
        yield field

    @property
    def is_outward(self) -> bool:
        """The agent calls."""
        return (self.query_one("#way", Toggle).value if self.children else self._way) == OUT

    @property
    def is_corrected(self) -> bool:
        """Start or length are no longer what was offered."""
        if not self.children:
            return False
        return (self._typed("began"), self._typed("length")) != (self._began_shown, self._length_shown)

    def began(self, now: datetime) -> datetime:
        """When it began.

        Raises:
            NotUnderstoodError: what is typed is no time of day.
        """
        typed = self._typed("began")
        moment = self._began if typed in ("", self._began_shown) else moment_of(typed, now)
        if moment is None:
            sentence = _("The start is not understood. Write it like 14:03.")
            raise NotUnderstoodError(sentence, self.query_one("#began", Input))
        return moment

    def seconds(self) -> int:
        """How long it was; 0: it goes on.

        Raises:
            NotUnderstoodError: what is typed is no length.
        """
        typed = self._typed("length")
        if typed == self._length_shown:
            return self._seconds
        seconds = seconds_of(typed) if typed else 0
        if seconds is None:
            sentence = _("The length is not understood. Write it like 3:20, or 4 for four minutes.")
            raise NotUnderstoodError(sentence, self.query_one("#length", Input))
        return seconds

    def _typed(self, field: str) -> str:
        return self.query_one(f"#{field}", Input).value.strip()
