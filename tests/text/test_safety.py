"""Backend text is data, whatever it holds."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.text import cells, clip, fit, safe, wrap
from tui.text.safety import LONGEST
from tui.text.widths import MOST_LINES


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[31mred", "^[[31mred"),
        ("\x1b]52;c;aGk=\x07", "^[]52;c;aGk=^G"),
        ("a\x9b2Jb", "a<U+009B>2Jb"),
        ("Zhang\u202emin", "Zhang<U+202E>min"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("two\nlines\tand a tab", "two lines and a tab"),
        ("\ue000\U000e0001", "<U+E000>"),
        ("[b]not markup[/b]", "[b]not markup[/b]"),
        ("张敏 Müller", "张敏 Müller"),
    ],
)
def test_what_is_not_plain_text_becomes_visible(hostile: str, shown: str) -> None:
    assert safe(hostile) == shown


def test_line_feeds_stay_where_lines_are_wanted() -> None:
    assert safe("one\ntwo\x1b", lines=True) == "one\ntwo^["


def test_a_flood_of_combining_marks_is_dammed() -> None:
    assert len(safe("a" + "\u0301" * 500)) <= 4


@given(st.text())
def test_nothing_that_acts_survives(text: str) -> None:
    for character in safe(text):
        assert unicodedata.category(character)[0] != "C"
        assert unicodedata.category(character) not in ("Zl", "Zp")


@given(st.text(), st.integers(1, 40))
def test_fitted_text_is_exactly_as_wide_as_asked(text: str, width: int) -> None:
    shown = safe(text)
    assert cells(fit(shown, width)) == width
    assert cells(clip(shown, width)) <= width


@given(st.text(), st.integers(2, 40))
def test_wrapped_lines_fit_and_lose_no_letter(text: str, width: int) -> None:
    shown = safe(text)
    lines = wrap(shown, width)
    assert all(cells(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(shown.split())


def test_a_wide_character_is_never_cut_in_half() -> None:
    assert fit("张敏李伟", 5) == "张敏…"
    assert fit("张敏李伟", 6) == "张敏… "
    assert fit("8001", 6, right=True) == "  8001"


def test_lines_break_at_spaces_and_between_wide_characters() -> None:
    assert wrap("new invoice promised", 11) == ["new invoice", "promised"]
    assert wrap("你好世界你好", 7) == ["你好世", "界你好"]


@pytest.mark.parametrize("endless", ["W" * 1_000_000, "界" * 1_000_000, "word " * 200_000, "\n" * 1_000_000])
def test_no_text_is_so_long_that_it_keeps_the_screen_busy(endless: str) -> None:
    assert len(safe(endless)) <= LONGEST + 1
    lines = wrap(endless, 70)
    assert len(lines) == MOST_LINES
    assert lines[-1].endswith("…")
    assert cells(lines[-1]) <= 70
