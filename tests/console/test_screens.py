"""The views as they are painted, letter by letter, and the pictures that the documentation shows of them.

After a change that is meant: `python -m tests.pictures` writes all of them anew; look at the difference.
"""

import html
import re
from pathlib import Path

import pytest

from tests.pictures import SIZES, picture_file, screen_file, screen_text
from tests.support.scenes import SCENES, played, resize

_LETTERS = re.compile(r'<text class="[^"]*-r\d+"[^>]*>([^<]*)</text>')


@pytest.mark.parametrize("name", SCENES)
async def test_a_view_is_painted_as_it_was(name: str, tmp_path: Path) -> None:
    async with played(name, tmp_path) as play:
        for size in SIZES:
            await resize(play, size)
            assert screen_text(play) == screen_file(name, size).read_text("utf-8")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SCENES)
def test_no_row_is_wider_than_its_terminal(name: str, size: tuple[int, int]) -> None:
    rows = screen_file(name, size).read_text("utf-8").splitlines()
    assert len(rows) == size[1]
    assert max(len(row) for row in rows) <= size[0]


@pytest.mark.parametrize(
    ("name", "size"), [(name, size) for name in SCENES for size in SIZES if picture_file(name, size)]
)
def test_a_picture_shows_what_is_painted_and_fetches_nothing(name: str, size: tuple[int, int]) -> None:
    file = picture_file(name, size)
    assert file is not None
    drawn = file.read_text("utf-8")
    shown = html.unescape("".join(_LETTERS.findall(drawn)))
    assert _letters(shown) == _letters(screen_file(name, size).read_text("utf-8"))
    assert "url(http" not in drawn
    assert "@font-face" not in drawn


def _letters(text: str) -> str:
    return "".join(text.split())
