"""The program's own log: a small private file beside the journal, without callers' data and secrets."""

import logging
import logging.handlers
from io import TextIOWrapper
from pathlib import Path

from tui.text import redact

_LARGEST = 512 * 1024
_FILE = "cordboard.log"


def keep_log(folder: Path) -> None:
    """From now on write what this program logs to a file there. Without a place for it there is no log."""
    handler: logging.Handler
    try:
        handler = _PrivateFile(folder / _FILE, maxBytes=_LARGEST, backupCount=1, encoding="utf-8")
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(_Redacting("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger("tui").addHandler(handler)


class _PrivateFile(logging.handlers.RotatingFileHandler):
    """Only its owner may read it, the fresh one after a rotation too."""

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).touch(mode=0o600)
        return super()._open()


class _Redacting(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))
