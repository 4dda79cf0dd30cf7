"""Where dialogs stand: rows 1 and 2 and the note stay visible, also when the note comes later."""

from pathlib import Path

import pytest
from textual.geometry import Region

from tests.support.dialog_stage import Playing, playing, talking
from tui.console.dialogs.by_hand import ByHand
from tui.console.dialogs.caller_file import CallerFile
from tui.console.dialogs.caller_form import CallerForm
from tui.console.dialogs.find import Find
from tui.console.dialogs.phrases import Phrases
from tui.console.dialogs.pick_up import PickUp
from tui.console.dialogs.send_digits import Digits
from tui.console.dialogs.state_menu import StateMenu
from tui.console.dialogs.take_over import TakeOver
from tui.console.dialogs.transfer import Transfer
from tui.model import Verb


def place(play: Playing) -> Region:
    return play.stage.screen.query_one("#dialog").region


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_every_dialog_leaves_the_first_rows_and_the_note_visible(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with playing(tmp_path, size) as play:
        handling = await talking(play)
        note = play.stage.show_note()
        await play.until(lambda: note.region.height)
        for dialog in (
            Find(play.desk),
            CallerFile(play.desk, "c1"),
            CallerForm(play.desk),
            Transfer(play.desk, handling, Verb.consult),
            StateMenu(play.desk),
            Digits(play.desk, handling),
            ByHand(play.desk),
            PickUp(play.desk),
            Phrases(play.desk, handling=handling),
        ):
            await play.open(dialog)
            await play.until(lambda: place(play).height)
            assert place(play).y >= 2, dialog
            assert place(play).bottom <= note.region.y, dialog
            assert place(play).right <= size[0], dialog
            await play.press("escape")
            await play.until(lambda: len(play.stage.screen_stack) == 1)


async def test_a_note_that_comes_later_is_given_room(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await play.open(Find(play.desk))
        await play.until(lambda: place(play).bottom == 22)
        note = play.stage.show_note()
        await play.until(lambda: note.region.height)
        dialog = play.stage.screen
        assert isinstance(dialog, Find)
        dialog.tick()
        await play.until(lambda: place(play).bottom <= note.region.y)


async def test_in_ascii_nothing_of_ours_needs_more(tmp_path: Path) -> None:
    async with playing(tmp_path, ascii_only=True) as play:
        handling = await talking(play, number="", callers=())
        for dialog in (Find(play.desk), StateMenu(play.desk), Digits(play.desk, handling), ByHand(play.desk)):
            await play.open(dialog)
            await play.until(lambda: place(play).height)
            region = place(play)
            shown = play.lines()[region.y : region.bottom]
            assert "".join(shown).isascii(), dialog
            await play.press("escape")


@pytest.mark.parametrize(("key", "answer"), [("enter", True), ("escape", False)])
async def test_taking_over_is_asked(tmp_path: Path, key: str, answer: bool) -> None:
    async with playing(tmp_path) as play:
        await play.open(TakeOver("front desk"))
        await play.until(lambda: play.shows("You are signed in at front desk."))
        await play.press(key)
        await play.until(lambda: play.stage.results == [answer])
