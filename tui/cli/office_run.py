"""Looking after an office: what the commands do."""

import asyncio
import os
import sys
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli.exits import Exit, Trouble
from tui.cli.office_troubles import opening
from tui.cli.secret import VARIABLE

if TYPE_CHECKING:
    from tui.adapters.cordboard.service import InboundCall

_SHORTEST = 8


def add_agent(
    data: Path | None,
    staff_number: str,
    name: str,
    *,
    extension: str,
    queues: tuple[str, ...] | None,
    role: str,
) -> None:
    """Add somebody who may sign in; without a word about queues (None) they serve all.

    Raises:
        Trouble: no office there, the number is taken, or a queue is unknown.
    """
    from tui.model import AgentRole
    from tui.office import administration

    folder = _folder(data)
    secret = _ask_secret(staff_number)
    try:
        with opening(folder):
            agent = administration.add_agent(
                folder,
                staff_number=staff_number,
                name=name,
                secret=secret,
                extension=extension,
                queues=queues,
                role=AgentRole(role),
            )
    except administration.AccountExistsError as error:
        sentence = (
            f'staff number {staff_number} is taken; to change the secret use "cordboard office set-secret".'
        )
        raise Trouble(sentence, Exit.usage) from error
    except LookupError as error:
        raise Trouble(f"there is no queue {error.args[0]}.", Exit.usage) from error
    served = ", ".join(agent.queues) or "no queue"
    click.echo(f"{agent.name} signs in with {agent.staff_number} and serves {served}.")


def set_secret(data: Path | None, staff_number: str) -> None:
    """Give somebody a new secret.

    Raises:
        Trouble: no office there, or nobody has this number.
    """
    from tui.office import administration

    folder = _folder(data)
    secret = _ask_secret(staff_number)
    try:
        with opening(folder):
            administration.set_secret(folder, staff_number, secret)
    except administration.UnknownAccountError as error:
        raise Trouble(f"nobody has the staff number {staff_number}.", Exit.usage) from error
    click.echo(f"The secret of {staff_number} is changed; running sessions have ended.")


def put_call(data: Path | None, queue: str, number: str, *, name: str, about: str) -> None:
    """Put a test call in.

    Raises:
        Trouble: the office does not run, or refuses the call.
    """
    from tui.adapters.cordboard.service import InboundCall
    from tui.office.place import running_url, service_token

    folder = _folder(data)
    url = running_url(folder)
    if not url:
        raise Trouble(f'no office runs on {folder}; start it with "cordboard serve".', Exit.unreachable)
    call = InboundCall(
        id=str(uuid.uuid4()), queue=queue, number="" if number == "-" else number, name=name, about=about
    )
    asyncio.run(_send(url, _token(service_token(folder)), call))
    click.echo(f"Call {call.id} is in {queue}.")


def backup(data: Path | None, file: Path) -> None:
    """Copy the office's data.

    Raises:
        Trouble: no office there, it can't be read, or the file can't be written.
    """
    from tui.office import administration

    folder = _folder(data)
    try:
        with opening(folder):
            administration.backup(folder, file)
    except FileExistsError as error:
        raise Trouble(f"{file} exists already; choose another name.", Exit.usage) from error
    except OSError as error:
        raise Trouble(f"{file} can't be written: {error.strerror}.", Exit.office) from error
    click.echo(f"Copied to {file}.")


def fill(data: Path | None, file: Path) -> None:
    """Put content in.

    Raises:
        Trouble: no office there, it can't be opened, or the file is of no use.
    """
    from tui.cli.content_file import read_content
    from tui.office import administration

    folder = _folder(data)
    content = read_content(file)
    with opening(folder):
        administration.put_content(folder, content)
    click.echo(f"{file} is in. Desks see new scripts and codes when they sign in again.")


async def _send(url: str, token: str, call: "InboundCall") -> None:
    from tui.adapters.cordboard.service import ServiceLine
    from tui.backend import BackendError

    line = ServiceLine(url, token)
    try:
        await line.put_call(call)
    except BackendError as error:
        raise Trouble(f"the office refuses the call: {error.detail}", Exit.backend) from error
    finally:
        await line.aclose()


def _token(path: Path) -> str:
    try:
        return path.read_text("utf-8").strip()
    except OSError as error:
        raise Trouble(f"{path} can't be read: {error.strerror}.", Exit.office) from error


def _folder(data: Path | None) -> Path:
    from tui.office.place import database
    from tui.settings import office_folder

    folder = data or office_folder()
    if not database(folder).exists():
        sentence = f'there is no office in {folder}; "cordboard serve" makes one, --data names another place.'
        raise Trouble(sentence, Exit.configuration)
    return folder


def _ask_secret(staff_number: str) -> str:
    secret = os.environ.get(VARIABLE, "")
    if not secret and not sys.stdin.isatty():
        raise Trouble(f"the secret is asked for in a terminal; in a script set {VARIABLE}.", Exit.usage)
    secret = secret or click.prompt(f"Secret for {staff_number}", hide_input=True, confirmation_prompt=True)
    if len(secret) < _SHORTEST:
        raise Trouble(f"a secret has at least {_SHORTEST} characters.", Exit.usage)
    return secret
