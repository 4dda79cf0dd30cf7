"""The words of the trade as frozen, typed values. No I/O."""

from tui.model.agent import Agent, AgentRole, AgentState, NextState, Presence, Reason, Skill
from tui.model.announcement import Announcement
from tui.model.base import Moment, Open, Stored, Value, utc_now
from tui.model.call import (
    Because,
    Call,
    CallState,
    Channel,
    Ending,
    IdentityCheck,
    Line,
    Origin,
    Recording,
    Transcript,
    Waiting,
)
from tui.model.caller import Caller, CallerBrief, CallerNumber, DeskCall, Found, History, Interaction
from tui.model.codes import WrapUpCode
from tui.model.directory import DirectoryEntry
from tui.model.handling import Handling, HandlingState, Party, PartyState, Role, WrapUpNeed
from tui.model.kinds import KINDS, kind_of
from tui.model.metrics import DayFigures
from tui.model.queue import Delivery, Queue, QueueFigures
from tui.model.record import (
    FollowUp,
    FollowUpKind,
    FollowUpState,
    Record,
    Saved,
    record_id,
)
from tui.model.script import Article, Choice, FieldType, Phrase, Script, Step, StepKind
from tui.model.verbs import Confirmation, Target, TargetKind, Verb, VerbDeclaration

__all__ = [
    "KINDS",
    "Agent",
    "AgentRole",
    "AgentState",
    "Announcement",
    "Article",
    "Because",
    "Call",
    "CallState",
    "Caller",
    "CallerBrief",
    "CallerNumber",
    "Channel",
    "Choice",
    "Confirmation",
    "DayFigures",
    "Delivery",
    "DeskCall",
    "DirectoryEntry",
    "Ending",
    "FieldType",
    "FollowUp",
    "FollowUpKind",
    "FollowUpState",
    "Found",
    "Handling",
    "HandlingState",
    "History",
    "IdentityCheck",
    "Interaction",
    "Line",
    "Moment",
    "NextState",
    "Open",
    "Origin",
    "Party",
    "PartyState",
    "Phrase",
    "Presence",
    "Queue",
    "QueueFigures",
    "Reason",
    "Record",
    "Recording",
    "Role",
    "Saved",
    "Script",
    "Skill",
    "Step",
    "StepKind",
    "Stored",
    "Target",
    "TargetKind",
    "Transcript",
    "Value",
    "Verb",
    "VerbDeclaration",
    "Waiting",
    "WrapUpCode",
    "WrapUpNeed",
    "kind_of",
    "record_id",
    "utc_now",
]
