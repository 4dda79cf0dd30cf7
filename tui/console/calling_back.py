"""Dialling what was promised."""

from typing import TYPE_CHECKING

from tui.console.dialogs.by_hand import ByHand
from tui.model import FollowUp

if TYPE_CHECKING:
    from tui.console.app import DeskApp


def call_back(console: "DeskApp", follow_up: FollowUp) -> None:
    """Open the call by hand with a promised call-back in it; the number is shown before anything rings."""
    dialog = ByHand(console.desk, number=follow_up.number, caller=follow_up.caller, name=follow_up.name)
    console.open_dialog(dialog)
