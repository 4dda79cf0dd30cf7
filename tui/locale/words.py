"""Words for codes: states, reasons and endings as they are shown."""

from typing import Any

from tui.locale.catalogue import _, mark
from tui.model import (
    Because,
    Channel,
    Ending,
    FollowUpKind,
    HandlingState,
    PartyState,
    Presence,
    Recording,
    Verb,
)

_PRESENCES = {
    Presence.offline: mark("signed out"),
    Presence.ready: mark("ready"),
    Presence.not_ready: mark("not ready"),
    Presence.busy: mark("on a call"),
    Presence.wrap_up: mark("wrap-up"),
}
_HANDLINGS = {
    HandlingState.offered: mark("ringing"),
    HandlingState.dialling: mark("dialling"),
    HandlingState.connected: mark("on call"),
    HandlingState.held: mark("held"),
    HandlingState.consulting: mark("consulting"),
    HandlingState.conference: mark("conference"),
    HandlingState.wrap_up: mark("wrap-up"),
    HandlingState.done: mark("done"),
}
_REASONS = {
    Because.new: mark("new"),
    Because.transfer: mark("transferred"),
    Because.consult: mark("asks you"),
    Because.recall: mark("recall"),
    Because.park_timeout: mark("back from parking"),
    Because.call_back: mark("call back"),
    Because.missed: mark("missed by a colleague"),
}
_ENDINGS = {
    Ending.caller_hung_up: mark("caller hung up"),
    Ending.agent_hung_up: mark("you hung up"),
    Ending.abandoned: mark("caller gave up"),
    Ending.transferred_out: mark("transferred"),
    Ending.parked: mark("parked"),
    Ending.busy: mark("line busy"),
    Ending.no_answer: mark("no answer"),
    Ending.failed: mark("call failed"),
}
_CHANNELS = {
    Channel.voice: mark("voice"),
    Channel.callback: mark("call back"),
    Channel.chat: mark("chat"),
    Channel.email: mark("mail"),
}
_PARTIES = {
    PartyState.ringing: mark("ringing"),
    PartyState.connected: mark("connected"),
    PartyState.busy: mark("busy"),
    PartyState.no_answer: mark("no answer"),
    PartyState.gone: mark("gone"),
}
_RECORDINGS = {
    Recording.off: mark("not recorded"),
    Recording.on: mark("recording"),
    Recording.paused: mark("recording paused"),
}
_FOLLOW_UPS = {
    FollowUpKind.call_back: mark("call back"),
    FollowUpKind.appointment: mark("appointment"),
    FollowUpKind.task: mark("task"),
    FollowUpKind.ticket: mark("ticket"),
    FollowUpKind.message: mark("message"),
}
_VERBS = {
    Verb.answer: mark("answer"),
    Verb.take_next: mark("take the oldest"),
    Verb.take: mark("take"),
    Verb.decline: mark("decline"),
    Verb.hold: mark("hold"),
    Verb.resume: mark("resume"),
    Verb.swap: mark("swap"),
    Verb.mute: mark("mute"),
    Verb.unmute: mark("unmute"),
    Verb.send_digits: mark("digits"),
    Verb.transfer: mark("send"),
    Verb.consult: mark("consult"),
    Verb.complete: mark("hand over"),
    Verb.drop: mark("drop"),
    Verb.conference: mark("join all"),
    Verb.park: mark("park"),
    Verb.pick_up: mark("pick up"),
    Verb.record: mark("record"),
    Verb.pause_recording: mark("pause recording"),
    Verb.dial: mark("dial"),
    Verb.log: mark("log a call"),
    Verb.hang_up: mark("hang up"),
    Verb.extend: mark("more time"),
}
_TABLES: tuple[dict[Any, str], ...] = (
    _PRESENCES,
    _HANDLINGS,
    _REASONS,
    _ENDINGS,
    _CHANNELS,
    _PARTIES,
    _RECORDINGS,
    _FOLLOW_UPS,
    _VERBS,
)
_WORDS = {(type(code), code): shown for table in _TABLES for code, shown in table.items()}

Coded = Presence | HandlingState | Because | Ending | Channel | PartyState | Recording | FollowUpKind | Verb
"""Codes there are words for."""


def word(code: Coded) -> str:
    """The word for a code, in the language in use; a code without one is "unknown"."""
    return _(_WORDS.get((type(code), code), mark("unknown")))
