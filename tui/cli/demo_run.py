"""The demo: directory, office, traffic and console put together."""

import contextlib
import secrets
import shutil
import signal
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui.cli.children import Child, last_line
from tui.cli.console import open_console
from tui.cli.demo_file import DemoFile
from tui.cli.exits import Exit, Trouble
from tui.cli.terminal import require_terminal

if TYPE_CHECKING:
    from tui.cli.demo import DemoOptions
    from tui.traffic.house import House

_OFFICE = "tui.cli.office_process"
_TRAFFIC = "tui.cli.traffic_process"
_LOG = "demo.log"
_LOOK_EVERY = 0.5


def run_demo(options: "DemoOptions") -> None:
    """Run the demo until the console is closed, or until interrupted.

    Raises:
        Trouble: no terminal for the console, or the office can't start.
    """
    if options.console:
        require_terminal()
    seed = secrets.randbelow(10_000) if options.seed is None else options.seed
    secret = secrets.token_urlsafe(9)
    with (
        _directory(options.data) as data,
        Child(_OFFICE, _office(options, data, secret), data / _LOG) as office,
    ):
        # The console's imports take as long as the office's start: both happen at once.
        house = _warmed_up(options)
        running = office.wait_ready()
        token = running["token"] or (data / "service.token").read_text("utf-8").strip()
        staff = house.staff(options.agents)
        file = DemoFile(
            url=running["url"], token=token, secret=secret, agents=staff, simulated=options.agents, seed=seed
        )
        path = file.write(data)
        with Child(_TRAFFIC, _traffic(options, file), data / _LOG) as traffic:
            if options.console:
                open_console(path, "", "", ready=not options.not_ready)
            else:
                _stay(file, path, office, traffic)


def _office(options: "DemoOptions", data: Path, secret: str) -> dict[str, Any]:
    return {
        "data": str(data),
        "secret": secret,
        "colleagues": options.agents,
        "port": options.port,
        "remove": options.data is None,
    }


def _traffic(options: "DemoOptions", file: DemoFile) -> dict[str, Any]:
    """The first agent is the person at the console; the next ones are simulated."""
    simulated = file.agents[1 : 1 + file.simulated]
    return {
        "url": file.url,
        "token": file.token,
        "seed": file.seed,
        "rate": options.rate,
        "waiting": options.waiting,
        "colleagues": [{"staff_number": one.staff_number, "secret": file.secret} for one in simulated],
        "queues": file.agents[0].queues,
        "desk": file.agents[0].id if options.console and not options.not_ready else "",
    }


def _warmed_up(options: "DemoOptions") -> "House":
    if options.console:
        import_module("tui.cli.console_run")
    from tui.traffic.house import load_house

    return load_house()


def _stay(file: DemoFile, path: Path, office: Child, traffic: Child) -> None:
    """In the foreground until interrupted; Ctrl+C is the way to end it, so it is no failure."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with contextlib.suppress(KeyboardInterrupt):
        _tell(file, path)
        while office.is_running and traffic.is_running:
            office.wait(_LOOK_EVERY)
        ended = "traffic" if office.is_running else "office"
        raise Trouble(f"the {ended} ended unexpectedly: {last_line(path.parent / _LOG)}", Exit.unexpected)


def _tell(file: DemoFile, path: Path) -> None:
    click.echo(f"Office:   {file.url}")
    click.echo(f"Profile:  {path}  (agents, secrets, service token; only you can read it)")
    click.echo(f"Join it:  cordboard --config {path} --agent {file.agents[0].staff_number}")
    click.echo(f"Seed:     {file.seed}")
    click.echo("Ctrl+C ends it.")


@contextlib.contextmanager
def _directory(asked: Path | None) -> Iterator[Path]:
    if asked is not None:
        try:
            asked.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise Trouble(
                f"{asked} can't be used: {error.strerror}; choose another --data.", Exit.office
            ) from error
        yield asked.resolve()
        return
    data = Path(tempfile.mkdtemp(prefix="cordboard-demo-"))
    try:
        yield data
    finally:
        shutil.rmtree(data, ignore_errors=True)
