"""Consult and send: targets with presence, what to say first, busy ones, numbers typed."""

from pathlib import Path

from tests.support.dialog_stage import Playing, playing, talking
from tests.support.rehearsal_content import DIRECTORY
from tui.backend import Command, Refused, Why
from tui.console.dialogs.transfer import Transfer
from tui.model import DirectoryEntry, FollowUp, FollowUpKind, HandlingState, Presence, TargetKind, Verb

CHEN_JIE, BILL_HUANG = DIRECTORY[0], DIRECTORY[1]


async def consulting(play: Playing, verb: Verb = Verb.consult) -> str:
    handling = await talking(play)
    await play.open(Transfer(play.desk, handling, verb))
    await play.until(lambda: play.shows("Chen Jie"))
    return handling


def asked(play: Playing, verb: Verb) -> list[Command]:
    return [command for command in play.backend.commands if command.verb is verb]


async def test_it_says_who_hears_and_what_to_tell_them(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await consulting(play)
        assert play.shows("Zhang Min 张敏 still hears you")
        assert play.shows("Tell the caller first")
        assert play.shows("1204")
        assert play.shows("2 ready, 0 wait")


async def test_a_name_without_end_leaves_who_hears_in_the_title(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        handling = await talking(play, name="Wolfeschlegelsteinhausen " * 8, callers=())
        await play.open(Transfer(play.desk, handling, Verb.consult))
        await play.until(lambda: play.shows("still hears you"))


async def test_enter_consults_the_chosen_one(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        handling = await consulting(play)
        await play.write("chen")
        await play.until(lambda: not play.shows("Bill Huang"))
        await play.press("enter")
        await play.until(lambda: not play.is_open(Transfer))
        assert asked(play, Verb.consult)[0].target == CHEN_JIE.as_target()
        assert play.backend.handling(handling).state is HandlingState.consulting


async def test_enter_sends_without_asking(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await consulting(play, Verb.transfer)
        await play.write("support")
        await play.until(lambda: play.shows("▸ ●  Support"))
        await play.press("enter")
        await play.until(lambda: not play.is_open(Transfer))
        target = asked(play, Verb.transfer)[0].target
        assert target is not None
        assert (target.kind, target.id) == (TargetKind.queue, "support")
        assert not play.stage.said, "the call is over because it was sent: that is no news"


async def test_enter_faster_than_the_answer_never_sends_to_who_stood_there_before(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await consulting(play, Verb.transfer)
        await play.press(*"support", "enter")
        await play.until(lambda: not play.is_open(Transfer))
        targets = [command.target for command in asked(play, Verb.transfer)]
        assert [target.id for target in targets if target] == ["support"]


async def test_a_busy_one_is_named_and_waited_for(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await consulting(play)
        await play.write("bill")
        await play.until(lambda: play.shows("▸ ◆  Bill Huang"))
        await play.press("enter")
        await play.until(lambda: play.shows("Bill Huang is on a call."))
        assert not asked(play, Verb.consult)
        play.backend.put(BILL_HUANG.but(presence=Presence.ready))
        await play.until(lambda: play.shows("Bill Huang is ready now"))
        assert not asked(play, Verb.consult), "ringing them stays the agent's decision"
        await play.press("enter")
        await play.until(lambda: asked(play, Verb.consult))


async def test_what_was_said_of_somebody_is_taken_back_once_it_is_no_longer_so(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        away = BILL_HUANG.but(presence=Presence.offline, version=8)
        play.backend.put(away)
        await consulting(play)
        await play.write("bill")
        await play.until(lambda: play.shows("▸ ×  Bill Huang"))  # noqa: RUF001  the sign itself
        await play.press("enter")
        await play.until(lambda: play.shows("Bill Huang is signed out."))
        play.backend.put(away.but(presence=Presence.ready, version=9))
        await play.until(lambda: play.shows("▸ ●  Bill Huang"))
        await play.until(lambda: not play.shows("is signed out"))


async def test_who_is_not_here_stands_after_all_who_may_help(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        play.backend.put(CHEN_JIE.but(presence=Presence.offline, version=8))
        await consulting(play)
        rows = [row for row in play.lines() if any(name in row for name in ("Chen Jie", "Bill", "Support"))]
        assert ["Chen Jie" in row for row in rows[:3]] == [False, False, True]


async def test_the_whole_number_of_a_department_is_read_at_80_columns(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        number = "+44 20 7946 0310"
        play.backend.put(DirectoryEntry(id="d9", kind=TargetKind.department, name="Accounts", number=number))
        await consulting(play)
        await play.until(lambda: play.shows(number))


async def test_a_call_back_by_a_busy_one_can_be_promised(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await consulting(play)
        await play.write("bill")
        await play.until(lambda: play.shows("▸ ◆  Bill Huang"))
        await play.press("tab")
        await play.until(lambda: not play.is_open(Transfer))
        await play.until(lambda: any(isinstance(one, FollowUp) for one in play.backend.saved))
        promise = next(one for one in play.backend.saved if isinstance(one, FollowUp))
        assert (promise.kind, promise.assignee) == (FollowUpKind.call_back, "a3")
        assert promise.number == "+8613800138000"


async def test_an_outside_number_can_be_typed(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await consulting(play)
        await play.write("0049 30 5551")
        await play.until(lambda: play.shows("0049305551"))
        await play.press("enter")
        await play.until(lambda: asked(play, Verb.consult))
        target = asked(play, Verb.consult)[0].target
        assert target is not None
        assert (target.kind, target.number) == (TargetKind.number, "0049305551")


async def test_a_refusal_is_said_in_the_dialog_which_stays(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await consulting(play)
        play.backend.fail("perform", Refused(Why.target_busy, by="Chen Jie"))
        await play.press("enter")
        await play.until(lambda: play.shows("Chen Jie is on a call."))
        assert play.is_open(Transfer)


async def test_it_closes_when_the_caller_hangs_up(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        handling = await consulting(play)
        play.backend.caller_hangs_up(play.backend.call_of(handling))
        await play.until(lambda: not play.is_open(Transfer))
        assert any("over" in sentence for sentence in play.stage.said)
        assert not asked(play, Verb.consult)


async def test_a_second_enter_while_asking_sends_nothing_more(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await consulting(play)
        play.backend.hold_replies()
        await play.press("enter", "enter", "enter")
        play.backend.release_replies()
        await play.until(lambda: not play.is_open(Transfer))
        assert len(asked(play, Verb.consult)) == 1


async def test_the_directory_is_read_again_every_other_second(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await consulting(play)
        play.backend.floor.values["directory_entry"].pop(BILL_HUANG.id)
        dialog = play.stage.screen
        assert isinstance(dialog, Transfer)
        dialog.tick()
        assert play.shows("Bill Huang")
        dialog.tick()
        await play.until(lambda: not play.shows("Bill Huang"))
