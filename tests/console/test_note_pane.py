"""The note: bound to one handling, kept as it is typed, never swapped under the fingers."""

from pathlib import Path

from textual.widgets import TextArea

from tests.console.stage import Stage, answered, staged, until
from tests.support.rehearsal import RehearsalBackend
from tui.console.widgets.note_pane import NotePane
from tui.model import Because, HandlingState, Record


def note_of(stage: Stage, handling: str) -> str:
    return stage.desk.documents.record(handling).note


async def test_every_key_is_in_the_record_at_once(tmp_path: Path) -> None:
    async with staged(tmp_path) as (stage, pilot):
        handling = stage.backend.ring(queue="billing")
        await until(pilot, lambda: stage.desk.current)
        stage.query_one(NotePane).focus_here()
        await pilot.press("H", "i", "1")
        assert note_of(stage, handling) == "Hi1"


async def test_the_title_says_when_it_was_kept(tmp_path: Path) -> None:
    async with staged(tmp_path) as (stage, pilot):
        stage.backend.ring(queue="billing")
        await until(pilot, lambda: stage.desk.current)
        stage.query_one(NotePane).focus_here()
        await pilot.press("x")
        await until(pilot, lambda: "kept " in stage.screen_text)


async def test_letters_and_digits_in_the_note_do_nothing_else(tmp_path: Path) -> None:
    async with staged(tmp_path) as (stage, pilot):
        handling = await answered(stage, pilot, queue="billing")
        stage.query_one(NotePane).focus_here()
        await pilot.press(*"1 2 3 yn", "enter", "f")
        assert note_of(stage, handling) == "1 2 3 yn\nf"
        assert stage.desk.documents.record(handling).steps == ()


async def test_wide_characters_and_pasted_lines_are_kept_whole(tmp_path: Path) -> None:
    async with staged(tmp_path) as (stage, pilot):
        handling = stage.backend.ring(queue="billing")
        await until(pilot, lambda: stage.desk.current)
        pane = stage.query_one(NotePane)
        pane.focus_here()
        await pilot.press("张", "敏")
        pane.insert("\nzwei Zeilen\n🙂")
        await pilot.pause()
        assert note_of(stage, handling) == "张敏\nzwei Zeilen\n🙂"


async def test_each_handling_has_its_own_editor_with_its_cursor(tmp_path: Path) -> None:
    async with staged(tmp_path) as (stage, pilot):
        first = await answered(stage, pilot, queue="billing")
        await stage.desk.hold(first)
        pane = stage.query_one(NotePane)
        pane.focus_here()
        await pilot.press(*"one")
        second = stage.backend.ring(queue="billing")
        await until(pilot, lambda: len(stage.desk.handlings()) == 2)
        stage.desk.choose(second)
        await until(pilot, lambda: pane.bound == second)
        await pilot.press(*"two")
        stage.desk.choose(first)
        await until(pilot, lambda: pane.bound == first)
        await pilot.press("!")
        assert (note_of(stage, first), note_of(stage, second)) == ("one!", "two")


async def test_it_is_the_same_editor_from_ring_to_filing(tmp_path: Path) -> None:
    async with staged(tmp_path) as (stage, pilot):
        handling = stage.backend.ring(queue="billing")
        await until(pilot, lambda: stage.desk.current)
        pane = stage.query_one(NotePane)
        pane.focus_here()
        await pilot.press("a")
        before = pane.editor
        await stage.desk.answer(handling)
        stage.backend.caller_hangs_up(stage.backend.call_of(handling))
        await until(pilot, lambda: stage.desk.current and stage.desk.current.state is HandlingState.wrap_up)
        await pilot.press("b")
        assert pane.editor is before
        assert before is not None
        assert before.has_focus
        assert note_of(stage, handling) == "ab"


async def test_a_note_kept_before_is_there_again(tmp_path: Path) -> None:
    backend = RehearsalBackend()
    async with staged(tmp_path, backend=backend) as (stage, pilot):
        handling = backend.ring(queue="billing")
        await until(pilot, lambda: stage.desk.current)
        stage.query_one(NotePane).focus_here()
        await pilot.press(*"kept")
        await until(pilot, lambda: "kept " in stage.screen_text)
    async with staged(tmp_path, backend=backend) as (stage, pilot):
        await until(pilot, lambda: stage.desk.current)
        assert stage.query_one(TextArea).text == "kept"
        stage.query_one(NotePane).focus_here()
        await pilot.press("!")
        assert note_of(stage, handling) == "kept!"


async def test_words_put_into_the_record_elsewhere_show(tmp_path: Path) -> None:
    async with staged(tmp_path) as (stage, pilot):
        handling = stage.backend.ring(queue="billing")
        await until(pilot, lambda: stage.desk.current)
        stage.desk.documents.edit_record(handling, note="a phrase")
        await until(pilot, lambda: stage.query_one(TextArea).text == "a phrase")


async def test_a_colleagues_note_is_shown_above_and_cannot_be_changed(tmp_path: Path) -> None:
    async with staged(tmp_path) as (stage, pilot):
        carried = Record(id="r9", note="Amount differs.")
        handling = stage.backend.ring(
            queue="billing", because=Because.transfer, came_from="Chen Jie", carried=carried
        )
        await until(pilot, lambda: "Chen Jie wrote: Amount differs." in stage.screen_text)
        stage.query_one(NotePane).focus_here()
        await pilot.press("x")
        assert note_of(stage, handling) == "x"


async def test_without_a_call_there_is_no_note(tmp_path: Path) -> None:
    async with staged(tmp_path) as (stage, _pilot):
        assert not stage.query_one(NotePane).display
        assert stage.query_one(NotePane).focus_here() is False
