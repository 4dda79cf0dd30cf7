"""An agent's day in figures."""

from pathlib import Path

from tests.office.http_office import office


async def test_the_day_counts_and_is_told(tmp_path: Path) -> None:
    async with office(tmp_path) as outside:
        li = await outside.sign_in("8001")
        async with li.events() as heard:
            await heard.next()
            call = await outside.put_in("pull")
            assert (await li.verb(call, "take")).status_code == 200
            told = await heard.until("changed", "day_figures", handled=1)
            assert told.data["value"]["half_hours"] == [1]
            assert (await li.verb(call, "hang_up")).status_code == 200
        figures = (await li.get("/v1/metrics/my-day")).json()
        assert (figures["handled"], figures.get("missed", 0)) == (1, 0)
