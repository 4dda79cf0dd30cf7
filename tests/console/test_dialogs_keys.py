"""Dialogs on the whole console: opened by their keys, beside calls that come and go."""

from pathlib import Path

from tests.support.console_stage import console
from tui.console.dialogs.by_hand import ByHand
from tui.console.dialogs.find import Find
from tui.console.dialogs.phrases import Phrases
from tui.console.dialogs.state_menu import StateMenu
from tui.console.dialogs.transfer import Transfer
from tui.console.screens.desk import DeskScreen
from tui.model import HandlingState, Verb


async def test_a_ring_takes_no_key_from_a_search_and_answering_closes_it(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        await play.press("f3")
        await play.until(lambda: isinstance(play.app.screen, Find))
        await play.write("wa")
        await play.ring()
        await play.write("ng")
        await play.sees("▸ Wang Fang")
        await play.sees("Answer")
        await play.press("f6")
        await play.until(lambda: isinstance(play.app.screen, DeskScreen))
        await play.until(lambda: play.current.state is HandlingState.connected)
        await play.press("f3")
        await play.sees("▸ Wang Fang")


async def test_the_green_key_dials_from_find_when_nothing_rings(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        await play.press("f3")
        await play.write("wang")
        await play.sees("▸ Wang Fang")
        await play.press("f6")
        await play.until(lambda: any(c.verb is Verb.dial for c in play.backend.commands))


async def test_a_phrase_lands_in_the_note(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        handling = await play.talk()
        await play.press("ctrl+y")
        await play.until(lambda: isinstance(play.app.screen, Phrases))
        await play.write("und")
        await play.sees("▸ und")
        await play.press("enter")
        await play.until(lambda: "I understand" in play.desk.documents.record(handling).note)
        await play.write("Ok")
        await play.until(lambda: play.desk.documents.record(handling).note.endswith("Ok"))


async def test_consult_and_state_open_from_their_keys_over_a_call(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        await play.talk()
        await play.press("f5")
        await play.until(lambda: isinstance(play.app.screen, Transfer))
        await play.sees("still hears you")
        await play.press("escape", "f2")
        await play.until(lambda: isinstance(play.app.screen, StateMenu))
        await play.sees("After this call")


async def test_a_call_by_hand_takes_few_keys_and_the_note_is_ready(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        await play.press("ctrl+o", "l")
        await play.until(lambda: isinstance(play.app.screen, ByHand))
        await play.write("4400")
        await play.press("enter")
        await play.until(lambda: play.desk.current is not None)
        await play.until(lambda: isinstance(play.app.screen, DeskScreen))
        await play.write("asks for an invoice")
        handling = play.current.id
        await play.until(lambda: play.desk.documents.record(handling).note == "asks for an invoice")
        assert play.desk.documents.record(handling).caller == "c3", "the last digits were hers alone"
