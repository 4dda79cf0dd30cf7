"""The agent's desk without any screen: stores, verbs, documents, what to say."""

from tui.desk.answers import AnswerProblem
from tui.desk.clock import DeskClock
from tui.desk.confirming import Pending
from tui.desk.content import Content
from tui.desk.desk import AgentDesk
from tui.desk.document import DocumentStatus, HandlingFacts, Missing
from tui.desk.documents import Documents
from tui.desk.floor import FloorFigures
from tui.desk.links import Links, LinkState
from tui.desk.observers import Observer
from tui.desk.scripting import PassedStep, Walk
from tui.desk.stores import Stores, Table

__all__ = [
    "AgentDesk",
    "AnswerProblem",
    "Content",
    "DeskClock",
    "DocumentStatus",
    "Documents",
    "FloorFigures",
    "HandlingFacts",
    "LinkState",
    "Links",
    "Missing",
    "Observer",
    "PassedStep",
    "Pending",
    "Stores",
    "Table",
    "Walk",
]
