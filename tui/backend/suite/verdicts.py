"""What a proof comes to."""

import enum

from tui.model import Value


class Verdict(enum.StrEnum):
    """How a backend stands to one requirement."""

    passed = "pass"
    failed = "fail"
    unsupported = "unsupported"
    """It says itself that it has no such port or verb."""
    not_testable = "not_testable"
    """What the proof needs is not at hand: a second agent, a test call, a queue of that sort."""


class Finding(Value, frozen=True, kw_only=True):
    """A requirement with its verdict."""

    requirement: str
    sentence: str
    verdict: Verdict
    evidence: tuple[str, ...] = ()
    """What was seen, in order; the last line says why it is not a pass."""
    seconds: float = 0.0


class ViolationError(Exception):
    """The backend did otherwise than required."""


class NotTestableError(Exception):
    """The proof can't be carried out here."""


def expect(holds: object, sentence: str) -> None:
    """Raises ViolationError with this sentence unless it holds."""
    if not holds:
        raise ViolationError(sentence)
