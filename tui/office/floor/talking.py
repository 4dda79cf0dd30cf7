"""While speaking: hold, mute, digits, recording, and hanging up."""

from datetime import timedelta

from tui.backend import Command, Refused, Why
from tui.model import Because, Ending, Handling, HandlingState, PartyState, Recording, Verb
from tui.office.floor import asking
from tui.office.floor.board import Board
from tui.office.floor.consults import asker_of, colleague_of, consult_over, on_hold
from tui.office.floor.ending import end_call, end_share
from tui.office.floor.offers import answer as answer_offer
from tui.office.floor.offers import decline as decline_offer
from tui.office.floor.parties import caller_held, consulted, leg_of, with_leg, without_leg

LONGEST_EXTENSION = 600
"""Seconds by which a wrap-up can be extended at once."""
_DIGITS = frozenset("0123456789*#ABCDabcd,")


def answer(board: Board, handling: Handling, _: Command) -> Handling:
    """Take up a ringing call."""
    return answer_offer(board, handling)


def decline(board: Board, handling: Handling, command: Command) -> Handling:
    """Not now; with a reason the agent is not ready from now on."""
    decline_offer(board, handling, command.reason)
    return handling


def hold(board: Board, handling: Handling, _: Command) -> Handling:
    """Let the caller wait."""
    return board.keep_handling(on_hold(board, handling))


def resume(board: Board, handling: Handling, _: Command) -> Handling:
    """Speak with the caller again."""
    back = caller_held(handling, held=False)
    return board.keep_handling(back.but(state=HandlingState.connected, recall_at=None))


def mute(board: Board, handling: Handling, command: Command) -> Handling:
    """Close a microphone: the agent's own, or that of another leg."""
    muted = command.verb is Verb.mute
    if command.party and (leg := leg_of(handling, command.party)) is None:
        raise Refused(Why.invalid, f"party: nobody is {command.party!r}")
    if command.party and leg is not None and leg.agent != handling.agent:
        return board.keep_handling(with_leg(handling, leg.but(muted=muted)))
    own = leg_of(handling, f"agent:{handling.agent}")
    handling = with_leg(handling, own.but(muted=muted)) if own else handling
    return board.keep_handling(handling.but(muted=muted))


def send_digits(_: Board, handling: Handling, command: Command) -> Handling:
    """Tones for a menu on the other side. They are kept nowhere: they may be a secret."""
    if not command.digits or not _DIGITS.issuperset(command.digits):
        raise Refused(Why.invalid, "digits: expected 0-9 * # A-D and commas")
    return handling


def record(board: Board, handling: Handling, _: Command) -> Handling:
    """Record from here on."""
    return _record(board, handling, Recording.on)


def pause_recording(board: Board, handling: Handling, _: Command) -> Handling:
    """Leave a gap in the recording."""
    return _record(board, handling, Recording.paused)


def _record(board: Board, handling: Handling, recording: Recording) -> Handling:
    call = board.live_call(handling.call)
    if call.recording is not recording:
        board.keep_call(call.but(recording=recording))
    return handling


def extend(board: Board, handling: Handling, command: Command) -> Handling:
    """More time for the wrap-up."""
    if not 1 <= command.seconds <= LONGEST_EXTENSION:
        raise Refused(Why.invalid, f"seconds: expected 1 to {LONGEST_EXTENSION}")
    if handling.wrap_up_until is None:
        raise Refused(Why.not_now, "this wrap-up has no limit")
    until = handling.wrap_up_until + timedelta(seconds=command.seconds)
    board.tx.timers.start("wrap_up", handling.id, until.timestamp())
    return board.keep_handling(handling.but(wrap_up_until=until))


def hang_up(board: Board, handling: Handling, _: Command) -> Handling:
    """Leave the call. In a conference the others go on; a consulted colleague leaves the asker."""
    if handling.state is HandlingState.conference:
        return _leave_conference(board, handling)
    if handling.because is Because.consult:
        asker = asker_of(board, handling)
        if asker is not None:
            consult_over(board, asker, PartyState.gone)
        return end_share(board, handling, Ending.agent_hung_up)
    end_call(board, board.live_call(handling.call), Ending.agent_hung_up)
    return handling


def _leave_conference(board: Board, handling: Handling) -> Handling:
    other = colleague_of(board, handling)
    if other is not None:
        return _hand_over(board, handling, other)
    asker = asker_of(board, handling)
    if asker is not None:
        back = without_leg(asker, f"agent:{handling.agent}")
        board.keep_handling(back.but(state=HandlingState.connected))
        return end_share(board, handling, Ending.agent_hung_up)
    outside = consulted(handling) is not None
    ending = Ending.transferred_out if outside else Ending.agent_hung_up
    end_call(board, board.live_call(handling.call), ending)
    return handling


def _hand_over(board: Board, handling: Handling, other: Handling) -> Handling:
    call = board.live_call(handling.call)
    sender = board.name_of(handling.agent)
    board.keep_call(call.but(because=Because.transfer, came_from=sender, identity=None))
    asking.hand_to(board, handling, other)
    return end_share(board, handling, Ending.agent_hung_up)
