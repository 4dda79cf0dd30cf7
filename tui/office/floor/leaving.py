"""A caller who goes on to somebody outside, with none of us left on the line."""

from tui.model import Because, CallState, Ending, Handling, Party, PartyState
from tui.office.floor.board import Board
from tui.office.floor.ending import end_call, end_share
from tui.office.floor.parties import with_leg


def leave_to(board: Board, handling: Handling, leg: Party) -> Handling:
    """Leave the caller to a leg outside. While that still rings the call goes on: it may come back."""
    call = board.live_call(handling.call)
    handling = end_share(board, handling, Ending.transferred_out)
    if leg.state is not PartyState.ringing:
        end_call(board, call, Ending.transferred_out)
        return handling
    sender = board.name_of(handling.agent)
    board.keep_call(
        call.but(state=CallState.dialling, because=Because.transfer, came_from=sender, identity=None)
    )
    return board.keep_handling(with_leg(handling, leg))
