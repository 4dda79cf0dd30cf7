"""What people type finds what is written."""

import pytest

from tui.text import digits, fold, initials, pinyin, spoken_age


@pytest.mark.parametrize(
    ("written", "folded"),
    [("Müller", "muller"), ("  Hua   Rong ", "hua rong"), ("\uff21\uff22", "ab"), ("STRASSE", "strasse")],
)
def test_case_accents_and_width_do_not_matter(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_chinese_names_are_found_by_sound_and_initials() -> None:
    assert (pinyin("张敏"), initials("张敏")) == ("zhangmin", "zm")
    assert (pinyin("Zhang Min"), initials("Zhang Min")) == ("zhangmin", "zm")


def test_numbers_are_their_digits() -> None:
    assert digits("+86 (138) 0013-8000") == "8613800138000"
    assert digits("\uff11\uff13\uff18") == "138"


@pytest.mark.parametrize(("seconds", "shown"), [(8.9, "0:08"), (72, "1:12"), (3900, "1:05:00"), (-3, "0:00")])
def test_ages_as_the_floor_writes_them(seconds: float, shown: str) -> None:
    assert spoken_age(seconds) == shown
