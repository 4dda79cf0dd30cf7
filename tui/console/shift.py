"""Who sits at this console: signing in, being signed out, leaving."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import msgspec

from tui.backend import Credentials
from tui.console.mishaps import log_mishap
from tui.console.screens.sign_in import SignIn

if TYPE_CHECKING:
    from tui.console.app import DeskApp
    from tui.desk import AgentDesk

OpenDesk = Callable[[Credentials], Awaitable["AgentDesk"]]
"""Signs in and gives the desk back. Raises members of the error tree."""


class Shift:
    """The agents of one console, one after the other."""

    def __init__(self, console: "DeskApp", open_desk: OpenDesk, credentials: Credentials) -> None:
        self._console = console
        self._open_desk = open_desk
        self.credentials = credentials
        """What was used last, or is known beforehand; complete ones sign in at once."""
        self.desk: AgentDesk | None = None
        """The desk of whoever sits here; None: nobody is signed in."""

    async def begin(self, credentials: Credentials) -> None:
        """Open the desk and show it.

        Raises:
            BackendError: signing in was refused or did not arrive.
        """
        desk = await self._open_desk(credentials)
        self.desk, self.credentials = desk, credentials
        await self._console.show_desk(desk)

    def begin_again(self) -> None:
        """The session is over: let go of its desk and ask who sits here."""
        self._run(self._begin_again, "start anew")

    def end(self, *, sign_out: bool) -> None:
        """End the program; what is not sent stays on the disk."""

        async def end() -> None:
            await self.let_go(sign_out=sign_out)
            self._console.exit()

        self._run(end, "leave")

    async def let_go(self, *, sign_out: bool) -> None:
        """Close the desk, if there is one; whatever was typed is on the disk."""
        desk, self.desk = self.desk, None
        if desk is not None:
            try:
                await desk.close(sign_out=sign_out)
            except Exception as error:  # noqa: BLE001  leaving must not hang on a backend
                log_mishap(error)

    async def _begin_again(self) -> None:
        await self.let_go(sign_out=False)
        while len(self._console.screen_stack) > 2:
            await self._console.pop_screen()
        blank = msgspec.structs.replace(self.credentials, secret="", take_over=False)
        await self._console.switch_screen(SignIn(blank))

    def _run(self, work: Callable[[], Awaitable[None]], what: str) -> None:
        self._console.run_worker(work(), group="session", exit_on_error=False, description=what)
