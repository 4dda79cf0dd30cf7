"""What callers want, in which mood, and the words they have for it."""

import random
from collections.abc import Mapping
from functools import cache

from tui.model import Value
from tui.traffic import shelf
from tui.traffic.histories import filled_in

_SHARE_OF_REMARKS = 0.35
_FIRST_PAUSE = 1.2

Words = dict[str, tuple[str, ...]]
"""Language tag -> sentences."""


class Mood(Value, frozen=True, kw_only=True):
    """How a caller is, and how they talk because of it."""

    id: str
    """Kind of caller; empty: nothing special."""
    weight: int
    patience: float
    """Seconds they wait on average before they give up."""
    hurry: float
    """Their pauses against those of an ordinary caller."""
    opening: Words
    between: Words
    closing: Words


class Matter(Value, frozen=True, kw_only=True):
    """Why somebody calls."""

    id: str
    queue: str
    about: str
    """As the menu or the robot would put it."""
    weight: int
    choices: tuple[str, ...] = ()
    says: Words


class Asides(Value, frozen=True, kw_only=True):
    """What anybody says when something was done with their call."""

    held: Words
    handed_over: Words


class Talk(Value, frozen=True, kw_only=True):
    """Everything callers can say."""

    moods: tuple[Mood, ...]
    asides: Asides
    matters: tuple[Matter, ...]


class SpokenLine(Value, frozen=True, kw_only=True):
    """One thing a caller is going to say."""

    text: str
    pause: float
    """Seconds of silence before it."""


@cache
def talk() -> Talk:
    """The words of the content files, read once."""
    return shelf.read("matters", Talk)


def any_mood(chance: random.Random) -> Mood:
    """A mood, by weight."""
    moods = talk().moods
    return chance.choices(moods, [mood.weight for mood in moods])[0]


def any_matter(chance: random.Random) -> Matter:
    """A matter, by weight."""
    matters = talk().matters
    return chance.choices(matters, [matter.weight for matter in matters])[0]


def spoken(words: Words, languages: tuple[str, ...]) -> tuple[str, ...]:
    """The sentences in the first of these languages that has any, else in English."""
    return next((words[tag] for tag in (*languages, "en") if tag in words), ())


def conversation(
    matter: Matter,
    mood: Mood,
    languages: tuple[str, ...],
    facts: Mapping[str, str],
    chance: random.Random,
) -> tuple[SpokenLine, ...]:
    """All they will say, in order: opening, the matter with remarks between, farewell."""
    language = next((tag for tag in (*languages, "en") if tag in matter.says), "en")
    lines = [chance.choice(spoken(mood.opening, (language,)))]
    remarks = list(spoken(mood.between, (language,)))
    for sentence in matter.says[language]:
        lines.append(sentence)
        if remarks and chance.random() < _SHARE_OF_REMARKS:
            lines.append(remarks.pop(chance.randrange(len(remarks))))
    lines.append(chance.choice(spoken(mood.closing, (language,))))
    pauses = [_FIRST_PAUSE, *(_pause(line, mood, chance) for line in lines[1:-1]), _last_pause(mood, chance)]
    return tuple(
        SpokenLine(text=filled_in(line, facts), pause=round(pause, 2))
        for line, pause in zip(lines, pauses, strict=True)
    )


def _pause(line: str, mood: Mood, chance: random.Random) -> float:
    """Room for the agent to speak, and for a longer sentence to be said."""
    return mood.hurry * (8.0 + 7.0 * chance.random()) + len(line) * 0.03


def _last_pause(mood: Mood, chance: random.Random) -> float:
    """The agent explains what will be done."""
    return mood.hurry * (20.0 + 15.0 * chance.random())
