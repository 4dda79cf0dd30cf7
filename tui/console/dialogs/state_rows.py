"""The states an agent can choose, as rows. Pure: no widget."""

import enum
from collections.abc import Sequence

from tui.console.dialogs.rows import Column, Row
from tui.locale import _
from tui.locale.words import word
from tui.model import AgentState, Handling, HandlingState, NextState, Presence, Reason
from tui.terminal import Glyphs
from tui.text import safe, spoken_age

STATE_COLUMNS = (
    Column(width=2),
    Column(width=1),
    Column(width=28, grows=True),
    Column(width=16),
    Column(width=16),
)
"""Digit, glyph, state, limit, whether it is so now."""

READY = "ready"
"""Key of the row for ready; the others' keys are `REASON` and a reason's id."""
REASON = "reason "


class Sense(enum.Enum):
    """What choosing a state does at this moment."""

    now = "now"
    after_call = "after_call"
    decline = "decline"


def sense_of(handlings: Sequence[Handling], current: Handling | None) -> Sense:
    """While the current call rings it is declined; while one is live or wrapped up: what comes after."""
    if current is not None and current.state is HandlingState.offered:
        return Sense.decline
    return Sense.after_call if handlings else Sense.now


def state_rows(
    reasons: Sequence[Reason], state: AgentState | None, sense: Sense, glyphs: Glyphs
) -> tuple[Row, ...]:
    """Ready first (unless a ring is to be declined), then each reason an agent may choose."""
    chosen = [reason for reason in reasons if reason.chosen_by == "agent"]
    ready = [] if sense is Sense.decline else [_ready_row(state, sense, glyphs)]
    first = len(ready) + 1
    rows = [_reason_row(at, reason, state, sense, glyphs) for at, reason in enumerate(chosen, start=first)]
    return (*ready, *rows)


def _ready_row(state: AgentState | None, sense: Sense, glyphs: Glyphs) -> Row:
    is_so = _is_so(state, sense, Presence.ready, "")
    return Row(key=READY, cells=("1", glyphs.ready, word(Presence.ready), "", _so_words(is_so, sense)))


def _reason_row(at: int, reason: Reason, state: AgentState | None, sense: Sense, glyphs: Glyphs) -> Row:
    limit = _("at most {time}").replace("{time}", spoken_age(reason.limit)) if reason.limit else ""
    is_so = _is_so(state, sense, Presence.not_ready, reason.id)
    name = f"{word(Presence.not_ready)}: {safe(reason.name)}"
    digit = str(at) if at < 10 else ""
    return Row(key=REASON + reason.id, cells=(digit, glyphs.not_ready, name, limit, _so_words(is_so, sense)))


def _is_so(state: AgentState | None, sense: Sense, presence: Presence, reason: str) -> bool:
    if state is None or sense is Sense.decline:
        return False
    shown = (
        state.next if sense is Sense.after_call else NextState(presence=state.presence, reason=state.reason)
    )
    return shown is not None and (shown.presence, shown.reason) == (presence, reason)


def _so_words(is_so: bool, sense: Sense) -> str:
    if not is_so:
        return ""
    return _("is set") if sense is Sense.after_call else _("you are")
