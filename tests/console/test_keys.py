"""The key bar says what is possible now; the keys do it, and nothing else."""

from pathlib import Path

import pytest

from tests.support.console_stage import ConsolePlay, console
from tui.console.screens.help import Help
from tui.console.widgets.handlings_row import HandlingsRow
from tui.console.widgets.key_bar import KeyBar
from tui.model import HandlingState, Verb, WrapUpNeed
from tui.text import cells


def _bar(play: ConsolePlay) -> str:
    return play.rows()[-1]


def _verbs(play: ConsolePlay) -> list[Verb]:
    return [command.verb for command in play.backend.commands]


async def test_the_bar_fits_and_ends_with_help_whatever_the_width(tmp_path: Path) -> None:
    name = "Wolfeschlegelsteinhausenbergerdorff-Habsburg-Lothringen"
    async with console(tmp_path) as play:
        await play.talk(queue="billing", name=name, number="+4930901820")
        for width in (60, 80, 120, 200):
            await play.pilot.resize_terminal(width, 24)
            await play.pilot.pause()
            await play.until(lambda: _bar(play).rstrip().endswith("F1 More"))
            assert cells(_bar(play)) <= width
            assert "F8 Hang up Wolf" in _bar(play)


async def test_the_bar_changes_with_the_call(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        await play.ring(queue="billing")
        await play.sees("F6 Answer F2 Decline")
        await play.press("f6")
        await play.sees("F8 Hang up Zhang Min")
        await play.press("f7")
        await play.sees("F7 Resume")


async def test_in_a_consult_the_bar_names_the_colleague_and_f8_drops_only_them(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        handling = await play.talk(queue="billing")
        await play.press("f5")
        await play.write("chen")
        await play.sees("▸ ●  Chen Jie")
        await play.press("enter")
        await play.until(lambda: play.current.state is HandlingState.consulting)
        play.backend.colleague_answers(handling)
        await play.sees("F8 Drop Chen Jie")
        await play.press("f8")
        await play.until(lambda: play.current.state is HandlingState.connected)
        assert Verb.drop in _verbs(play)
        assert Verb.hang_up not in _verbs(play)


async def test_a_key_that_has_just_changed_does_nothing_and_says_so(tmp_path: Path) -> None:
    async with console(tmp_path, settling=600.0) as play:
        await play.ring(queue="billing")
        await play.press("f6")
        await play.sees("F6 has just become")
        assert _verbs(play) == []


async def test_a_key_that_is_not_possible_says_so(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        await play.press("f8")
        await play.sees("not possible now")
        assert _verbs(play) == []


@pytest.mark.parametrize("keys", [("f6",), ("ctrl+o", "6"), ("ctrl+o", "f6")])
async def test_the_prefix_key_reaches_what_function_keys_do(tmp_path: Path, keys: tuple[str, ...]) -> None:
    async with console(tmp_path) as play:
        await play.ring(queue="billing")
        await play.press(*keys)
        await play.until(lambda: play.current.state is HandlingState.connected)


async def test_after_the_prefix_key_the_bar_names_the_letters_and_nothing_is_typed(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        await play.talk(queue="billing")
        await play.press("ctrl+o")
        await play.sees("q Sign out")
        await play.press("z")
        await play.sees("No action lies on that key")
        assert play.screen.note.is_empty


async def test_keys_of_the_table_work_in_the_middle_of_a_note(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        handling = await play.talk(queue="billing")
        await play.write("abc")
        await play.press("ctrl+t")
        await play.until(lambda: play.current.muted)
        await play.sees("muted")
        assert play.desk.documents.record(handling).note == "abc"


async def test_a_click_on_the_bar_does_what_the_key_would(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        await play.ring(queue="billing")
        await play.sees("F6 Answer")
        await play.pilot.click(KeyBar, offset=(4, 0))
        await play.until(lambda: play.current.state is HandlingState.connected)


async def test_the_green_key_answers_a_ring_under_an_open_dialog(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        await play.press("f3")
        await play.ring(queue="billing")
        await play.press("f6")
        await play.until(lambda: play.current.state is HandlingState.connected)


async def test_two_calls_are_numbered_and_swapped(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        first = await play.talk(queue="billing")
        await play.press("f7")
        await play.until(lambda: play.current.state is HandlingState.held)
        second = await play.ring(queue="billing", name="Anna", number="+4930901999")
        await play.press("f6")
        await play.until(lambda: play.current.id == second)
        await play.sees("2 ◆ Anna")
        await play.sees("F7 Swap")
        await play.press("f7")
        await play.until(lambda: play.current.id == first and play.current.state is HandlingState.connected)


async def test_a_swap_waits_for_word_of_the_other_call_and_ends_there(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        first = await play.talk(queue="billing")
        await play.press("f7")
        await play.until(lambda: play.current.state is HandlingState.held)
        second = await play.talk(queue="billing", name="Anna", number="+4930901999")
        held = play.backend.handling(first)
        play.backend.floor.put(held.but(allowed=()))
        await play.sees("F7 Swap")
        await play.press("f7")
        await play.until(lambda: play.backend.handling(second).state is HandlingState.held)
        play.backend.floor.put(held)
        await play.until(lambda: play.current.id == first)
        assert play.current.state is HandlingState.connected


async def test_a_click_in_row_two_makes_that_call_current(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        first = await play.talk(queue="billing")
        await play.press("f7")
        await play.until(lambda: play.current.state is HandlingState.held)
        second = await play.talk(queue="billing", name="Anna", number="+4930901999")
        assert play.current.id == second
        await play.pilot.click(HandlingsRow, offset=(4, 0))
        await play.until(lambda: play.current.id == first)
        await play.press("alt+2")
        await play.until(lambda: play.current.id == second)


async def test_help_lists_every_action_and_does_the_chosen_one(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        await play.talk(queue="billing")
        await play.press("f1")
        await play.until(lambda: isinstance(play.app.screen, Help))
        await play.write("mute")
        await play.sees("Mutes your microphone")
        await play.press("enter")
        await play.until(lambda: play.current.muted)


async def test_f10_opens_the_wrap_up_ahead_of_the_end_and_leads_back(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        await play.talk(queue="billing")
        await play.press("f10")
        await play.sees("F10 Back")
        await play.press("f10")
        await play.sees("F10 Wrap-up")
        assert play.current.state is HandlingState.connected


async def test_no_other_call_is_offered_while_a_record_has_to_be_filed_first(tmp_path: Path) -> None:
    async with console(tmp_path, size=(120, 40)) as play:
        await play.talk(queue="billing")
        play.backend.enqueue(number="+4930901001", name="One")
        assert not play.shows("F6 ")
        await play.press("f8")
        await play.until(lambda: play.current.state is HandlingState.wrap_up)
        await play.sees("F10 File")
        assert play.current.wrap_up is WrapUpNeed.required
        assert "F6" not in play.rows()[-1]
        await play.press("f6")
        await play.sees("not possible now")
        assert not [command for command in play.backend.commands if command.verb is Verb.take_next]


async def test_f9_names_where_it_leads(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        await play.talk(queue="billing")
        assert "F9 Script" in play.rows()[-1]
        await play.press("f9")
        await play.until(lambda: "F9 Note" in play.rows()[-1])
        await play.press("f9")
        await play.until(lambda: "F9 Script" in play.rows()[-1])


async def test_the_key_bar_forgets_what_a_closed_dialog_offered(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        await play.press("f3")
        await play.write("zh")
        await play.until(lambda: "F6 Dial" in play.rows()[-1])
        await play.press("escape")
        await play.until(lambda: "F6 Dial" not in play.rows()[-1])


async def test_parking_says_the_slot_to_call_out(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        await play.talk(queue="billing")
        await play.press("ctrl+p")
        await play.sees("is parked in slot 71. Ctrl+O u: pick up.")
