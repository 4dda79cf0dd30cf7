"""One table of every action: what it is called, on which keys it lies, what it does.

Key bar, help, prefix key and documentation are all read from here. Which of several senses a key has at a
moment (F6: answer, take, dial) is worked out in `tui.actions.meanings`.
"""

import enum

from tui.locale import mark
from tui.model import Value


class Group(enum.StrEnum):
    """Where an action stands in the help."""

    call = "call"
    caller = "caller"
    after = "after"
    agent = "agent"
    desk = "desk"


GROUP_WORDS: dict[Group, str] = {
    Group.call: mark("The call"),
    Group.caller: mark("The caller and what to say"),
    Group.after: mark("After the call"),
    Group.agent: mark("You"),
    Group.desk: mark("The desk"),
}
"""Titles of the groups in the help."""


class Action(Value, frozen=True, kw_only=True, omit_defaults=True):
    """Something an agent can ask for with one key."""

    id: str
    words: str
    """Message id of its name in the key bar when the moment gives it no better one."""
    help: str
    """Message id of a sentence that says what it does."""
    group: Group
    key: str = ""
    """As Textual names it ("f6", "ctrl+t"); empty: only after the prefix key."""
    letter: str = ""
    """After the prefix key, besides the digit that stands for a function key."""
    dangerous: bool = False
    """It ends or gives away something that can't be fetched back."""


PREFIX = "ctrl+o"
"""The key before all keys, for terminals and window managers that keep function keys for themselves."""

ACTIONS: tuple[Action, ...] = (
    Action(
        id="green",
        key="f6",
        words=mark("Answer"),
        help=mark("Answers what rings; else takes the oldest caller; else starts a call by hand."),
        group=Group.call,
    ),
    Action(
        id="red",
        key="f8",
        words=mark("Hang up"),
        help=mark("Ends the one leg that the key bar names, and no other."),
        group=Group.call,
        dangerous=True,
    ),
    Action(
        id="hold",
        key="f7",
        words=mark("Hold"),
        help=mark("Holds and resumes the caller; with two on the line it swaps who hears you."),
        group=Group.call,
    ),
    Action(
        id="send",
        key="f4",
        words=mark("Send"),
        help=mark("Sends the call on without asking: to a colleague, a queue or a number."),
        group=Group.call,
        dangerous=True,
    ),
    Action(
        id="consult",
        key="f5",
        words=mark("Consult"),
        help=mark("Rings somebody while the caller waits; again: hands the caller over."),
        group=Group.call,
    ),
    Action(
        id="join",
        letter="j",
        words=mark("Join all three"),
        help=mark("Lets you, the caller and the one you asked hear each other."),
        group=Group.call,
    ),
    Action(
        id="mute",
        key="ctrl+t",
        letter="t",
        words=mark("Mute"),
        help=mark("Mutes your microphone, or opens it again."),
        group=Group.call,
    ),
    Action(
        id="recording",
        key="ctrl+r",
        letter="r",
        words=mark("Record"),
        help=mark("Starts recording; pauses it while card numbers are read out; resumes it."),
        group=Group.call,
    ),
    Action(
        id="digits",
        key="ctrl+d",
        letter="d",
        words=mark("Digits"),
        help=mark("Sends tones to the other side, for its menus."),
        group=Group.call,
    ),
    Action(
        id="leader",
        key="ctrl+g",
        letter="g",
        words=mark("Ask a leader"),
        help=mark("Rings a leader while the caller waits."),
        group=Group.call,
    ),
    Action(
        id="park",
        key="ctrl+p",
        letter="p",
        words=mark("Park"),
        help=mark("Parks the call where colleagues can pick it up."),
        group=Group.call,
    ),
    Action(
        id="pick_up",
        letter="u",
        words=mark("Pick up"),
        help=mark("Picks up a parked call, or one that rings at a colleague's."),
        group=Group.call,
    ),
    Action(
        id="by_hand",
        letter="l",
        words=mark("Log a call"),
        help=mark("Starts a call by hand: the desk phone rang, or you dial yourself."),
        group=Group.call,
    ),
    Action(
        id="correct",
        letter="e",
        words=mark("Correct the call"),
        help=mark("Corrects number, direction, start and length of a call begun by hand."),
        group=Group.call,
    ),
    Action(
        id="next_call",
        key="ctrl+n",
        letter="n",
        words=mark("Next call"),
        help=mark("Makes the next call of the second row the one the keys act on."),
        group=Group.call,
    ),
    Action(
        id="find",
        key="f3",
        words=mark("Find"),
        help=mark("Finds a caller by number, name, company, account or pinyin; empty: your last calls."),
        group=Group.caller,
    ),
    Action(
        id="script",
        key="f9",
        words=mark("Script"),
        help=mark("Goes to and fro between the script and the note."),
        group=Group.caller,
    ),
    Action(
        id="phrases",
        key="ctrl+y",
        letter="y",
        words=mark("Phrases"),
        help=mark("Ready sentences by their short codes."),
        group=Group.caller,
    ),
    Action(
        id="wrap_up",
        key="f10",
        words=mark("Wrap-up"),
        help=mark("Opens the wrap-up; there it files the record."),
        group=Group.after,
    ),
    Action(
        id="more_time",
        letter="x",
        words=mark("More time"),
        help=mark("Asks for more time to wrap up."),
        group=Group.after,
    ),
    Action(
        id="due",
        key="f12",
        words=mark("Due"),
        help=mark("Shows what is due: unfinished records, call-backs, appointments."),
        group=Group.after,
    ),
    Action(
        id="state",
        key="f2",
        words=mark("Not ready"),
        help=mark("Ready or not ready; during a call what comes after it; while it rings, decline."),
        group=Group.agent,
    ),
    Action(
        id="state_menu",
        letter="s",
        words=mark("All states"),
        help=mark("Every state and reason you can choose."),
        group=Group.agent,
    ),
    Action(
        id="sign_out",
        letter="q",
        words=mark("Sign out"),
        help=mark("Ends the shift: shows what is unsent or unfinished, then signs out and leaves."),
        group=Group.agent,
        dangerous=True,
    ),
    Action(
        id="help",
        key="f1",
        words=mark("More"),
        help=mark("Every action with its keys; type to search, Enter to do it."),
        group=Group.desk,
    ),
    Action(
        id="briefing",
        letter="b",
        words=mark("Briefing"),
        help=mark("Goes to the briefing, to read and mark as read."),
        group=Group.desk,
    ),
    Action(
        id="queue",
        letter="w",
        words=mark("Queue"),
        help=mark("Goes to the queue."),
        group=Group.desk,
    ),
)

BY_ID: dict[str, Action] = {action.id: action for action in ACTIONS}
BY_KEY: dict[str, Action] = {action.key: action for action in ACTIONS if action.key}
