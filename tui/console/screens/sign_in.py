"""Signing in: staff number, extension, secret; what went wrong said plainly; taking over by name."""

from typing import ClassVar

import msgspec
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Label, Static

from tui.backend import BackendError, Credentials, Refused, Unauthorised, Why
from tui.console.base import Sturdy
from tui.console.dialogs.take_over import TakeOver
from tui.locale import _
from tui.locale.sentences import error_sentence

_FIELDS = ("staff", "extension", "secret")


class SignIn(Sturdy, Screen[None], inherit_bindings=False):
    """Enter goes on to the next empty field, from the last one it signs in. Esc leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,down", "app.focus_next", show=False, id="sign_in.next"),
        Binding("shift+tab,up", "app.focus_previous", show=False, id="sign_in.previous"),
        Binding("escape", "leave", show=False, id="sign_in.leave"),
    ]

    def __init__(self, given: Credentials, *, said: str = "") -> None:
        super().__init__()
        self._given = given
        self._said = said
        self._is_asking = False

    def compose(self) -> ComposeResult:
        """Three fields and what there is to say."""
        with Vertical(id="sign-in"):
            yield Static(Content("Cordboard").stylize("bold"), id="sign-in-title")
            for field, words, value in self._fields():
                with Horizontal(classes="field"):
                    yield Label(words)
                    yield Input(value, id=field, password=field == "secret")
            yield Static(self._said, id="sign-in-said", markup=False)
            yield Static(_("Enter Sign in   Tab Next field   Esc Leave"), id="sign-in-keys", markup=False)

    def _fields(self) -> list[tuple[str, str, str]]:
        given = self._given
        return [
            ("staff", _("Staff number"), given.staff_number),
            ("extension", _("Extension (empty: none)"), given.extension),
            ("secret", _("Secret"), given.secret),
        ]

    def on_mount(self) -> None:
        """Sign in at once if nothing has to be asked."""
        first_empty = next((f for f in ("staff", "secret") if not self._value(f)), "secret")
        self.query_one(f"#{first_empty}", Input).focus()
        if self._given.staff_number and self._given.secret and not self._said:
            self._ask(take_over=self._given.take_over)

    @on(Input.Submitted)
    def go_on(self, event: Input.Submitted) -> None:
        """Enter: the next empty field that is needed, else sign in."""
        event.stop()
        missing = next((f for f in ("staff", "secret") if not self._value(f)), "")
        at = _FIELDS.index(event.input.id or "secret")
        if event.input.id != "secret" and not self._value("secret"):
            self.query_one(f"#{_FIELDS[at + 1]}", Input).focus()
        elif missing:
            self.query_one(f"#{missing}", Input).focus()
        else:
            self._ask(take_over=False)

    def action_leave(self) -> None:
        """Nobody is signed in: leave."""
        self.console.shift.end(sign_out=False)

    def _value(self, field: str) -> str:
        return self.query_one(f"#{field}", Input).value.strip()

    def _ask(self, *, take_over: bool) -> None:
        if self._is_asking:
            return
        self._is_asking = True
        self._say(_("signing in") + f" {self.console.glyphs.asked}")
        credentials = msgspec.structs.replace(
            self._given,
            staff_number=self._value("staff"),
            extension=self._value("extension"),
            secret=self._value("secret"),
            take_over=take_over,
        )
        self.console.perform(self._asked(credentials), doing="sign in")

    async def _asked(self, credentials: Credentials) -> None:
        try:
            await self.console.shift.begin(credentials)
        except BackendError as error:
            self._refused(error)
        finally:
            self._is_asking = False

    def _refused(self, error: BackendError) -> None:
        if isinstance(error, Refused) and error.reason is Why.signed_in_elsewhere:
            self._say(error_sentence(error), urgent=True)
            self.app.push_screen(TakeOver(error.by), self._take_over)
        elif isinstance(error, Unauthorised):
            self._say(_("Staff number or secret is wrong. Type them again."), urgent=True)
            self.query_one("#secret", Input).focus()
        else:
            self._say(error_sentence(error), urgent=True)

    def _take_over(self, answer: bool | None) -> None:
        if answer:
            self._ask(take_over=True)

    def _say(self, text: str, *, urgent: bool = False) -> None:
        said = self.query_one("#sign-in-said", Static)
        said.update(Content(text))
        said.set_class(urgent, "-urgent")
