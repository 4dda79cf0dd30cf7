"""Folding text and numbers so that what people type finds what is written."""

import unicodedata
from functools import lru_cache


def digits(text: str) -> str:
    """Only the digits, full-width and other scripts' ones as ASCII."""
    return "".join(str(unicodedata.digit(character)) for character in text if character.isdigit())


def fold(text: str) -> str:
    """Case, accents, full width and runs of spaces taken away: "Müller" and "MULLER" are the same."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


@lru_cache(maxsize=4096)
def pinyin(text: str) -> str:
    """Chinese characters as toneless syllables run together, other text folded: "张敏" is "zhangmin"."""
    if text.isascii():
        return fold(text).replace(" ", "")
    # The tables take a tenth of a second to load: nobody pays who has no Chinese text.
    from pypinyin import lazy_pinyin

    return fold("".join(lazy_pinyin(text))).replace(" ", "")


@lru_cache(maxsize=4096)
def initials(text: str) -> str:
    """First letters of words, or of the syllables of Chinese characters: "张敏" is "zm"."""
    if text.isascii():
        return "".join(word[0] for word in fold(text).split())
    from pypinyin import Style, lazy_pinyin

    words = fold(" ".join(lazy_pinyin(text, style=Style.NORMAL))).split()
    return "".join(word[0] for word in words)
