"""The demo's content holds together."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import msgspec
import pytest
import tomli

from tui.model import (
    Agent,
    Article,
    CallerNumber,
    Choice,
    Delivery,
    DirectoryEntry,
    FieldType,
    FollowUpKind,
    Phrase,
    Presence,
    Queue,
    Reason,
    Script,
    Skill,
    Step,
    StepKind,
    TargetKind,
    WrapUpCode,
    WrapUpNeed,
)
from tui.traffic.colleagues import Filing
from tui.traffic.customers import COUNT, customers, histories
from tui.traffic.histories import Entry
from tui.traffic.house import House, Notice, Promise, load_house
from tui.traffic.matters import Matter, Mood
from tui.traffic.people import Contact, Country, Known, Place

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def house() -> House:
    return load_house()


TABLES: dict[str, type[msgspec.Struct]] = {
    "queues": Queue,
    "reasons": Reason,
    "agents": Agent,
    "skills": Skill,
    "directory": DirectoryEntry,
    "announcements": Notice,
    "follow_ups": Promise,
    "codes": WrapUpCode,
    "scripts": Script,
    "steps": Step,
    "choices": Choice,
    "phrases": Phrase,
    "articles": Article,
    "countries": Country,
    "places": Place,
    "known": Known,
    "numbers": CallerNumber,
    "contacts": Contact,
    "entries": Entry,
    "moods": Mood,
    "matters": Matter,
    "filings": Filing,
}
"""Name of a list of tables in the files -> what each of them is."""


def rows(value: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every table that stands in a list, with the list's name."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if isinstance(inner, list):
                yield from ((name, row) for row in inner if isinstance(row, dict))
            for row in inner if isinstance(inner, list) else [inner]:
                yield from rows(row)


@pytest.mark.parametrize(
    "file",
    [file for file in (files("tui.traffic") / "content").iterdir() if file.name.endswith(".toml")],
    ids=str,
)
def test_no_key_of_the_content_is_misspelt(file: Traversable) -> None:
    found = list(rows(tomli.loads(file.read_text(encoding="utf-8"))))
    assert found
    for name, row in found:
        assert set(row) <= set(TABLES[name].__struct_fields__), row


def test_no_word_of_the_content_is_unknown(house: House) -> None:
    assert all(queue.delivery is not Delivery.unknown for queue in house.queues)
    assert all(queue.wrap_up is not WrapUpNeed.unknown for queue in house.queues)
    assert all(entry.kind is not TargetKind.unknown for entry in house.directory)
    assert all(entry.presence is Presence.unknown for entry in house.directory)
    assert all(code.suggests is not FollowUpKind.unknown for code in house.codes)
    steps = [step for script in house.scripts for step in script.steps]
    assert all(step.kind is not StepKind.unknown for step in steps)
    assert all(step.type is not FieldType.unknown for step in steps)


def test_there_are_push_and_pull_queues(house: House) -> None:
    assert {queue.delivery for queue in house.queues} >= {Delivery.push, Delivery.pull}


def test_codes_stand_below_their_parents_and_only_once(house: House) -> None:
    seen: set[str] = set()
    for code in house.codes:
        assert code.parent in seen | {""}, code.id
        assert code.id not in seen
        seen.add(code.id)


def test_queues_name_scripts_and_codes_that_exist(house: House) -> None:
    scripts = {script.id for script in house.scripts}
    codes = {code.id for code in house.codes}
    for queue in house.queues:
        assert queue.script in scripts
        assert queue.codes in codes


def test_agents_serve_queues_that_exist_and_every_queue_is_served(house: House) -> None:
    queues = {queue.id for queue in house.queues}
    for agent in house.agents:
        assert set(agent.queues) <= queues
    assert queues == {queue for agent in house.agents for queue in agent.queues}
    assert house.agents[0].name == "Li Wei"


def test_every_branch_of_a_script_leads_somewhere(house: House) -> None:
    leaves = {code.id for code in house.codes} - {code.parent for code in house.codes}
    for script in house.scripts:
        steps = {step.id for step in script.steps}
        assert len(steps) == len(script.steps)
        for step in script.steps:
            assert step.next in steps | {""}
            assert bool(step.choices) == (step.kind is StepKind.choose), (script.id, step.id)
            assert bool(step.field) == (step.kind.value in {"ask", "choose", "check", "verify"})
            for choice in step.choices:
                assert choice.next in steps | {""}
                assert choice.code in leaves | {""}


def test_every_kind_of_caller_has_phrases_and_some_are_to_be_avoided(house: House) -> None:
    helpful = {phrase.kind for phrase in house.phrases if not phrase.avoid}
    assert helpful >= {"impatient", "angry", "confused", "loyal"}
    assert any(phrase.avoid for phrase in house.phrases)
    codes = Counter(phrase.code for phrase in house.phrases)
    assert max(codes.values()) == 1


def test_customers_are_many_and_always_the_same() -> None:
    everyone = customers()
    assert len(everyone) == COUNT
    assert len({customer.caller.id for customer in everyone}) == COUNT
    assert any("张敏" in customer.caller.name for customer in everyone)
    assert len({customer.caller.time_zone for customer in everyone}) >= 8


def test_some_numbers_belong_to_two_customers() -> None:
    numbers = Counter(number.number for customer in customers() for number in customer.caller.numbers)
    assert numbers["+8613800138000"] == 2
    assert sum(count > 1 for count in numbers.values()) >= 5
    assert all(number.startswith("+") and number[1:].isdigit() for number in numbers)


def test_histories_name_agents_and_codes_of_the_house(house: House) -> None:
    past = histories(NOW)
    assert len(past) > COUNT
    assert {one.agent for one in past} <= {agent.id for agent in house.agents}
    assert {code for one in past for code in one.codes} <= {code.id for code in house.codes}
    assert all(one.at < NOW for one in past)
    assert not any("{" in one.note for one in past)
    assert any(one.promised for one in past)


def test_promises_of_the_shift_name_customers(house: House) -> None:
    for promise in house.follow_ups:
        follow_up = promise.at(NOW, customers())
        assert follow_up.due is not None
        assert follow_up.due > NOW
        assert follow_up.caller
