"""Scripts, phrases and articles: what to say."""

import msgspec

from tui.model.base import Open, Stored, Value


class StepKind(Open):
    """What a step wants from the agent."""

    say = "say"
    ask = "ask"
    choose = "choose"
    check = "check"
    read_back = "read_back"
    verify = "verify"
    unknown = "unknown"


class FieldType(Open):
    """What an answer must look like."""

    text = "text"
    number = "number"
    date = "date"
    phone = "phone"
    email = "email"
    unknown = "unknown"


class Choice(Value, frozen=True, kw_only=True, omit_defaults=True):
    """One branch of a `choose` step."""

    label: str
    next: str = ""
    """Step id it leads to; empty: the following one."""
    code: str = ""
    """Wrap-up code it suggests."""


class Step(Value, frozen=True, kw_only=True, omit_defaults=True):
    """One thing to say, ask or decide."""

    id: str
    kind: StepKind = StepKind.say
    title: str = ""
    """Short, for the list of passed steps."""
    text: str = ""
    """What to say, with placeholders."""
    field: str = ""
    """For ask, choose, check and verify: the answer's name in the record."""
    type: FieldType = FieldType.text
    pattern: str = ""
    """For text answers: `9` a digit, `A` a letter, anything else itself; empty: free."""
    optional: bool = False
    choices: tuple[Choice, ...] = ()
    next: str = ""
    """Step id that follows; empty: the next in order."""
    hints: dict[str, str] = msgspec.field(default_factory=dict)
    """Kind of caller -> what helps with them; key "avoid": what makes it worse."""
    level: int = 0
    """For verify: identity level reached when passed."""


class Script(Stored, frozen=True, kw_only=True, omit_defaults=True):
    """A conversation laid out in steps."""

    name: str
    language: str = "en"
    queues: tuple[str, ...] = ()
    """Queue ids it is meant for; empty: all."""
    greeting: str = ""
    """What to say on answering; the known-caller form."""
    steps: tuple[Step, ...] = ()


class Phrase(Stored, frozen=True, kw_only=True, omit_defaults=True):
    """A ready sentence under a short code."""

    code: str
    text: str
    kind: str = ""
    """Kind of caller it is for."""
    avoid: bool = False
    """It makes things worse."""
    language: str = "en"


class Article(Stored, frozen=True, kw_only=True, omit_defaults=True):
    """A page of the house's knowledge."""

    title: str
    body: str = ""
    tags: tuple[str, ...] = ()
    language: str = "en"
