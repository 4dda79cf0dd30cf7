"""Looking after an office from another process while it runs."""

import asyncio
import signal
import sys
from pathlib import Path
from unittest.mock import patch

import httpx
import pytest

from tests.office.http_office import SECRET, Listening, Person, office, problem
from tui.model import AgentRole
from tui.office import streams
from tui.office.administration import (
    AccountExistsError,
    UnknownAccountError,
    add_agent,
    backup,
    new_token,
    running_url,
    set_secret,
)
from tui.office.place import OfficeRunningError, service_token
from tui.office.server import running

SERVE = """
import sys
from pathlib import Path
from tui.office.server import serve
serve(Path(sys.argv[1]), announce=lambda office: print(office.url, flush=True))
"""


async def test_people_and_secrets_while_the_office_runs(tmp_path: Path) -> None:
    async with office(tmp_path) as outside:
        await asyncio.to_thread(add_agent, tmp_path, staff_number="8100", name="New", secret=SECRET)
        new = await outside.sign_in("8100")
        assert (await new.get("/v1/me")).json()["agent"]["queues"] == ["main", "pull"]
        await asyncio.to_thread(set_secret, tmp_path, "8100", "another")
        problem(await new.get("/v1/me"), "unauthorised")
        problem(await outside.try_sign_in("8100"), "unauthorised")
        assert (await outside.try_sign_in("8100", secret="another")).status_code == 201
        token = await asyncio.to_thread(new_token, tmp_path, "ivr")
        me = (await Person(outside.client, token).get("/v1/me")).json()
        assert me["agent"]["role"] == AgentRole.service
        assert await asyncio.to_thread(running_url, tmp_path) == outside.there.url
    assert running_url(tmp_path) == ""


async def test_a_new_secret_ends_the_streams_of_running_sessions(tmp_path: Path) -> None:
    with patch.object(streams, "LOOK", 0.05):
        async with office(tmp_path) as outside:
            li = await outside.sign_in("8001")
            async with li.events() as heard:
                await heard.next()
                await asyncio.to_thread(set_secret, tmp_path, "8001", "another")
                assert (await heard.until("ended")).data == {"taken_over_by": ""}


async def test_a_directory_has_one_office_at_a_time(tmp_path: Path) -> None:
    async with office(tmp_path):
        with pytest.raises(OfficeRunningError):
            async with running(tmp_path):
                pass


async def test_a_backup_is_an_office_of_its_own(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    await asyncio.to_thread(there.mkdir)
    async with office(here) as outside:
        call = await outside.put_in()
        epoch = outside.there.office.store.epoch
        await asyncio.to_thread(backup, here, there / "office.db")
        token = outside.there.token
    async with running(there) as restored, httpx.AsyncClient(base_url=restored.url) as client:
        calls = (await Person(client, token).get("/v1/calls")).json()["items"]
        assert [one["id"] for one in calls] == [call]
        assert restored.office.store.epoch != epoch


async def test_what_cannot_be_done(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        await asyncio.to_thread(set_secret, tmp_path, "8001", "x")
    async with office(tmp_path):
        pass
    with pytest.raises(AccountExistsError):
        await asyncio.to_thread(add_agent, tmp_path, staff_number="8001", name="Twice", secret="x")
    with pytest.raises(LookupError):
        await asyncio.to_thread(
            add_agent, tmp_path, staff_number="8200", name="Lost", secret="x", queues=("nowhere",)
        )
    with pytest.raises(UnknownAccountError):
        await asyncio.to_thread(set_secret, tmp_path, "7777", "x")


async def test_serve_says_where_it_answers_and_stops_when_told(tmp_path: Path) -> None:
    data = tmp_path / "data"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", SERVE, str(data), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    async with asyncio.timeout(30):
        url = (await process.stdout.readline()).decode().strip()
    token = _text(service_token(data))
    assert _is_private(service_token(data))
    async with httpx.AsyncClient(base_url=url) as client:
        machine = Person(client, token)
        assert [q["id"] for q in (await machine.get("/v1/queues")).json()["items"]] == ["main"]
        async with machine.events() as heard:
            assert (await heard.next()).name == "snapshot"
            process.send_signal(signal.SIGTERM)
            assert "ended" not in await _to_the_end(heard)
    async with asyncio.timeout(15):
        assert await process.wait() == 0


def _is_private(path: Path) -> bool:
    return path.stat().st_mode & 0o077 == 0


def _text(path: Path) -> str:
    return path.read_text("utf-8").strip()


async def _to_the_end(heard: Listening) -> list[str]:
    """Names of the events until the line is closed, politely or not."""
    names: list[str] = []
    async with asyncio.timeout(15):
        while True:
            try:
                names.append((await heard.next()).name)
            except (StopAsyncIteration, httpx.RemoteProtocolError):
                return names
