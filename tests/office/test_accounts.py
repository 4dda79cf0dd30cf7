"""Secrets, tokens and the slowing down of guesses."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tui.backend import RateLimited, Refused, Unauthorised, Why
from tui.model import Agent, AgentRole, Presence, utc_now
from tui.office.accounts import Accounts, Desk, add_account, issue_token
from tui.office.secrecy import Throttle, digest, hash_secret, new_token, secret_fits
from tui.office.store import Store

LI = Agent(id="li", name="Li Wei", staff_number="Ext-8001")


class Clock:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.now = utc_now()

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def store(tmp_path: Path, clock: Clock) -> AsyncIterator[Store]:
    opened = Store.open(tmp_path / "office.db", clock=clock)
    hashed = await asyncio.to_thread(hash_secret, "open sesame")
    await opened.write(add_account, LI, hashed)
    yield opened
    opened.close()


def test_a_hash_tells_only_whether_the_secret_fits() -> None:
    hashed = hash_secret("open sesame")
    assert "sesame" not in hashed
    assert secret_fits(hashed, "open sesame")
    assert not secret_fits(hashed, "open")
    assert hash_secret("open sesame") != hashed


@pytest.mark.parametrize("hashed", ["", "not a hash"])
def test_without_a_hash_no_secret_fits(hashed: str) -> None:
    assert not secret_fits(hashed, "")


def test_tokens_are_long_and_never_the_same() -> None:
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert min(map(len, tokens)) >= 43
    assert digest("a\udcff") != digest("a")


def test_each_failure_doubles_the_wait_and_success_ends_it() -> None:
    throttle = Throttle()
    for _ in range(Throttle.FREE + 1):
        throttle.failed("li", 0.0)
    with pytest.raises(RateLimited) as first:
        throttle.check("li", 0.0)
    throttle.failed("li", 0.0)
    with pytest.raises(RateLimited) as second:
        throttle.check("li", 0.0)
    assert (first.value.after, second.value.after) == (2.0, 4.0)
    throttle.check("li", 4.0)
    throttle.check("chen", 0.0)
    throttle.passed("li")
    throttle.check("li", 0.0)


def test_the_wait_has_an_end_and_the_memory_a_bound() -> None:
    throttle = Throttle()
    for _ in range(1000):
        throttle.failed("li", 0.0)
    throttle.check("li", Throttle.LONGEST)
    for number in range(Throttle.REMEMBERED + 1):
        throttle.failed(str(number), 0.0)
    throttle.check("li", 0.0)


async def test_guesses_sent_side_by_side_are_slowed_down_too(store: Store) -> None:
    accounts = Accounts(store)
    guesses = [accounts.sign_in("Ext-8001", f"guess {n}", Desk(), peer="") for n in range(2 * Throttle.FREE)]
    answers = await asyncio.gather(*guesses, return_exceptions=True)
    assert [type(answer) for answer in answers] == [Unauthorised] * Throttle.FREE + [
        RateLimited
    ] * Throttle.FREE


async def test_case_of_a_staff_number_does_not_count(store: Store) -> None:
    opened = await Accounts(store).sign_in("ext-8001", "open sesame", Desk(), peer="")
    assert opened.agent.id == "li"


async def test_a_token_expires(store: Store, clock: Clock) -> None:
    accounts = Accounts(store)
    opened = await accounts.sign_in("Ext-8001", "open sesame", Desk(), peer="")
    assert await accounts.of_token(opened.token)
    clock.now += timedelta(hours=12, seconds=1)
    assert await accounts.of_token(opened.token) is None


async def test_nobodys_tokens(store: Store) -> None:
    accounts = Accounts(store)
    for token in ("", "x", new_token()):
        assert await accounts.of_token(token) is None


async def test_a_desk_without_an_id_is_never_the_same_desk(store: Store) -> None:
    accounts = Accounts(store)
    await accounts.sign_in("Ext-8001", "open sesame", Desk(name="first"), peer="")
    with pytest.raises(Refused) as refused:
        await accounts.sign_in("Ext-8001", "open sesame", Desk(), peer="")
    assert (refused.value.reason, refused.value.by) == (Why.signed_in_elsewhere, "first")


async def test_a_desk_that_was_taken_over_signs_nobody_out(store: Store) -> None:
    accounts = Accounts(store)
    first = await accounts.sign_in("Ext-8001", "open sesame", Desk(), peer="")
    second = await accounts.sign_in("Ext-8001", "open sesame", Desk(take_over=True), peer="")
    await accounts.sign_out(first.account)
    seat = await store.read(lambda tx: tx.agents.seat("li"))
    assert seat
    assert seat.base is Presence.not_ready
    await accounts.sign_out(second.account)


async def test_machines_sign_in_from_anywhere(store: Store) -> None:
    machine = Agent(id="pbx", name="PBX", staff_number="pbx", role=AgentRole.service)
    await store.write(add_account, machine, "")
    tokens = [await store.write(issue_token, "pbx") for _ in range(2)]
    found = [await Accounts(store).of_token(token) for token in tokens]
    assert [account and account.role for account in found] == [AgentRole.service] * 2
    with pytest.raises(Unauthorised):
        await Accounts(store).sign_in("pbx", "", Desk(), peer="")


async def test_what_matters_is_in_the_audit(store: Store) -> None:
    accounts = Accounts(store)
    with pytest.raises(Unauthorised):
        await accounts.sign_in("Ext-8001", "guess", Desk(), peer="")
    opened = await accounts.sign_in("Ext-8001", "open sesame", Desk(name="front"), peer="")
    await accounts.sign_out(opened.account)
    rows = await store.read(lambda tx: tx.audit.last())
    assert [row.what for row in reversed(rows)] == ["account_put", "sign_in_refused", "sign_in", "sign_out"]
    assert not any("guess" in part or "sesame" in part for row in rows for part in map(str, row))
