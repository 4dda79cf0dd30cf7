"""Caller facts drawn as lines: the whole card while it rings, two lines of it during the call."""

from textual.content import Content

from tui.console.widgets.caller_facts import CallerFacts
from tui.locale import _
from tui.text import cells, clip, fit, wrap

_TWO_COLUMNS = 60
"""From this width on the card has a second column for what the first has no room for."""
_MARGIN = 2
_GAP = 3
_BETWEEN = 2
"""Cells between the two columns."""
_FEWEST = 12
"""Cells below which a cut text says nothing."""


def card_lines(facts: CallerFacts, width: int, star: str = "*") -> list[Content]:
    """The card while it rings: who in the first line, then all we know, never wider than `width` cells.

    While several may be meant there is nobody to name: `who_lines` asks.
    """
    room = width - _MARGIN
    if facts.candidates:
        return _indented(_plain([*_left_facts(facts, room), *_called(facts)], room))
    if not facts.is_known:
        return _indented([_headline(facts, star, room), *_plain(_unknown(facts, room), room)])
    left, right = (
        _left_facts(facts, room if room < _TWO_COLUMNS else room // 2 - _BETWEEN),
        _right_facts(facts),
    )
    if room < _TWO_COLUMNS:
        return _indented([_headline(facts, star, room), *_plain(left + right, room), *_memo(facts, room)])
    return _indented([*_two_columns(facts, left, right, room, star), *_memo(facts, room)])


def strip_lines(facts: CallerFacts, width: int, star: str = "*") -> list[Content]:
    """The card during the call: one line with who, number, place and whether they are verified."""
    room = width - _MARGIN
    name = f"{facts.name or _('unknown caller')}{_starred(facts, star)}"
    verified = f"{_('verified')}: {facts.verified}" if facts.verified else ""
    place = " ".join(part for part in (facts.place, facts.there) if part)
    head = clip(name, room)
    parts = [part for part in (facts.number, place, verified, facts.company) if part]
    return _indented([Content.assemble((head, "bold"), _as_many_as_fit(parts, room - cells(head)))])


def who_lines(facts: CallerFacts, width: int, pointer: str = " ") -> list[Content]:
    """The question who it is, with a digit for each of those on the number."""
    first, *rest = _candidate_lines(facts, width - _MARGIN)
    return [Content(f"{pointer} ") + first, *_indented(rest)]


def _as_many_as_fit(parts: list[str], room: int) -> str:
    """The parts with gaps before them; the first with too little room is cut, or left out with the rest."""
    line = ""
    for part in parts:
        left = room - cells(line) - _GAP
        if left >= min(cells(part), _FEWEST):
            line += " " * _GAP + clip(part, left)
        if left < cells(part):
            break
    return line


def _headline(facts: CallerFacts, star: str, room: int) -> Content:
    name = facts.name or _("unknown caller")
    return Content.assemble((clip(name + _starred(facts, star), room), "bold"))


def _starred(facts: CallerFacts, star: str) -> str:
    return f"  {star}{facts.tier}" if facts.tier else ""


def _two_columns(
    facts: CallerFacts, left: list[str], right: list[str], room: int, star: str
) -> list[Content]:
    """Name and also-known-here first, so that the eye meets who it may be before what is known."""
    split = room // 2
    first = Content.assemble(
        (fit(clip(facts.name + _starred(facts, star), split - _BETWEEN), split), "bold"),
        clip(right[0] if right else "", room - split),
    )
    rows = max(len(left), len(right) - 1)
    pairs = zip(_filled(left, rows), _filled(right[1:], rows), strict=True)
    return [
        first,
        *(Content(fit(clip(a, split - _BETWEEN), split) + clip(b, room - split)) for a, b in pairs),
    ]


def _filled(texts: list[str], rows: int) -> list[str]:
    return texts + [""] * (rows - len(texts))


def _left_facts(facts: CallerFacts, room: int) -> list[str]:
    there = _("{time} there").replace("{time}", facts.there) if facts.there else ""
    place = ", ".join(part for part in (facts.place, there) if part)
    lines = [facts.number or _("number withheld")]
    if place and cells(lines[0]) + _GAP + cells(place) <= room:
        lines[0] += " " * _GAP + place
    elif place:
        lines.append(place)
    if facts.since:
        lines.append(_("customer since {year}").replace("{year}", facts.since))
    firm = [text for text in (facts.company, facts.account) if text]
    in_one = " " * _GAP + (" " * _GAP).join(firm)
    return [*lines, *([in_one.strip()] if firm and cells(in_one) <= room else firm)]


def _right_facts(facts: CallerFacts) -> list[str]:
    lines = []
    if facts.also:
        lines.append(_("also on this number: {names}").replace("{names}", ", ".join(facts.also)))
    lines += _called(facts)
    if facts.languages:
        lines.append(_("speaks {languages}").replace("{languages}", facts.languages))
    if facts.verified:
        lines.append(f"{_('verified')}: {facts.verified}")
    return lines


def _called(facts: CallerFacts) -> list[str]:
    """What they told the machine before they reached us."""
    lines = []
    if facts.choices:
        pressed = " ".join(f'"{choice}"' for choice in facts.choices)
        lines.append(_("pressed {choices}").replace("{choices}", pressed))
    if facts.about:
        lines.append(_("about {matter}").replace("{matter}", facts.about))
    return lines + [f"{key}: {text}" for key, text in facts.findings]


def _unknown(facts: CallerFacts, room: int) -> list[str]:
    hint = _("Not in the files. F3 then Tab makes a new caller with this number.")
    return [*_left_facts(facts, room), *_right_facts(facts), hint]


def _candidate_lines(facts: CallerFacts, room: int) -> list[Content]:
    question = _("Several are known on {number}: who is it?").replace("{number}", facts.number)
    rows = [f"{index} {name}" for index, (_id, name) in enumerate(facts.candidates[:9], start=1)]
    nobody = f"0 {_('somebody else')}"
    return [Content.styled(clip(question, room), "bold"), *(Content(clip(r, room)) for r in [*rows, nobody])]


def _memo(facts: CallerFacts, room: int) -> list[Content]:
    if not facts.memo:
        return []
    return [Content.styled(line, "bold") for line in wrap(f"! {facts.memo}", room)[:3]]


def _plain(texts: list[str], room: int) -> list[Content]:
    return [Content(line) for text in texts for line in wrap(text, room)]


def _indented(lines: list[Content]) -> list[Content]:
    return [Content(" " * _MARGIN) + line for line in lines]
