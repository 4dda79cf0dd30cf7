"""Whose words they are: a colleague who asks is named, and what only ticks a check off is said once."""

from tui.console.widgets.from_script import checked_fields
from tui.console.widgets.greeting import reason_line, sender_of
from tui.model import Because, Call, Handling, HandlingState, Party, Role, Script, Step, StepKind

_CALLER = Party(id="caller", role=Role.caller, name="Zhang Min", held=True)
_ASKER = Party(id="agent:a2", role=Role.agent, name="Li Wei", agent="a2")
_ME = Party(id="agent:a1", role=Role.agent, name="Liu Yang", agent="a1")
_ASKED = Handling(
    id="h1",
    call="c1",
    agent="a1",
    state=HandlingState.connected,
    because=Because.consult,
    parties=(_CALLER, _ME, _ASKER),
)


def test_who_asks_is_named_and_not_who_sent_the_call_before() -> None:
    sender = sender_of(_ASKED, Call(id="c1", came_from="Chen Jie"))
    assert reason_line(_ASKED.because, sender) == "Li Wei asks you; the caller waits"


def test_once_the_call_is_handed_over_nobody_asks_any_more() -> None:
    mine = _ASKED.but(because=Because.transfer)
    assert mine.asker is None
    assert sender_of(mine, Call(id="c1", came_from="Li Wei")) == "Li Wei"


def test_in_a_conference_the_caller_is_on_the_line() -> None:
    assert _ASKED.but(state=HandlingState.conference).asker is None


def test_a_tick_is_not_told_beside_how_they_were_verified() -> None:
    tick = Step(id="identity", kind=StepKind.verify, field="identity", level=1)
    number = Step(id="contract", kind=StepKind.verify, field="contract", level=1, pattern="99-9999")
    matter = Step(id="matter", kind=StepKind.ask, field="matter")
    script = Script(id="s", name="s", steps=(tick, number, matter))
    assert checked_fields((script,)) == {"identity"}
