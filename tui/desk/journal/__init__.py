"""The journal: documents on this machine's disk until the backend has them."""

from tui.desk.journal.journal import Journal
from tui.desk.journal.rows import JournalKey, Kept, Row

__all__ = ["Journal", "JournalKey", "Kept", "Row"]
