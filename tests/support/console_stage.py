"""The whole console on a rehearsal: press keys, act as the outside world, read the screen."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from tests.support.rehearsal import CREDENTIALS, RehearsalBackend
from tui.backend import Credentials
from tui.console.app import DeskApp
from tui.console.screens.desk import DeskScreen
from tui.desk import AgentDesk
from tui.model import Handling
from tui.terminal import ASCII, UNICODE

PATIENCE = 20.0


class ConsolePlay:
    """A running console and the hands on it."""

    def __init__(self, app: DeskApp, pilot: Pilot[None], backend: RehearsalBackend) -> None:
        self.app = app
        self.pilot = pilot
        self.backend = backend

    @property
    def desk(self) -> AgentDesk:
        return self.app.desk

    @property
    def screen(self) -> DeskScreen:
        """The desk screen, whatever is over it."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, DeskScreen))

    @property
    def current(self) -> Handling:
        assert self.desk.current is not None
        return self.desk.current

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def write(self, text: str) -> None:
        await self.pilot.press(*("space" if sign == " " else sign for sign in text))

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until it holds, at most some seconds."""
        async with asyncio.timeout(PATIENCE):
            while not condition():
                await self.pilot.pause(0.01)

    async def ring(self, **fields: Any) -> str:
        """A call rings here, and the screen shows it; the answer is its handling's id."""
        handling = self.backend.ring(**({"number": "+8613800138000", "name": "Zhang Min"} | fields))
        await self.until(lambda: any(h.id == handling for h in self.desk.handlings()))
        await self.pilot.pause()
        return handling

    async def talk(self, **fields: Any) -> str:
        """A call rings and is answered."""
        handling = await self.ring(**fields)
        await self.press("f6")
        await self.until(lambda: self.desk.current is not None and self.desk.current.answered)
        await self.pilot.pause()
        return handling

    def rows(self) -> list[str]:
        """What is painted, row by row."""
        compositor = self.app.screen._compositor  # noqa: SLF001  the only way to what is painted
        painted = compositor.render_strips()
        return ["".join(segment.text for segment in strip) for strip in painted]

    def shows(self, text: str) -> bool:
        return any(text in row for row in self.rows())

    async def sees(self, text: str) -> None:
        """Wait until this text is painted somewhere."""
        await self.until(lambda: self.shows(text))


@asynccontextmanager
async def console(
    folder: Path,
    *,
    size: tuple[int, int] = (80, 24),
    credentials: Credentials = CREDENTIALS,
    settling: float = 0.0,
    ascii_only: bool = False,
    backend: RehearsalBackend | None = None,
    **settings: Any,
) -> AsyncIterator[ConsolePlay]:
    """A console that signs in at once, unless the credentials leave something to ask. `settings` are those
    of `DeskApp`.
    """
    backend = backend or RehearsalBackend()

    async def open_desk(given: Credentials) -> AgentDesk:
        return await AgentDesk.open(backend, given, state_dir=folder, backend_key="rehearsal")

    glyphs = ASCII if ascii_only else UNICODE
    app = DeskApp(open_desk, credentials, glyphs=glyphs, settling=settling, **settings)
    async with app.run_test(size=size) as pilot:
        play = ConsolePlay(app, pilot, backend)
        if credentials.staff_number and credentials.secret == CREDENTIALS.secret:
            await play.until(lambda: isinstance(app.screen, DeskScreen))
            await pilot.pause()
        yield play
