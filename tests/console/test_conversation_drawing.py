"""Lines are drawn when they change, and only then."""

from pathlib import Path

from textual.pilot import Pilot

from tests.console.stage import Stage, answered, staged, until
from tui.console.views.conversation import ConversationView
from tui.console.views.wrap_up import WrapUpView
from tui.console.widgets.caller_card import CallerStrip
from tui.console.widgets.drawn import DrawnLines
from tui.model import CallerBrief


async def finished(stage: Stage, pilot: Pilot[None], caller: str, name: str) -> str:
    """A call from ring to wrap-up."""
    handling = await answered(stage, pilot, callers=(CallerBrief(id=caller, name=name),))
    await until(pilot, lambda: stage.query_one(ConversationView).display)
    stage.backend.caller_hangs_up(stage.backend.call_of(handling))
    await until(pilot, lambda: stage.query_one(WrapUpView).display)
    return handling


async def test_a_view_shown_again_shows_the_new_call(tmp_path: Path) -> None:
    async with staged(tmp_path) as (stage, pilot):
        first = await finished(stage, pilot, "c1", "Zhang Min")
        stage.desk.documents.edit_record(first, answers={"contract": "11-1111"}, codes=("other",))
        await until(pilot, lambda: "11-1111" in stage.screen_text)
        assert stage.query_one(WrapUpView).file()
        await until(pilot, lambda: stage.desk.current is None)
        second = await answered(stage, pilot, callers=(CallerBrief(id="c3", name="Wang Fang"),))
        await until(pilot, lambda: "Wang Fang" in stage.screen_text)
        assert "Zhang Min" not in stage.screen_text
        stage.desk.documents.edit_record(second, answers={"contract": "22-2222", "matter": "other"})
        stage.backend.caller_hangs_up(stage.backend.call_of(second))
        await until(pilot, lambda: "22-2222" in stage.screen_text)
        assert "11-1111" not in stage.screen_text
        assert "none yet" in stage.screen_text


async def test_a_tick_that_changes_nothing_draws_nothing(tmp_path: Path) -> None:
    async with staged(tmp_path) as (stage, pilot):
        await answered(stage, pilot, callers=(CallerBrief(id="c1", name="Zhang Min"),))
        await until(pilot, lambda: "Zhang Min" in stage.screen_text)
        strip = stage.query_one(CallerStrip)
        now = stage.desk.clock.now()
        stage.desk.clock.now = lambda: now  # type: ignore[method-assign]  # time stands still
        strip.redraw()
        await pilot.pause()
        refreshed: list[bool] = []
        strip.refresh = lambda *_regions, **_how: refreshed.append(True)  # type: ignore[method-assign,assignment]  # counted
        strip.tick()
        assert refreshed == []


async def test_no_line_is_ever_wider_than_its_place(tmp_path: Path) -> None:
    for size in ((44, 20), (190, 50)):
        async with staged(tmp_path / str(size[0]), size=size) as (stage, pilot):
            name = "张敏" * 40
            await finished(stage, pilot, "c9", name)
            for drawn in stage.query(DrawnLines):
                for width in (20, 44, 80):
                    assert all(line.cell_length <= width for line in drawn.lines(width)), drawn
