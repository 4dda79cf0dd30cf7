"""The desk from signing in to signing out, with the hands on the keys."""

from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from tests.support.console_stage import ConsolePlay, console
from tests.support.rehearsal import CREDENTIALS, RehearsalBackend
from tui.actions import SETTLING_SECONDS
from tui.backend import Credentials, NotSent
from tui.console.screens.desk import DeskScreen
from tui.console.screens.ended import Ended
from tui.console.screens.leave import Leave
from tui.console.screens.sign_in import SignIn
from tui.console.views.conversation import ConversationView
from tui.console.views.idle import IdleView
from tui.console.views.offered import OfferedView
from tui.console.views.wrap_up import WrapUpView
from tui.console.widgets.queue_table import QueueTable
from tui.model import HandlingState, Presence, Verb

_UNKNOWN = Credentials(staff_number="", secret="")


async def test_signing_in_asks_for_number_and_secret_and_opens_the_desk(tmp_path: Path) -> None:
    async with console(tmp_path, credentials=_UNKNOWN) as play:
        await play.until(lambda: isinstance(play.app.focused, Input))
        await play.write("8001")
        await play.press("enter", "enter")
        await play.write("secret")
        await play.press("enter")
        await play.until(lambda: isinstance(play.app.screen, DeskScreen))
        await play.sees("READY")


async def test_a_wrong_secret_is_said_plainly_and_can_be_typed_again(tmp_path: Path) -> None:
    wrong = Credentials(staff_number="8001", secret="wrong")
    async with console(tmp_path, credentials=wrong) as play:
        await play.sees("Staff number or secret is wrong")
        assert isinstance(play.app.focused, Input)
        assert play.app.focused.id == "secret"
        assert not play.shows("wrong!")


async def test_an_unreachable_backend_is_said_and_leaves_the_screen_usable(tmp_path: Path) -> None:
    backend = RehearsalBackend()
    backend.is_cut = True
    async with console(tmp_path, credentials=_UNKNOWN, backend=backend) as play:
        await play.until(lambda: isinstance(play.app.focused, Input))
        await play.write("8001")
        await play.press("enter", "enter")
        await play.write("secret")
        await play.press("enter")
        await play.sees("can't be reached")
        assert isinstance(play.app.screen, SignIn)


