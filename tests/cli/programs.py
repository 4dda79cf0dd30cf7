"""Our own program, run as people run it."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

WITHIN = 30.0
"""Seconds that anything here may take."""


def cordboard(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run to the end, without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "tui", *arguments],
        capture_output=True,
        text=True,
        timeout=WITHIN,
        check=False,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **environment},
    )


class Running:
    """A command that stays: `serve`, `demo --no-console`."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.said = ""
        """What it printed until it was ready."""

    def find(self, pattern: str) -> str:
        """The first group of a pattern in what it said."""
        found = re.search(pattern, self.said)
        assert found, self.said
        return found[1]

    def children(self) -> tuple[int, ...]:
        """Process ids of its children."""
        tasks = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return tuple(int(pid) for pid in tasks.read_text().split())

    def end(self, how: signal.Signals = signal.SIGINT) -> int:
        """Send a signal; the exit code."""
        self.process.send_signal(how)
        return self.process.wait(WITHIN)


@contextmanager
def staying(*arguments: str) -> Iterator[Running]:
    """A command in the background, ready when it says how to end it; gone at the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tui", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
    )
    running = Running(process)
    output = cast("IO[str]", process.stdout)
    try:
        for line in output:
            running.said += line
            if "Ctrl+C ends it" in line:
                break
        else:
            raise AssertionError(running.said)
        yield running
    finally:
        if process.poll() is None:
            running.end()
        output.close()


def eventually(holds: Callable[[], bool], seconds: float = 10.0) -> bool:
    """Whether it comes to hold in that time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.05)
    return holds()


def is_gone(pid: int) -> bool:
    """No process of this id runs; one that waits to be reaped is as good as gone."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return True
    return state == "Z"
