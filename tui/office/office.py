"""The whole office: store, floor, events and accounts put together, opened and closed as one."""

import contextlib
from collections.abc import AsyncIterator, Iterable
from pathlib import Path

from tui.model import Stored
from tui.office.accounts import Account, Accounts, Desk, Opened
from tui.office.day import Days, day_figures
from tui.office.floor import Floor
from tui.office.place import claimed, database, keep_private, service_token, told
from tui.office.seeding import OfficeContent, fill, starter
from tui.office.store import Store, Transaction
from tui.office.streams import Streams


class Office:
    """Made by `opened`; used from one event loop."""

    def __init__(self, data_dir: Path, store: Store) -> None:
        self.store = store
        self.accounts = Accounts(store)
        self.floor = Floor(store, on_tick=(Days(),))
        self.streams = Streams(store, self.floor, _more)
        self.token = ""
        """Of the service account that this start made; empty: it was there already."""
        self._data_dir = data_dir

    @classmethod
    @contextlib.asynccontextmanager
    async def opened(cls, data_dir: Path, content: OfficeContent | None = None) -> "AsyncIterator[Office]":
        """The office of a directory, at work until the block is left.

        Raises:
            OfficeRunningError: another process runs an office on this directory.
            NewerFileError: a newer office wrote the data.
            OSError: the directory can't be used.
        """
        with claimed(data_dir):
            store = Store.open(database(data_dir))
            try:
                office = cls(data_dir, store)
                await office._fill(content)
                async with office._at_work():
                    yield office
            finally:
                store.close()

    def at(self, url: str) -> contextlib.AbstractContextManager[None]:
        """Say in the data directory where the office answers."""
        return told(self._data_dir, url)

    async def sign_in(self, staff_number: str, secret: str, desk: Desk, *, peer: str) -> Opened:
        """Open a session; a desk that is taken over is told. Raises as `Accounts.sign_in`."""
        opened = await self.accounts.sign_in(staff_number, secret, desk, peer=peer)
        for digest in opened.ended:
            self.streams.end(digest, taken_over_by=desk.name if opened.taken_over else "")
        return opened

    async def sign_out(self, account: Account) -> None:
        """End a session; its streams end too."""
        await self.accounts.sign_out(account)
        self.streams.end(account.digest)

    @contextlib.asynccontextmanager
    async def _at_work(self) -> AsyncIterator[None]:
        await self.streams.start()
        await self.floor.start()
        try:
            yield
        finally:
            await self.floor.stop()
            await self.streams.stop()

    async def _fill(self, content: OfficeContent | None) -> None:
        is_fresh = await self.store.read(lambda tx: not tx.queues.all())
        if content is None and not is_fresh:
            return
        self.token = await fill(self.store, content or starter())
        if self.token:
            keep_private(service_token(self._data_dir), self.token + "\n")


def _more(tx: Transaction, agent: str) -> Iterable[Stored]:
    """Of the snapshot: what does not belong to the floor."""
    yield from tx.content.announcements(agent)
    yield from tx.content.numbers()
    if not agent:
        yield from tx.follow_ups.open_all()
        return
    found = tx.agents.get(agent)
    queues = found.queues if found else ()
    yield from tx.follow_ups.open_for((agent, *(f"queue:{queue}" for queue in queues)))
    yield day_figures(tx, agent)
