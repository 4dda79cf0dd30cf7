"""What every dialog over the lower part shares: its place, its title, its keys, what it has to say."""

from collections.abc import Callable, Coroutine, Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Resize
from textual.geometry import Region
from textual.widget import Widget
from textual.widgets import Static

from tui.backend import BackendError
from tui.console.base import DeskDialog, DeskNote, ResultT
from tui.console.dialogs.rule_line import RuleLine
from tui.locale import _
from tui.locale.sentences import error_sentence
from tui.model import Handling
from tui.text import safe

if TYPE_CHECKING:
    from tui.desk import AgentDesk

_TOP = 2
"""Rows that stay visible above: own state and the handlings."""
_BOTTOM = 2
"""Rows that stay visible below: the message line and the key bar."""
_FEWEST = 6
"""Rows without which a dialog is of no use: then it covers the note too."""
_NARROWEST = 60
"""Cells without which it takes the whole width."""


class LowerDialog(DeskDialog[ResultT]):
    """A dialog in the lower part of the screen. Rows 1 and 2 and, where one shows, the note stay visible.

    Textual calls the `on_...` methods of every class in the line, the last one's first: none calls super's.
    """

    ROWS: ClassVar[int] = 13
    """Rows it would like to have at least."""
    GROWS: ClassVar[bool] = False
    """On a tall terminal it takes the lower half of the screen."""
    AFTER_CALL: ClassVar[bool] = False
    """It is of use in wrap-up too; else it closes when nobody is on the line any more."""
    SHOWS: ClassVar[frozenset[str]] = frozenset({"handling"})

    def __init__(self, desk: "AgentDesk", *, handling: str = "") -> None:
        super().__init__(desk, handling=handling)
        self._left = False
        self._is_asking = False
        self._leave_when_on_top = False

    def heading(self) -> tuple[str, str]:
        """Its name, and what it says beside it."""
        raise NotImplementedError

    def contents(self) -> Iterator[Widget]:
        """What stands between title and keys."""
        raise NotImplementedError

    def keys(self) -> Mapping[str, str]:
        """Its own keys: key -> what it does just now."""
        return {_("Esc"): _("Close")}

    def compose(self) -> ComposeResult:
        """Title, contents, what it has to say, keys."""
        with Vertical(id="dialog"):
            yield RuleLine(self.glyphs.across, id="title")
            yield from self.contents()
            yield Static(id="said", markup=False)
            yield RuleLine(self.glyphs.across, id="keys")

    def on_mount(self) -> None:
        """Take the place and write title and keys."""
        self._place()
        self.relabel()

    @property
    def is_shown(self) -> bool:
        """Its widgets are there: between composing and closing."""
        return bool(self.query("#dialog"))

    def on_resize(self, event: Resize) -> None:
        """The place depends on the screen below."""
        self.call_after_refresh(self._place)

    def wanted_rows(self) -> int:
        """Rows it would like to have now; it gets what there is above the note."""
        return max(self.ROWS, self.size.height // 2) if self.GROWS else self.ROWS

    def _place(self) -> None:
        if not self.is_shown:
            return
        room = self._room()
        frame = self.query_one("#dialog", Vertical)
        frame.styles.height = max(4, min(self.wanted_rows(), room.height))
        frame.styles.width = room.width
        frame.styles.margin = (0, 0, max(0, self.size.height - room.bottom), room.x)

    def _room(self) -> Region:
        """Where it may stand: above the note and as wide, else above the message line."""
        width, height = self.app.size
        note = next(
            (n for n in self._notes() if n.region.y > _TOP + _FEWEST and n.region.width >= _NARROWEST), None
        )
        if note is None:
            return Region(0, _TOP, width, max(0, height - _BOTTOM - _TOP))
        return Region(note.region.x, _TOP, note.region.width, note.region.y - _TOP)

    @property
    def inner_width(self) -> int:
        """Cells across, for what is drawn as lines."""
        return self._room().width

    def _notes(self) -> list[DeskNote]:
        """Notes that show on the screen below."""
        below = [screen for screen in self.app.screen_stack if not isinstance(screen, DeskDialog)]
        return [note for screen in below for note in screen.query(DeskNote) if note.display]

    def relabel(self, right: str | None = None) -> None:
        """Write title and keys again; `right`: what stands at the title's end, None: as it was."""
        if not self.is_shown:
            return
        rule = self.query_one("#title", RuleLine)
        rule.named, rule.detail = self.heading()
        rule.right = rule.right if right is None else right
        shown = "  ".join(f"{key} {words}" for key, words in self.keys().items())
        self.query_one("#keys", RuleLine).named = shown
        self.console.refresh_keys()

    def tell(self, text: str, *, urgent: bool = False) -> None:
        """Say something inside the dialog; an empty text takes it back."""
        if self.is_shown:
            said = self.query_one("#said", Static)
            said.update(Content(safe(text)))
            said.set_class(urgent, "-urgent")

    def ask_backend(
        self, ask: Callable[[], Coroutine[Any, Any, Any]], *, doing: str, result: ResultT | None = None
    ) -> None:
        """Run a verb, never two at a time; done closes the dialog, refused is said in it.

        It goes on if the dialog is closed meanwhile.
        """
        if self._is_asking:
            return
        self._is_asking = True
        self.tell(f"{doing} {self.glyphs.asked}")
        self.console.perform(self._asked(ask(), result), doing=doing)

    async def _asked(self, asked: Coroutine[Any, Any, Any], result: ResultT | None) -> None:
        try:
            await asked
        except BackendError as error:
            if self.app.screen is not self:
                raise
            self.tell(error_sentence(error), urgent=True)
        else:
            self.leave(result)
        finally:
            self._is_asking = False
            self._leave_with_the_call()

    def look_up(self, asked: Coroutine[Any, Any, None], *, group: str) -> None:
        """Run a read; a newer one of the same group takes its place."""
        self.run_worker(
            self._looked_up(asked), group=group, exclusive=True, exit_on_error=False, description=group
        )

    async def _looked_up(self, asked: Coroutine[Any, Any, None]) -> None:
        try:
            await asked
        except BackendError as error:
            self.tell(error_sentence(error), urgent=True)
        except Exception as error:  # noqa: BLE001  a mistake of ours in a search must not end a call
            self.console.survive(error)

    def stores_changed(self, kinds: frozenset[str]) -> None:
        """Close with a sentence if the call it acts on is gone; make room for a note that has come."""
        self.call_after_refresh(self._place)
        self.relabel()
        self._leave_with_the_call()

    def _leave_with_the_call(self) -> None:
        """While a verb is under way the end of the call may be its own doing: wait for the answer."""
        if self.handling and not self._is_asking and not self.acts_on_something():
            if not self._left:
                self.console.say(_("That call is over; nothing was done. What you typed is kept."))
            self.leave()

    def tick(self) -> None:
        """The screen below may have changed."""
        self._place()

    def acts_on_something(self) -> bool:
        """The handling it acts on is still there, and live where it must be."""
        handling = self.acted_on()
        return handling is not None and (handling.state.is_live or self.AFTER_CALL)

    def acted_on(self) -> Handling | None:
        """The handling it acts on, as it is now; None: gone, done, or there never was one."""
        return next((h for h in self.desk.handlings() if h.id == self.handling), None)

    def leave(self, result: ResultT | None = None) -> None:
        """Close with this result; a dialog under another one closes once it is on top again."""
        if self._left:
            return
        if self.app.screen is self:
            self._left = True
            self.dismiss(result)
        else:
            self._leave_when_on_top = True

    def leave_if(self, done: bool | None) -> None:
        """Close after a dialog above was used to the end; stay if it was only closed."""
        if done:
            self._leave_when_on_top = True

    def on_screen_resume(self) -> None:
        """The dialog above has closed."""
        if self._leave_when_on_top:
            self.leave()

    def action_close(self) -> None:
        """Back to where the agent was; no call is touched."""
        self.leave()