async def test_the_screen_follows_the_call_from_ring_to_filed(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        assert isinstance(play.screen.view, IdleView)
        await play.ring(queue="billing")
        assert isinstance(play.screen.view, OfferedView)
        await play.press("f6")
        await play.until(lambda: isinstance(play.screen.view, ConversationView))
        await play.press("f8")
        await play.until(lambda: isinstance(play.screen.view, WrapUpView))
        await play.until(lambda: _age(play) > SETTLING_SECONDS)
        await play.press("f10")
        await play.write("something")
        await play.press("1", "f10")
        await play.until(lambda: isinstance(play.screen.view, IdleView))
        await play.until(lambda: play.backend.filed)


async def test_the_note_has_the_focus_from_the_first_ring_and_keeps_it(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        await play.ring(queue="billing")
        assert isinstance(play.app.focused, TextArea)
        await play.write("half a wo")
        await play.press("f6")
        await play.until(lambda: isinstance(play.screen.view, ConversationView))
        await play.write("rd")
        assert play.desk.documents.record(play.current.id).note == "half a word"


async def test_a_second_ring_steals_neither_focus_nor_keys(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        first = await play.talk(queue="billing")
        await play.write("writing")
        await play.ring(name="Wang Fang", number="+862163294400", queue="billing")
        await play.write(" on")
        assert play.current.id == first
        assert play.desk.documents.record(first).note == "writing on"


async def test_a_call_that_comes_into_a_half_written_word_waits_for_the_pause(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.console.screens.desk.WRITING_SECONDS", 600.0)
    async with console(tmp_path) as play:
        first = await play.talk(queue="front")
        await play.write("wor")
        play.backend.floor.close(play.backend.handling(first))
        await play.ring(name="Wang Fang", number="+862163294400", queue="billing")
        await play.write("d")
        assert play.desk.documents.record(first).note == "word"
        monkeypatch.setattr("tui.console.screens.desk.WRITING_SECONDS", 0.0)
        await play.until(lambda: isinstance(play.screen.view, OfferedView))


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c", "ctrl+s", "ctrl+z"])
async def test_habits_of_other_programs_neither_quit_nor_touch_the_call(tmp_path: Path, key: str) -> None:
    async with console(tmp_path) as play:
        await play.talk(queue="billing")
        before = len(play.backend.commands)
        await play.press(key)
        await play.pilot.pause()
        assert isinstance(play.app.screen, DeskScreen)
        assert play.current.state is HandlingState.connected
        assert len(play.backend.commands) == before


async def test_enter_answers_from_the_empty_note_once_it_has_rung_long_enough(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        handling = await play.ring(queue="billing")
        offered = play.backend.handling(handling).offered
        assert offered is not None
        await play.until(lambda: play.desk.clock.age(offered) > 0.6)
        await play.press("enter")
        await play.until(lambda: play.current.state is HandlingState.connected)


async def test_enter_in_a_written_note_is_a_new_line_and_answers_nothing(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        handling = await play.ring(queue="billing")
        await play.write("a")
        offered = play.backend.handling(handling).offered
        assert offered is not None
        await play.until(lambda: play.desk.clock.age(offered) > 0.6)
        await play.press("enter", "b")
        assert play.current.state is HandlingState.offered
        assert play.desk.documents.record(handling).note == "a\nb"


async def test_enter_at_the_first_ring_does_nothing_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.console.keys.RUNG_ENOUGH", 600.0)
    async with console(tmp_path) as play:
        await play.ring(queue="billing")
        await play.press("enter")
        await play.sees("only just begun to ring")
        assert play.current.state is HandlingState.offered


async def test_escape_touches_no_call(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        await play.talk(queue="billing")
        await play.press("escape", "escape", "escape")
        assert play.current.state is HandlingState.connected


async def test_a_refused_verb_is_said_and_what_to_do_next(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        await play.talk(queue="billing")
        play.backend.fail("perform", NotSent(operation="hold"))
        await play.press("f7")
        await play.sees("can't be reached")
        assert play.current.state is HandlingState.connected


async def test_a_mistake_of_ours_is_logged_without_values_and_the_call_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with console(tmp_path) as play:
        await play.talk(queue="billing")

        async def broken() -> None:
            raise KeyError("Zhang Min 138 0013 8000")

        play.app.perform(broken())
        await play.sees("your call goes on")
        assert "KeyError" in caplog.text
        assert "Zhang" not in caplog.text
        await play.press("f7")
        await play.until(lambda: play.current.state is HandlingState.held)


async def test_a_mistake_in_a_widget_leaves_the_widget_working(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with console(tmp_path) as play:
        table = play.screen.view.query_one(QueueTable)
        play.backend.enqueue(name="Wang Fang", number="+4930901820")
        await play.sees("Wang Fang")
        with monkeypatch.context() as broken:
            broken.setattr(QueueTable, "action_move", _broken)
            await play.press("down")
            await play.sees("your call goes on")
        play.backend.enqueue(name="Liu Yang", number="+4930901821")
        await play.press("down")
        await play.until(lambda: table.cursor == 1)


def _broken(_table: QueueTable, _by: int) -> None:
    raise KeyError


async def test_a_missed_call_says_so_and_what_state_one_is_in(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        handling = await play.ring(queue="billing")
        play.backend.miss(handling)
        await play.sees("You are not ready")
        await play.sees("NOT READY")


async def test_a_lost_line_is_marked_with_its_time_and_takes_the_live_keys_away(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        await play.talk(queue="billing")
        play.backend.cut()
        await play.sees("lost")
        await play.until(lambda: not play.shows("F8 Hang up"))
        play.backend.heal()
        await play.sees("F8 Hang up")


async def test_being_taken_over_is_told_by_name_and_leads_back_to_signing_in(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        play.backend.end_session(taken_over_by="desk 7, Chen Jie")
        await play.until(lambda: isinstance(play.app.screen, Ended))
        await play.sees("desk 7, Chen Jie")
        await play.press("enter")
        await play.until(lambda: isinstance(play.app.screen, SignIn))


async def test_signing_out_lists_what_is_unfinished_and_then_ends(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        handling = await play.talk(queue="billing")
        await play.write("to be finished")
        await play.press("f8")
        await play.until(lambda: play.current.state is HandlingState.wrap_up)
        play.backend.wrap_up_expires(handling)
        await play.until(lambda: play.desk.documents.unfinished())
        await play.press("ctrl+o", "q")
        await play.until(lambda: isinstance(play.app.screen, Leave))
        await play.sees("1 record is unfinished")
        await play.press("enter")
        await play.until(lambda: play.backend.signed_out)


async def test_signing_out_names_a_call_whose_required_record_is_still_to_be_written(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        await play.talk(queue="billing")
        await play.press("f8")
        await play.until(lambda: play.current.state is HandlingState.wrap_up)
        await play.press("ctrl+o", "q")
        await play.sees("1 record is unfinished")


async def test_with_somebody_on_the_line_leaving_ends_the_program_and_no_call(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        handling = await play.talk(queue="billing")
        await play.write("half a word")
        await play.press("ctrl+o", "q")
        await play.sees("is on the line.")
        await play.press("enter")
        await play.until(lambda: not play.app.is_running)
    assert not play.backend.signed_out
    assert not [command for command in play.backend.commands if command.verb is Verb.hang_up]
    async with console(tmp_path, backend=play.backend) as again:
        assert again.current.id == handling
        assert again.shows("half a word")


async def test_while_it_rings_leaving_signs_out_so_that_a_colleague_is_asked(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        await play.ring(queue="billing")
        await play.press("ctrl+o", "q")
        await play.sees("rings here and goes on to a colleague.")
        await play.press("enter")
        await play.until(lambda: play.backend.signed_out)


async def test_an_enter_meant_before_it_rang_does_not_leave(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.console.screens.leave.SETTLING_SECONDS", 600.0)
    async with console(tmp_path) as play:
        await play.press("ctrl+o", "q")
        await play.sees("Everything is finished")
        await play.ring(queue="billing")
        await play.press("enter")
        await play.sees("Look, then press Enter again.")
        assert not play.backend.signed_out


async def test_f2_from_not_ready_is_ready_in_one_key(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        await play.desk.set_state(Presence.not_ready, "lunch")
        await play.sees("NOT READY Lunch")
        await play.press("f2")
        await play.sees("● READY")


async def test_a_transfer_is_chosen_in_a_dialog_that_leaves_rows_one_and_two(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        await play.talk(queue="billing")
        await play.press("f5")
        await play.sees("Chen Jie")
        rows = play.rows()
        assert "ON CALL" in rows[0]
        assert "Zhang Min" in rows[1]
        await play.press("escape")
        assert not [command for command in play.backend.commands if command.verb is Verb.consult]


async def test_signing_in_at_once_uses_the_given_credentials(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        assert play.app.shift.credentials == CREDENTIALS
        assert play.backend.sessions == 1


def _age(play: ConsolePlay) -> float:
    """Seconds the current handling is in its state."""
    since = play.current.since
    return play.desk.clock.age(since) if since else 0.0
