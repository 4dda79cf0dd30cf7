"""Secrets and tokens: how they are hashed, made and compared, and how guessing is slowed down."""

import asyncio
import hashlib
import secrets
from collections import OrderedDict
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from tui.backend import RateLimited

HASHER = PasswordHasher()
"""argon2id as RFC 9106 recommends for small machines: 64 MiB, some 50 ms."""
_AT_ONCE = 2
"""Hashes computed at the same time: each takes 64 MiB."""


def hash_secret(secret: str) -> str:
    """An argon2id hash with its salt and parameters. Takes some 50 ms."""
    return HASHER.hash(secret)


def secret_fits(hashed: str, secret: str) -> bool:
    """Whether this is the secret; an empty hash never fits, and takes as long. Some 50 ms."""
    try:
        return HASHER.verify(hashed or _nobodys_hash(), secret) and bool(hashed)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobodys_hash() -> str:
    """Checked against when there is no such account, so that the answer takes as long."""
    return HASHER.hash(secrets.token_urlsafe())


def new_token() -> str:
    """A bearer token: 256 random bits."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """How a token is kept. It is random, so a plain hash is enough."""
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()


class Gate:
    """Checks secrets a few at a time, off the event loop."""

    def __init__(self) -> None:
        self._room = asyncio.Semaphore(_AT_ONCE)

    async def check(self, hashed: str, secret: str) -> bool:
        """Whether the secret fits."""
        async with self._room:
            return await asyncio.to_thread(secret_fits, hashed, secret)


class Throttle:
    """Slows down whoever guesses: after a few failures each further one doubles the wait."""

    FREE = 5
    """Failures before the first wait."""
    LONGEST = 300.0
    """Seconds of the longest wait."""
    REMEMBERED = 10_000
    """Names kept; the one longest untouched is forgotten first."""

    def __init__(self) -> None:
        self._failures: OrderedDict[str, tuple[int, float]] = OrderedDict()

    def check(self, name: str, now: float) -> None:
        """Let pass, or say when to come back.

        Args:
            name: what is being guessed at, such as a staff number.
            now: seconds of a monotonic clock.

        Raises:
            RateLimited: the wait after the last failure is not over.
        """
        count, last = self._failures.get(name, (0, 0.0))
        left = last + self._wait(count) - now
        if count >= self.FREE and left > 0:
            raise RateLimited(left, "Too many failed attempts.")

    def failed(self, name: str, now: float) -> None:
        """One more failure."""
        count, _ = self._failures.pop(name, (0, 0.0))
        self._failures[name] = (count + 1, now)
        if len(self._failures) > self.REMEMBERED:
            self._failures.popitem(last=False)

    def passed(self, name: str) -> None:
        """The right secret came: forget the failures."""
        self._failures.pop(name, None)

    def _wait(self, count: int) -> float:
        return float(min(2.0 ** min(count - self.FREE, 16), self.LONGEST))
