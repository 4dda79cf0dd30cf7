"""What to say: greeting, script, answers."""

from pathlib import Path

import pytest

from tests.desk.conftest import open_desk
from tests.support.patience import until
from tests.support.rehearsal import RehearsalBackend
from tests.support.rehearsal_content import ZHANG_LEI, ZHANG_MIN
from tui.desk import AgentDesk, AnswerProblem, Walk, delivery
from tui.desk.answers import problem_with, tidied
from tui.desk.placeholders import filled_in, without_caller
from tui.desk.scripting import walk, with_passed
from tui.model import Choice, FieldType, Record, Script, Step, StepKind


async def ringing(desk: AgentDesk, backend: RehearsalBackend, **fields: object) -> str:
    offered = backend.ring(**fields)
    await until(lambda: offered in desk.stores.handlings)
    return offered


def greeting(desk: AgentDesk) -> str:
    assert desk.current is not None
    return desk.greeting(desk.current)


def here(desk: AgentDesk) -> Walk:
    assert desk.current is not None
    found = desk.script_walk(desk.current)
    assert found is not None
    return found


async def test_a_known_caller_is_greeted_by_name(desk: AgentDesk, backend: RehearsalBackend) -> None:
    await ringing(desk, backend)
    assert greeting(desk) == "Good afternoon, Zhang Min 张敏, this is Li Wei. How can I help you?"


async def test_an_unknown_caller_is_greeted_as_the_house_does(
    desk: AgentDesk, backend: RehearsalBackend
) -> None:
    await ringing(desk, backend, number="+4930901820")
    assert greeting(desk) == "Good afternoon, Cordboard Ltd., Li Wei speaking. How can I help you?"


async def test_of_several_callers_none_is_named_until_chosen(
    desk: AgentDesk, backend: RehearsalBackend
) -> None:
    offered = await ringing(desk, backend, callers=(ZHANG_MIN.brief(), ZHANG_LEI.brief()))
    assert "Zhang" not in greeting(desk)
    desk.documents.edit_record(offered, caller="c2")
    assert "Zhang Lei" in greeting(desk)


async def test_a_hostile_name_is_only_text(desk: AgentDesk, backend: RehearsalBackend) -> None:
    hostile = ZHANG_MIN.brief().but(name="{agent.__class__} {0} %s [bold]")
    await ringing(desk, backend, callers=(hostile,))
    assert "{agent.__class__} {0} %s [bold]" in greeting(desk)


def test_unknown_placeholders_stay_visible() -> None:
    assert filled_in("{caller}, {what_else} {", {"caller": "{agent}"}) == "{agent}, {what_else} {"


def test_nobody_is_addressed_without_a_name() -> None:
    assert without_caller("Good day, {caller}. I am {agent}.") == "Good day. I am {agent}."
    assert without_caller("{caller}, good day") == "good day"


async def test_a_script_is_walked_to_its_end(desk: AgentDesk, backend: RehearsalBackend) -> None:
    offered = await ringing(desk, backend)
    assert here(desk).position == "1/5"
    assert here(desk).text == "Thank you for calling, Zhang Min 张敏."
    desk.say_done(offered)
    desk.say_done(offered)
    assert here(desk).step == desk.content.scripts[0].steps[1]
    assert desk.answer_step(offered, "881204") is AnswerProblem.pattern
    assert desk.answer_step(offered, " 88-1204 ") is None
    assert desk.choose_branch(offered, 7) is AnswerProblem.choice
    assert desk.choose_branch(offered, 0) is None
    assert desk.current is not None
    assert desk.suggested_codes(desk.current) == ("inv-wrong",)
    assert desk.documents.record(offered).codes == ()
    assert desk.answer_step(offered, "12,5") is None
    assert here(desk).text == "Contract 88-1204, matter: wrong amount."
    desk.say_done(offered)
    assert here(desk).step is None
    assert here(desk).position == "5/5"
    assert [(p.step.id, p.answer) for p in here(desk).passed] == [
        ("hello", ""),
        ("contract", "88-1204"),
        ("matter", "wrong amount"),
        ("amount", "12,5"),
        ("repeat", ""),
    ]
    desk.say_done(offered)
    assert desk.answer_step(offered, "x") is None
    assert desk.choose_branch(offered, 0) is None


async def test_a_step_back_keeps_the_answer_until_it_is_corrected(
    desk: AgentDesk, backend: RehearsalBackend
) -> None:
    offered = await ringing(desk, backend)
    desk.say_done(offered)
    desk.answer_step(offered, "88-1204")
    desk.step_back(offered)
    assert here(desk).step == desk.content.scripts[0].steps[1]
    assert desk.documents.record(offered).answers == {"contract": "88-1204"}
    desk.answer_step(offered, "77-0000")
    assert desk.documents.record(offered).answers == {"contract": "77-0000"}
    for _ in range(5):
        desk.step_back(offered)
    assert here(desk).passed == ()


async def test_a_call_without_a_script_has_no_walk(desk: AgentDesk, backend: RehearsalBackend) -> None:
    offered = await ringing(desk, backend, queue="front")
    assert desk.current is not None
    assert desk.script_walk(desk.current) is None
    desk.say_done(offered)
    desk.step_back(offered)
    assert desk.answer_step("nobody", "x") is None


