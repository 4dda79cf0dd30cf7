"""The journal's file: private, in order, never back to an older revision, delivered by one."""

import sqlite3
import stat
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from tui.desk.journal import Journal, JournalKey, Row

LI_WEI = JournalKey(backend="https://desk.example", agent="a1")


def row(id_: str, revision: int, acknowledged: int = 0, body: bytes = b"{}") -> Row:
    return Row(id=id_, kind="record", revision=revision, acknowledged=acknowledged, body=body)


@pytest.fixture
async def journal(tmp_path: Path) -> AsyncIterator[Journal]:
    opened = Journal(tmp_path / "state", LI_WEI)
    yield opened
    await opened.close()


async def test_file_and_directory_are_the_owners_alone(journal: Journal, tmp_path: Path) -> None:
    await journal.keep([row("r", 1)])
    state_dir = tmp_path / "state"
    assert stat.S_IMODE(state_dir.stat().st_mode) == 0o700
    for file in state_dir.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name


async def test_a_row_never_goes_back(journal: Journal) -> None:
    await journal.keep([row("r", 3, 1, b"new")])
    assert (await journal.keep([row("r", 2, 2, b"old")])).outdone == {"r": 3}
    assert (await journal.keep([row("r", 3, 1, b"other")])).outdone == {"r": 3}
    (kept,) = await journal.load()
    assert (kept.revision, kept.body) == (3, b"new")


async def test_what_is_acknowledged_stays_so(journal: Journal) -> None:
    await journal.keep([row("r", 3, 3)])
    await journal.keep([row("r", 4, 0)])
    (kept,) = await journal.load()
    assert (kept.revision, kept.acknowledged) == (4, 3)


async def test_words_keep_the_time_they_were_kept_at(tmp_path: Path) -> None:
    times = iter((100.0, 200.0, 300.0))
    journal = Journal(tmp_path / "state", LI_WEI, wall=lambda: next(times))
    await journal.keep([row("r", 3)])
    await journal.keep([row("r", 3, acknowledged=3)])
    assert [kept.kept_at for kept in await journal.load()] == [100.0]
    await journal.keep([row("r", 4)])
    assert [kept.kept_at for kept in await journal.load()] == [300.0]
    await journal.close()


async def test_an_edited_document_is_not_erased(journal: Journal) -> None:
    await journal.keep([row("r", 4)])
    await journal.erase("r", 3)
    assert len(await journal.load()) == 1
    await journal.erase("r", 4)
    assert await journal.load() == []


async def test_nobody_else_on_the_account_sees_anything(journal: Journal, tmp_path: Path) -> None:
    await journal.keep([row("r", 1)])
    for key in (
        JournalKey(backend=LI_WEI.backend, agent="a2"),
        JournalKey(backend="https://other.example", agent="a1"),
    ):
        other = Journal(tmp_path / "state", key)
        try:
            assert await other.load() == []
            await other.keep([row("r", 9)])
        finally:
            await other.close()
    (kept,) = await journal.load()
    assert kept.revision == 1


async def test_only_one_delivers_and_the_next_takes_over(tmp_path: Path) -> None:
    first, second = Journal(tmp_path / "state", LI_WEI), Journal(tmp_path / "state", LI_WEI)
    try:
        assert (await first.look_round())[0]
        assert not (await second.look_round())[0]
        await first.close()
        assert (await second.look_round())[0]
    finally:
        await second.close()


async def test_another_agents_journal_has_its_own_lease(journal: Journal, tmp_path: Path) -> None:
    other = Journal(tmp_path / "state", JournalKey(backend=LI_WEI.backend, agent="a2"))
    try:
        assert (await journal.look_round())[0]
        assert (await other.look_round())[0]
    finally:
        await other.close()


async def test_news_are_what_others_wrote(journal: Journal, tmp_path: Path) -> None:
    await journal.look_round()
    assert (await journal.look_round())[1] is None
    other = Journal(tmp_path / "state", LI_WEI)
    try:
        await other.keep([row("theirs", 1)])
    finally:
        await other.close()
    news = (await journal.look_round())[1]
    assert news is not None
    assert [r.id for r in news] == ["theirs"]


async def test_erased_words_are_not_on_the_disk(journal: Journal, tmp_path: Path) -> None:
    await journal.keep([row("r", 1, body=b"the caller's secret")])
    await journal.erase("r", 1)
    left = b"".join(file.read_bytes() for file in (tmp_path / "state").iterdir())
    assert b"secret" not in left


async def test_a_damaged_file_is_put_aside(journal: Journal, tmp_path: Path) -> None:
    state_dir = tmp_path / "state"
    state_dir.mkdir()
    (state_dir / "journal.sqlite").write_bytes(b"no database at all" * 200)
    await journal.keep([row("r", 1)])
    assert len(await journal.load()) == 1
    assert [file.name for file in state_dir.glob("*.damaged*")] != []


async def test_a_journal_of_a_newer_desk_is_refused_not_ruined(journal: Journal, tmp_path: Path) -> None:
    state_dir = tmp_path / "state"
    state_dir.mkdir()
    with closing(sqlite3.connect(state_dir / "journal.sqlite")) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(OSError, match="newer"):
        await journal.load()
    assert list(state_dir.glob("*.damaged*")) == []
