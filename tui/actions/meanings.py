"""What each key means at one moment. Pure: worked out from a `Situation` alone."""

from collections.abc import Callable, Iterable

from tui.actions.situation import Situation
from tui.actions.table import ACTIONS
from tui.locale import _, mark
from tui.model import HandlingState, Presence, Recording, Value, Verb
from tui.text import clip, safe


class Meaning(Value, frozen=True, kw_only=True, omit_defaults=True):
    """What one action would do now."""

    action: str
    """Id in the table of actions."""
    sense: str
    """Which of the action's senses it is: "answer", "take_next", "by_hand"..."""
    words: str
    """Message id of its name; may hold `{name}`."""
    name: str = ""
    """Whom it concerns, raw as the backend wrote it."""
    handling: str = ""
    """Id of the handling it acts on."""

    @property
    def identity(self) -> tuple[str, ...]:
        """When this changes, the key means something else. A name that becomes known is no change."""
        return (self.action, self.sense, self.handling)

    def text(self, width: int = 24) -> str:
        """The name in the language in use, with who it concerns cut to `width` cells."""
        return _(self.words).replace("{name}", clip(safe(self.name), width) or _("caller"))


def meanings(now: Situation) -> dict[str, Meaning]:
    """Action id -> what it does, for everything that is possible now, in the order of the table."""
    found = {meaning.action: meaning for meaning in _all(now)}
    return {action.id: found[action.id] for action in ACTIONS if action.id in found}


def _all(now: Situation) -> Iterable[Meaning]:
    for work_out in _SENSES:
        meaning = work_out(now)
        if meaning is not None:
            yield meaning
    yield from _always(now)


def _about(now: Situation, action: str, sense: str, words: str, name: str | None = None) -> Meaning:
    handling = now.current.id if now.current else ""
    shown = now.name if name is None else name
    return Meaning(action=action, sense=sense, words=words, name=shown, handling=handling)


def _green(now: Situation) -> Meaning | None:
    if now.ringing is not None:
        is_current = now.current is not None and now.current.id == now.ringing.id
        words = mark("Answer") if is_current else mark("Answer {name}")
        return Meaning(
            action="green", sense="answer", words=words, name=now.ringing_name, handling=now.ringing.id
        )
    if now.state is not None and now.state.is_live:
        return None
    if now.somebody_waits and Verb.take_next in now.at_desk:
        return Meaning(action="green", sense="take_next", words=mark("Take oldest"))
    return _by_hand(now, "green")


def _by_hand(now: Situation, action: str = "by_hand") -> Meaning | None:
    if Verb.dial in now.at_desk and not (now.serves_no_queue and Verb.log in now.at_desk):
        return Meaning(action=action, sense="by_hand", words=mark("New call"))
    if Verb.log in now.at_desk:
        return Meaning(action=action, sense="by_hand", words=mark("Log a call"))
    return None


def _red(now: Situation) -> Meaning | None:
    consulted = now.consulted
    if consulted is not None and Verb.drop in now.allowed:
        return _about(now, "red", "drop", mark("Drop {name}"), consulted.name or consulted.number)
    if Verb.hang_up in now.allowed:
        asker = now.current.asker if now.current else None
        return _about(now, "red", "hang_up", mark("Hang up {name}"), asker.name if asker else None)
    return None


def _hold(now: Situation) -> Meaning | None:
    if now.consulted is not None and Verb.swap in now.allowed:
        return _about(now, "hold", "swap", mark("Swap"))
    if Verb.hold in now.allowed and now.waiting_held is not None:
        return _about(now, "hold", "swap_calls", mark("Swap"))
    if Verb.swap in now.allowed:
        return _about(now, "hold", "swap", mark("Swap"))
    if Verb.resume in now.allowed:
        return _about(now, "hold", "resume", mark("Resume"))
    if now.state is HandlingState.held and now.talking is not None:
        return _about(now, "hold", "swap_back", mark("Swap"))
    return _about(now, "hold", "hold", mark("Hold")) if Verb.hold in now.allowed else None


def _send(now: Situation) -> Meaning | None:
    return _about(now, "send", "send", mark("Send")) if Verb.transfer in now.allowed else None


