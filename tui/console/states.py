"""States as glyph, word and colour: the same in every place of the screen."""

from typing import TYPE_CHECKING, NamedTuple

from tui.locale.words import word
from tui.model import HandlingState, Presence

if TYPE_CHECKING:
    from tui.terminal import Glyphs


class Shown(NamedTuple):
    """How a state is shown. Never by one of the three alone."""

    glyph: str
    word: str
    colour: str
    """A theme variable."""


def handling_shown(state: HandlingState, glyphs: "Glyphs") -> Shown:
    """A handling's state."""
    glyph, colour = {
        HandlingState.offered: (glyphs.ringing, "$call-ringing"),
        HandlingState.dialling: (glyphs.ringing, "$call-dialling"),
        HandlingState.held: (glyphs.held, "$call-held"),
        HandlingState.wrap_up: (glyphs.wrap_up, "$wrap-up"),
    }.get(state, (glyphs.on_call, "$call-live"))
    return Shown(glyph, word(state), colour)


def presence_shown(presence: Presence, glyphs: "Glyphs") -> Shown:
    """An agent's own state."""
    glyph, colour = {
        Presence.ready: (glyphs.ready, "$agent-ready"),
        Presence.busy: (glyphs.on_call, "$call-live"),
        Presence.wrap_up: (glyphs.wrap_up, "$wrap-up"),
    }.get(presence, (glyphs.not_ready, "$agent-not-ready"))
    return Shown(glyph, word(presence), colour)
