"""Every code has a word, every error a sentence."""

import enum

import pytest

from tui.backend.errors import (
    BackendError,
    Forbidden,
    Malformed,
    NotSent,
    OutcomeUnknown,
    RateLimited,
    Refused,
    Unauthorised,
    Unsupported,
    Why,
)
from tui.locale import languages, set_language
from tui.locale.sentences import error_sentence
from tui.locale.words import Coded, word

CODES = [code for kind in Coded.__args__ if issubclass(kind, enum.Enum) for code in kind]


@pytest.mark.parametrize("code", CODES, ids=lambda code: f"{type(code).__name__}.{code}")
def test_every_code_has_a_word(code: Coded) -> None:
    assert (word(code) == "unknown") == (code.value == "unknown")


ERRORS: list[BackendError] = [
    NotSent("x"),
    OutcomeUnknown("x"),
    Unauthorised(),
    Forbidden(),
    Unsupported(),
    BackendError(),
    Malformed("$.state", "str", "int"),
    RateLimited(2.5),
    *(Refused(why) for why in Why),
    *(Refused(why, by="Chen Jie") for why in Why),
]


@pytest.mark.parametrize(
    "error", ERRORS, ids=lambda error: f"{type(error).__name__}-{getattr(error, 'reason', '')}"
)
def test_every_error_says_what_happened_and_what_to_do(error: BackendError) -> None:
    sentence = error_sentence(error)
    assert sentence.endswith((".", "int."))
    assert "{" not in sentence


def test_a_wrong_answer_names_path_and_expectation() -> None:
    sentence = error_sentence(Malformed("$.items[3].state", "a string", "a number"))
    assert "$.items[3].state" in sentence
    assert "a string" in sentence


def test_hostile_words_of_a_backend_do_not_act() -> None:
    assert "\x1b" not in error_sentence(Refused(Why.taken, by="\x1b[2JChen"))
    assert "\x1b" not in error_sentence(Malformed("\x1b", "\x9b", "\x07"))


def test_english_is_the_source_and_the_way_out() -> None:
    set_language("xx-Nowhere")
    assert languages()[0] == "en"
    assert word(Why.unknown) == "unknown"  # type: ignore[arg-type]  # a code without a word


@pytest.mark.parametrize("kind", [NotSent, OutcomeUnknown, Unauthorised, Forbidden, Unsupported])
def test_what_happened_and_what_to_do_fit_into_one_row_of_80(kind: type[BackendError]) -> None:
    assert len(error_sentence(kind())) <= 78


@pytest.mark.parametrize("why", list(Why))
def test_each_refusal_fits_into_one_row_of_80(why: Why) -> None:
    assert len(error_sentence(Refused(why))) <= 78
