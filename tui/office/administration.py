"""Looking after an office's data directory, while the office runs or not."""

import asyncio
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from tui.model import Agent, AgentRole
from tui.office.accounts import add_account, issue_token
from tui.office.floor import agent_entry
from tui.office.place import database, running_url
from tui.office.secrecy import hash_secret
from tui.office.seeding import OfficeContent, fill
from tui.office.store import Store, Transaction

T = TypeVar("T")

__all__ = [
    "AccountExistsError",
    "UnknownAccountError",
    "add_agent",
    "backup",
    "new_token",
    "put_content",
    "running_url",
    "set_secret",
]


class AccountExistsError(Exception):
    """Somebody signs in with this staff number already."""


class UnknownAccountError(LookupError):
    """Nobody signs in with this staff number."""


def add_agent(
    data_dir: Path,
    *,
    staff_number: str,
    name: str,
    secret: str,
    extension: str = "",
    queues: tuple[str, ...] | None = None,
    role: AgentRole = AgentRole.agent,
) -> Agent:
    """Add somebody who may sign in.

    Args:
        queues: ids of the queues they serve; None: all there are; empty: none, for who logs calls by hand.

    Raises:
        AccountExistsError: the staff number is taken.
        LookupError: there is no queue of one of these names.
    """
    agent = Agent(
        id=f"a-{uuid.uuid4().hex[:12]}",
        name=name,
        staff_number=staff_number,
        extension=extension,
        role=role,
        queues=queues or (),
    )
    hashed = hash_secret(secret)
    return _write(data_dir, lambda tx: _add(tx, agent, hashed, in_all=queues is None))


def set_secret(data_dir: Path, staff_number: str, secret: str) -> None:
    """Give somebody a new secret; their running sessions end.

    Raises:
        UnknownAccountError: nobody has this staff number.
    """
    hashed = hash_secret(secret)
    _write(data_dir, lambda tx: _change(tx, staff_number, hashed))


def new_token(data_dir: Path, name: str) -> str:
    """A token for the service account of this name, which is made if it is not there."""

    def issue(tx: Transaction) -> str:
        row = tx.accounts.with_number(name)
        if row is None:
            machine = Agent(id=f"service-{name}", name=name, staff_number=name, role=AgentRole.service)
            add_account(tx, machine, "")
        return issue_token(tx, row.id if row else f"service-{name}")

    return _write(data_dir, issue)


def backup(data_dir: Path, target: Path) -> None:
    """Copy everything into a new file, whole and consistent.

    Raises:
        FileExistsError: there is a file of this name.
        FileNotFoundError: there is no office in this directory.
    """

    async def copy() -> None:
        store = Store.open(_existing(data_dir))
        try:
            await store.backup(target)
        finally:
            store.close()

    asyncio.run(copy())


def put_content(data_dir: Path, content: OfficeContent) -> None:
    """Put queues, scripts, codes and the like in; what is there under the same id is replaced.

    Raises:
        FileNotFoundError: there is no office in this directory.
    """

    async def run() -> None:
        store = Store.open(_existing(data_dir))
        try:
            await fill(store, content)
        finally:
            store.close()

    asyncio.run(run())


def _add(tx: Transaction, agent: Agent, hashed: str, *, in_all: bool) -> Agent:
    if tx.accounts.with_number(agent.staff_number):
        raise AccountExistsError(agent.staff_number)
    there = tuple(queue.id for queue in tx.queues.all())
    for queue in agent.queues:
        if queue not in there:
            raise LookupError(queue)
    agent = agent.but(queues=there) if in_all else agent
    add_account(tx, agent, hashed)
    tx.emit(agent_entry(agent, None), "all")
    return agent


def _change(tx: Transaction, staff_number: str, hashed: str) -> None:
    row = tx.accounts.with_number(staff_number)
    if row is None:
        raise UnknownAccountError(staff_number)
    tx.accounts.set_secret(row.id, hashed)
    tx.accounts.end_sessions_of(row.id)
    tx.audit.add(tx.now, "", "secret_set", row.id)


def _write(data_dir: Path, fn: Callable[[Transaction], T]) -> T:
    async def run() -> T:
        store = Store.open(_existing(data_dir))
        try:
            return await store.write(fn)
        finally:
            store.close()

    return asyncio.run(run())


def _existing(data_dir: Path) -> Path:
    path = database(data_dir)
    if not path.exists():
        raise FileNotFoundError(path)
    return path
