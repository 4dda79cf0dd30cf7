"""It rings: who and why."""

from pathlib import Path

from tests.console.stage import staged, until
from tui.backend import Link
from tui.console.views.offered import OfferedView
from tui.console.widgets.drawn import DrawnLines
from tui.model import Because, CallerBrief
from tui.terminal import ASCII

BRIEFS = (CallerBrief(id="c1", name="Zhang Min 张敏"), CallerBrief(id="c2", name="Zhang Lei"))


async def test_card_greeting_and_history_are_there_while_it_rings(tmp_path: Path) -> None:
    async with staged(tmp_path) as (stage, pilot):
        stage.backend.ring(
            number="+8613800138000", queue="billing", callers=BRIEFS[:1], choices=("invoices",)
        )
        await until(pilot, lambda: "Promised a new invoice" in stage.screen_text)
        for part in ("Zhang Min 张敏", "★gold", 'pressed "invoices"', "Say:", "Li Wei", "Last contacts"):
            assert part in stage.screen_text


async def test_with_several_on_the_number_nobody_is_greeted_by_name(tmp_path: Path) -> None:
    async with staged(tmp_path) as (stage, pilot):
        handling = stage.backend.ring(number="+8613800138000", queue="billing", callers=BRIEFS)
        await until(pilot, lambda: "who is it?" in stage.screen_text)
        assert "How can I help you?" in stage.screen_text
        assert "help you, Zhang" not in stage.screen_text
        view = stage.query_one(OfferedView)
        assert "script" in view.offers()
        view.do("script")
        await pilot.press("1")
        await until(pilot, lambda: "Good afternoon, Zhang Min" in stage.screen_text)
        assert stage.desk.documents.record(handling).caller == "c1"
        assert view.offers() == {}


async def test_an_unknown_number_can_become_a_new_caller(tmp_path: Path) -> None:
    async with staged(tmp_path) as (stage, pilot):
        stage.backend.ring(number="+4930901820", queue="billing")
        await until(pilot, lambda: "F3 then Tab" in stage.screen_text)
        assert "Germany" in stage.screen_text or "DE" in stage.screen_text


async def test_why_it_comes_here_is_said(tmp_path: Path) -> None:
    async with staged(tmp_path) as (stage, pilot):
        stage.backend.ring(queue="billing", because=Because.transfer, came_from="Chen Jie")
        await until(pilot, lambda: "transferred by Chen Jie" in stage.screen_text)


async def test_an_ascii_terminal_gets_no_ellipsis_it_cannot_show(tmp_path: Path) -> None:
    async with staged(tmp_path, size=(44, 30)) as (stage, pilot):
        stage.glyphs = ASCII
        stage.backend.ring(number="+4930901820", name="a" * 90, queue="billing")
        await until(pilot, lambda: "aaa" in stage.screen_text)
        for drawn in stage.query(DrawnLines):
            drawn.redraw()
        await pilot.pause()
        assert "\u2026" not in stage.screen_text
        assert "aaa." in stage.screen_text


async def test_a_file_that_did_not_come_is_asked_for_again_when_the_link_is_back(tmp_path: Path) -> None:
    async with staged(tmp_path, size=(100, 30)) as (stage, pilot):
        handling = stage.backend.ring(number="+4930901820", queue="billing", callers=())
        await until(pilot, lambda: stage.desk.current)
        stage.backend.cut()
        await until(pilot, lambda: stage.desk.links.worst.link is Link.down)
        stage.desk.documents.edit_record(handling, caller="c1")
        await until(pilot, lambda: stage.said == ["NotSent"])
        assert "Promised a new invoice" not in stage.screen_text
        stage.backend.heal()
        await until(pilot, lambda: "Promised a new invoice" in stage.screen_text)
