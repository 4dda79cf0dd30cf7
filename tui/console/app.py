"""The app: wiring between the desk, the screens and the keys. No truth and no I/O of its own."""

from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from weakref import WeakSet

from textual.app import App
from textual.binding import BindingType
from textual.driver import Driver
from textual.filter import LineFilter
from textual.message import Message

from tui.backend import BackendError, Credentials
from tui.console.base import DeskDialog, DeskWidget, Sturdy
from tui.console.cleaning import OnlyPrintable
from tui.console.mishaps import log_mishap
from tui.console.screens.desk import DeskScreen
from tui.console.themes import DEFAULT_THEME, read_themes
from tui.locale import _
from tui.locale.sentences import error_sentence
from tui.terminal import UNICODE, Glyphs

if TYPE_CHECKING:
    from tui.desk import AgentDesk

OpenDesk = Callable[[Credentials], Awaitable["AgentDesk"]]
"""Signs in and gives the desk back. Raises members of the error tree."""

_STYLES = Path(__file__).parent / "styles"


class DeskApp(Sturdy, App[None], inherit_bindings=False):
    """The console: one agent's desk in a terminal."""

    ENABLE_COMMAND_PALETTE = False
    CSS_PATH = [_STYLES / "shell.tcss", _STYLES / "call.tcss", _STYLES / "dialogs.tcss"]  # noqa: RUF012
    HORIZONTAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = [
        (0, "-narrow"),
        (120, "-wide"),
        (160, "-very-wide"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = []

    class StoresChanged(Message):
        """Something in the desk's stores changed; what, stands in the app."""

        def can_replace(self, message: Message) -> bool:
            """Many changes are shown once."""
            return isinstance(message, DeskApp.StoresChanged)

    def __init__(
        self,
        open_desk: OpenDesk,
        credentials: Credentials | None = None,
        *,
        demo: bool = False,
        glyphs: Glyphs = UNICODE,
        theme: str = DEFAULT_THEME,
        driver_class: type[Driver] | None = None,
    ) -> None:
        """`credentials`: sign in with these at once; None: ask. `driver_class`: the terminal's driver."""
        super().__init__(driver_class=driver_class)
        self.open_desk = open_desk
        self.credentials = credentials
        self.demo = demo
        """Say DEMO in the state line."""
        self.glyphs = glyphs
        """The signs this terminal can show."""
        self.shown: WeakSet[DeskWidget] = WeakSet()
        """Every mounted widget that shows the stores."""
        self._desk: AgentDesk | None = None
        self._changed: set[str] = set()
        for found in read_themes().themes:
            self.register_theme(found)
        self.theme = theme

    @property
    def desk(self) -> "AgentDesk":
        """The agent's desk; only asked for once somebody is signed in."""
        if self._desk is None:
            raise LookupError
        return self._desk

    def get_line_filters(self) -> list[LineFilter]:
        """Textual's own filters, and ours after them."""
        return [*super().get_line_filters(), OnlyPrintable()]

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Colours a theme may leave out."""
        return dict(_DEFAULT_COLOURS)

    def on_mount(self) -> None:
        """Start the one clock everything is drawn by."""
        self.set_interval(1.0, self._tick)
        if self.credentials is not None:
            self.perform(self._sign_in(self.credentials), doing="sign in")

    async def _sign_in(self, credentials: Credentials) -> None:
        desk = await self.open_desk(credentials)
        self._desk = desk
        desk.subscribe(self._hear)
        await self.push_screen(DeskScreen(desk))

    async def on_unmount(self) -> None:
        """Let go of the desk; whatever was typed is on the disk."""
        if self._desk is not None:
            await self._desk.close(sign_out=False)

    def _hear(self, kinds: frozenset[str]) -> None:
        """The desk changed: remember what, and wake up once for any number of changes."""
        self._changed |= kinds
        self.post_message(self.StoresChanged())

    def on_desk_app_stores_changed(self) -> None:
        """Tell what changed to whatever shows it."""
        kinds, self._changed = frozenset(self._changed), set()
        for shown in (*self.shown, *self._dialogs()):
            if concerned := shown.SHOWS & kinds:
                shown.stores_changed(concerned)

    def _tick(self) -> None:
        for shown in (*self.shown, *self._dialogs()):
            shown.tick()

    def _dialogs(self) -> list[DeskDialog[Any]]:
        return [screen for screen in self.screen_stack if isinstance(screen, DeskDialog)]

    def perform(self, asked: Coroutine[Any, Any, Any], *, doing: str = "") -> None:
        """Run something that talks to the backend; a refusal is said in a sentence.

        Never awaited by a handler, never cancelled by another: it outlives the widget that asked.
        """
        self.run_worker(
            self._performed(asked), name=doing, group="verbs", description=doing, exit_on_error=False
        )

    async def _performed(self, asked: Coroutine[Any, Any, Any]) -> None:
        try:
            await asked
        except BackendError as error:
            self.say(error_sentence(error), urgent=True)
        except Exception as error:  # noqa: BLE001  a mistake of ours must not end a call
            self.survive(error)

    def say(self, text: str, *, urgent: bool = False) -> None:
        """Put a sentence above the key bar. It takes no focus and goes away by itself."""

    def survive(self, error: BaseException) -> None:
        """A mistake of ours: log it without callers' data, say a sentence, go on."""
        log_mishap(error)
        self.say(_("Something in Cordboard failed. It is in the log; your call goes on."), urgent=True)

    def _handle_exception(self, error: Exception) -> None:
        """What Textual does with a mistake it met outside a handler: timers, rendering."""
        self.survive(error)


_DEFAULT_COLOURS = {
    "call-ringing": "#ffd75f",
    "call-live": "#5fd787",
    "call-held": "#ffaf5f",
    "call-dialling": "#87d7ff",
    "agent-ready": "#5fd787",
    "agent-not-ready": "#ffaf5f",
    "wrap-up": "#87afff",
    "urgent": "#ff6b66",
    "link-lost": "#ff6b66",
    "link-stale": "#ffaf5f",
    "quiet": "#8a97a3",
    "strong": "#ffffff",
}
