"""Everything the API can say no with: RFC 9457 problems with stable types."""

import re

import msgspec
from starlette.responses import Response

from tui.backend import BackendError, Forbidden, RateLimited, Refused, Unauthorised, Unsupported, Why

URN = "urn:cordboard:problem:"
MEDIA_TYPE = "application/problem+json"
_FIELD = re.compile(r"([a-z_.]+): ")
"""A refusal of a value begins with the field's name."""

STATUSES: dict[str, int] = {
    "bad-json": 400,
    "unauthorised": 401,
    "forbidden": 403,
    "not-found": 404,
    "method-not-allowed": 405,
    "taken": 409,
    "not-now": 409,
    "extension-taken": 409,
    "signed-in-elsewhere": 409,
    "target-busy": 409,
    "nobody-waits": 409,
    "gone": 410,
    "conflict": 412,
    "too-large": 413,
    "unsupported-media-type": 415,
    "invalid": 422,
    "target-unknown": 422,
    "precondition-required": 428,
    "rate-limited": 429,
    "internal": 500,
    "unsupported": 501,
}
"""Last part of a problem's type -> HTTP status."""

TITLES: dict[str, str] = {
    "bad-json": "The body is not JSON",
    "unauthorised": "Sign in first",
    "forbidden": "This account may not do that",
    "not-found": "There is no such thing",
    "method-not-allowed": "This method is not for this path",
    "taken": "Another agent has the call",
    "not-now": "Not possible in the present state",
    "extension-taken": "Somebody else sits at this extension",
    "signed-in-elsewhere": "Another desk holds this agent's session",
    "target-busy": "The target is busy",
    "nobody-waits": "Nobody is waiting",
    "gone": "It is over",
    "conflict": "Somebody changed it meanwhile",
    "too-large": "The body is too large",
    "unsupported-media-type": "Send application/json",
    "invalid": "A value is not acceptable",
    "target-unknown": "There is no such target",
    "precondition-required": "A header is missing that makes this safe to repeat",
    "rate-limited": "Too many attempts",
    "internal": "The office failed; it is in its log",
    "unsupported": "The office has no such operation",
}


class ProblemBody(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, rename={"kind": "type"}):
    """A problem as it goes over the wire."""

    kind: str
    """"urn:cordboard:problem:" and one of the known words."""
    title: str
    status: int
    detail: str = ""
    by: str = ""
    """Who stands in the way: an agent, or the name of a desk."""
    path: str = ""
    """JSON path of the value that is wrong; for a query parameter "?name", for a header its name."""


class Problem(Exception):
    """Answered instead of a result."""

    def __init__(
        self, word: str, detail: str = "", *, by: str = "", path: str = "", retry: float = 0
    ) -> None:
        super().__init__(word, detail)
        self.word = word
        self.detail = detail
        self.by = by
        self.path = path
        self.retry = retry
        """Seconds after which to come back; 0: not said."""
        self.allow: tuple[str, ...] = ()
        """Methods this path has, for a wrong one."""

    @property
    def status(self) -> int:
        """Its HTTP status."""
        return STATUSES[self.word]

    def response(self) -> Response:
        """This problem as an HTTP answer."""
        body = ProblemBody(
            kind=URN + self.word,
            title=TITLES[self.word],
            status=self.status,
            detail=self.detail,
            by=self.by,
            path=self.path,
        )
        return Response(msgspec.json.encode(body), self.status, self._headers(), media_type=MEDIA_TYPE)

    def _headers(self) -> dict[str, str]:
        headers = {"Cache-Control": "no-store"}
        if self.word == "unauthorised":
            headers["WWW-Authenticate"] = 'Bearer realm="cordboard"'
        if self.retry:
            headers["Retry-After"] = str(max(1, round(self.retry + 0.5)))
        if self.allow:
            headers["Allow"] = ", ".join(self.allow)
        return headers


def wrong_method(allow: tuple[str, ...]) -> Problem:
    """The path is known, the method is not one of `allow`."""
    problem = Problem("method-not-allowed", f"Allowed: {', '.join(allow)}.")
    problem.allow = allow
    return problem


def problem_of(error: BackendError) -> Problem:
    """The problem that says the same as an error of the contract."""
    if isinstance(error, Refused):
        return _refusal(error)
    if isinstance(error, RateLimited):
        return Problem("rate-limited", error.detail, retry=error.after)
    words = {Unauthorised: "unauthorised", Forbidden: "forbidden", Unsupported: "unsupported"}
    return Problem(words.get(type(error), "internal"), error.detail)


def _refusal(error: Refused) -> Problem:
    if error.reason is Why.unknown:
        return Problem("not-now", error.detail, by=error.by)
    field = _FIELD.match(error.detail) if error.reason is Why.invalid else None
    path = f"$.{field[1]}" if field else ""
    return Problem(error.reason.replace("_", "-"), error.detail, by=error.by, path=path)
