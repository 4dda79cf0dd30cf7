"""How long the kit waits and how much it reads."""

import msgspec

MEBIBYTE = 1024 * 1024


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Bounds of one request and its answer."""

    connect: float = 3.0
    """Seconds to reach the backend, TLS included."""
    write: float = 5.0
    """Seconds without a byte taken."""
    read: float = 5.0
    """Seconds without a byte given."""
    total: float = 10.0
    """Seconds for the whole exchange: a body that drips never ends otherwise."""
    body: int = 8 * MEBIBYTE
    """Bytes of an answer."""


class StreamLimits(msgspec.Struct, frozen=True, kw_only=True):
    """Bounds of an endless stream."""

    stale_after: float = 6.0
    """Seconds without a byte after which what is shown may be old."""
    dead_after: float = 10.0
    """Seconds without a byte after which the line is given up and made anew."""
    first_pause: float = 0.25
    """Seconds before the second attempt; doubles each time."""
    longest_pause: float = 3.0
    longest_asked_pause: float = 30.0
    """Cap on what a backend may ask for by Retry-After."""
    first_gap: float = 10.0
    """Seconds after an unreadable event before everything is asked for anew; doubles while it goes on."""
    longest_gap: float = 300.0
    event: int = 16 * MEBIBYTE
    """Bytes of one event: a snapshot of 10 000 waiting calls takes about three."""
