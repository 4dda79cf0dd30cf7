"""Places that the width decides, the bell, and records that wait to be finished."""

from pathlib import Path

import pytest
from textual.app import App

from tests.support.console_stage import console
from tui.console.screens.unfinished import Unfinished
from tui.console.widgets.note_pane import NotePane
from tui.console.widgets.queue_table import QueueTable
from tui.model import HandlingState


@pytest.mark.parametrize("size", [(120, 40), (200, 60)])
async def test_queue_and_day_stand_left_beside_the_call_where_there_is_room(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with console(tmp_path, size=size) as play:
        await play.talk(queue="billing")
        beside = play.screen.query_one("#beside")
        assert beside.region.width > 0
        assert beside.region.right <= play.screen.query_one(NotePane).region.x
        assert play.shows("─ Queue ─")
        assert play.shows("─ Note ─")


async def test_at_80_columns_the_call_has_the_whole_width(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        await play.talk(queue="billing")
        assert (
            not play.screen.query_one("#beside").display or not play.screen.query_one("#beside").region.width
        )
        assert play.screen.query_one(NotePane).region.width == 80
        assert play.rows()[2].strip("─ ") == ""


async def test_a_ring_is_heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr(App, "bell", lambda _app: heard.append("bell"))
    async with console(tmp_path) as play:
        await play.ring(queue="billing")
        await play.until(lambda: heard)


async def test_a_ring_is_not_heard_where_the_settings_say_no(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(App, "bell", lambda _app: heard.append("bell"))
    async with console(tmp_path, bell=False) as play:
        await play.ring(queue="billing")
        await play.sees("Zhang Min")
        assert heard == []


async def test_an_unfinished_record_is_first_under_due_and_is_filed_from_there(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        handling = await play.talk(queue="billing")
        await play.write("what was said")
        await play.press("f8")
        await play.until(lambda: play.current.state is HandlingState.wrap_up)
        play.backend.wrap_up_expires(handling)
        await play.sees("unfinished")
        await play.press("f12", "enter")
        await play.until(lambda: isinstance(play.app.screen, Unfinished))
        await play.write("something")
        await play.sees("▸ Something else")
        await play.press("enter")
        await play.until(lambda: play.backend.filed)
        assert play.backend.records[play.backend.filed[0]].note == "what was said"


async def test_the_idle_queue_marks_what_is_old_while_the_line_is_down(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        play.backend.enqueue(number="+4930901999", name="Anna")
        await play.sees("Anna")
        play.backend.cut()
        await play.sees("lost")
        table = play.screen.view.query_one(QueueTable)
        assert play.rows()[table.region.y].startswith("~")
        assert "~1 waiting" in play.rows()[0]


async def test_the_caller_the_agent_decided_on_is_named_in_row_2_and_by_the_red_key(tmp_path: Path) -> None:
    async with console(tmp_path, size=(120, 40)) as play:
        handling = await play.talk(queue="billing", number="+4930901820", name="", callers=())
        assert "+4930901820" in play.rows()[1]
        play.desk.documents.edit_record(handling, caller="c2")
        await play.until(lambda: "Zhang Lei" in play.rows()[1])
        assert "Hang up Zhang Lei" in play.rows()[-1]
