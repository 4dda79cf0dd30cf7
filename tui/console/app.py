"""The app: wiring between the desk, the screens and the keys. No truth and no I/O of its own."""

import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from weakref import WeakSet

from textual.app import App
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.events import Event, Key
from textual.filter import LineFilter
from textual.message import Message

from tui.actions import ACTIONS, PREFIX, SETTLING_SECONDS, Guard, Situation
from tui.backend import BackendError, Credentials
from tui.console.base import DeskDialog, DeskWidget, ResultT
from tui.console.cleaning import OnlyPrintable
from tui.console.keys import DeskKeys
from tui.console.mishaps import log_mishap
from tui.console.screens.desk import DeskScreen
from tui.console.screens.ended import Ended
from tui.console.screens.sign_in import SignIn
from tui.console.shift import OpenDesk, Shift
from tui.console.telling import Telling
from tui.console.themes import COLOUR_DEFAULTS, DEFAULT_THEME, use_theme
from tui.console.typed_ahead import KeyDone, TypedAhead
from tui.console.widgets.key_bar import KeyBar
from tui.locale import _
from tui.locale.sentences import error_sentence
from tui.terminal import UNICODE, Glyphs

if TYPE_CHECKING:
    from tui.desk import AgentDesk

_STYLES = Path(__file__).parent / "styles"
_MOST_HANDLINGS = 9
"""Alt and a digit choose a call of row 2."""


def _bindings() -> list[BindingType]:
    """One for each key of the table, before whatever has the focus."""
    listed: list[BindingType] = [
        Binding(action.key, f"press('{action.id}')", id=f"desk.{action.id}", show=False, priority=True)
        for action in ACTIONS
        if action.key
    ]
    chosen: list[BindingType] = [
        Binding(f"alt+{number}", f"choose({number})", id=f"desk.choose_{number}", show=False, priority=True)
        for number in range(1, _MOST_HANDLINGS + 1)
    ]
    prefix = Binding(PREFIX, "prefix", id="desk.prefix", show=False, priority=True)
    return [*listed, *chosen, prefix, Binding("enter", "enter", id="desk.enter", show=False, priority=True)]


