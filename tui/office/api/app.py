"""The API as an ASGI application: finds the operation, checks who asks and what, answers."""

import logging
import re
from collections.abc import Iterable

import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tui.backend import BackendError
from tui.office.accounts import NOBODY, Account
from tui.office.api.bodies import read_body, read_query
from tui.office.api.operation import Answer, Ask, Operation
from tui.office.api.problems import Problem, problem_of, wrong_method
from tui.office.api.table import OPERATIONS
from tui.office.office import Office

_LOG = logging.getLogger(__name__)
_LONGEST_NAME = 200
_ETAG = re.compile(r'"(\d{1,15})"')
_SAFETY = [
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"referrer-policy", b"no-referrer"),
]


def build_app(office: Office) -> ASGIApp:
    """The application of this office; the caller opens and closes the office."""
    by_path: dict[str, list[Operation]] = {}
    for operation in OPERATIONS:
        by_path.setdefault(operation.path, []).append(operation)
    routes = [Route(path, _Endpoint(office, operations)) for path, operations in by_path.items()]
    app = Starlette(routes=routes, exception_handlers={404: _unknown_path})
    app.router.redirect_slashes = False
    return _Safety(app)


class _Safety:
    """Sets the headers that tell a browser to do nothing with our answers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *_SAFETY]
            await send(message)

        await self._app(scope, receive, with_headers)


class _Endpoint:
    """All operations on one path."""

    def __init__(self, office: Office, operations: Iterable[Operation]) -> None:
        self._office = office
        self._operations = {operation.method: operation for operation in operations}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        await (await self._respond(request))(scope, receive, send)

    async def _respond(self, request: Request) -> Response:
        try:
            return await self._answer(request)
        except Problem as problem:
            return problem.response()
        except BackendError as error:
            return problem_of(error).response()
        except Exception:  # noqa: BLE001 - whatever fails, the asker gets a problem and the log gets the cause
            _LOG.exception("%s %s failed", request.method, request.url.path)
            return Problem("internal").response()

    async def _answer(self, request: Request) -> Response:
        operation = self._operation(request.method)
        account = await _signed_in(self._office, operation, request)
        ask = await _ask(self._office, account, operation, request)
        answer = await operation.run(ask)
        return answer if isinstance(answer, Response) else _response(answer, request)

    def _operation(self, method: str) -> Operation:
        reading = self._operations.get("GET")
        if method == "HEAD" and reading and reading.media == "application/json":
            return reading
        if method not in self._operations:
            raise wrong_method(tuple(self._operations))
        return self._operations[method]


async def _signed_in(office: Office, operation: Operation, request: Request) -> Account:
    if not operation.who:
        return NOBODY
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    account = await office.accounts.of_token(token.strip()) if scheme.lower() == "bearer" else None
    if account is None:
        raise Problem("unauthorised", "Send the token of a running session as Authorization: Bearer.")
    if account.role not in operation.who:
        allowed = ", ".join(sorted(role.value for role in operation.who))
        raise Problem("forbidden", f"For {allowed}; this account is {account.role.value}.")
    return account


async def _ask(office: Office, account: Account, operation: Operation, request: Request) -> Ask:
    path = {name: _name(request.path_params[name]) for name in operation.names}
    key = request.headers.get("idempotency-key", "")
    if not key and account.role in operation.keyed:
        raise Problem("precondition-required", "Send an Idempotency-Key.", path="Idempotency-Key")
    return Ask(
        office=office,
        account=account,
        path=path,
        query=read_query(request, operation),
        body=await read_body(request, operation.body) if operation.body else None,
        key=_name(key) if key else "",
        edits=_edits(request) if operation.editing else None,
        request=request,
    )


def _name(text: str) -> str:
    if len(text) > _LONGEST_NAME:
        raise Problem("invalid", f"At most {_LONGEST_NAME} characters.", path="$")
    return text


def _edits(request: Request) -> int | None:
    """The version an edit builds on; 0 for a new row."""
    match = request.headers.get("if-match")
    if match is None:
        none_match = request.headers.get("if-none-match")
        if none_match is not None and none_match.strip() != "*":
            raise Problem("invalid", "Only * is of use here.", path="If-None-Match")
        return None if none_match is None else 0
    found = _ETAG.fullmatch(match.strip())
    if not found:
        raise Problem("invalid", "Expected one ETag, as it was sent.", path="If-Match")
    return int(found[1])


def _response(answer: Answer, request: Request) -> Response:
    headers = {"Cache-Control": "no-store"}
    if answer.version is not None:
        headers["ETag"] = f'"{answer.version}"'
        if request.method == "GET" and request.headers.get("if-none-match") == headers["ETag"]:
            return Response(status_code=304, headers=headers)
    if answer.value is None:
        return Response(status_code=answer.status, headers=headers)
    body = msgspec.json.encode(answer.value)
    return Response(body, answer.status, headers, media_type="application/json")


async def _unknown_path(request: Request, _: Exception) -> Response:
    return Problem("not-found", "There is no such path.").response()
