"""What all adapters share: HTTP with one error tree, endless event streams, decoding with paths."""

from tui.adapters.kit.asking import Ask
from tui.adapters.kit.decoding import decode
from tui.adapters.kit.http import HttpClient
from tui.adapters.kit.limits import Limits, StreamLimits
from tui.adapters.kit.problems import Answer
from tui.adapters.kit.stream import EventStream, TimeTold
from tui.adapters.kit.timing import Timing

__all__ = [
    "Answer",
    "Ask",
    "EventStream",
    "HttpClient",
    "Limits",
    "StreamLimits",
    "TimeTold",
    "Timing",
    "decode",
]
