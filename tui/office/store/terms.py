"""Under which terms a caller is found, made once when the caller is written."""

from collections.abc import Iterator

from tui.model import Caller
from tui.text import digits, fold, initials, pinyin

_SUFFIXED = 4
"""Chinese words up to this length are found by their later characters too: 张敏 by 敏."""


def terms_of(caller: Caller) -> frozenset[str]:
    """Text terms: a search finds the caller by the beginning of any of them."""
    found = {fold(caller.account), _bare(caller.account), fold(caller.email)}
    for text in (caller.name, caller.company):
        found |= set(_of_words(text))
    return frozenset(term for term in found if term)


def numbers_of(caller: Caller) -> frozenset[str]:
    """Digits of all numbers, old ones too."""
    found = {digits(number.number) for number in caller.numbers}
    return frozenset(number for number in found if number)


def _of_words(text: str) -> Iterator[str]:
    yield fold(text)
    yield pinyin(text)
    yield initials(text)
    for word in fold(text).split():
        yield word
        if not word.isascii():
            yield pinyin(word)
            yield initials(word)
            if len(word) <= _SUFFIXED:
                yield from (word[start:] for start in range(1, len(word)))


def _bare(text: str) -> str:
    return "".join(character for character in fold(text) if character.isalnum())
