"""What the eye must find is found without colours: the cursor of a field, the chosen row."""

from pathlib import Path

from tests.support.console_stage import ConsolePlay, console


def _reversed(play: ConsolePlay, row: int) -> str:
    """The text of one row that is drawn in reverse."""
    strips = play.app.screen._compositor.render_strips()  # noqa: SLF001  the only way to what is painted
    return "".join(part.text for part in strips[row] if part.style and part.style.reverse)


def _row_of(play: ConsolePlay, text: str) -> int:
    return next(at for at, row in enumerate(play.rows()) if text in row)


async def test_the_cursor_of_the_note_is_drawn_in_reverse(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        await play.talk(queue="billing")
        await play.write("abc")
        await play.until(lambda: _reversed(play, _row_of(play, " abc")) == " ")


async def test_the_cursor_of_a_search_field_is_drawn_in_reverse(tmp_path: Path) -> None:
    async with console(tmp_path) as play:
        await play.press("f3")
        await play.write("zhan")
        await play.until(lambda: _reversed(play, _row_of(play, "  zhan")) == " ")
