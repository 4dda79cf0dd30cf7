"""Find: searching as one types, the file, tying a caller to the call, dialling, a new caller."""

import asyncio
from pathlib import Path

import pytest

from tests.support.dialog_stage import playing, talking
from tui.backend import NotSent
from tui.console.dialogs.caller_file import CallerFile
from tui.console.dialogs.caller_form import CallerForm
from tui.console.dialogs.find import Find
from tui.model import Caller, CallerNumber, DeskCall, Found, Verb, utc_now


async def test_results_follow_what_is_typed(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await play.open(Find(play.desk))
        await play.write("zhang")
        await play.until(lambda: play.shows("▸ Zhang Min 张敏"))
        assert play.shows("Zhang Lei")
        await play.write(" lei")
        await play.until(lambda: not play.shows("Zhang Min"))
        assert play.shows("▸ Zhang Lei")


async def test_enter_faster_than_the_answer_opens_the_only_one_found(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await play.open(Find(play.desk))
        await play.press(*"zhang", "space", *"lei", "enter")
        await play.until(lambda: play.is_open(CallerFile))
        await play.until(lambda: play.shows("Zhang Lei"))


async def test_enter_faster_than_the_answer_leaves_the_choice_among_several(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await play.open(Find(play.desk))
        await play.press(*"zhang", "enter")
        await play.until(lambda: play.shows("Several were found"))
        assert play.is_open(Find)


async def test_one_letter_and_three_digits_are_not_enough(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await play.open(Find(play.desk))
        await play.write("z")
        await play.until(lambda: play.shows("Two letters or four digits"))
        await play.press("backspace")
        await play.write("138")
        await play.until(lambda: play.shows("Two letters or four digits"))


async def test_empty_it_lists_my_last_calls_missed_ones_too(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        play.backend.desk_calls = [
            DeskCall(id="d1", at=utc_now(), number="+4930901820", missed=True),
            DeskCall(id="d2", at=utc_now(), name="Zhang Min 张敏", caller="c1", seconds=200),
        ]
        await play.open(Find(play.desk))
        await play.until(lambda: play.shows("missed"))
        assert play.shows("+49 30 901820")
        assert play.shows("3:20")


async def test_enter_opens_the_file_with_history_and_tables(tmp_path: Path) -> None:
    async with playing(tmp_path, (80, 40)) as play:
        await play.open(Find(play.desk))
        await play.write("zhang")
        await play.until(lambda: play.shows("▸ Zhang Min"))
        await play.press("enter")
        await play.until(lambda: play.is_open(CallerFile) and play.shows("invoice query"))
        assert play.shows("Prefers to be called in the morning.")
        assert play.shows("7731")
        assert not play.shows("88-1204"), "the account is protected until identity is verified"
        await play.press("escape")
        assert play.is_open(Find)


async def test_choosing_a_caller_ties_it_to_the_call(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        handling = await talking(play, number="")
        await play.open(Find(play.desk))
        await play.write("wang")
        await play.until(lambda: play.shows("▸ Wang Fang"))
        await play.press("enter")
        await play.until(lambda: play.shows("This is the caller"))
        await play.press("enter")
        await play.until(lambda: not play.is_open(Find) and not play.is_open(CallerFile))
        assert play.desk.documents.record(handling).caller == "c3"
        assert any("Wang Fang" in sentence for sentence in play.stage.said)


async def test_a_known_caller_is_replaced_only_on_a_second_enter(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        handling = await talking(play)
        await play.open(CallerFile(play.desk, "c3"))
        await play.until(lambda: play.shows("This is the caller"))
        await play.press("enter")
        await play.until(lambda: play.shows("This call is with Zhang Min"))
        assert not play.desk.documents.record(handling).caller
        await play.press("enter")
        await play.until(lambda: not play.is_open(CallerFile))
        assert play.desk.documents.record(handling).caller == "c3"


async def test_escape_touches_no_call_and_keeps_what_was_typed(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        handling = await talking(play)
        before = len(play.backend.commands)
        await play.open(Find(play.desk))
        await play.write("wang")
        await play.press("escape")
        assert not play.is_open(Find)
        assert len(play.backend.commands) == before
        assert play.backend.handling(handling).state.is_live
        await play.open(Find(play.desk))
        await play.until(lambda: play.shows("▸ Wang Fang"))


async def test_the_selected_one_is_dialled(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        find = Find(play.desk)
        await play.open(find)
        await play.write("wang")
        await play.until(lambda: "green" in find.offers())
        find.do("green")
        await play.until(lambda: any(c.verb is Verb.dial for c in play.backend.commands))
        command = play.backend.commands[-1]
        assert (command.number, command.caller) == ("+862163294400", "c3")
        await play.until(lambda: not play.is_open(Find))


async def test_dialling_asks_first_while_a_call_is_live(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await talking(play)
        find = Find(play.desk)
        await play.open(find)
        await play.write("wang")
        await play.until(lambda: play.shows("▸ Wang Fang"))
        find.dial_selected()
        await play.until(lambda: play.shows("still on the line"))
        assert all(c.verb is not Verb.dial for c in play.backend.commands)
        find.dial_selected()
        await play.until(lambda: any(c.verb is Verb.dial for c in play.backend.commands))


async def test_the_green_key_is_not_ours_while_something_rings(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        find = Find(play.desk)
        await play.open(find)
        await play.write("wang")
        await play.until(lambda: "green" in find.offers())
        play.backend.ring()
        await play.until(lambda: not find.offers())


async def test_tab_makes_a_new_caller_with_the_number_of_the_call(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        handling = await talking(play, number="+4989555123", callers=())
        await play.open(Find(play.desk))
        await play.write("Huber")
        await play.press("tab")
        assert play.is_open(CallerForm)
        await play.press("enter")
        await play.until(lambda: not play.is_open(Find) and not play.is_open(CallerForm))
        await play.until(lambda: play.backend.saved and isinstance(play.backend.saved[0], Caller))
        saved = next(one for one in play.backend.saved if isinstance(one, Caller))
        assert (saved.name, saved.numbers[0].number) == ("Huber", "+4989555123")
        await play.until(lambda: play.desk.documents.record(handling).caller == saved.id)
        assert await play.desk.caller(saved.id), "tied once the backend has the file, so the card finds it"


async def test_a_new_caller_is_tied_though_the_line_is_down(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        handling = await talking(play, number="+4989555123", callers=())
        play.backend.cut()
        await play.open(CallerForm.of_typed(play.desk, "Huber", "+4989555123"))
        await play.press("enter")
        await play.until(lambda: play.desk.documents.record(handling).caller)


async def test_an_old_answer_never_replaces_a_newer_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with playing(tmp_path) as play:
        slow, find = asyncio.Event(), play.desk.find

        async def delayed(query: str) -> Found:
            if query == "wang":
                await slow.wait()
            return await find(query)

        monkeypatch.setattr(play.desk, "find", delayed)
        await play.open(Find(play.desk))
        await play.write("wang")
        await play.pilot.pause(0.2)
        await play.press(*["backspace"] * 4)
        await play.write("zhang")
        await play.until(lambda: play.shows("Zhang Min"))
        slow.set()
        await play.pilot.pause(0.1)
        assert not play.shows("Wang Fang")


async def test_full_width_digits_search_like_plain_ones(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await play.open(Find(play.desk))
        await play.press("\uff16", "\uff13", "\uff12", "\uff19")
        await play.until(lambda: play.shows("Wang Fang"))


async def test_a_click_chooses_and_the_next_one_opens(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await play.open(Find(play.desk))
        await play.write("zhang")
        await play.until(lambda: play.shows("Zhang Lei"))
        await play.pilot.click("#found", offset=(5, 1))
        await play.until(lambda: play.shows("▸ Zhang Lei"))
        await play.pilot.click("#found", offset=(5, 1))
        await play.until(lambda: play.is_open(CallerFile))


async def test_a_new_caller_needs_a_name(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await play.open(CallerForm(play.desk))
        await play.press("tab", "1", "2", "3", "enter")
        await play.until(lambda: play.shows("A name is still missing"))
        assert play.is_open(CallerForm)
        await play.press("escape")
        await play.open(CallerForm(play.desk))
        assert play.shows("123"), "what was typed is offered again"


async def test_an_edit_writes_only_what_was_touched(tmp_path: Path) -> None:
    odd = Caller(
        id="c9", version=3, name="A\x1b[31m", email="a@b.c", numbers=(CallerNumber(number="+49301"),)
    )
    async with playing(tmp_path) as play:
        play.backend.callers["c9"] = odd
        await play.open(CallerForm(play.desk, odd))
        for _field in range(4):
            await play.press("tab")
        await play.press("enter")
        await play.until(lambda: play.backend.saved)
        assert play.backend.saved[-1] == odd


async def test_a_dead_line_is_said_and_the_dialog_lives_on(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await play.open(Find(play.desk))
        play.backend.fail("search", NotSent())
        await play.write("zhang")
        await play.until(lambda: play.shows("can't be reached"))
        await play.write(" m")
        await play.until(lambda: play.shows("▸ Zhang Min"))


async def test_words_typed_where_the_number_belongs_are_not_dropped(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await play.open(CallerForm.of_typed(play.desk, "Huber", ""))
        await play.write("Anna")
        await play.press("enter")
        await play.until(lambda: play.shows("The number has no digits"))
        assert play.is_open(CallerForm)
        assert not play.backend.saved
