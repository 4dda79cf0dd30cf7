"""Digits (Ctrl+D): every key is sent as it is typed, one after the other, and shown."""

from collections import deque
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.events import Key
from textual.widget import Widget
from textual.widgets import Static

from tui.backend import BackendError
from tui.console.dialogs.lower import LowerDialog
from tui.console.dialogs.tying import name_on
from tui.locale import _
from tui.locale.sentences import error_sentence
from tui.text import clip, digits

if TYPE_CHECKING:
    from tui.desk import AgentDesk

_SIGNS = {"*": "*", "#": "#", "\uff0a": "*", "\uff03": "#"}
"""Keys of a telephone that are no digits, full-width ones too."""


def tone_of(character: str) -> str:
    """The telephone key for a typed character; empty: there is none."""
    return digits(character) or _SIGNS.get(character, "")


class Digits(LowerDialog[None]):
    """Tones for menus on the other side. What was sent stands before what is still under way."""

    ROWS: ClassVar[int] = 5

    def __init__(self, desk: "AgentDesk", handling: str) -> None:
        super().__init__(desk, handling=handling)
        self._sent = ""
        self._waiting: deque[str] = deque()
        self._is_sending = False

    def heading(self) -> tuple[str, str]:
        """Who hears them."""
        handling = self.acted_on()
        name = name_on(self.desk, handling) if handling else ""
        return _("Digits"), _("to {name}").replace("{name}", name) if name else ""

    def keys(self) -> Mapping[str, str]:
        """The keys of a telephone."""
        return {"0-9 * #": _("Send at once"), _("Esc"): _("Back to the call")}

    def contents(self) -> Iterator[Widget]:
        """What was sent."""
        yield Static(id="sent", markup=False)

    def on_mount(self) -> None:
        """Show that nothing was sent yet."""
        self._show()

    def on_key(self, event: Key) -> None:
        """Send it, after those before it."""
        tone = tone_of(event.character or "")
        if not tone:
            return
        event.stop()
        self._waiting.append(tone)
        self._show()
        if not self._is_sending:
            self._is_sending = True
            self.console.perform(self._send(), doing=_("sending digits"))

    async def _send(self) -> None:
        """One by one: two under way at once could arrive in the wrong order."""
        try:
            while self._waiting:
                await self.desk.send_digits(self.handling, self._waiting[0])
                self._sent += self._waiting.popleft()
                self._show()
        except BackendError as error:
            self._waiting.clear()
            self.tell(error_sentence(error), urgent=True)
            self._show()
        finally:
            self._is_sending = False

    def _show(self) -> None:
        if self.is_shown:
            under_way = "".join(self._waiting)
            asked = f" {self.glyphs.asked} {under_way}" if under_way else ""
            text = self._sent[-(self.inner_width - 20) :] + asked
            shown = clip(text, self.inner_width - 4, ellipsis=self.glyphs.ellipsis)
            self.query_one("#sent", Static).update(shown or _("nothing sent yet"))