def _consult(now: Situation) -> Meaning | None:
    if Verb.complete in now.allowed:
        return _about(now, "consult", "complete", mark("Hand over"))
    return _about(now, "consult", "consult", mark("Consult")) if Verb.consult in now.allowed else None


def _join(now: Situation) -> Meaning | None:
    return _about(now, "join", "join", mark("Join all three")) if Verb.conference in now.allowed else None


def _mute(now: Situation) -> Meaning | None:
    if Verb.unmute in now.allowed and now.current is not None and now.current.muted:
        return _about(now, "mute", "unmute", mark("Unmute"))
    return _about(now, "mute", "mute", mark("Mute")) if Verb.mute in now.allowed else None


def _recording(now: Situation) -> Meaning | None:
    if now.recording is Recording.on and Verb.pause_recording in now.allowed:
        return _about(now, "recording", "pause", mark("Pause recording"))
    if now.recording is not Recording.on and Verb.record in now.allowed:
        return _about(now, "recording", "record", mark("Record"))
    return None


def _digits(now: Situation) -> Meaning | None:
    return _about(now, "digits", "digits", mark("Digits")) if Verb.send_digits in now.allowed else None


def _leader(now: Situation) -> Meaning | None:
    return _about(now, "leader", "leader", mark("Ask a leader")) if Verb.consult in now.allowed else None


def _park(now: Situation) -> Meaning | None:
    return _about(now, "park", "park", mark("Park")) if Verb.park in now.allowed else None


def _pick_up(now: Situation) -> Meaning | None:
    if Verb.pick_up not in now.at_desk:
        return None
    return Meaning(action="pick_up", sense="pick_up", words=mark("Pick up"))


def _correct(now: Situation) -> Meaning | None:
    return _about(now, "correct", "correct", mark("Correct the call")) if now.is_by_hand else None


def _next_call(now: Situation) -> Meaning | None:
    return _plain("next_call", mark("Next call")) if now.handlings > 1 else None


def _find(now: Situation) -> Meaning | None:
    return _plain("find", mark("Find")) if now.can_find else None


def _script(now: Situation) -> Meaning | None:
    if not now.has_note or now.state in (HandlingState.offered, HandlingState.wrap_up):
        return None
    return _plain("script", mark("Script"))


def _phrases(now: Situation) -> Meaning | None:
    return _plain("phrases", mark("Phrases")) if now.has_phrases else None


def _wrap_up(now: Situation) -> Meaning | None:
    if now.state is HandlingState.wrap_up:
        return _about(now, "wrap_up", "file", mark("File"))
    if now.state is not None and now.state.is_live and now.state is not HandlingState.offered:
        return _about(now, "wrap_up", "wrap_up", mark("Wrap-up"))
    return None


def _more_time(now: Situation) -> Meaning | None:
    return _about(now, "more_time", "extend", mark("More time")) if Verb.extend in now.allowed else None


def _state(now: Situation) -> Meaning | None:
    if now.state is HandlingState.offered:
        allowed = Verb.decline in now.allowed
        return _about(now, "state", "decline", mark("Decline")) if allowed else None
    if not now.can_set_state:
        return None
    if now.state is not None:
        return Meaning(action="state", sense="after_call", words=mark("Afterwards"))
    if now.presence is Presence.ready:
        return Meaning(action="state", sense="not_ready", words=mark("Not ready"))
    return Meaning(action="state", sense="ready", words=mark("Ready"))


def _state_menu(now: Situation) -> Meaning | None:
    return _plain("state_menu", mark("All states")) if now.can_set_state else None


def _plain(action: str, words: str) -> Meaning:
    return Meaning(action=action, sense=action, words=words)


def _always(now: Situation) -> Iterable[Meaning]:
    yield _plain("due", mark("Due"))
    yield _plain("queue", mark("Queue"))
    yield _plain("briefing", mark("Briefing"))
    yield _plain("sign_out", mark("Sign out"))
    yield _plain("help", mark("More"))


_SENSES: tuple[Callable[[Situation], Meaning | None], ...] = (
    _green,
    _red,
    _hold,
    _send,
    _consult,
    _join,
    _mute,
    _recording,
    _digits,
    _leader,
    _park,
    _pick_up,
    _by_hand,
    _correct,
    _next_call,
    _find,
    _script,
    _phrases,
    _wrap_up,
    _more_time,
    _state,
    _state_menu,
)
