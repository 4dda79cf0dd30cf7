"""`python -m tests.pictures`: makes the pictures of the documentation and the screens the tests compare.

Both come from the running console on scenes that are the same every time, so that a picture changes only
when the console does. What changed is to be looked at before it is committed.
"""

import asyncio
import html
import re
import tempfile
from pathlib import Path

from tests.support.console_stage import ConsolePlay
from tests.support.scenes import SCENES, played, resize
from tui.text import cells

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
SCREENS = ROOT / "tests" / "console" / "screens"
SIZES = ((80, 24), (120, 40))
_CELL = 12.2
"""Width of a cell in Rich's SVG."""
_TEXT = re.compile(
    r'<text class="(?P<style>[^"]*)" x="(?P<x>[^"]*)" y="(?P<y>[^"]*)" textLength="[^"]*"'
    r' clip-path="(?P<clip>[^"]*)">(?P<letters>[^<]*)</text>'
)
_PIECE = re.compile(r"\S+(?: \S+)*")
"""Letters up to the next column: what two blanks part stands on its own place."""
_NO_BREAK = "\N{NO-BREAK SPACE}"
_NAME_BY_CONTENT = re.compile(r"terminal-\d+")
"""Rich names all parts of a picture anew when a letter changes."""
_FONTS_FROM_THE_WEB = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


def screen_file(name: str, size: tuple[int, int]) -> Path:
    """Where the text of a scene is kept."""
    return SCREENS / f"{name}-{size[0]}x{size[1]}.txt"


def picture_file(name: str, size: tuple[int, int]) -> Path | None:
    """Where the picture of a scene is kept; None: the documentation shows none."""
    if size == SIZES[0]:
        return PICTURES / f"{name}.svg"
    return PICTURES / "wide.svg" if name == "conversation" else None


def screen_text(play: ConsolePlay) -> str:
    """What is painted, without colours."""
    return "".join(f"{row.rstrip()}\n" for row in play.rows())


def picture(play: ConsolePlay) -> str:
    """What is painted, as SVG that fetches nothing and keeps its columns whatever font shows it."""
    drawn = _FONTS_FROM_THE_WEB.sub("", play.app.export_screenshot(title="Cordboard"))
    drawn = _NAME_BY_CONTENT.sub("screen", drawn)
    return _TEXT.sub(_in_pieces, drawn)


def _in_pieces(text: re.Match[str]) -> str:
    letters = html.unescape(text["letters"]).replace(_NO_BREAK, " ")
    return "\n".join(_placed(text, letters, piece) for piece in _PIECE.finditer(letters))


def _placed(text: re.Match[str], letters: str, piece: re.Match[str]) -> str:
    """Rich counts letters, but a Chinese letter is two cells wide."""
    x = float(text["x"]) + cells(letters[: piece.start()]) * _CELL
    width = cells(piece[0]) * _CELL
    shown = html.escape(piece[0]).replace(" ", _NO_BREAK)
    return (
        f'<text class="{text["style"]}" x="{x:.1f}" y="{text["y"]}" textLength="{width:.1f}"'
        f' clip-path="{text["clip"]}">{shown}</text>'
    )


async def make(name: str) -> None:
    """Write the text of a scene in each size, and its pictures."""
    with tempfile.TemporaryDirectory() as folder:
        async with played(name, Path(folder)) as play:
            for size in SIZES:
                await resize(play, size)
                screen_file(name, size).write_text(screen_text(play), "utf-8")
                if (drawn := picture_file(name, size)) is not None:
                    drawn.write_text(picture(play), "utf-8")


async def make_all() -> None:
    """All scenes in both sizes."""
    for folder in (PICTURES, SCREENS):
        folder.mkdir(parents=True, exist_ok=True)
    for name in SCENES:
        await make(name)


if __name__ == "__main__":
    asyncio.run(make_all())
