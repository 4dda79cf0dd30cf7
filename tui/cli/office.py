"""`cordboard office ...`: looking after an office."""

from pathlib import Path

import click

from tui.cli.exits import Exit, Trouble

data_option = click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where the office keeps its data. Without it: the usual place for this user.",
)


@click.group()
def office() -> None:
    """Look after an office: agents, test calls, backups."""


@office.command("add-agent")
@click.argument("staff_number")
@click.argument("name")
@click.option("--extension", default="", help="The phone they usually sit at.")
@click.option("--queue", "queues", multiple=True, help="A queue they serve; may be repeated. Without: all.")
@click.option("--no-queue", is_flag=True, help="They serve none: every call is logged by hand.")
@click.option(
    "--role", type=click.Choice(["agent", "supervisor", "admin"]), default="agent", show_default=True
)
@data_option
def add_agent(
    staff_number: str,
    name: str,
    extension: str,
    queues: tuple[str, ...],
    no_queue: bool,
    role: str,
    data: Path | None,
) -> None:
    """Add somebody who may sign in. Asks for the secret; CORDBOARD_SECRET answers in scripts."""
    from tui.cli.office_run import add_agent as add

    if no_queue and queues:
        raise Trouble("--queue and --no-queue exclude each other.", Exit.usage)
    served = () if no_queue else queues or None
    add(data, staff_number, name, extension=extension, queues=served, role=role)


@office.command("set-secret")
@click.argument("staff_number")
@data_option
def set_secret(staff_number: str, data: Path | None) -> None:
    """Give somebody a new secret. Asks for it; CORDBOARD_SECRET answers in scripts."""
    from tui.cli.office_run import set_secret as change

    change(data, staff_number)


@office.command("call")
@click.argument("queue")
@click.argument("number")
@click.option("--name", default="", help="The caller's name as the network gives it.")
@click.option("--about", default="", help="What it is about.")
@data_option
def call(queue: str, number: str, name: str, about: str, data: Path | None) -> None:
    """Put a test call into a queue of the running office. A number of "-" is withheld."""
    from tui.cli.office_run import put_call

    put_call(data, queue, number, name=name, about=about)


@office.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@data_option
def backup(file: Path, data: Path | None) -> None:
    """Copy the office's data to FILE, whole and consistent, while it runs."""
    from tui.cli.office_run import backup as copy

    copy(data, file)


@office.command("fill")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@data_option
def fill(file: Path, data: Path | None) -> None:
    """Put queues, scripts, codes, reasons and settings in from a TOML FILE, while it runs or not."""
    from tui.cli.office_run import fill as put

    put(data, file)
