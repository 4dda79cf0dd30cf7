"""The idle desk: who waits, in columns that line up, with a cursor that stays on its call."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.support.console_stage import ConsolePlay, console
from tests.support.rehearsal import RehearsalBackend
from tui.console.widgets.briefing import Briefing
from tui.console.widgets.due import Due
from tui.console.widgets.queue_table import QueueTable
from tui.model import FollowUp, FollowUpKind, QueueFigures, Waiting
from tui.text import cells


def _table(play: ConsolePlay) -> QueueTable:
    return play.screen.view.query_one(QueueTable)


def _waiting(play: ConsolePlay, number: int, **fields: object) -> Waiting:
    now = play.desk.clock.now()
    arrived = now - timedelta(seconds=1000 - number)
    row = Waiting(id=f"w{number}", queue="support", number=f"+4930{901000 + number}", arrived=arrived)
    return row.but(**({"name": f"Caller {number}"} | fields))


async def _wait(play: ConsolePlay, *rows: Waiting) -> None:
    for row in rows:
        play.backend.put(row)
    await play.until(lambda: all(row.id in play.desk.stores.waiting for row in rows))
    await play.pilot.pause()


async def test_chinese_names_keep_the_columns_in_line(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        await _wait(play, _waiting(play, 1, name="张敏", about="A"), _waiting(play, 2, name="Li", about="B"))
        rows = [row for row in play.rows() if "+49" in row]
        before = [cells(row[: row.index("+49")]) for row in rows]
        assert len(before) == 2
        assert before[0] == before[1]
        assert all(cells(row) == 80 for row in play.rows())


async def test_a_wait_over_the_service_level_has_its_mark_and_not_only_a_colour(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        await _wait(play, _waiting(play, 1), _waiting(play, 999))
        late, fresh = [row for row in play.rows() if "Caller" in row]
        assert late[:8].endswith("!")
        assert "!" not in fresh[:9]
        assert "!" in play.rows()[0]


async def test_the_cursor_stays_on_the_same_call_when_those_before_it_leave(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        await _wait(play, *(_waiting(play, number) for number in range(4)))
        await play.press("down", "down")
        play.backend.floor.remove("waiting", "w0")
        await play.until(lambda: len(play.desk.stores.waiting) == 3)
        await play.pilot.pause()
        chosen = _table(play).chosen
        assert chosen is not None
        assert chosen.id == "w2"


async def test_until_it_is_moved_the_cursor_stays_on_the_oldest(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        await _wait(play, _waiting(play, 5))
        await _wait(play, _waiting(play, 1))
        chosen = _table(play).chosen
        assert chosen is not None
        assert chosen.id == "w1"


async def test_enter_takes_the_chosen_call_of_a_pull_queue(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        play.backend.enqueue(number="+4930901001", name="One")
        wanted = play.backend.enqueue(number="+4930901002", name="Two")
        await play.sees("Two")
        await play.press("down", "enter")
        await play.until(lambda: play.desk.current is not None and play.desk.current.call == wanted)


async def test_a_click_chooses_a_row_and_a_click_on_the_chosen_one_takes_it(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        play.backend.enqueue(number="+4930901001", name="One")
        wanted = play.backend.enqueue(number="+4930901002", name="Two")
        await play.sees("Two")
        await play.pilot.click(_table(play), offset=(12, 2))
        chosen = _table(play).chosen
        assert chosen is not None
        assert chosen.id == wanted
        await play.pilot.click(_table(play), offset=(12, 2))
        await play.until(lambda: play.desk.current is not None and play.desk.current.call == wanted)


async def test_ten_thousand_waiting_are_drawn_only_where_they_are_seen(tmp_path: Path) -> None:
    backend = RehearsalBackend()
    async with console(tmp_path, backend=backend) as play:
        now = play.desk.clock.now()
        many: dict[str, Any] = backend.floor.values.setdefault("waiting", {})
        for number in range(10_000):
            arrived = now - timedelta(seconds=20_000 - number)
            many[f"w{number}"] = Waiting(
                id=f"w{number}", queue="support", name=f"Caller {number}", arrived=arrived
            )
        backend.heal()
        await play.until(lambda: len(play.desk.stores.waiting) == 10_000)
        await play.press("end")
        await play.sees("Caller 9999")
        assert "10k" in play.rows()[0]


async def test_an_empty_queue_says_so_and_what_to_do(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        assert play.shows("Nobody waits")
        assert play.shows("F6 New call")


async def test_enter_reads_the_briefing(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        await play.press("ctrl+o", "b")
        await play.until(lambda: isinstance(play.app.focused, Briefing))
        assert play.shows("Enter Read")
        await play.press("enter")
        await play.until(lambda: not [one for one in play.desk.stores.announcements if not one.read])


async def test_what_is_due_stands_in_order_and_late_ones_are_marked(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        now = play.desk.clock.now()
        for name, minutes in (("Late Lou", -5), ("Soon Sue", 5)):
            promise = FollowUp(
                id=name,
                kind=FollowUpKind.call_back,
                due=now + timedelta(minutes=minutes),
                name=name,
                number="+4930901001",
            )
            play.backend.put(promise)
        await play.sees("Soon Sue")
        rows = [row[41:] for row in play.rows() if "call back" in row]
        assert [name in row for name, row in zip(("Late", "Soon"), rows, strict=True)] == [True, True]
        assert "!" in rows[0]
        assert "!" not in rows[1]


async def test_a_promise_is_moved_and_the_backend_hears_of_it(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        due = play.desk.clock.now() + timedelta(minutes=5)
        play.backend.put(FollowUp(id="f1", kind=FollowUpKind.call_back, due=due, name="Sue", number="+4930"))
        await play.sees("Sue")
        await play.press("f12", "enter")
        await play.sees("move to another time")
        await play.press("4")
        await play.write("+2h")
        await play.press("enter")
        await play.until(lambda: play.desk.documents.follow_ups()[0].due > due + timedelta(hours=1))  # type: ignore[operator]  # it has a due time


async def test_the_idle_desk_fits_80_by_24_with_everything_in_its_place(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        rows = play.rows()
        assert len(rows) == 24
        assert rows[0].startswith("● READY")
        assert rows[1].strip() == ""
        assert rows[2].startswith("─ Queue ─")
        assert play.screen.query_one(Due).region.right <= 80
        assert rows[23].rstrip().endswith("F1 More")


async def test_without_unicode_every_sign_is_ascii(tmp_path: Path) -> None:
    async with console(tmp_path, ascii_only=True) as play:
        await play.ring(queue="billing", name="Anna", number="+4930901999")
        assert all(row.isascii() for row in play.rows()[:3] + play.rows()[-2:])
        assert play.rows()[0].startswith("! RINGING")


async def test_before_anybody_was_answered_the_service_level_is_open(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        for queue in ("billing", "support"):
            play.backend.put(QueueFigures(id=queue, waiting=1, offered=1))
        await play.until(lambda: "SL -" in play.rows()[0])
        play.backend.put(QueueFigures(id="billing", offered=2, answered=1, in_time=1))
        await play.until(lambda: "SL 33%" in play.rows()[0])
