"""On call: script, answers, who it is; by keys alone."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.console.stage import Stage, answered, staged, until
from tests.support.rehearsal import RehearsalBackend
from tui.console.views.conversation import ConversationView
from tui.console.widgets.note_pane import NotePane
from tui.model import CallerBrief, IdentityCheck, Interaction, Record, utc_now

ZHANG_MIN = CallerBrief(id="c1", name="Zhang Min 张敏", tier="gold")
ZHANG_LEI = CallerBrief(id="c2", name="Zhang Lei")


async def talking(stage: Stage, pilot: Pilot[None], *callers: CallerBrief) -> str:
    """A call is answered and the script has the focus."""
    handling = await answered(
        stage, pilot, number="+8613800138000", queue="billing", callers=callers or (ZHANG_MIN,)
    )
    await until(pilot, lambda: stage.query_one(ConversationView).display)
    stage.query_one(ConversationView).focus_script()
    await pilot.pause()
    return handling


def record(stage: Stage, handling: str) -> Record:
    return stage.desk.documents.record(handling)


async def test_a_whole_script_by_keys(tmp_path: Path) -> None:
    async with staged(tmp_path) as (stage, pilot):
        handling = await talking(stage, pilot)
        await pilot.press("enter", *"881204", "enter", "1", *"1024", "enter", "enter")
        await until(pilot, lambda: "The script is through" in stage.screen_text)
        kept = record(stage, handling)
        assert kept.answers == {"contract": "88-1204", "matter": "wrong amount", "amount": "1024"}
        assert kept.steps == ("hello", "contract", "matter", "amount", "repeat")


async def test_full_width_digits_choose_too(tmp_path: Path) -> None:
    async with staged(tmp_path) as (stage, pilot):
        handling = await talking(stage, pilot)
        await pilot.press("enter", *"881204", "enter", chr(0xFF12))
        await until(pilot, lambda: record(stage, handling).answers.get("matter") == "not received")


async def test_letters_and_wrong_digits_mean_nothing_in_the_script(tmp_path: Path) -> None:
    async with staged(tmp_path) as (stage, pilot):
        handling = await talking(stage, pilot)
        await pilot.press("x", "7", "0", "f")
        assert record(stage, handling).steps == ()


async def test_a_wrong_answer_says_what_is_wrong_and_is_not_lost(tmp_path: Path) -> None:
    async with staged(tmp_path) as (stage, pilot):
        handling = await talking(stage, pilot)
        await pilot.press("enter", *"88-1", "enter")
        await until(pilot, lambda: "It should look like 99-9999" in stage.screen_text)
        assert record(stage, handling).steps == ("hello",)
        assert record(stage, handling).answers == {"contract": "88-1"}


@pytest.mark.parametrize("key", ["left", "backspace"])
async def test_back_goes_a_step_back_and_keeps_the_answer(tmp_path: Path, key: str) -> None:
    async with staged(tmp_path) as (stage, pilot):
        handling = await talking(stage, pilot)
        await pilot.press("enter", *"881204", "enter", key)
        await until(pilot, lambda: record(stage, handling).steps == ("hello",))
        await pilot.press("enter")
        await until(pilot, lambda: record(stage, handling).steps == ("hello", "contract"))
        assert record(stage, handling).answers["contract"] == "88-1204"


async def test_back_in_an_empty_field_goes_back(tmp_path: Path) -> None:
    async with staged(tmp_path) as (stage, pilot):
        handling = await talking(stage, pilot)
        await pilot.press("enter", "7", "backspace", "backspace")
        await until(pilot, lambda: record(stage, handling).steps == ())


async def test_protected_fields_show_once_the_check_is_passed(tmp_path: Path) -> None:
    async with staged(tmp_path, size=(170, 40)) as (stage, pilot):
        await talking(stage, pilot)
        await until(pilot, lambda: "***" in stage.screen_text)
        assert "88-1204" not in stage.screen_text
        await pilot.press("enter", *"881204", "enter")
        await until(pilot, lambda: "verified: Contract number" in stage.screen_text)
        await until(pilot, lambda: "Hua Rong Ltd   account 88-1204" in stage.screen_text)


async def test_a_failed_check_goes_on_and_unmasks_nothing(tmp_path: Path) -> None:
    async with staged(tmp_path, size=(170, 40)) as (stage, pilot):
        await talking(stage, pilot)
        await pilot.press("enter", "enter")
        await until(pilot, lambda: "What is wrong with the invoice?" in stage.screen_text)
        assert "verified:" not in stage.screen_text
        assert "***" in stage.screen_text


async def test_what_a_colleague_verified_counts_no_more(tmp_path: Path) -> None:
    async with staged(tmp_path, size=(170, 40)) as (stage, pilot):
        carried = Record(
            id="r", script="invoice", steps=("hello", "contract"), answers={"contract": "88-1204"}, note="x"
        )
        await answered(stage, pilot, number="+8613800138000", callers=(ZHANG_MIN,), carried=carried)
        await until(pilot, lambda: "What is wrong with the invoice?" in stage.screen_text)
        assert "verified:" not in stage.screen_text


async def test_who_it_is_is_asked_first_and_answered_by_digit(tmp_path: Path) -> None:
    async with staged(tmp_path) as (stage, pilot):
        handling = await talking(stage, pilot, ZHANG_MIN, ZHANG_LEI)
        assert "2 Zhang Lei" in stage.screen_text
        await pilot.press("2")
        await until(pilot, lambda: record(stage, handling).caller == "c2")
        await pilot.press("enter")
        await until(pilot, lambda: record(stage, handling).steps == ("hello",))


async def test_it_may_be_somebody_else(tmp_path: Path) -> None:
    async with staged(tmp_path) as (stage, pilot):
        handling = await talking(stage, pilot, ZHANG_MIN, ZHANG_LEI)
        await pilot.press("0")
        await until(pilot, lambda: "who is it?" not in stage.screen_text)
        assert record(stage, handling).caller == ""


async def test_what_they_say_comes_as_it_is_said(tmp_path: Path) -> None:
    async with staged(tmp_path) as (stage, pilot):
        handling = await talking(stage, pilot)
        assert "They say" not in stage.screen_text
        stage.backend.say(stage.backend.call_of(handling), "I have called twice \x1b[31m[b]already[/b]!")
        await until(pilot, lambda: "I have called twice ^[[31m[b]already[/b]!" in stage.screen_text)


async def test_the_place_in_the_script_survives_a_restart(tmp_path: Path) -> None:
    backend = RehearsalBackend()
    async with staged(tmp_path, backend=backend) as (stage, pilot):
        await talking(stage, pilot)
        await pilot.press("enter", *"88-1")
        await until(pilot, lambda: "kept " in stage.screen_text)
    async with staged(tmp_path, backend=backend) as (stage, pilot):
        await until(pilot, lambda: "May I have your contract number?" in stage.screen_text)
        assert "88-1" in stage.screen_text


async def test_esc_goes_to_the_note_and_f9s_method_back(tmp_path: Path) -> None:
    async with staged(tmp_path) as (stage, pilot):
        await talking(stage, pilot)
        await pilot.press("escape", "a")
        editor = stage.query_one(NotePane).editor
        assert editor is not None
        assert editor.text == "a"
        assert stage.query_one(ConversationView).focus_here()


async def test_a_caller_found_by_hand_is_fetched(tmp_path: Path) -> None:
    async with staged(tmp_path) as (stage, pilot):
        stage.backend.interactions.append(
            Interaction(id="i9", caller="c3", at=utc_now(), topic="delivery", agent_name="Liu Yang")
        )
        handling = await answered(stage, pilot, number="+4930901820", queue="billing")
        await until(pilot, lambda: stage.query_one(ConversationView).display)
        stage.desk.documents.edit_record(handling, caller="c3")
        await until(pilot, lambda: "Wang Fang 王芳" in stage.screen_text)
        await until(pilot, lambda: "delivery, Liu Yang" in stage.screen_text)


async def test_an_identity_check_told_by_the_backend_fetches_the_file_anew(tmp_path: Path) -> None:
    async with staged(tmp_path, size=(170, 40)) as (stage, pilot):
        handling = await talking(stage, pilot)
        stage.backend.callers["c1"] = stage.backend.callers["c1"].but(account="unmasked")
        call = stage.backend.call(stage.backend.call_of(handling))
        stage.backend.put(call.but(identity=IdentityCheck(how="passport", caller="c1")))
        await until(pilot, lambda: "unmasked" in stage.screen_text)
        assert "verified: passport" in stage.screen_text


@pytest.mark.parametrize(("width", "columns"), [(80, 1), (120, 2), (170, 3)])
async def test_columns_come_with_the_width(tmp_path: Path, width: int, columns: int) -> None:
    async with staged(tmp_path, size=(width, 40)) as (stage, pilot):
        await talking(stage, pilot)
        await until(pilot, lambda: "Thank you for calling" in stage.screen_text)
        shown = [stage.query_one(f"#talk-{name}").region.width for name in ("script", "caller", "history")]
        assert sum(map(bool, shown)) == columns


async def test_the_mouse_works_too(tmp_path: Path) -> None:
    async with staged(tmp_path) as (stage, pilot):
        handling = await talking(stage, pilot)
        await pilot.click("#script-now", offset=(6, 1))
        await until(pilot, lambda: record(stage, handling).steps == ("hello",))
        stage.query_one(ConversationView).focus_script()
        await pilot.press(*"881204", "enter")
        await until(pilot, lambda: "2 not received" in stage.screen_text)
        await pilot.click("#script-now", offset=(24, 3))
        await until(pilot, lambda: record(stage, handling).answers.get("matter") == "not received")
