"""What can go wrong with a backend, translated once at the adapter's border.

    BackendError
    ├── NotSent             the request never left: safe to send again
    ├── OutcomeUnknown      it left, the answer is missing: read back
    ├── Unauthorised        sign-in refused, or the session has ended
    ├── Forbidden           signed in, but not allowed
    ├── Refused             understood and turned down; `reason` says why
    ├── Unsupported         this backend does not have it
    ├── Malformed           the answer is not what the contract says
    └── RateLimited         too many requests; `after` says when to come back

Errors carry codes and values, never sentences for the screen: the words are made where they are shown.
"""

from tui.model import Open


class Why(Open):
    """Why a backend refused something it understood."""

    taken = "taken"
    """Another agent has the call."""
    gone = "gone"
    """The call is over, or the thing is no longer there."""
    not_now = "not_now"
    """Not permitted in the present state."""
    conflict = "conflict"
    """Somebody changed it meanwhile."""
    extension_taken = "extension_taken"
    signed_in_elsewhere = "signed_in_elsewhere"
    """Another desk holds this agent's session; sign in with `take_over`."""
    target_busy = "target_busy"
    target_unknown = "target_unknown"
    nobody_waits = "nobody_waits"
    invalid = "invalid"
    """A value is not acceptable; `detail` names the field."""
    not_found = "not_found"
    unknown = "unknown"


class BackendError(Exception):
    """Anything that went wrong between a desk and its backend."""

    def __init__(self, detail: str = "", *, operation: str = "") -> None:
        super().__init__(detail)
        self.detail = detail
        """For logs and the curious; in the backend's or the library's words, redacted."""
        self.operation = operation
        """What was asked for, such as "POST /v1/calls/{id}/answer"."""


class NotSent(BackendError):
    """The request never reached the backend (refused connection, no name, TLS failure)."""


class OutcomeUnknown(BackendError):
    """The request may or may not have taken effect: the answer was lost."""


class Unauthorised(BackendError):
    """Wrong number or secret, or the session has ended."""


class Forbidden(BackendError):
    """This agent may not do that."""


class Refused(BackendError):
    """The backend understood and said no."""

    def __init__(self, reason: Why, detail: str = "", *, by: str = "", operation: str = "") -> None:
        super().__init__(detail, operation=operation)
        self.reason = reason
        self.by = by
        """Who stands in the way, such as the agent who took the call; may be empty."""


class Unsupported(BackendError):
    """This backend has no such operation."""


class Malformed(BackendError):
    """An answer or event that does not fit the contract."""

    def __init__(self, path: str, expected: str, got: str, *, operation: str = "") -> None:
        super().__init__(f"{path}: expected {expected}, got {got}", operation=operation)
        self.path = path
        """JSON path of the first value that is wrong, `$` for the whole."""
        self.expected = expected
        self.got = got


class RateLimited(BackendError):
    """The backend asks us to come back later."""

    def __init__(self, after: float, detail: str = "", *, operation: str = "") -> None:
        super().__init__(detail, operation=operation)
        self.after = after
        """Seconds to wait."""
