"""The last row: only what is possible now, the most important first, help always last."""

from typing import ClassVar, NamedTuple

from textual.content import Content
from textual.events import Click

from tui.actions import BY_ID, PREFIX, bar_order, key_words
from tui.console.base import DeskWidget
from tui.locale import _
from tui.text import cells, clip

_TRIES = ((24, 6), (16, 6), (12, 6), (10, 6), (16, 4), (12, 4), (8, 4))
"""Cells a name may take, and how many of the first entries must then fit beside it."""
_AFTER_PREFIX = ("sign_out", "join", "next_call", "by_hand", "state_menu", "pick_up")
"""Actions first named after the prefix key: those that lie on no key of their own."""


class BarEntry(NamedTuple):
    """One key with its words; `action` is empty for keys the focused widget handles itself."""

    key: str
    words: str
    action: str


class KeyBar(DeskWidget):
    """A click on an entry does what its key would."""

    ALLOW_SELECT = False
    SHOWS: ClassVar[frozenset[str]] = frozenset(
        {
            "handling",
            "call",
            "waiting",
            "agent_state",
            "current",
            "pending",
            "link",
            "content",
            "documents",
            "caller",
        }
    )

    def render(self) -> Content:
        """The entries that fit, in their order."""
        return Content(" ").join(_drawn(entry) for entry in self.entries())

    def entries(self) -> list[BarEntry]:
        """What the bar shows in the width there is."""
        for name_width, core in _TRIES:
            wanted = self._wanted(name_width)
            if _width([*wanted[:core], wanted[-1]]) <= self.size.width:
                break
        return _fitting(wanted, self.size.width)

    def on_click(self, event: Click) -> None:
        """Do what the entry under the pointer says."""
        right = 0
        for entry in self.entries():
            right += cells(f"{entry.key} {entry.words}")
            if event.x < right:
                if entry.action:
                    self.console.act(entry.action)
                return
            right += 1

    def _wanted(self, name_width: int) -> list[BarEntry]:
        console = self.console
        if console.prefix_pressed:
            return _after_prefix(console.words_now(name_width))
        words = console.words_now(name_width)
        ordered = [action for action in bar_order(console.situation()) if action in words]
        entries = [_entry(action, words[action]) for action in ordered]
        hints = [BarEntry(key, text, "") for key, text in console.hints()]
        return [*entries, *hints, _entry("help", words["help"])]


def _entry(action: str, words: str) -> BarEntry:
    return BarEntry(_key(action), words, action)


def _key(action: str) -> str:
    listed = BY_ID[action]
    return key_words(listed.key) if listed.key else f"{key_words(PREFIX)} {listed.letter}"


def _after_prefix(words: dict[str, str]) -> list[BarEntry]:
    """What the letters mean after the prefix key; the digits stand for the function keys."""
    order = sorted(words, key=lambda action: _AFTER_PREFIX.index(action) if action in _AFTER_PREFIX else 99)
    letters = [BarEntry(BY_ID[id_].letter, words[id_], id_) for id_ in order if BY_ID[id_].letter]
    return [BarEntry("1-9 0 - =", _("as F1-F12"), ""), *letters, BarEntry(_("Esc"), _("Back"), "")]


def _fitting(entries: list[BarEntry], width: int) -> list[BarEntry]:
    """As many from the front as fit beside the last, which always stays."""
    kept: list[BarEntry] = []
    last = entries[-1]
    for entry in entries[:-1]:
        if _width([*kept, entry, last]) <= width:
            kept.append(entry)
    return [*kept, last]


def _width(entries: list[BarEntry]) -> int:
    return sum(cells(f"{entry.key} {entry.words}") + 1 for entry in entries) - 1


def _drawn(entry: BarEntry) -> Content:
    return Content.assemble((entry.key, "bold $accent"), " ", clip(entry.words, 60))
