"""Sentences for errors: what happened, in the agent's words, and what to do next."""

from tui.backend.errors import (
    BackendError,
    Forbidden,
    Malformed,
    NotSent,
    OutcomeUnknown,
    RateLimited,
    Refused,
    Unauthorised,
    Unsupported,
    Why,
)
from tui.locale.catalogue import _, mark, n_
from tui.text import safe

_REFUSALS = {
    Why.taken: mark("A colleague was faster. The call is taken."),
    Why.gone: mark("The call is over. What you typed is kept."),
    Why.not_now: mark("That can't be done just now. The key bar shows what can."),
    Why.conflict: mark("Somebody changed it meanwhile. Open it again to see the new version."),
    Why.extension_taken: mark("Somebody else sits at that extension. Choose another, or leave it empty."),
    Why.signed_in_elsewhere: mark("You are signed in at another desk. Take over, or sign out there first."),
    Why.target_busy: mark("Busy just now. Wait, choose somebody else, or go back to the caller."),
    Why.target_unknown: mark("There is no such person, queue or number. Check it and try again."),
    Why.nobody_waits: mark("Nobody is waiting any more."),
    Why.invalid: mark("The backend does not accept this as it is. Correct it and try again."),
    Why.not_found: mark("It is no longer there. Search again."),
}
_REFUSALS_BY = {
    Why.taken: mark("{by} was faster. The call is taken."),
    Why.signed_in_elsewhere: mark("You are signed in at {by}. Take over, or sign out there first."),
    Why.extension_taken: mark("{by} sits at that extension. Choose another, or leave it empty."),
    Why.target_busy: mark("{by} is on a call. Wait, choose somebody else, or go back to the caller."),
    Why.conflict: mark("{by} changed it meanwhile. Open it again to see the new version."),
}
_KINDS: dict[type[BackendError], str] = {
    NotSent: mark("The backend can't be reached; nothing was done. Try again later."),
    OutcomeUnknown: mark("The answer was lost. Look at the call to see if it was done."),
    Unauthorised: mark("Number or secret is wrong, or the session has ended. Sign in again."),
    Forbidden: mark("Your account may not do that. Ask your leader."),
    Unsupported: mark("This backend can't do that. Do it at the phone."),
}


def error_sentence(error: BackendError) -> str:
    """What happened and what to do next, safe to show."""
    if isinstance(error, Refused):
        return _refusal(error)
    if isinstance(error, Malformed):
        return _malformed(error)
    if isinstance(error, RateLimited):
        return _rate_limited(error)
    for kind, message in _KINDS.items():
        if isinstance(error, kind):
            return _(message)
    return _("The backend failed. Try again; if it goes on, tell whoever runs it.")


def _refusal(error: Refused) -> str:
    by = safe(error.by)
    if by and error.reason in _REFUSALS_BY:
        return _(_REFUSALS_BY[error.reason]).replace("{by}", by)
    detail = safe(error.detail)
    if error.reason in (Why.invalid, Why.unknown) and detail:
        return _("The backend says no: {detail}").replace("{detail}", detail)
    return _(_REFUSALS.get(error.reason, mark("The backend says no. Try again or choose another way.")))


def _malformed(error: Malformed) -> str:
    sentence = _("Not understood: {path} should be {expected}, but is {got}.")
    parts = {"{path}": error.path, "{expected}": error.expected, "{got}": error.got}
    for placeholder, part in parts.items():
        sentence = sentence.replace(placeholder, safe(part)[:80])
    return sentence


def _rate_limited(error: RateLimited) -> str:
    seconds = max(1, round(error.after))
    sentence = n_(
        "Too many requests. Try again in {seconds} second.",
        "Too many requests. Try again in {seconds} seconds.",
        seconds,
    )
    return sentence.replace("{seconds}", str(seconds))
