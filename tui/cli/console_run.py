"""Adapter, desk and console put together."""

from typing import TYPE_CHECKING

import msgspec

from tui.adapters.cordboard import CordboardBackend
from tui.backend import (
    Backend,
    BackendError,
    Credentials,
    Forbidden,
    NotSent,
    OutcomeUnknown,
    ProfileError,
    Refused,
    Unauthorised,
    Why,
)
from tui.backend.finding import UnknownAdapterError, load_adapter
from tui.cli.exits import Exit, Trouble
from tui.cli.logs import keep_log
from tui.cli.plan import ConsolePlan
from tui.cli.seat import Seat
from tui.console.app import DeskApp
from tui.desk import AgentDesk
from tui.locale import set_language
from tui.locale.sentences import error_sentence
from tui.model import Presence
from tui.settings import Profile, theme_folder
from tui.terminal import read_terminal
from tui.terminal.driver import DeskDriver

if TYPE_CHECKING:
    from collections.abc import Callable

_NATIVE = "cordboard"
_SIGNALS: dict[int | None, str] = {
    Exit.hung_up: "SIGHUP",
    Exit.interrupted: "SIGINT",
    Exit.terminated: "SIGTERM",
}


def run_console(plan: ConsolePlan, *, ready: bool = False) -> None:
    """Open the console; returns when it is closed.

    Raises:
        Trouble: the profile is of no use, the first sign-in with a known secret failed, or a signal ended it.
    """
    keep_log(plan.state)
    if plan.settings.language:
        set_language(plan.settings.language)
    desks = _Desks(plan, _backend(plan.profile), ready=ready)
    app = DeskApp(
        desks.open,
        plan.credentials,
        demo=plan.profile.demo,
        glyphs=read_terminal().glyphs,
        theme=plan.settings.theme,
        theme_folder=theme_folder(),
        bell=plan.settings.bell,
        driver_class=DeskDriver,
    )
    desks.give_up = app.exit
    app.run()
    if desks.failure is not None:
        raise _trouble(desks.failure, plan)
    if app.return_code in _SIGNALS:
        sentence = f"ended by {_SIGNALS[app.return_code]}; what was typed is kept."
        raise Trouble(sentence, Exit(app.return_code or 0))


class _Desks:
    """Opens desks for the console, and remembers why the very first could not be opened."""

    def __init__(self, plan: ConsolePlan, backend: Backend, *, ready: bool) -> None:
        self._plan = plan
        self._backend = backend
        self._ready = ready
        self._seat = Seat(desk_id="")
        self._is_first = bool(plan.credentials.secret)
        self.failure: BackendError | None = None
        self.give_up: Callable[[], object] = lambda: None

    async def open(self, credentials: Credentials) -> AgentDesk:
        """Sign in from this machine's own seat."""
        first, self._is_first = self._is_first, False
        try:
            return await self._opened(credentials)
        except BackendError as error:
            if first and not _can_be_asked(error):
                self.failure = error
                self.give_up()
            raise

    async def _opened(self, credentials: Credentials) -> AgentDesk:
        self._seat.leave()
        self._seat = Seat.take(self._plan.state, credentials.staff_number)
        desk = await AgentDesk.open(
            self._backend,
            msgspec.structs.replace(credentials, desk_id=self._seat.desk_id),
            state_dir=self._plan.state,
            backend_key=self._plan.backend_key,
        )
        if self._ready:
            await desk.set_state(Presence.ready)
        return desk


def _can_be_asked(error: BackendError) -> bool:
    """The sign-in screen can settle it with the person."""
    return isinstance(error, Refused) and error.reason in (Why.signed_in_elsewhere, Why.extension_taken)


def _backend(profile: Profile) -> Backend:
    try:
        # Ours is always there, also where the package was not installed; no need to look for it.
        adapter = CordboardBackend if profile.adapter == _NATIVE else load_adapter(profile.adapter)
        return adapter.from_profile(profile.options)
    except UnknownAdapterError as error:
        known = ", ".join(error.known) or "none"
        sentence = f'no adapter is called "{error.name}"; installed are: {known}.'
        raise Trouble(sentence, Exit.configuration) from error
    except ProfileError as error:
        sentence = f"options.{error.option} of the profile should be {error.expected}, but is {error.got}."
        raise Trouble(sentence, Exit.configuration) from error


def _trouble(error: BackendError, plan: ConsolePlan) -> Trouble:
    url = plan.profile.options.get("url", "the backend")
    if isinstance(error, NotSent | OutcomeUnknown):
        return Trouble(
            f"nobody answers at {url}; start the office, or correct the url in the profile.", Exit.unreachable
        )
    if isinstance(error, Unauthorised | Forbidden):
        who = plan.credentials.staff_number
        return Trouble(f"{url} refuses staff number {who} with this secret; check both.", Exit.refused)
    if isinstance(error, Refused):
        return Trouble(f"{url} refuses the sign-in: {error_sentence(error)}", Exit.refused)
    return Trouble(f"{url}: {error_sentence(error)}", Exit.backend)
