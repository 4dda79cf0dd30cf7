"""Every exchange told to whoever watches, with secrets masked."""

import re
from datetime import UTC, datetime

from tui.adapters.kit.asking import Ask
from tui.adapters.kit.timing import Timing
from tui.backend.errors import BackendError
from tui.backend.exchanges import Exchange, ExchangeObserver
from tui.text import mask_cards, redact

_SHOWN_BYTES = 4096
_DIGITS = re.compile(r'("digits"\s*:\s*)"[^"]*"')


class Watch:
    """One exchange while it happens."""

    def __init__(self, ask: Ask, url: str, part: str, timing: Timing) -> None:
        self._ask = ask
        self._url = url
        self._part = part
        self._timing = timing
        self._began = timing.clock()
        self._at = datetime.fromtimestamp(timing.wall(), UTC)
        self.status = 0
        self.body: bytes | bytearray = b""
        self.error = ""

    def failed(self, error: BackendError) -> None:
        """Keep what went wrong."""
        self.error = f"{type(error).__name__}: {error}"

    def report(self, observe: ExchangeObserver | None) -> None:
        """Tell the observer, if there is one."""
        if observe is not None:
            observe(self._exchange())

    def _exchange(self) -> Exchange:
        return Exchange(
            at=self._at,
            part=self._part,
            operation=self._ask.operation,
            url=redact(self._url),
            seconds=self._timing.clock() - self._began,
            status=self.status,
            request_body=shown(self._ask.body or b""),
            answer_body=shown(self.body),
            answer_size=len(self.body),
            error=redact(self.error),
        )


def shown(body: bytes | bytearray) -> str:
    """A body as it may be kept: cut, secrets, keyed digits and card numbers masked.

    Masked before it is cut: a secret cut in half would no longer be recognised.
    """
    text = body[: 2 * _SHOWN_BYTES].decode(errors="replace")
    masked = mask_cards(_DIGITS.sub(r'\1"***"', redact(text)))
    return masked[:_SHOWN_BYTES]
