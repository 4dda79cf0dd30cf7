"""What every widget, view and dialog of the console stands on."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import ModalScreen
from textual.widget import Widget

if TYPE_CHECKING:
    from tui.console.app import DeskApp
    from tui.desk import AgentDesk
    from tui.terminal import Glyphs

ResultT = TypeVar("ResultT")


class Sturdy(MessagePump):
    """A message pump that outlives a mistake in one of its handlers.

    Textual stops the pump of a widget whose handler raises, and ends the app with the local
    variables printed. Here the mistake is logged, the agent gets a sentence, and the desk lives on.
    """

    @property
    def console(self) -> "DeskApp":
        """The app, as what it is."""
        return cast("DeskApp", self.app)

    async def _on_message(self, message: Message) -> None:
        try:
            await super()._on_message(message)
        except Exception as error:  # noqa: BLE001  the last line of defence: a call goes on
            self.console.survive(error)


class TakesActions:
    """Something that, while it is on the screen, gives some actions of the table its own meaning."""

    def offers(self) -> Mapping[str, str]:
        """Actions it answers itself just now: action id -> words for the key bar, already translated.

        They come before what the desk would do. A dialog is asked first, then the view.
        """
        return {}

    def hints(self) -> Sequence[tuple[str, str]]:
        """Keys it handles itself, for the key bar: how the key is written ("Enter"), what it does."""
        return ()

    def do(self, action: str) -> None:
        """Do one of the actions it offers. Must return at once; the network goes through `perform`."""


class DeskWidget(Sturdy, TakesActions, Widget):
    """A widget that shows the desk's stores. It holds no truth of its own."""

    SHOWS: ClassVar[frozenset[str]] = frozenset()
    """What it shows: kinds of `tui.model.KINDS`, and "link", "pending", "documents", "current", "content",
    "session", "caller". It is told only of these."""

    def __init__(
        self,
        desk: "AgentDesk",
        *,
        id: str | None = None,  # noqa: A002  Textual's own name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.desk = desk

    def on_mount(self) -> None:
        """Be told from now on. Textual calls this besides a subclass's own `on_mount`."""
        self.console.shown.add(self)

    def on_unmount(self) -> None:
        """Be told no longer."""
        self.console.shown.discard(self)

    @property
    def glyphs(self) -> "Glyphs":
        """The signs this terminal can show."""
        return self.console.glyphs

    def stores_changed(self, kinds: frozenset[str]) -> None:
        """Something in `SHOWS` changed; `kinds` says what."""
        self.refresh()

    def tick(self) -> None:
        """A second has passed: ages may have grown."""


class DeskView(DeskWidget):
    """What fills the middle of the desk screen: idle, offered, conversation or wrap-up.

    All four stay mounted; the screen shows the one that fits the current handling.
    """

    def focus_here(self) -> bool:
        """Put the focus where the agent works first in this view; False: nothing here takes it.

        F9 goes to and fro between this and the note.
        """
        return False


class DeskNote(DeskView):
    """Where notes are written, above the key bar: one pane per handling, never swapped under the fingers."""

    def bind_to(self, handling: str | None) -> None:
        """Show the note of this handling; None: there is nothing to write about, and it hides itself."""

    @property
    def is_empty(self) -> bool:
        """Nothing is written in the note that shows: Enter may answer a ring."""
        return True


class DeskDialog(Sturdy, TakesActions, ModalScreen[ResultT], inherit_bindings=False):
    """A dialog over the lower part of the desk screen. Esc closes it and never touches a call."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", show=False),
        Binding("shift+tab", "app.focus_previous", show=False),
        Binding("escape", "close", show=False),
    ]

    SHOWS: ClassVar[frozenset[str]] = frozenset()
    """As of `DeskWidget`; its own child widgets are told by themselves."""

    def __init__(self, desk: "AgentDesk", *, handling: str = "") -> None:
        super().__init__()
        self.desk = desk
        self.handling = handling
        """Id of the handling it acts on; empty: none. It closes when that handling ends."""

    @property
    def glyphs(self) -> "Glyphs":
        """The signs this terminal can show."""
        return self.console.glyphs

    def stores_changed(self, kinds: frozenset[str]) -> None:
        """Something in `SHOWS` changed; `kinds` says what."""

    def tick(self) -> None:
        """A second has passed."""

    def action_close(self) -> None:
        """Back to the desk, without a result."""
        self.dismiss(None)
