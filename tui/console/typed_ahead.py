"""Keys one at a time: the next is looked at when the one before has done all it does.

Over a slow line a burst of keys arrives at once. Textual forwards each to whatever has the focus when it
arrives, so after a Tab or an Enter in the burst the rest would land in the wrong field.
"""

from collections import deque
from collections.abc import Awaitable, Callable

from textual.app import App
from textual.events import Key
from textual.message import Message
from textual.message_pump import MessagePump
from textual.widgets import Input, TextArea

_ROUNDS = 2
"""Once up from the focused widget behind the key, and once behind the messages the key caused."""
_LONGEST = 0.2
"""Seconds after which the next key is let through though the mark was lost, as with a closed dialog."""


class KeyDone(Message):
    """Follows a key up through the widgets it bubbles through; where it arrives, the key is done."""

    def __init__(self, ordinal: int, rounds: int) -> None:
        super().__init__()
        self.ordinal = ordinal
        self.rounds = rounds


class TypedAhead:
    """Holds keys back until their turn."""

    def __init__(self, app: App[None], let_through: Callable[[Key], Awaitable[None]]) -> None:
        self._app = app
        self._let_through = let_through
        self._waiting: deque[Key] = deque()
        self._ordinal = 0
        self._is_busy = False

    async def take(self, key: Key) -> None:
        """A key has arrived."""
        self._waiting.append(key)
        if not self._is_busy:
            await self._next()

    async def done(self, mark: KeyDone) -> None:
        """A mark has come up."""
        if mark.ordinal != self._ordinal:
            return
        if mark.rounds > 1:
            self._follow(mark.rounds - 1)
        else:
            await self._next()

    async def _next(self) -> None:
        """Let keys through up to the next one that may move something."""
        self._ordinal += 1
        while self._waiting:
            target, key = self._focus(), self._waiting.popleft()
            await self._let_through(key)
            if not _only_writes(key, target):
                self._is_busy = True
                self._app.set_timer(_LONGEST, lambda ordinal=self._ordinal: self._lost(ordinal))
                self._follow(_ROUNDS, target)
                return
        self._is_busy = False

    def _follow(self, rounds: int, target: MessagePump | None = None) -> None:
        mark = KeyDone(self._ordinal, rounds)
        if not (target or self._focus()).post_message(mark):
            self._app.post_message(mark)

    async def _lost(self, ordinal: int) -> None:
        if ordinal == self._ordinal and self._is_busy:
            await self._next()

    def _focus(self) -> MessagePump:
        return self._app.focused or self._app.screen


def _only_writes(key: Key, target: MessagePump) -> bool:
    """A letter in a text moves nothing: the next key need not wait for it."""
    return key.is_printable and isinstance(target, Input | TextArea)
