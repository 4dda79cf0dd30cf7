"""After the call: codes, promises, filing; by keys alone."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.console.stage import Stage, answered, staged, until
from tui.console.views.wrap_up import WrapUpView
from tui.console.widgets.codes import CodesPane
from tui.console.widgets.follow_up_row import FollowUpRow
from tui.model import CallerBrief, FollowUpKind, HandlingState, Record, Verb


async def wrapping_up(stage: Stage, pilot: Pilot[None], queue: str = "billing") -> str:
    """A call is over and the codes have the focus."""
    brief = CallerBrief(id="c1", name="Zhang Min 张敏")
    handling = await answered(stage, pilot, number="+8613800138000", queue=queue, callers=(brief,))
    stage.backend.caller_hangs_up(stage.backend.call_of(handling))
    await until(pilot, lambda: stage.query_one(WrapUpView).display)
    stage.query_one(WrapUpView).focus_here()
    await pilot.pause()
    return handling


def record(stage: Stage, handling: str) -> Record:
    return stage.desk.documents.record(handling)


def row(stage: Stage, kind: FollowUpKind) -> FollowUpRow:
    return stage.query_one(f"#follow-{kind.value}", FollowUpRow)


async def test_search_and_digit_choose_a_code(tmp_path: Path) -> None:
    async with staged(tmp_path) as (stage, pilot):
        handling = await wrapping_up(stage, pilot)
        assert "one is required" in stage.screen_text
        await pilot.press(*"rec", "1")
        assert record(stage, handling).codes == ("inv-lost",)
        await until(pilot, lambda: "chosen: Billing / Invoice" in stage.screen_text)


async def test_several_codes_and_taking_one_back(tmp_path: Path) -> None:
    async with staged(tmp_path) as (stage, pilot):
        handling = await wrapping_up(stage, pilot)
        await pilot.press("1", "3")
        assert record(stage, handling).codes == ("inv-wrong", "other")
        await pilot.press("1")
        assert record(stage, handling).codes == ("other",)


async def test_arrows_and_enter_choose_too(tmp_path: Path) -> None:
    async with staged(tmp_path) as (stage, pilot):
        handling = await wrapping_up(stage, pilot)
        await pilot.press("down", "down", "down", "up", "enter")
        assert record(stage, handling).codes == ("inv-lost",)


async def test_a_code_suggested_by_the_script_comes_first(tmp_path: Path) -> None:
    async with staged(tmp_path) as (stage, pilot):
        handling = await answered(stage, pilot, queue="billing")
        stage.desk.say_done(handling)
        stage.desk.answer_step(handling, "88-1204")
        stage.desk.choose_branch(handling, 1)
        stage.backend.caller_hangs_up(stage.backend.call_of(handling))
        await until(pilot, lambda: stage.query_one(WrapUpView).display)
        await until(pilot, lambda: stage.query_one(CodesPane).suggested == ("inv-lost",))
        assert "1 ▸  Billing / Invoice / not received" in stage.screen_text
        assert record(stage, handling).codes == ()
        assert "88-1204" in stage.screen_text


async def test_the_code_suggests_a_follow_up_and_never_sets_it(tmp_path: Path) -> None:
    async with staged(tmp_path) as (stage, pilot):
        handling = await wrapping_up(stage, pilot)
        await pilot.press(*"rec", "1")
        await until(pilot, lambda: "suggested by the code: call back" in stage.screen_text)
        assert record(stage, handling).follow_ups == ()


async def test_a_call_back_promised_by_keys(tmp_path: Path) -> None:
    async with staged(tmp_path) as (stage, pilot):
        handling = await wrapping_up(stage, pilot)
        await pilot.press("3", "tab", "1", "tab", "space", *"tomorrow 10:00")
        (follow_up,) = record(stage, handling).follow_ups
        assert follow_up.kind is FollowUpKind.call_back
        assert follow_up.due is not None
        assert f"{follow_up.due.astimezone():%H:%M}" == "10:00"
        assert follow_up.assignee == stage.desk.agent.id
        assert (follow_up.name, follow_up.number) == ("Zhang Min 张敏", "+8613800138000")
        assert record(stage, handling).resolved is True


async def test_it_may_be_given_to_a_queue(tmp_path: Path) -> None:
    async with staged(tmp_path) as (stage, pilot):
        handling = await wrapping_up(stage, pilot)
        ticket = row(stage, FollowUpKind.ticket)
        ticket.toggle()
        await pilot.pause()
        ticket.focus_field("by")
        await pilot.press("home", "ctrl+k", *"supp")
        (follow_up,) = record(stage, handling).follow_ups
        assert follow_up.assignee == "queue:support"


async def test_unticked_is_taken_out_again(tmp_path: Path) -> None:
    async with staged(tmp_path) as (stage, pilot):
        handling = await wrapping_up(stage, pilot)
        task = row(stage, FollowUpKind.task)
        task.toggle()
        task.toggle()
        assert record(stage, handling).follow_ups == ()


async def test_what_is_missing_is_named_and_has_the_focus(tmp_path: Path) -> None:
    async with staged(tmp_path) as (stage, pilot):
        handling = await wrapping_up(stage, pilot)
        view = stage.query_one(WrapUpView)
        assert view.file() is False
        assert "A code is missing" in stage.said[-1]
        await pilot.press("1")
        await until(pilot, lambda: stage.said[-1] == "")
        assert view.file() is False
        assert "needs a note" in stage.said[-1]
        await pilot.press(*"short")
        await pilot.pause()
        assert record(stage, handling).note == "short"
        assert view.file() is True
        await until(pilot, lambda: stage.backend.filed == [record(stage, handling).id])


async def test_a_call_back_without_a_time_is_not_filed(tmp_path: Path) -> None:
    async with staged(tmp_path) as (stage, pilot):
        handling = await wrapping_up(stage, pilot)
        await pilot.press("3")
        row(stage, FollowUpKind.call_back).toggle()
        await pilot.pause()
        await pilot.press(*"soonish")
        assert stage.query_one(WrapUpView).file() is False
        assert stage.said[-1].startswith("call back: when?")
        await pilot.press("home", "ctrl+k", *"+2h")
        assert stage.query_one(WrapUpView).file() is True
        assert record(stage, handling).submitted


async def test_f10_pressed_as_the_call_ends_does_not_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.console.views.wrap_up.SETTLING_SECONDS", 600.0)
    async with staged(tmp_path) as (stage, pilot):
        handling = await wrapping_up(stage, pilot)
        await pilot.press("3")
        current = stage.desk.current
        assert current is not None
        stage.backend.put(current.but(since=stage.desk.clock.now()))
        await pilot.pause()
        stage.query_one(WrapUpView).do("wrap_up")
        assert "has just ended" in stage.said[-1]
        assert not record(stage, handling).submitted


async def test_more_time_is_asked_of_the_backend(tmp_path: Path) -> None:
    async with staged(tmp_path) as (stage, pilot):
        await wrapping_up(stage, pilot, queue="support")
        view = stage.query_one(WrapUpView)
        assert view.offers()["script"] == "More time"
        view.do("script")
        await until(pilot, lambda: any(c.verb is Verb.extend for c in stage.backend.commands))


async def test_during_the_call_nothing_is_filed(tmp_path: Path) -> None:
    async with staged(tmp_path) as (stage, pilot):
        await answered(stage, pilot, queue="billing")
        await until(pilot, lambda: stage.desk.current and stage.desk.current.state is HandlingState.connected)
        assert stage.query_one(WrapUpView).offers() == {}


async def test_a_click_chooses_a_code(tmp_path: Path) -> None:
    async with staged(tmp_path) as (stage, pilot):
        handling = await wrapping_up(stage, pilot)
        await pilot.click("#codes-list", offset=(10, 2))
        await until(pilot, lambda: record(stage, handling).codes == ("other",))


async def test_a_second_enter_goes_on_and_takes_nothing_back(tmp_path: Path) -> None:
    async with staged(tmp_path) as (stage, pilot):
        handling = await wrapping_up(stage, pilot)
        await pilot.press(*"rec", "enter", "enter", "2")
        assert record(stage, handling).codes == ("inv-lost",)
        assert record(stage, handling).resolved is False


async def test_the_day_understood_is_shown_as_it_is_typed(tmp_path: Path) -> None:
    async with staged(tmp_path) as (stage, pilot):
        handling = await wrapping_up(stage, pilot)
        row(stage, FollowUpKind.call_back).toggle()
        await pilot.pause()
        await pilot.press(*"someday")
        await until(pilot, lambda: "call back: when?" in stage.screen_text)
        await pilot.press("home", "ctrl+k", *"tomorrow 9:30")
        (follow_up,) = record(stage, handling).follow_ups
        assert follow_up.due is not None
        await until(pilot, lambda: f"call back: {follow_up.due:%a %d %b}" in stage.screen_text)
        assert "09:30 ──" in stage.screen_text or "09:30\n" in stage.screen_text
