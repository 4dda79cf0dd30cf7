"""F1: every action from the table, with its keys; type to search, Enter does it."""

from collections.abc import Mapping
from typing import ClassVar

from tui.actions import ACTIONS, BY_ID, GROUP_WORDS, PREFIX, Action, key_words, prefix_words
from tui.console.dialogs.rows import Column, Row, Tone
from tui.console.dialogs.searching import SearchingDialog
from tui.console.dialogs.unsent import keep_typed
from tui.locale import _
from tui.text import fold

_COLUMNS = (
    Column(width=6),
    Column(width=5),
    Column(width=20, grows=True),
    Column(width=40, grows=True, since=100),
)


class Help(SearchingDialog[None]):
    """What cannot be done just now is quiet and says so."""

    ROWS: ClassVar[int] = 40
    COLUMNS = _COLUMNS
    PLACE = "help"

    def heading(self) -> tuple[str, str]:
        """Its name."""
        return _("All actions"), _("^O is {key}; (in brackets): not now").replace("{key}", key_words(PREFIX))

    def hint(self) -> str:
        """What can be typed."""
        return _("what you want to do, or a key")

    def keys(self) -> Mapping[str, str]:
        """Enter does it."""
        return {_("Enter"): _("Do it"), _("Esc"): _("Close")}

    def offers(self) -> Mapping[str, str]:
        """The help key closes it again."""
        return {"help": _("Close")}

    def do(self, action: str) -> None:
        """Close."""
        self.leave()

    async def search(self, query: str) -> None:
        """The actions whose words hold all that is typed."""
        wanted = fold(query).split()
        words = self.console.words_now(24)
        rows = [_row(action, words.get(action.id)) for action in _in_groups() if _fits(action, wanted)]
        self.show_found(query, rows)
        self._tell_chosen()

    def row_chosen(self) -> None:
        """Another action: its whole sentence."""
        self._tell_chosen()
        super().row_chosen()

    def _tell_chosen(self) -> None:
        chosen = BY_ID.get(self.found.chosen)
        self.tell(_(chosen.help) if chosen else _("No action is called so."))

    def accept(self) -> None:
        """Close, then do it: it may open a dialog of its own."""
        action = self.found.chosen
        keep_typed(self.desk, self.PLACE, "")
        self.leave()
        if action:
            self.app.call_later(self.console.act, action)


def _in_groups() -> list[Action]:
    order = list(GROUP_WORDS)
    return sorted(ACTIONS, key=lambda action: order.index(action.group))


def _fits(action: Action, wanted: list[str]) -> bool:
    told = f"{_(action.words)} {_(action.help)} {_(GROUP_WORDS[action.group])} {action.key}"
    return all(word in fold(told) for word in wanted)


def _row(action: Action, words: str | None) -> Row:
    key = key_words(action.key) if action.key else ""
    second = prefix_words(action.key, action.letter)
    cells = (key, f"^O {second}", words or f"({_(action.words)})", _(action.help))
    return Row(key=action.id, cells=cells, tone=Tone.plain if words else Tone.quiet)
