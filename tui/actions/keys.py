"""Keys: how they are written for people, and what follows the prefix key."""

import unicodedata

from tui.actions.table import ACTIONS

_FUNCTION_KEYS = {
    **{str(number): f"f{number}" for number in range(1, 10)},
    "0": "f10",
    "-": "f11",
    "=": "f12",
}
_NAMES = {"minus": "-", "equals_sign": "="}


def key_words(key: str) -> str:
    """A key as the key bar and the help write it: "F6", "Ctrl+T", "Enter"."""
    return "+".join(part.upper() if _is_short(part) else part.capitalize() for part in key.split("+"))


def action_after_prefix(key: str, character: str | None) -> str:
    """The id of the action that a key means after the prefix key; empty: none.

    Full-width digits and letters of an input method count as what they look like.
    """
    typed = unicodedata.normalize("NFKC", character or _NAMES.get(key, key)).lower()
    function_key = _FUNCTION_KEYS.get(typed, key if key.startswith("f") and len(key) > 1 else "")
    for action in ACTIONS:
        if function_key and action.key == function_key:
            return action.id
        if action.letter and action.letter == typed:
            return action.id
    return ""


def prefix_words(action_key: str, letter: str) -> str:
    """What to press after the prefix key for an action: "6", "j"; empty: nothing."""
    digit = next((typed for typed, key in _FUNCTION_KEYS.items() if key == action_key), "")
    return digit or letter


def _is_short(part: str) -> bool:
    return len(part) == 1 or (part.startswith("f") and part[1:].isdigit())
