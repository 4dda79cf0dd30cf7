"""Telling the screen: what the desk's stores say goes to whatever shows it, what is new to eye and ear."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tui.console.base import DeskDialog, DeskWidget
from tui.console.news import News
from tui.console.screens.desk import DeskScreen

if TYPE_CHECKING:
    from tui.console.app import DeskApp
    from tui.desk import AgentDesk

Shown = DeskWidget | DeskDialog[Any] | DeskScreen


class Telling:
    """Between one desk and the widgets of one console. Nothing else listens to the desk."""

    def __init__(self, console: "DeskApp", desk: "AgentDesk") -> None:
        self._console = console
        self._news = News(desk)

    def changed(self, kinds: frozenset[str]) -> None:
        """Tell each what it shows of these kinds, then say what is new."""
        for shown in self._showing():
            if concerned := shown.SHOWS & kinds:
                self._attempt(shown.stores_changed, concerned)
        for told in self._news.told():
            self._console.say(told.text, urgent=told.urgent)
        if self._news.rings_anew():
            self._console.bell()

    def tick(self) -> None:
        """A second has passed: ages have grown, and what rings goes on ringing."""
        for shown in self._showing():
            self._attempt(shown.tick)
        if self._news.rings_on():
            self._console.bell()

    def _attempt(self, tell: Callable[..., None], *told: frozenset[str]) -> None:
        """A widget that fails to show something keeps no other from showing it."""
        try:
            tell(*told)
        except Exception as error:  # noqa: BLE001  whatever a widget does, the desk goes on
            self._console.survive(error)

    def _showing(self) -> list[Shown]:
        console = self._console
        screens = [screen for screen in console.screen_stack if isinstance(screen, DeskScreen | DeskDialog)]
        widgets = [widget for widget in console.shown if widget.is_attached and widget.is_running]
        return [*widgets, *(screen for screen in screens if screen.is_running)]
