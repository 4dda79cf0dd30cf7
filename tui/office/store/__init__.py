"""The only place that knows the database.

    store = Store.open(path)                     # SQLite, WAL, synchronous=FULL
    saved = await store.write(fn, *args)         # fn(tx, *args) in ONE transaction, undone by an exception
    value = await store.read(fn, *args)          # fn(tx, *args) on one consistent state; must not write
    store.watch(callback)                        # callback(last_seq) in this event loop, after commits
    await store.backup(path); store.close()

`fn` is a plain function; it runs on the store's own thread and must neither block nor await. Reads run on a
thread of their own, so a long search never delays a ringing call. Several waiting writes share one commit;
each keeps its own rollback.

`tx` (a `Transaction`) is all that the floor and the API see: no SQL outside this package.

    tx.now                                       # UTC, from the clock given to Store.open
    tx.emit(value, "agent:ID", "queue:ID")       # -> the value with its new version; its event row is written
    tx.emit_removed("call", id, "agent:ID")
    tx.calls, tx.handlings, tx.waiting, tx.agents, tx.queues, tx.records, tx.interactions, ...   # gateways

Audiences are "all", "agent:ID", "queue:ID" and "house" (who sees everything:
supervisors and services). The version of a value is the sequence number of its event.

Adding a gateway: a module here with `SCHEMA: str` (CREATE statements) and a class that takes the
`sqlite3.Connection`; list its SCHEMA in `schema.PIECES` and add a cached property to `Transaction`.
Rows keep a whole value as JSON in `body` (see `rows`), and as columns only what is searched or sorted by.

What the floor asks of the catalogue's gateways:

    tx.callers.on_number(number) -> tuple[CallerBrief, ...]     everyone known on this number
    tx.callers.brief(caller_id) -> CallerBrief | None
    tx.content.code(code_id) -> WrapUpCode | None
"""

from tui.office.store.events import EventRow
from tui.office.store.schema import NewerFileError
from tui.office.store.store import Store
from tui.office.store.threads import StoreClosedError
from tui.office.store.transaction import Transaction

__all__ = ["EventRow", "NewerFileError", "Store", "StoreClosedError", "Transaction"]
