"""One table of every action: ids, keys, words, what they mean at each moment. Knows no screen."""

from tui.actions.bar import bar_order
from tui.actions.guard import SETTLING_SECONDS, Guard
from tui.actions.keys import action_after_prefix, key_words, prefix_words
from tui.actions.meanings import Meaning, meanings
from tui.actions.situation import Situation, survey, who
from tui.actions.table import ACTIONS, BY_ID, BY_KEY, GROUP_WORDS, PREFIX, Action, Group

__all__ = [
    "ACTIONS",
    "BY_ID",
    "BY_KEY",
    "GROUP_WORDS",
    "PREFIX",
    "SETTLING_SECONDS",
    "Action",
    "Group",
    "Guard",
    "Meaning",
    "Situation",
    "action_after_prefix",
    "bar_order",
    "key_words",
    "meanings",
    "prefix_words",
    "survey",
    "who",
]
