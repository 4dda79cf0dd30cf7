"""The store's two threads. Work comes as jobs, answers go back as futures."""

import contextlib
import queue
import sqlite3
import threading
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from tui.office.store.transaction import Transaction

if TYPE_CHECKING:
    from concurrent.futures import Future

GROUP = 64
"""At most so many writes share one commit."""


class StoreClosedError(Exception):
    """Something was asked of a store that has been closed."""


class Job(NamedTuple):
    """A function to run in a transaction, and where its outcome goes."""

    fn: Callable[[Transaction], Any]
    done: "Future[Any]"


class _Worker(threading.Thread):
    """A thread with one connection of its own."""

    def __init__(self, name: str, connect: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(name=name, daemon=True)
        self._connect = connect
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._stopped = False

    def put(self, job: Job) -> None:
        """Queue a job."""
        if self._stopped:
            job.done.set_exception(StoreClosedError("the store is closed"))
        else:
            self._jobs.put(job)

    def stop(self) -> None:
        """Finish what is queued, then end."""
        self._stopped = True
        self._jobs.put(None)
        self.join()

    def run(self) -> None:
        with contextlib.closing(self._connect()) as connection:
            while group := self._next_group():
                self._work(connection, group)

    def _next_group(self) -> list[Job]:
        """Whatever waits, up to GROUP; empty at the end."""
        job = self._jobs.get()
        group: list[Job] = []
        while job is not None:
            if job.done.set_running_or_notify_cancel():
                group.append(job)
            if group and (len(group) == GROUP or self._jobs.empty()):
                return group
            job = self._jobs.get()
        if group:
            self._jobs.put(None)
        return group

    def _work(self, connection: sqlite3.Connection, group: list[Job]) -> None:
        raise NotImplementedError


class Reader(_Worker):
    """Runs each job on a consistent state."""

    def __init__(self, connect: Callable[[], sqlite3.Connection], clock: Callable[[], datetime]) -> None:
        super().__init__("store-reader", connect)
        self._clock = clock

    def _work(self, connection: sqlite3.Connection, group: list[Job]) -> None:
        for job in group:
            connection.execute("BEGIN")
            try:
                job.done.set_result(job.fn(Transaction(connection, self._clock)))
            except Exception as error:  # noqa: BLE001 - re-raised where the answer is awaited
                job.done.set_exception(error)
            finally:
                connection.execute("ROLLBACK")


class Writer(_Worker):
    """Runs waiting jobs in one commit; each keeps its own rollback."""

    def __init__(
        self,
        connect: Callable[[], sqlite3.Connection],
        clock: Callable[[], datetime],
        committed: Callable[[int], None],
    ) -> None:
        super().__init__("store-writer", connect)
        self._clock = clock
        self._committed = committed

    def _work(self, connection: sqlite3.Connection, group: list[Job]) -> None:
        try:
            connection.execute("BEGIN IMMEDIATE")
            outcomes = [(job, *self._run_one(connection, job)) for job in group]
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._give_up(connection, group, error)
            return
        if last := max(emitted for _, _, _, emitted in outcomes):
            self._committed(last)
        for job, value, trouble, _ in outcomes:
            if trouble is None:
                job.done.set_result(value)
            else:
                job.done.set_exception(trouble)

    def _run_one(self, connection: sqlite3.Connection, job: Job) -> tuple[Any, Exception | None, int]:
        connection.execute("SAVEPOINT job")
        tx = Transaction(connection, self._clock)
        try:
            value = job.fn(tx)
        except Exception as error:  # noqa: BLE001 - re-raised where the answer is awaited
            connection.execute("ROLLBACK TO job")
            connection.execute("RELEASE job")
            return None, error, 0
        connection.execute("RELEASE job")
        return value, None, tx.emitted

    def _give_up(self, connection: sqlite3.Connection, group: list[Job], error: sqlite3.Error) -> None:
        """Nothing of this commit was kept: everybody in it is told."""
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        for job in group:
            job.done.set_exception(error)
