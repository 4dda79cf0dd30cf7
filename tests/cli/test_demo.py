"""`cordboard demo --no-console`: office and callers, and nothing left behind."""

import asyncio
import os
import signal
import stat
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.programs import Running, cordboard, eventually, is_gone, staying
from tui.adapters.cordboard import CordboardBackend
from tui.adapters.cordboard.service import ServiceLine
from tui.backend import Credentials
from tui.model import Call
from tui.settings import Settings, load


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Running, Path]]:
    """A demo with three callers in line and no colleagues, and where its data is."""
    data = tmp_path_factory.mktemp("demo")
    with staying(
        "demo", "--no-console", "--seed", "5", "--waiting", "3", "--agents", "0", "--data", str(data)
    ) as running:
        yield running, data


def settings(demo: tuple[Running, Path]) -> Settings:
    return load(demo[1] / "demo.toml")


async def calls_of(found: Settings) -> tuple[Call, ...]:
    line = ServiceLine(found.profiles["demo"].options["url"], found.service_token)
    try:
        return await line.calls()
    finally:
        await line.aclose()


def test_says_where_the_office_is_and_how_to_join(demo: tuple[Running, Path]) -> None:
    running, data = demo
    assert running.find(r"(http://127\.0\.0\.1:\d+)") == settings(demo).profiles["demo"].options["url"]
    assert f"cordboard --config {data / 'demo.toml'} --agent 8001" in running.said
    assert running.find(r"Seed: +(\d+)") == "5"


def test_the_profile_is_ready_and_private(demo: tuple[Running, Path]) -> None:
    profile = settings(demo).profiles["demo"]
    files = [file for file in demo[1].rglob("*") if file.is_file()]
    assert demo[1] / "demo.toml" in files
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert profile.demo
    assert profile.agent == "8001"
    assert len(profile.agents) >= 8


async def test_agents_of_the_profile_can_sign_in(demo: tuple[Running, Path]) -> None:
    profile = settings(demo).profiles["demo"]
    backend = CordboardBackend.from_profile(profile.options)
    secret = profile.agents["8004"]
    session = await backend.sign_in(Credentials(staff_number="8004", secret=secret))
    assert session.agent.name == "Chen Jie 陈洁"
    assert session.scripts is not None
    assert len(await session.scripts.scripts()) >= 4
    await session.close(True)


async def test_the_first_caller_and_those_in_line_are_there(demo: tuple[Running, Path]) -> None:
    for _ in range(100):
        calls = await calls_of(settings(demo))
        if len(calls) >= 4:
            break
        await asyncio.sleep(0.1)
    assert "+862163294411" in {call.number for call in calls}
    assert len(calls) >= 4


def test_secrets_stand_in_no_process_list(demo: tuple[Running, Path]) -> None:
    found = settings(demo)
    words = {found.service_token, *found.profiles["demo"].agents.values()}
    children = demo[0].children()
    assert len(children) == 2
    for pid in (demo[0].process.pid, *children):
        line = Path(f"/proc/{pid}/cmdline").read_bytes().decode()
        assert not any(word in line for word in words)


def test_a_call_is_there_within_five_seconds() -> None:
    began = time.monotonic()
    with staying("demo", "--no-console", "--agents", "0") as running:
        found = load(Path(running.find(r"Profile: +(\S+)")))
        assert eventually(lambda: bool(asyncio.run(calls_of(found))))
        assert time.monotonic() - began < 5.0


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_is_left_behind(how: signal.Signals) -> None:
    with staying("demo", "--no-console", "--agents", "1") as running:
        children = running.children()
        data = Path(running.find(r"Profile: +(\S+)")).parent
        assert data.is_dir()
        code = running.end(how)
        assert code == (0 if how is not signal.SIGKILL else -how)
        assert eventually(lambda: all(is_gone(pid) for pid in children))
        assert eventually(lambda: not data.exists())


def test_data_is_kept_where_asked_and_used_again(tmp_path: Path) -> None:
    data = tmp_path / "kept"
    for _ in range(2):
        with staying("demo", "--no-console", "--agents", "0", "--data", str(data)) as running:
            found = load(data / "demo.toml")
            assert asyncio.run(calls_of(found)) is not None
        assert running.process.returncode == 0
    assert (data / "office.db").exists()


def test_a_taken_port_is_said_in_one_sentence(demo: tuple[Running, Path]) -> None:
    port = demo[0].find(r"http://127\.0\.0\.1:(\d+)")
    answer = cordboard("demo", "--no-console", "--port", port)
    assert answer.returncode == 7
    assert f"port {port} is taken" in answer.stderr
    assert len(answer.stderr.splitlines()) == 1


def test_a_running_demo_keeps_its_directory_to_itself(demo: tuple[Running, Path]) -> None:
    answer = cordboard("demo", "--no-console", "--data", str(demo[1]))
    assert answer.returncode == 7
    assert "already running" in answer.stderr
    assert (demo[1] / "demo.toml").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_unusable_directory_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    answer = cordboard("demo", "--no-console", "--data", str(tmp_path / "inner"))
    assert answer.returncode == 7
    assert "--data" in answer.stderr


def test_a_file_is_no_directory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    answer = cordboard("demo", "--no-console", "--data", str(tmp_path / "file" / "inner"))
    assert answer.returncode == 7
    assert "can't be used" in answer.stderr
