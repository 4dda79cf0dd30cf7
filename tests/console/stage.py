"""A stage for the views of a call: a desk on a rehearsal, the views, the note, and nothing around them."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from weakref import WeakSet

from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.pilot import Pilot

import tui.console
from tests.support.rehearsal import CREDENTIALS, RehearsalBackend
from tui.backend import BackendError
from tui.console.app import DeskApp
from tui.console.base import DeskView, DeskWidget
from tui.console.views.conversation import ConversationView
from tui.console.views.offered import OfferedView
from tui.console.views.wrap_up import WrapUpView
from tui.console.widgets.note_pane import NotePane
from tui.desk import AgentDesk
from tui.model import HandlingState
from tui.terminal import UNICODE

_STYLES = Path(tui.console.__file__).parent / "styles"
PATIENCE = 20.0
"""Seconds a test waits for something that must come."""


class Stage(App[None], inherit_bindings=False):
    """Shows the view that fits the current handling, as the desk screen does."""

    CSS_PATH = [_STYLES / "call.tcss", _STYLES / "dialogs.tcss"]  # noqa: RUF012  as Textual types it
    HORIZONTAL_BREAKPOINTS = DeskApp.HORIZONTAL_BREAKPOINTS
    glyphs = UNICODE

    class Changed(Message):
        """The desk changed."""

    def __init__(self, desk: AgentDesk, backend: RehearsalBackend) -> None:
        super().__init__()
        self.desk = desk
        self.backend = backend
        self.shown: WeakSet[DeskWidget] = WeakSet()
        self.said: list[str] = []
        self.mistakes: list[BaseException] = []
        self._kinds: set[str] = set()
        self._unsubscribe: Callable[[], None] | None = None

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return {"quiet": "#8a97a3", "urgent": "#ff6b66", "strong": "#ffffff"}

    def compose(self) -> ComposeResult:
        with Vertical():
            for view in (OfferedView, ConversationView, WrapUpView):
                yield view(self.desk)
            yield NotePane(self.desk)

    def on_mount(self) -> None:
        self._unsubscribe = self.desk.subscribe(self._hear)
        self._follow()

    def listen_no_more(self) -> None:
        """Nothing is told any more; widgets are about to go."""
        if self._unsubscribe:
            self._unsubscribe()
        self._kinds.clear()

    def say(self, text: str, *, urgent: bool = False) -> None:
        self.said.append(text)

    def survive(self, error: BaseException) -> None:
        self.mistakes.append(error)

    def perform(self, asked: Any, *, doing: str = "") -> None:
        self.run_worker(self._performed(asked), name=doing, description=doing, exit_on_error=False)

    async def _performed(self, asked: Any) -> None:
        try:
            await asked
        except BackendError as error:
            self.said.append(type(error).__name__)

    def _hear(self, kinds: frozenset[str]) -> None:
        self._kinds |= kinds
        self.post_message(self.Changed())

    def on_stage_changed(self) -> None:
        kinds, self._kinds = frozenset(self._kinds), set()
        for shown in tuple(self.shown):
            if concerned := shown.SHOWS & kinds:
                shown.stores_changed(concerned)
        self._follow()

    def _follow(self) -> None:
        current = self.desk.current
        fitting: type[DeskView] | None = None
        if current is not None:
            fitting = {
                HandlingState.offered: OfferedView,
                HandlingState.wrap_up: WrapUpView,
            }.get(current.state, ConversationView)
        for view in self.query(DeskView):
            if not isinstance(view, NotePane):
                view.display = type(view) is fitting
        self.query_one(NotePane).bind_to(current.id if current else None)

    @property
    def screen_text(self) -> str:
        """What a person sees."""
        strips = self.screen._compositor.render_strips()  # noqa: SLF001  no public way gives the text
        return "\n".join(strip.text.rstrip() for strip in strips)


@asynccontextmanager
async def staged(
    tmp_path: Path, *, size: tuple[int, int] = (80, 20), backend: RehearsalBackend | None = None
) -> AsyncIterator[tuple[Stage, Pilot[None]]]:
    """A desk signed in to a rehearsal, its views on a stage."""
    backend = backend or RehearsalBackend()
    desk = await AgentDesk.open(backend, CREDENTIALS, state_dir=tmp_path, backend_key="rehearsal")
    stage = Stage(desk, backend)
    try:
        async with stage.run_test(size=size) as pilot:
            try:
                yield stage, pilot
            finally:
                stage.listen_no_more()
                await pilot.pause()
            assert stage.mistakes == []
    finally:
        await desk.close(sign_out=True)


async def answered(stage: Stage, pilot: Pilot[None], **fields: Any) -> str:
    """A call rings and is answered; the answer is its handling."""
    handling = stage.backend.ring(**({"queue": "billing"} | fields))
    await until(pilot, lambda: handling in {known.id for known in stage.desk.handlings()})
    await stage.desk.answer(handling)
    return handling


async def until(pilot: Pilot[None], holds: Callable[[], object]) -> None:
    """Wait until something holds; fail if it does not in time."""
    async with asyncio.timeout(PATIENCE):
        while not holds():
            await pilot.pause(0.01)
    await pilot.pause()
