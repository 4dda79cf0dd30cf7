"""What opens for a row of the list of what is due."""

from typing import TYPE_CHECKING

from tui.console.screens.promise import Promise
from tui.console.screens.unfinished import Unfinished

if TYPE_CHECKING:
    from tui.console.app import DeskApp


def open_due(console: "DeskApp", key: str) -> None:
    """Go on with an unfinished record, or see to a promise."""
    documents = console.desk.documents
    record = next((one for one in documents.unfinished() if one.id == key), None)
    if record is not None:
        console.open_dialog(Unfinished(console.desk, record.handling))
        return
    promise = next((one for one in documents.follow_ups() if one.id == key), None)
    if promise is not None:
        console.open_dialog(Promise(console.desk, promise))