class DeskApp(App[None], inherit_bindings=False):
    """The console: one agent's desk in a terminal. Only signing out ends it."""

    ENABLE_COMMAND_PALETTE = False
    CSS_PATH = [_STYLES / "shell.tcss", _STYLES / "call.tcss", _STYLES / "dialogs.tcss"]  # noqa: RUF012  as Textual has it
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide"), (160, "-very-wide")]  # noqa: RUF012  as Textual has it
    BINDINGS: ClassVar[list[BindingType]] = _bindings()

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
        theme_folder: Path | None = None,
        bell: bool = True,
        settling: float = SETTLING_SECONDS,
        driver_class: type[Driver] | None = None,
    ) -> None:
        """`credentials`: what is already known; complete ones sign in at once. `theme_folder`: the user's own
        themes. `settling`: seconds a key must have meant the same before it acts. `driver_class`: the way
        out to the terminal.
        """
        super().__init__(driver_class=driver_class)
        self.shift = Shift(self, open_desk, credentials or Credentials(staff_number="", secret=""))
        """Who sits here."""
        self.demo = demo
        """Say DEMO in the state line."""
        self.glyphs = glyphs
        """The signs this terminal can show."""
        self.shown: WeakSet[DeskWidget] = WeakSet()
        """Every mounted widget that shows the stores."""
        self._telling: Telling | None = None
        self._changed: set[str] = set()
        self._keys = DeskKeys(self, Guard(settling=settling))
        self._settling = settling
        self._typed_ahead = TypedAhead(self, self._let_through)
        self._has_bell = bell
        self._complaint = use_theme(self, theme, theme_folder)
        """About settings, told once when there is a line to tell it in."""

    @property
    def desk(self) -> "AgentDesk":
        """The agent's desk; only asked for once somebody is signed in."""
        if self.shift.desk is None:
            raise LookupError
        return self.shift.desk

    def get_line_filters(self) -> list[LineFilter]:
        """Textual's own filters, and ours after them."""
        return [*super().get_line_filters(), OnlyPrintable()]

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Colours a theme may leave out."""
        return dict(COLOUR_DEFAULTS)

    def on_mount(self) -> None:
        """Start the one clock everything is drawn by, and sign in."""
        self.set_interval(1.0, self._tick)
        self.push_screen(SignIn(self.shift.credentials))

    async def show_desk(self, desk: "AgentDesk") -> None:
        """Somebody has signed in: show their desk, and listen to it."""
        self._telling = Telling(self, desk)
        self._keys = DeskKeys(self, Guard(settling=self._settling))
        self._keys.observe()
        await self.switch_screen(DeskScreen(desk))
        desk.subscribe(self._hear)
        self._hear(frozenset({"handling", "current", "session", "link"}))
        if self._complaint:
            self.say(self._complaint)
            self._complaint = ""

    async def on_unmount(self) -> None:
        """However it ends, the desk is closed; whatever was typed is on the disk."""
        await self.shift.let_go(sign_out=False)

    async def _on_message(self, message: Message) -> None:
        """As `Sturdy` does for widgets: a mistake in one of the app's own handlers does not end it."""
        try:
            await super()._on_message(message)
        except Exception as error:  # noqa: BLE001  the last line of defence: a call goes on
            self.survive(error)

    async def on_event(self, event: Event) -> None:
        """Keys come here first: the one after the prefix key goes to the table of actions."""
        try:
            if isinstance(event, Key) and not event.is_forwarded:
                await self._typed_ahead.take(event)
                return
            await super().on_event(event)
        except Exception as error:  # noqa: BLE001  an action that fails must not end the app's own pump
            self.survive(error)

    async def on_key_done(self, mark: KeyDone) -> None:
        """A key has done all it does: the next one may come."""
        await self._typed_ahead.done(mark)

    async def _let_through(self, key: Key) -> None:
        self._note_typing(key)
        if self._keys.prefix_pressed and self._has_desk_in_front():
            key.stop()
            self._keys.press_after_prefix(key)
            self.refresh_keys()
        else:
            await super().on_event(key)

    def _note_typing(self, key: Key) -> None:
        """Where words are being written, nothing may be swapped under the fingers."""
        if key.is_printable and isinstance(self.screen, DeskScreen):
            self.screen.last_typed = time.monotonic()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The desk's keys work on the desk and under its dialogs; Enter only where it answers."""
        if action in ("press", "prefix", "choose"):
            return self._has_desk_in_front()
        if action == "enter":
            return self._has_desk_in_front() and self._keys.enter_answers()
        return True

    def _has_desk_in_front(self) -> bool:
        return self.shift.desk is not None and isinstance(self.screen, DeskScreen | DeskDialog)

    def action_press(self, action: str) -> None:
        """A key of the table."""
        self.act(action)

    def action_prefix(self) -> None:
        """The key before all keys; pressed twice it is taken back."""
        self._keys.prefix_pressed = not self._keys.prefix_pressed
        self.refresh_keys()

    def action_enter(self) -> None:
        """Enter where it answers a ring."""
        self._keys.press_enter()

    def action_choose(self, number: int) -> None:
        """Make a call of row 2 current."""
        for screen in self.screen_stack:
            if isinstance(screen, DeskScreen):
                screen.choose_number(number)

    def act(self, action: str) -> None:
        """Do what an action of the table means now, or say why not."""
        self._keys.press(action)
        self.refresh_keys()

    def situation(self) -> Situation:
        """The desk as last told of, as far as it decides what keys mean."""
        return self._keys.seen

    def words_now(self, name_width: int) -> dict[str, str]:
        """Action id -> what it would do now, in words, for all that is possible."""
        return self._keys.words(name_width)

    def hints(self) -> list[tuple[str, str]]:
        """Keys that the focused place handles itself."""
        return self._keys.hints()

    @property
    def prefix_pressed(self) -> bool:
        """The next key is looked up in the table."""
        return self._keys.prefix_pressed

    def open_dialog(
        self, dialog: DeskDialog[ResultT], then: Callable[[ResultT | None], None] | None = None
    ) -> None:
        """Show a dialog; the same one asked for twice is shown once. `then` gets its result."""
        if type(self.screen) is not type(dialog):
            self.push_screen(dialog, then)

    def close_dialogs(self) -> None:
        """Back to the desk screen."""
        while isinstance(self.screen, DeskDialog):
            self.pop_screen()

    def on_descendant_focus(self) -> None:
        """What the keys mean depends on the focus."""
        self.refresh_keys()

    def refresh_keys(self) -> None:
        """What the keys mean may have changed: draw the key bar anew."""
        for screen in self.screen_stack:
            for bar in screen.query(KeyBar):
                bar.refresh()

    def _hear(self, kinds: frozenset[str]) -> None:
        """The desk changed: remember what, and wake up once for any number of changes."""
        self._changed |= kinds
        self.post_message(self.StoresChanged())

    def on_desk_app_stores_changed(self) -> None:
        """Tell what changed to whatever shows it."""
        kinds, self._changed = frozenset(self._changed), set()
        desk = self.shift.desk
        if desk is None or self._telling is None:
            return
        self._keys.observe()
        self._telling.changed(kinds)
        if desk.ended is not None and not isinstance(self.screen, Ended):
            self.push_screen(Ended(desk.ended))

    def _tick(self) -> None:
        if self.shift.desk is not None and self._telling is not None:
            self._telling.tick()

    def bell(self) -> None:
        """Be heard, unless the settings say no."""
        if self._has_bell:
            super().bell()

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
        for screen in self.screen_stack:
            if isinstance(screen, DeskScreen) and screen.is_mounted:
                screen.say(text, urgent=urgent)

    def survive(self, error: BaseException) -> None:
        """A mistake of ours: log it without callers' data, say a sentence, go on."""
        log_mishap(error)
        self.say(_("Something in Cordboard failed. It is in the log; your call goes on."), urgent=True)

    def _handle_exception(self, error: Exception) -> None:
        """What Textual does with a mistake it met outside a handler: timers, rendering."""
        self.survive(error)
