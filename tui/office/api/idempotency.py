"""Requests that may come twice and take effect once."""

import hashlib
from collections.abc import Callable
from typing import TypeVar

import msgspec

from tui.office.api.operation import Ask
from tui.office.api.problems import Problem
from tui.office.store import Transaction
from tui.office.store.keys import Replay

T = TypeVar("T", bound=msgspec.Struct)


def once(tx: Transaction, ask: Ask, kind: type[T], act: Callable[[Transaction], T]) -> T:
    """What `act` answers; the same again when the same request comes again within a day.

    A request that is refused has no effect and is not remembered.

    Raises:
        Problem: the key was used for another request.
    """
    if not ask.key:
        return act(tx)
    asked = _fingerprint(ask)
    before = tx.keys.get(ask.account.id, ask.key)
    if before is None:
        answer = act(tx)
        tx.keys.put(ask.account.id, ask.key, Replay(asked, msgspec.json.encode(answer)), tx.now)
        return answer
    if before.asked != asked:
        raise Problem("invalid", "This key was used for another request.", path="Idempotency-Key")
    return msgspec.json.decode(before.answer, type=kind)


def _fingerprint(ask: Ask) -> bytes:
    parts = (ask.request.method, ask.request.url.path, ask.body)
    return hashlib.sha256(msgspec.json.encode(parts)).digest()
