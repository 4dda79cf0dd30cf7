"""A check passed in the script is kept with the call, for the agent who made it and until the transfer."""

from pathlib import Path

import pytest

from tests.office.floor_scene import Office
from tui.model import IdentityCheck, Record, Script, Step, StepKind, Verb, record_id
from tui.office import floor
from tui.office.store import Transaction

SCRIPT = Script(
    id="bank",
    name="Bank",
    steps=(
        Step(id="hello", kind=StepKind.say),
        Step(id="pass", kind=StepKind.verify, title="Pass phrase", field="phrase", level=1),
        Step(id="card", kind=StepKind.verify, title="Card", field="card", level=2),
        Step(id="why", kind=StepKind.ask, field="why"),
    ),
)


@pytest.fixture
async def office(tmp_path: Path) -> Office:
    office = await Office(tmp_path).lay()
    await office.do(_put_script)
    await office.staff("li", "chen", queues=("help",))
    await office.ring("c1", "help")
    await office.verb("li", Verb.answer, "c1")
    return office


def _put_script(tx: Transaction) -> None:
    tx.content.put(SCRIPT)


async def _write(
    office: Office, agent: str, revision: int, *steps: str, caller: str = "zhang", **answers: str
) -> None:
    handling = await office.share(agent, "c1")
    record = Record(
        id=record_id(handling.id),
        handling=handling.id,
        revision=revision,
        script="bank",
        steps=steps,
        answers=answers,
        caller=caller,
    )
    await office.do(floor.keep_record, agent, record)


async def test_a_passed_check_is_kept_with_the_call_and_told(office: Office) -> None:
    before = await office.store.read(lambda tx: tx.events.last())
    await _write(office, "li", 1, "hello", "pass", phrase="sesame")
    identity = IdentityCheck(level=1, how="Pass phrase", caller="zhang", at=office.now)
    assert (await office.call("c1")).identity == identity
    assert await office.store.read(lambda tx: tx.events.last()) > before
    await _write(office, "li", 2, "hello", "pass", "card", phrase="sesame", card="12")
    assert (await office.call("c1")).identity == identity.but(level=2, how="Card")


async def test_a_check_without_an_answer_is_none(office: Office) -> None:
    await _write(office, "li", 1, "hello", "pass", phrase=" ")
    assert (await office.call("c1")).identity is None


async def test_a_check_holds_for_the_person_who_passed_it_and_falls_when_taken_back(office: Office) -> None:
    await _write(office, "li", 1, "hello", "pass", phrase="sesame", caller="")
    await _write(office, "li", 2, "hello", "pass", phrase="sesame", caller="zhang")
    await _write(office, "li", 3, "hello", "pass", phrase="sesame", caller="wang")
    kept = (await office.call("c1")).identity
    assert kept is not None
    assert kept.caller == "zhang"
    await _write(office, "li", 4, "hello", phrase="sesame", caller="wang")
    assert (await office.call("c1")).identity is None
    await _write(office, "li", 5, "hello", "pass", phrase="sesame", caller="wang")
    again = (await office.call("c1")).identity
    assert again is not None
    assert again.caller == "wang"


async def test_after_a_transfer_the_colleague_checks_anew(office: Office) -> None:
    await _write(office, "li", 1, "hello", "pass", "why", phrase="sesame", why="loan")
    await office.to_agent("li", Verb.transfer, "c1", "chen")
    assert (await office.call("c1")).identity is None
    await office.verb("chen", Verb.answer, "c1")
    carried = (await office.share("chen", "c1")).carried
    assert carried is not None
    assert carried.steps == ("hello", "why")
    assert carried.answers == {"phrase": "sesame", "why": "loan"}
    await _write(office, "chen", 1, *carried.steps, **carried.answers)
    assert (await office.call("c1")).identity is None
    await _write(office, "li", 2, "hello", "pass", phrase="sesame")
    assert (await office.call("c1")).identity is None, "li has the call no more"
    await _write(office, "chen", 2, "hello", "pass", phrase="sesame")
    assert (await office.call("c1")).identity is not None


async def test_a_consulted_colleague_gets_no_check_of_the_one_who_asks(office: Office) -> None:
    await _write(office, "li", 1, "hello", "pass", phrase="sesame")
    await office.to_agent("li", Verb.consult, "c1", "chen")
    carried = (await office.share("chen", "c1")).carried
    assert carried is not None
    assert carried.steps == ("hello",)
    await office.verb("chen", Verb.answer, "c1")
    await office.verb("li", Verb.complete, "c1")
    assert (await office.call("c1")).identity is None
    carried = (await office.share("chen", "c1")).carried
    assert carried is not None
    assert carried.steps == ("hello",)
