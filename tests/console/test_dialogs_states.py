"""The state menu in its three senses, and digits."""

from pathlib import Path

import pytest

from tests.support.dialog_stage import Playing, playing, talking
from tui.backend import Refused, Why
from tui.console.dialogs.send_digits import Digits, tone_of
from tui.console.dialogs.state_menu import StateMenu
from tui.model import AgentState, NextState, Presence, Verb


def me(play: Playing) -> AgentState:
    state: AgentState = play.backend.floor.get("agent_state", "a1")
    return state


def sent(play: Playing) -> list[str]:
    return [command.digits for command in play.backend.commands if command.verb is Verb.send_digits]


async def test_a_digit_sets_the_state_at_once(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await play.open(StateMenu(play.desk))
        assert play.shows("not ready: Lunch")
        assert play.shows("at most 30:00")
        assert not play.shows("No answer"), "only the backend gives that reason"
        await play.press("\uff13")
        await play.until(lambda: not play.is_open(StateMenu))
        assert (me(play).presence, me(play).reason) == (Presence.not_ready, "break")


async def test_arrows_and_enter_choose_too(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await play.open(StateMenu(play.desk))
        await play.press("down", "enter")
        await play.until(lambda: not play.is_open(StateMenu))
        assert me(play).reason == "lunch"


async def test_during_a_call_it_sets_what_comes_after(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        handling = await talking(play)
        await play.open(StateMenu(play.desk))
        assert play.shows("After this call")
        await play.press("2")
        await play.until(lambda: not play.is_open(StateMenu))
        assert me(play).next == NextState(presence=Presence.not_ready, reason="lunch")
        assert play.backend.handling(handling).state.is_live


async def test_while_it_rings_a_reason_declines(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        handling = play.backend.ring()
        await play.until(lambda: play.desk.current)
        await play.open(StateMenu(play.desk))
        assert play.shows("Decline")
        await play.press("1")
        await play.until(lambda: not play.is_open(StateMenu))
        command = play.backend.commands[-1]
        assert (command.verb, command.handling, command.reason) == (Verb.decline, handling, "lunch")


async def test_a_ring_changes_the_sense_and_the_hand_already_moving_does_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.console.dialogs.state_menu.SETTLING_SECONDS", 600.0)
    async with playing(tmp_path) as play:
        await play.open(StateMenu(play.desk))
        play.backend.ring()
        await play.until(lambda: play.shows("Decline"))
        await play.press("1")
        await play.until(lambda: play.shows("just changed its meaning"))
        assert not play.backend.commands
        assert me(play).presence is Presence.ready


async def test_digits_are_sent_one_by_one_in_order(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        handling = await talking(play)
        await play.open(Digits(play.desk, handling))
        await play.press("1", "\uff12", "asterisk", "number_sign", "x", "9")
        await play.until(lambda: play.shows("12*#9"))
        assert sent(play) == ["1", "2", "*", "#", "9"]


async def test_a_refused_digit_stops_those_after_it(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        handling = await talking(play)
        await play.open(Digits(play.desk, handling))
        play.backend.hold_replies()
        await play.press("1", "2", "3")
        await play.until(lambda: len(sent(play)) == 1)
        play.backend.fail("perform", Refused(Why.not_now))
        play.backend.release_replies()
        await play.until(lambda: play.shows("can't be done just now"))
        assert sent(play) == ["1"]
        assert not play.shows("23")


async def test_digits_close_with_the_call(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        handling = await talking(play)
        await play.open(Digits(play.desk, handling))
        play.backend.caller_hangs_up(play.backend.call_of(handling))
        await play.until(lambda: not play.is_open(Digits))


def test_what_is_a_tone() -> None:
    assert [tone_of(sign) for sign in "0\uff19*\uff03a+"] == ["0", "9", "*", "#", "", ""]
