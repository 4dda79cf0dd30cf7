"""Callers are found by what people really type."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tui.model import Caller, CallerNumber
from tui.office.store import Store, Transaction

ZHANG = Caller(
    id="zhang",
    name="Zhang Min 张敏",
    company="Blue Lake Logistics 蓝湖物流",
    account="88-1204",
    email="min.zhang@bluelake.example",
    numbers=(CallerNumber(number="+8613800138000"), CallerNumber(number="+862163294400", old=True)),
)
LEI = Caller(id="lei", name="Zhang Lei 张雷", numbers=(CallerNumber(number="+8613800138000"),))
WANG = Caller(id="wang", name="王芳", numbers=(CallerNumber(number="+4930901820"),))
MUELLER = Caller(id="mueller", name="Jürgen Müller", numbers=(CallerNumber(number="+498999998123"),))


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = Store.open(tmp_path / "office.db")
    await opened.write(_fill)
    yield opened
    opened.close()


def _fill(tx: Transaction) -> None:
    for caller in (ZHANG, LEI, WANG, MUELLER):
        tx.callers.put(caller)


async def found(store: Store, query: str, recent: tuple[str, ...] = (), limit: int = 10) -> list[str]:
    return await store.read(lambda tx: tx.search.callers(query, recent, limit))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("+86 138 0013 8000", {"zhang", "lei"}),
        ("138-0013-8000", {"zhang", "lei"}),
        ("0086 138 0013 8000", {"zhang", "lei"}),
        ("8000", {"zhang", "lei"}),
        ("4400", {"zhang"}),
        ("(030) 901820", {"wang"}),
        ("\uff18\uff10\uff10\uff10", {"zhang", "lei"}),
        ("张敏", {"zhang"}),
        ("敏", {"zhang"}),
        ("zhangmin", {"zhang"}),
        ("zhang mi", {"zhang"}),
        ("min zhang", {"zhang"}),
        ("zm", {"zhang"}),
        ("wangf", {"wang"}),
        ("wf", {"wang"}),
        ("muller", {"mueller"}),
        ("MÜLLER", {"mueller"}),
        ("jur mul", {"mueller"}),
        ("blue la", {"zhang"}),
        ("蓝湖", {"zhang"}),
        ("88-12", {"zhang"}),
        ("881204", {"zhang"}),
        ("min.zhang@", {"zhang"}),
        ("nobody", set()),
    ],
)
async def test_finds_by(store: Store, query: str, expected: set[str]) -> None:
    assert set(await found(store, query)) == expected


@pytest.mark.parametrize("query", ["", " ", "z", "138", "%", "_", "'"])
async def test_too_little_finds_nobody(store: Store, query: str) -> None:
    assert await found(store, query) == []


async def test_recent_callers_of_ones_own_come_before_others(store: Store) -> None:
    assert await found(store, "zhang", ("zhang",)) == ["zhang", "lei"]
    assert await found(store, "zhang", ("lei",)) == ["lei", "zhang"]


async def test_a_whole_number_comes_before_one_that_only_ends_with_it(store: Store) -> None:
    await store.write(
        lambda tx: tx.callers.put(Caller(id="desk", name="Desk", numbers=(CallerNumber(number="8000"),)))
    )
    assert (await found(store, "8000"))[0] == "desk"


async def test_no_more_than_asked_for(store: Store) -> None:
    assert len(await found(store, "zhang", limit=1)) == 1


async def test_an_edited_caller_is_no_longer_found_by_what_was_taken_away(store: Store) -> None:
    await store.write(lambda tx: tx.callers.put(LEI.but(name="Li Lei", numbers=())))
    assert await found(store, "zhanglei") == []
    assert await found(store, "8000") == ["zhang"]
    assert await found(store, "lilei") == ["lei"]


async def test_everyone_on_a_number_is_known_when_it_rings(store: Store) -> None:
    for number in ("+8613800138000", "13800138000", "008613800138000"):
        briefs = await store.read(lambda tx, dialled: tx.callers.on_number(dialled), number)
        assert {brief.id for brief in briefs} == {"zhang", "lei"}
    assert await store.read(lambda tx: tx.callers.on_number("")) == ()
    assert await store.read(lambda tx: tx.callers.on_number("8000")) == ()
