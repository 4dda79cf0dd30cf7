"""What is known about the person on the line, gathered from call and file into one frozen value."""

from dataclasses import dataclass
from datetime import datetime

from tui.console.numbers import clock_there, country_of, region_of, shown_number, zone_of
from tui.locale import _, mark
from tui.model import Call, Caller
from tui.text import MASK, safe

_LANGUAGES = {
    "en": mark("English"),
    "zh": mark("Chinese"),
    "yue": mark("Cantonese"),
    "de": mark("German"),
    "fr": mark("French"),
    "es": mark("Spanish"),
    "it": mark("Italian"),
    "pt": mark("Portuguese"),
    "nl": mark("Dutch"),
    "pl": mark("Polish"),
    "ru": mark("Russian"),
    "tr": mark("Turkish"),
    "ar": mark("Arabic"),
    "hi": mark("Hindi"),
    "ja": mark("Japanese"),
    "ko": mark("Korean"),
    "vi": mark("Vietnamese"),
    "th": mark("Thai"),
}


@dataclass(frozen=True, kw_only=True)
class CallerFacts:
    """Everything a caller card can show, already safe and in words; an empty text: not known."""

    name: str = ""
    tier: str = ""
    company: str = ""
    account: str = ""
    number: str = ""
    place: str = ""
    there: str = ""
    """Their wall clock, "14:03"; empty where it is not known."""
    since: str = ""
    languages: str = ""
    memo: str = ""
    also: tuple[str, ...] = ()
    """Others known on the same number."""
    choices: tuple[str, ...] = ()
    findings: tuple[tuple[str, str], ...] = ()
    about: str = ""
    mood: str = ""
    verified: str = ""
    """How they were verified; empty: they were not."""
    is_known: bool = False
    """There is a file of this caller."""
    candidates: tuple[tuple[str, str], ...] = ()
    """(id, name and company) of those it may be, while nobody has said who."""


def language_name(tag: str) -> str:
    """The name of a BCP 47 tag's language; the tag itself where we have no name."""
    name = _LANGUAGES.get(tag.split("-")[0].lower())
    return _(name) if name else safe(tag)


def how_verified(call: Call, caller: Caller | None) -> str:
    """How the person of this file was verified on this call, as the backend says; empty: they were not."""
    identity = call.identity
    if identity is not None and (caller is None or identity.caller in ("", caller.id)):
        return safe(identity.how) or _("yes")
    return ""


def caller_facts(call: Call, caller: Caller | None, now: datetime, *, chosen: str = "") -> CallerFacts:
    """What to show of a call. `caller` is the file of whoever it is, `chosen` the id the agent decided on."""
    who = caller.id if caller else chosen or call.caller
    others = tuple(brief for brief in call.callers if brief.id != who)
    verified = how_verified(call, caller)
    hidden = frozenset(caller.protected) if caller and not verified else frozenset[str]()
    return CallerFacts(
        name=_name(call, caller, who),
        tier=safe(caller.tier if caller else _tier(call, who)),
        company=_labelled(caller, "company", _("company"), hidden),
        account=_labelled(caller, "account", _("account"), hidden),
        number=shown_number(call.number, region_of(call.called)),
        place=_place(call, caller, hidden),
        there=clock_there(_zone(call, caller), now),
        since=_shown(caller, "since", hidden),
        languages=_languages(call, caller),
        memo=_labelled(caller, "memo", _("remark"), hidden),
        also=tuple(safe(brief.name) for brief in others) if who else (),
        choices=tuple(safe(choice) for choice in call.choices),
        findings=tuple((safe(key), safe(text)) for key, text in call.attributes.items()),
        about=safe(call.about),
        mood=safe(call.kind),
        verified=verified,
        is_known=bool(caller or who or call.callers),
        candidates=() if who else tuple((b.id, _candidate(b.name, b.company)) for b in call.callers),
    )


def _name(call: Call, caller: Caller | None, who: str) -> str:
    if caller:
        return safe(caller.name)
    brief = next((b for b in call.callers if b.id == who), None)
    return safe(brief.name if brief else call.name)


def _tier(call: Call, who: str) -> str:
    return next((b.tier for b in call.callers if b.id == who), "")


def _candidate(name: str, company: str) -> str:
    return f"{safe(name)}, {safe(company)}" if company else safe(name)


def _shown(caller: Caller | None, field: str, hidden: frozenset[str]) -> str:
    if caller is None:
        return ""
    text: str = getattr(caller, field)
    return MASK if text and field in hidden else safe(text)


def _labelled(caller: Caller | None, field: str, label: str, hidden: frozenset[str]) -> str:
    """A mask needs a name, and so does an account: a number alone says nothing."""
    text = _shown(caller, field, hidden)
    return f"{label} {text}" if text == MASK or (text and field == "account") else text


def _place(call: Call, caller: Caller | None, hidden: frozenset[str]) -> str:
    return _shown(caller, "city", hidden) or safe(country_of(call.number))


def _zone(call: Call, caller: Caller | None) -> str:
    return (caller.time_zone if caller else "") or zone_of(call.number)


def _languages(call: Call, caller: Caller | None) -> str:
    tags = (caller.languages if caller else ()) or ((call.language,) if call.language else ())
    return ", ".join(language_name(tag) for tag in tags)
