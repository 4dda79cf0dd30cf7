"""From an answer that is not a success to a member of the error tree."""

from collections.abc import Mapping

import msgspec

from tui.backend.errors import (
    BackendError,
    Forbidden,
    Malformed,
    OutcomeUnknown,
    RateLimited,
    Refused,
    Unauthorised,
    Unsupported,
    Why,
)

PROBLEM_TYPE = "application/problem+json"
_PREFIX = "urn:cordboard:problem:"
_BY_STATUS = {
    400: Why.invalid,
    404: Why.not_found,
    409: Why.conflict,
    410: Why.gone,
    412: Why.conflict,
    413: Why.invalid,
    422: Why.invalid,
}
_LONGEST_DETAIL = 500


class Problem(msgspec.Struct, frozen=True):
    """A problem document, as far as a desk uses it (RFC 9457)."""

    type: str = "about:blank"
    title: str = ""
    detail: str = ""
    by: str = ""
    """Who stands in the way."""
    path: str = ""
    """JSON path of a value that is not acceptable."""


class Answer(msgspec.Struct, frozen=True):
    """A whole answer."""

    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes

    @property
    def media_type(self) -> str:
        """Without parameters, in lower case."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


def error_of(answer: Answer, *, operation: str, writes: bool) -> BackendError:
    """The error an answer with a status of 300 or more stands for."""
    problem = _problem(answer)
    detail = _detail(answer, problem)
    if answer.status in {429, 503} and (answer.status == 429 or "retry-after" in answer.headers):
        return RateLimited(retry_after(answer.headers), detail, operation=operation)
    # A page is a gateway's word, not the backend's; only "sign in" means the same from both.
    is_page = problem is None and answer.media_type == "text/html"
    simple = {401: Unauthorised, 403: Forbidden, 405: Unsupported, 501: Unsupported}.get(answer.status)
    if simple and (simple is Unauthorised or not is_page):
        return simple(detail, operation=operation)
    if answer.status >= 500:
        return (OutcomeUnknown if writes else BackendError)(detail, operation=operation)
    if problem is None:
        got = f"HTTP {answer.status} as {answer.media_type or 'no type'}"
        return Malformed("$", PROBLEM_TYPE, got, operation=operation)
    return Refused(_why(problem.type, answer.status), detail, by=problem.by, operation=operation)


def retry_after(headers: Mapping[str, str]) -> float:
    """Seconds a backend asks to wait; 1 when it does not say, or says it as a date."""
    text = headers.get("retry-after", "")
    return float(min(int(text), 3600)) if text.isascii() and text.isdigit() and len(text) < 10 else 1.0


def _problem(answer: Answer) -> Problem | None:
    if answer.media_type not in {PROBLEM_TYPE, "application/json"}:
        return None
    try:
        return msgspec.json.decode(answer.body, type=Problem)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def _detail(answer: Answer, problem: Problem | None) -> str:
    if problem is None:
        return f"HTTP {answer.status} {answer.media_type}".rstrip()
    said = problem.detail or problem.title or f"HTTP {answer.status}"
    named = f"{problem.path}: {said}" if problem.path and problem.path not in said else said
    return named[:_LONGEST_DETAIL]


def _why(problem_type: str, status: int) -> Why:
    name = problem_type.removeprefix(_PREFIX).replace("-", "_")
    why = Why(name)
    return _BY_STATUS.get(status, Why.unknown) if why is Why.unknown else why