async def test_the_script_in_the_callers_language(backend: RehearsalBackend, tmp_path: Path) -> None:
    chinese = Script(id="zh", name="发票", language="zh-Hans", queues=("billing",), greeting="{caller}您好")
    backend.extra_scripts = (chinese,)
    desk = await open_desk(backend, tmp_path)
    await ringing(desk, backend, language="zh-CN")
    assert greeting(desk) == "Zhang Min 张敏您好"
    assert here(desk).step is None
    assert here(desk).position == "0/0"
    await desk.close(sign_out=False)


async def test_a_script_for_no_queue_in_particular_is_for_all(
    backend: RehearsalBackend, tmp_path: Path
) -> None:
    backend.extra_scripts = (Script(id="all", name="everybody"),)
    desk = await open_desk(backend, tmp_path)
    await ringing(desk, backend, queue="front")
    assert here(desk).script.id == "all"
    await desk.close(sign_out=False)


async def test_a_script_for_the_queue_comes_before_one_for_all(
    backend: RehearsalBackend, tmp_path: Path
) -> None:
    backend.extra_scripts = (
        Script(id="all", name="everybody"),
        Script(id="front", name="front desk", queues=("front",)),
    )
    desk = await open_desk(backend, tmp_path)
    await ringing(desk, backend, queue="front")
    assert here(desk).script.id == "front"
    await desk.close(sign_out=False)


async def test_the_place_in_the_script_survives_a_restart(backend: RehearsalBackend, tmp_path: Path) -> None:
    desk = await open_desk(backend, tmp_path)
    offered = await ringing(desk, backend)
    await desk.answer(offered)
    desk.say_done(offered)
    desk.answer_step(offered, "88-1204")
    before = here(desk)
    await desk.close(sign_out=False)
    again = await open_desk(backend, tmp_path)
    assert here(again) == before
    await again.close(sign_out=False)


CIRCLE = Script(
    id="circle",
    name="circle",
    steps=(
        Step(id="a", text="a"),
        Step(id="b", kind=StepKind.choose, choices=(Choice(label="again", next="a"), Choice(label="on"))),
        Step(id="c", next="c"),
        Step(id="d", next="nowhere"),
    ),
)


def test_a_script_that_leads_in_circles_never_grows_the_record() -> None:
    record = Record(id="r")
    for _ in range(50):
        step = walk(CIRCLE, record, str).step
        assert step is not None
        answer = "again" if step.choices else None
        record = record.but(**with_passed(record, CIRCLE, step, answer))
    assert len(record.steps) <= 2
    on_itself = Record(id="r", steps=("c",))
    assert walk(CIRCLE, on_itself, str).position == "2/2"


def test_a_step_that_leads_nowhere_ends_the_script() -> None:
    assert walk(CIRCLE, Record(id="r", steps=("d",)), str).step is None


def test_steps_a_changed_script_no_longer_has_are_left_out() -> None:
    done = walk(CIRCLE, Record(id="r", steps=("vanished", "a")), str)
    assert [p.step.id for p in done.passed] == ["a"]
    other = walk(CIRCLE, Record(id="r", script="another", steps=("a",)), str)
    assert other.passed == ()


@pytest.mark.parametrize(
    ("type_", "pattern", "value", "problem"),
    [
        (FieldType.text, "", "", AnswerProblem.empty),
        (FieldType.text, "", "anything", None),
        (FieldType.text, "A9-9", "x1-2", None),
        (FieldType.text, "A9-9", "11-2", AnswerProblem.pattern),
        (FieldType.text, "99", "\uff11\uff12", None),
        (FieldType.number, "", "-3.5", None),
        (FieldType.number, "", "\uff13\uff10\uff10", None),
        (FieldType.number, "", "3 euro", AnswerProblem.number),
        (FieldType.date, "", "2026-02-28", None),
        (FieldType.date, "", "2026-02-30", AnswerProblem.date),
        (FieldType.phone, "", "+49 (30) 90-18/20", None),
        (FieldType.phone, "", "call me", AnswerProblem.phone),
        (FieldType.email, "", "a@b.de", None),
        (FieldType.email, "", "a@b", AnswerProblem.email),
    ],
)
def test_answers_must_look_like_what_is_asked(
    type_: FieldType, pattern: str, value: str, problem: AnswerProblem | None
) -> None:
    step = Step(id="s", kind=StepKind.ask, type=type_, pattern=pattern)
    assert problem_with(step, tidied(step, value)) is problem


def test_an_optional_answer_may_be_left_out() -> None:
    assert problem_with(Step(id="s", kind=StepKind.ask, optional=True, type=FieldType.date), "") is None


async def test_a_passed_check_does_not_wait_as_a_draft_does(
    desk: AgentDesk, backend: RehearsalBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    for limit in ("_DRAFT_REST", "_DRAFT_LIMIT"):
        monkeypatch.setattr(delivery, limit, 3600.0)
    offered = await ringing(desk, backend)
    await desk.answer(offered)
    desk.say_done(offered)
    desk.answer_step(offered, "88-1204")
    await until(lambda: backend.call(backend.call_of(offered)).identity)
