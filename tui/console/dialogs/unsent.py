"""What was typed into a dialog and not used yet: offered again when it is opened the next time."""

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from tui.desk import AgentDesk

_TYPED: "WeakKeyDictionary[AgentDesk, dict[str, str]]" = WeakKeyDictionary()


def typed_before(desk: "AgentDesk", place: str) -> str:
    """What was last typed at this place and left there; empty: nothing."""
    return _TYPED.get(desk, {}).get(place, "")


def keep_typed(desk: "AgentDesk", place: str, text: str) -> None:
    """Keep it until the desk closes; an empty text forgets it."""
    places = _TYPED.setdefault(desk, {})
    if text:
        places[place] = text
    else:
        places.pop(place, None)
