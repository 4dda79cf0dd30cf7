"""The contract suite: what every backend must do, and code to prove it.

Run by pytest for our own adapters, and by `cordboard check` for anybody's backend.
"""

from tui.backend.suite.asking import ASKING
from tui.backend.suite.beginning import BEGINNING
from tui.backend.suite.bench import Bench
from tui.backend.suite.calling import CALLING
from tui.backend.suite.knowing import KNOWING
from tui.backend.suite.looking_up import LOOKING_UP
from tui.backend.suite.outside import Network, Telephone
from tui.backend.suite.promising import PROMISING
from tui.backend.suite.queueing import QUEUEING
from tui.backend.suite.recording import RECORDING
from tui.backend.suite.requirement import Requirement, prove
from tui.backend.suite.sending import SENDING
from tui.backend.suite.signing_in import SIGNING_IN
from tui.backend.suite.telling import TELLING
from tui.backend.suite.verdicts import Finding, Verdict
from tui.backend.suite.working import WORKING

REQUIREMENTS: tuple[Requirement, ...] = (
    *SIGNING_IN,
    *TELLING,
    *WORKING,
    *QUEUEING,
    *CALLING,
    *BEGINNING,
    *SENDING,
    *ASKING,
    *RECORDING,
    *PROMISING,
    *LOOKING_UP,
    *KNOWING,
)
"""All of them, in an order that reads like a shift."""

__all__ = ["REQUIREMENTS", "Bench", "Finding", "Network", "Requirement", "Telephone", "Verdict", "prove"]
