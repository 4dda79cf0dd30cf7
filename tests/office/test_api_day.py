"""An agent's day in figures."""

from pathlib import Path

import msgspec

from tests.office.floor_scene import Office
from tests.office.http_office import office
from tui.model import DayFigures, Verb
from tui.office.day import Days, day_figures
from tui.office.store import Transaction


async def test_the_day_counts_a_call_once_it_is_over_and_tells_it(tmp_path: Path) -> None:
    async with office(tmp_path) as outside:
        li = await outside.sign_in("8001")
        async with li.events() as heard:
            await heard.next()
            call = await outside.put_in("pull")
            assert (await li.verb(call, "take")).status_code == 200
            assert "handled" not in (await li.get("/v1/metrics/my-day")).json()
            assert (await li.verb(call, "hang_up")).status_code == 200
            told = await heard.until("changed", "day_figures", handled=1)
            assert told.data["value"]["half_hours"] == [1]
        figures = (await li.get("/v1/metrics/my-day")).json()
        assert (figures["handled"], figures.get("missed", 0)) == (1, 0)


async def test_the_averages_are_those_of_calls_whose_wrap_up_is_over(tmp_path: Path) -> None:
    floor = await Office(tmp_path).lay()
    await floor.staff("li", queues=("help",))
    for call, talk, wrap_up in (("c1", 60, 30), ("c2", 100, 10)):
        await floor.ring(call, "help")
        await floor.verb("li", Verb.answer, call)
        floor.later(talk)
        await floor.verb("li", Verb.hang_up, call)
        floor.later(wrap_up)
        if call == "c1":
            await floor.file("li", call, "order")
            await floor.ready("li")
    figures = await floor.store.read(day_figures, "li")
    assert (figures.handled, figures.talk_seconds, figures.wrap_up_seconds) == (1, 60, 30)
    await floor.file("li", "c2", "order")
    figures = await floor.store.read(day_figures, "li")
    assert (figures.handled, figures.talk_seconds, figures.wrap_up_seconds) == (2, 160, 40)


async def test_whoever_has_just_filed_is_told_at_the_next_look_however_many_are_there(tmp_path: Path) -> None:
    floor = await Office(tmp_path).lay()
    await floor.staff(*(f"a{number:02}" for number in range(25)), queues=("sales",))
    await floor.staff("zoe", queues=("help",))
    days = Days()
    await floor.do(days)
    await floor.ring("c1", "help")
    await floor.verb("zoe", Verb.answer, "c1")
    await floor.verb("zoe", Verb.hang_up, "c1")
    await floor.file("zoe", "c1", "order")
    before = await floor.store.read(lambda tx: tx.events.last())
    await floor.do(days)
    told = await floor.store.read(_days_told, before)
    assert [(one.id, one.handled) for one in told if one.id == "zoe"] == [("zoe", 1)]


def _days_told(tx: Transaction, after: int) -> list[DayFigures]:
    rows = [row for row in tx.events.after(after) if b'"kind":"day_figures"' in row.data]
    return [msgspec.json.decode(row.data, type=_Told).value for row in rows]


class _Told(msgspec.Struct):
    value: DayFigures
