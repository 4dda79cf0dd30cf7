"""The table of actions holds together."""

from collections import Counter

from tui.actions import ACTIONS, GROUP_WORDS, PREFIX, action_after_prefix, key_words, prefix_words

_TAKEN_BY_TERMINALS = {"ctrl+c", "ctrl+q", "ctrl+s", "ctrl+z", "ctrl+enter", "shift+enter"}


def test_every_action_has_a_key_of_its_own_or_a_letter() -> None:
    assert all(action.key or action.letter for action in ACTIONS)
    keys = Counter(action.key for action in ACTIONS if action.key)
    letters = Counter(action.letter for action in ACTIONS if action.letter)
    assert [key for key, count in (keys + letters).items() if count > 1] == []


def test_no_action_lies_on_a_key_that_terminals_or_promises_keep() -> None:
    assert not {action.key for action in ACTIONS} & (_TAKEN_BY_TERMINALS | {PREFIX})


def test_every_action_can_be_reached_after_the_prefix_key() -> None:
    for action in ACTIONS:
        typed = prefix_words(action.key, action.letter)
        assert action_after_prefix(typed, typed) == action.id


def test_every_action_says_what_it_does_in_a_sentence() -> None:
    assert all(action.help.endswith(".") and action.group in GROUP_WORDS for action in ACTIONS)


def test_full_width_digits_and_letters_count() -> None:
    assert action_after_prefix("x", "\uff16") == "green"
    assert action_after_prefix("x", "\uff51") == "sign_out"


def test_function_keys_themselves_work_after_the_prefix_too() -> None:
    assert action_after_prefix("f8", None) == "red"


def test_a_key_without_action_means_nothing() -> None:
    assert action_after_prefix("z", "z") == ""


def test_keys_are_written_as_people_write_them() -> None:
    assert [key_words(key) for key in ("f6", "ctrl+t", "enter")] == ["F6", "Ctrl+T", "Enter"]
