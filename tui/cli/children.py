"""Processes of our own that never outlive us.

Each child is told what to do by one JSON line on its standard input, so no secret stands in a
process list. The pipe stays open as a life line: when we end, however we end, the child reads the
end of it and stops.
"""

import select
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Self, cast

import msgspec

from tui.cli.exits import Exit, Trouble
from tui.text import redact

_READY_WITHIN = 30.0
_STOP_WITHIN = 5.0


class Child:
    """One running process; as a context manager it is stopped at the end."""

    def __init__(self, module: str, order: Mapping[str, Any], log: Path) -> None:
        """Start `python -m module` with this order; what it prints on stderr goes to the log."""
        log.touch(mode=0o600)
        with log.open("ab") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-m", module],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                start_new_session=True,
            )
        self._order = cast("IO[bytes]", self._process.stdin)
        self._answer = cast("IO[bytes]", self._process.stdout)
        self._log = log
        self._tell(order)

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    @property
    def is_running(self) -> bool:
        """It has not ended yet."""
        return self._process.poll() is None

    def wait_ready(self) -> dict[str, Any]:
        """What it says once it is ready.

        Raises:
            Trouble: it ended instead; the sentence is the child's own where it gave one.
        """
        if not select.select([self._answer], [], [], _READY_WITHIN)[0]:
            raise _late(self._log)
        line = self._answer.readline()
        answer: dict[str, Any] = msgspec.json.decode(line) if line.strip() else {}
        if "trouble" in answer:
            raise Trouble(str(answer["trouble"]), Exit.office)
        if not answer:
            raise _ended_at_once(self._log)
        return answer

    def wait(self, seconds: float | None = None) -> int | None:
        """Its exit code, or None while it still runs after that time."""
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def stop(self) -> None:
        """Cut the life line; if that does not help within some seconds, kill it."""
        with suppress(OSError):
            self._order.close()
        if self.wait(_STOP_WITHIN) is None:
            self._process.kill()
            self._process.wait()
        self._answer.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _tell(self, order: Mapping[str, Any]) -> None:
        with suppress(BrokenPipeError):
            self._order.write(msgspec.json.encode(order) + b"\n")
            self._order.flush()


def last_line(log: Path) -> str:
    """The last thing children complained of."""
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        lines = []
    return redact(next((line.strip() for line in reversed(lines) if line.strip()), "it left no word"))


def _ended_at_once(log: Path) -> Trouble:
    return Trouble(f"a part of the office ended at once: {last_line(log)}", Exit.office)


def _late(log: Path) -> Trouble:
    return Trouble(f"the office does not get ready: {last_line(log)}", Exit.office)
