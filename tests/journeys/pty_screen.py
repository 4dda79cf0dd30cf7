"""A person at a terminal: sees what the program painted, presses keys, waits until something shows."""

import os
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pexpect
import pyte

_KEYS = {
    "F1": "\x1bOP",
    "F2": "\x1bOQ",
    "F3": "\x1bOR",
    "F4": "\x1bOS",
    "F5": "\x1b[15~",
    "F6": "\x1b[17~",
    "F7": "\x1b[18~",
    "F8": "\x1b[19~",
    "F9": "\x1b[20~",
    "F10": "\x1b[21~",
    "F11": "\x1b[23~",
    "F12": "\x1b[24~",
    "Enter": "\r",
    "Esc": "\x1b",
    "Tab": "\t",
    "Up": "\x1b[A",
    "Down": "\x1b[B",
    "Ctrl+O": "\x0f",
    "Ctrl+C": "\x03",
    "Ctrl+Q": "\x11",
    "Ctrl+D": "\x04",
    "Backspace": "\x7f",
    "Space": " ",
}


_SETTLED = 0.7
"""Seconds; a key that has meant something else less than 0.6 s ago does nothing."""
_NOT_TAKEN = ("has just become", "not possible now", "ress again", "F10 again")
"""What the desk says of a key that it did not take."""


class ScreenTimeoutError(AssertionError):
    """What was waited for did not show."""


class PtyScreen:
    """A program running in a pseudo-terminal, with what a person would see of it."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        environment: Mapping[str, str] | None = None,
        rows: int = 24,
        columns: int = 80,
        folder: Path | None = None,
    ) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._program: pexpect.spawn[bytes] = pexpect.spawn(
            command[0],
            list(command[1:]),
            env=_environment(environment or {}),
            dimensions=(rows, columns),
            cwd=str(folder) if folder else None,
            timeout=None,
        )
        self._program.delaybeforesend = None
        self.sent = bytearray()
        """Every byte the program wrote."""
        self.keys = 0
        """Keys pressed by name; letters typed are not counted."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._program.close(force=True)

    @property
    def lines(self) -> list[str]:
        """The rows of the screen as last painted."""
        self._pump(0.0)
        return [line.rstrip() for line in self._screen.display]

    @property
    def text(self) -> str:
        """The whole screen."""
        return "\n".join(self.lines)

    def press(self, *names: str) -> Self:
        """Press keys by name: "F6", "Enter", "1"."""
        for name in names:
            self.keys += 1
            self._program.send(_KEYS.get(name, name))
        return self

    def press_settled(self, name: str, wanted: str | Callable[[str], bool], seconds: float = 20.0) -> str:
        """Press a key once it has meant the same for long enough; again where the desk did not take it."""
        self.watch(_SETTLED)
        until = time.monotonic() + seconds
        self.keys += 1
        self._program.send(_KEYS.get(name, name))
        while True:
            try:
                return self.wait_for(wanted, 0.8)
            except ScreenTimeoutError:
                if time.monotonic() > until:
                    raise
            if any(words in self.text for words in _NOT_TAKEN):
                self._program.send(_KEYS.get(name, name))

    def type(self, text: str) -> Self:
        """Type text as it is."""
        self._program.send(text)
        return self

    def wait_for(self, wanted: str | Callable[[str], bool], seconds: float = 20.0) -> str:
        """The screen once it shows the wanted text, or fulfils the condition.

        Raises:
            ScreenTimeoutError: it did not within the time; the message holds the screen.
        """
        until = time.monotonic() + seconds
        while True:
            text = self.text
            if _shows(text, wanted):
                return text
            if time.monotonic() > until or not self._pump(0.05):
                raise ScreenTimeoutError(f"waited for {wanted!r}; the screen:\n{self.text}")

    def wait_gone(self, unwanted: str, seconds: float = 20.0) -> str:
        """The screen once the text shows no more."""
        return self.wait_for(lambda text: unwanted not in text, seconds)

    def watch(self, seconds: float) -> str:
        """The screen after this time: for promises that name a time."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._pump(left)
        return self.text

    def kill(self) -> None:
        """SIGKILL: no chance to say good-bye."""
        self._program.kill(signal.SIGKILL)
        self._program.wait()

    def send_signal(self, number: signal.Signals) -> None:
        """As `kill` would."""
        self._program.kill(number)

    def hang_up(self, seconds: float = 20.0) -> None:
        """The terminal goes away, as when a window is closed or a line drops; the program must end."""
        terminal = self._program.ptyproc  # type: ignore[attr-defined]  # missing in the stubs
        terminal.fileobj.close()
        terminal.closed = True
        until = time.monotonic() + seconds
        while self._program.isalive():
            if time.monotonic() > until:
                raise ScreenTimeoutError("still running without a terminal")
            time.sleep(0.02)

    def wait_for_end(self, seconds: float = 20.0) -> int:
        """The exit code, once the program has ended."""
        until = time.monotonic() + seconds
        while self._program.isalive():
            if time.monotonic() > until:
                raise ScreenTimeoutError(f"still running; the screen:\n{self.text}")
            self._pump(0.05)
        return int(self._program.exitstatus if self._program.exitstatus is not None else -1)

    def _pump(self, seconds: float) -> bool:
        """Paint what arrived within the time; False once the program has closed its terminal."""
        try:
            data = self._program.read_nonblocking(65536, seconds)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.sent += data
        self._stream.feed(data)
        return True


def _shows(text: str, wanted: str | Callable[[str], bool]) -> bool:
    """A sentence may be broken over lines: runs of white space count as one."""
    if callable(wanted):
        return wanted(text)
    return wanted in text or wanted in " ".join(text.split())


def _environment(changes: Mapping[str, str]) -> dict[str, str]:
    """The tester's environment, with a terminal of known manners."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "TEXTUAL"))}
    # pyte prints the kitty protocol's sequences as text.
    fixed = {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "TEXTUAL_DISABLE_KITTY_KEY": "1"}
    return kept | fixed | dict(changes)
