"""The store: one transaction each, nothing half kept, a newer file refused, another life for a copy."""

import asyncio
import sqlite3
import stat
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tui.model import Queue
from tui.office.store import NewerFileError, Store, StoreClosedError, Transaction


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    store = Store.open(tmp_path / "office.db")
    yield store
    store.close()


def _lay(tx: Transaction, name: str) -> Queue:
    queue = tx.emit(Queue(id=name, name=name.title()), "all")
    tx.queues.put(queue)
    return queue


def _lay_and_fail(tx: Transaction, name: str) -> None:
    _lay(tx, name)
    raise LookupError(name)


def _names(tx: Transaction) -> list[str]:
    return [queue.id for queue in tx.queues.all()]


async def test_what_fails_leaves_nothing_not_even_a_number(store: Store) -> None:
    first = await store.write(_lay, "a")
    with pytest.raises(LookupError):
        await store.write(_lay_and_fail, "b")
    second = await store.write(_lay, "c")
    assert await store.read(_names) == ["a", "c"]
    assert second.version == first.version + 1


async def test_writes_that_wait_together_keep_their_own_rollback(store: Store) -> None:
    jobs = [store.write(_lay if n % 3 else _lay_and_fail, f"q{n:03}") for n in range(200)]
    outcomes = await asyncio.gather(*jobs, return_exceptions=True)
    kept = [outcome.id for outcome in outcomes if isinstance(outcome, Queue)]
    assert kept == [f"q{n:03}" for n in range(200) if n % 3]
    assert await store.read(_names) == kept
    versions = [outcome.version for outcome in outcomes if isinstance(outcome, Queue)]
    assert versions == list(range(1, len(kept) + 1))


async def test_watchers_hear_the_last_number_after_it_can_be_read(store: Store) -> None:
    heard: asyncio.Queue[int] = asyncio.Queue()
    store.watch(heard.put_nowait)
    queue = await store.write(_lay, "a")
    seq = await asyncio.wait_for(heard.get(), 5)
    assert seq == queue.version
    assert await store.read(lambda tx: tx.events.last()) >= seq


async def test_a_read_can_not_write(store: Store) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        await store.read(_lay, "a")
    assert await store.read(_names) == []


async def test_what_was_acknowledged_is_there_after_a_restart(store: Store, tmp_path: Path) -> None:
    await store.write(_lay, "a")
    again = Store.open(tmp_path / "office.db")
    assert await again.read(_names) == ["a"]
    assert again.epoch == store.epoch
    again.close()


async def test_a_closed_store_answers_at_once(store: Store) -> None:
    store.close()
    for ask in (store.read, store.write):
        with pytest.raises(StoreClosedError):
            await asyncio.wait_for(ask(_names), 5)


async def test_a_newer_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "newer.db"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NewerFileError, match="999"):
        Store.open(path)
    assert path.read_bytes() == before


def _modes(folder: Path) -> set[int]:
    return {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}


async def test_nobody_else_reads_the_files(store: Store, tmp_path: Path) -> None:
    await store.write(_lay, "a")
    await store.backup(tmp_path / "copy.db")
    assert _modes(tmp_path) == {0o600}
    with pytest.raises(FileExistsError):
        await store.backup(tmp_path / "copy.db")
