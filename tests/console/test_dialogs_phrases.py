"""Phrases by short code, and picking up parked calls."""

from pathlib import Path

from tests.support.dialog_stage import playing, talking
from tests.support.rehearsal_content import PHRASES
from tui.console.dialogs.phrases import Phrases, fill, phrase_rows, phrases_found
from tui.console.dialogs.pick_up import PickUp
from tui.model import Call, Caller, CallState, DirectoryEntry, TargetKind, Verb


async def test_a_phrase_comes_back_by_its_code_with_the_names_in_it(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        handling = await talking(play, caller="c3", number="+862163294400")
        await play.desk.caller("c3")
        await play.open(Phrases(play.desk, handling=handling))
        await play.write("bye")
        await play.until(lambda: play.shows("▸ bye"))
        await play.press("enter")
        await play.until(lambda: play.stage.results)
        assert play.stage.results == ["Thank you for your call, Wang Fang 王芳. Goodbye."]


async def test_what_makes_things_worse_is_marked_and_not_inserted(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        handling = await talking(play)
        await play.open(Phrases(play.desk, handling=handling))
        await play.write("calm")
        await play.until(lambda: play.shows("▸ calm"))
        assert play.shows("AVOID")
        await play.press("enter")
        await play.until(lambda: play.shows("makes things worse"))
        assert play.is_open(Phrases)
        assert not play.stage.results


async def test_phrases_stay_for_the_wrap_up(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        handling = await talking(play)
        await play.open(Phrases(play.desk, handling=handling))
        play.backend.caller_hangs_up(play.backend.call_of(handling))
        await play.until(lambda: play.desk.current and not play.desk.current.state.is_live)
        assert play.is_open(Phrases)


def test_codes_come_before_words_and_this_kind_of_caller_first() -> None:
    assert [p.code for p in phrases_found(PHRASES, "")] == ["bye", "und", "calm"]
    assert [p.code for p in phrases_found(PHRASES, "", "angry")] == ["und", "bye", "calm"]
    assert [p.code for p in phrases_found(PHRASES, "thank")] == ["bye"]
    assert [row.cells[1] for row in phrase_rows(PHRASES)] == ["angry", "AVOID", ""]


def test_unknown_names_leave_no_gap() -> None:
    assert fill("Thank you, {caller}. This is {agent}.", "Li Wei", None, None) == "Thank you. This is Li Wei."
    caller = Caller(id="c", name="A\x1b[31m")
    assert fill("Thank you, {caller}.", "Li Wei", None, caller) == "Thank you, A^[[31m."


async def test_a_parked_call_is_picked_up_by_its_slot(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        call = Call(id="k9", state=CallState.parked, slot="71", number="+4930901820", name="Anna")
        play.backend.put(call)
        await play.open(PickUp(play.desk))
        await play.until(lambda: play.shows("▸ 71"))
        assert play.shows("Anna")
        await play.press("enter")
        await play.until(lambda: play.stage.results == [True])
        command = play.backend.commands[-1]
        assert command.target is not None
        assert (command.verb, command.target.kind, command.target.id) == (
            Verb.pick_up,
            TargetKind.slot,
            "71",
        )


async def test_slots_come_and_go_with_the_directory(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await play.open(PickUp(play.desk))
        entry = DirectoryEntry(id="slot:72", kind=TargetKind.slot, name="Bert", target="72")
        play.backend.put(entry)
        await play.until(lambda: play.shows("▸ 72"))
        play.backend.floor.remove("directory_entry", "slot:72")
        await play.until(lambda: not play.shows("Bert"))


async def test_a_slot_that_is_gone_is_said(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await play.open(PickUp(play.desk))
        await play.write("79")
        await play.press("enter")
        await play.until(lambda: play.shows("The call is over"))
        assert play.is_open(PickUp)
