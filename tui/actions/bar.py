"""Which actions the key bar names first at each stage of a call."""

from tui.actions.situation import Situation
from tui.model import HandlingState

_IDLE = ("green", "state", "find", "due")
_OFFERED = ("green", "state", "script", "find")
_CALL = (
    "send",
    "consult",
    "hold",
    "red",
    "script",
    "wrap_up",
    "state",
    "find",
    "mute",
    "recording",
    "digits",
    "correct",
)
_CONSULT = ("consult", "join", "hold", "red", "script", "wrap_up", "find", "mute")
_WRAP_UP = ("wrap_up", "green", "state", "script", "find", "due", "correct")


def bar_order(now: Situation) -> tuple[str, ...]:
    """Action ids, most important first. Those not possible now are to be left out."""
    if now.state is None:
        return _IDLE
    if now.state is HandlingState.offered:
        return _OFFERED
    if now.state is HandlingState.wrap_up:
        return _WRAP_UP
    ringing = ("green",) if now.ringing is not None else ()
    return (*ringing, *(_CONSULT if now.consulted is not None else _CALL))
