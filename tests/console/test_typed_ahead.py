"""A burst of keys over a slow line lands where it was typed."""

from pathlib import Path

from textual.events import Key
from textual.widgets import Input

from tests.support.console_stage import ConsolePlay, console
from tests.support.rehearsal import CREDENTIALS
from tui.backend import Credentials
from tui.console.screens.desk import DeskScreen

_NOBODY = Credentials(staff_number="", secret="")
_SIGNS = {"tab": None, "enter": "\r"}


def burst(play: ConsolePlay, *keys: str) -> None:
    """All at once, as a packet that was held up brings them."""
    for key in keys:
        play.app.post_message(Key(key, _SIGNS.get(key, key)))


async def test_the_whole_sign_in_typed_ahead(tmp_path: Path) -> None:
    async with console(tmp_path, credentials=_NOBODY) as play:
        await play.until(lambda: isinstance(play.app.focused, Input))
        burst(play, *CREDENTIALS.staff_number, "tab", "tab", *CREDENTIALS.secret, "enter")
        await play.until(lambda: isinstance(play.app.screen, DeskScreen))


async def test_words_and_the_way_to_the_next_field_stay_in_order(tmp_path: Path) -> None:
    async with console(tmp_path, credentials=_NOBODY) as play:
        await play.until(lambda: isinstance(play.app.focused, Input))
        burst(play, *("1" * 1500), "tab", *"204", "tab", "x")
        fields = {field.id: field for field in play.app.screen.query(Input)}
        await play.until(lambda: fields["secret"].value == "x")
        assert (len(fields["staff"].value), fields["extension"].value) == (1500, "204")
