"""Sentences that nobody asked for fit into one row of 80 columns."""

from pathlib import Path

from tests.support.console_stage import console
from tui.model import Presence


async def test_a_missed_call_says_what_happened_and_what_to_do_in_one_row(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        handling = await play.ring(queue="billing", name="Maximiliane von Hohenzollern-Sigmaringen")
        play.backend.miss(handling)
        await play.until(lambda: play.desk.stores.me and play.desk.stores.me.presence is Presence.not_ready)
        await play.sees("was not answered")
        row = next(row for row in play.rows() if "was not answered" in row)
        assert row.rstrip().endswith("You are not ready. F2: ready.")
