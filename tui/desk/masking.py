"""No card number leaves the memory of this desk."""

from tui.desk.document import Body
from tui.model import Caller, FollowUp, Record
from tui.text import mask_cards


def masked(body: Body) -> Body:
    """The same document with card numbers in its free text made unreadable."""
    if isinstance(body, Record):
        return masked_record(body)
    return _masked_follow_up(body) if isinstance(body, FollowUp) else _masked_caller(body)


def masked_record(record: Record) -> Record:
    """A record as it may be kept and sent."""
    return record.but(
        note=mask_cards(record.note),
        answers={name: mask_cards(answer) for name, answer in record.answers.items()},
        follow_ups=tuple(_masked_follow_up(follow_up) for follow_up in record.follow_ups),
    )


def _masked_follow_up(follow_up: FollowUp) -> FollowUp:
    return follow_up.but(
        about=mask_cards(follow_up.about),
        outcome=mask_cards(follow_up.outcome),
        reason=mask_cards(follow_up.reason),
    )


def _masked_caller(caller: Caller) -> Caller:
    return caller.but(memo=mask_cards(caller.memo))
