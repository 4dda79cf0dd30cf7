"""The OpenAPI 3.1 description, made from the table of operations and the types of their bodies."""

import json
from collections.abc import Iterable
from typing import Any

import msgspec

import tui
from tui.office.api.bodies import NUMBER_LIMIT
from tui.office.api.operation import ANYONE, Operation, Parameter
from tui.office.api.problems import MEDIA_TYPE, STATUSES, URN, ProblemBody

_REFERENCE = "#/components/schemas/{name}"
_IDENTIFIER = {"type": "string", "minLength": 1, "maxLength": 200}
_ABOUT = """The native API of the Cordboard office. JSON in UTF-8, times as RFC 3339, numbers E.164
where known, problems as RFC 9457. Fields at their default are left out; fields
that are not known are not read."""


def describe(operations: Iterable[Operation]) -> dict[str, Any]:
    """The whole description as a JSON document."""
    table = tuple(operations)
    schemas = _components(table)
    paths: dict[str, dict[str, Any]] = {}
    for operation in table:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _operation(operation)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Cordboard office", "version": tui.__version__, "description": _ABOUT},
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def as_text(description: dict[str, Any]) -> str:
    """As it is shipped: one field a line, so that a change can be read."""
    return json.dumps(description, indent=1, ensure_ascii=False) + "\n"


def _components(table: tuple[Operation, ...]) -> dict[str, Any]:
    bodies = {o.body for o in table if o.body} | {o.answers for o in table if o.answers} | {ProblemBody}
    ordered = sorted(bodies, key=lambda kind: kind.__name__)
    _, components = msgspec.json.schema_components(ordered, ref_template=_REFERENCE)
    return {name: _bounded(components[name]) for name in sorted(components)}


def _bounded(schema: Any) -> Any:
    """The schema with the limits of `bodies`: known words only, numbers every reader agrees on."""
    if isinstance(schema, list):
        return [_bounded(inner) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    bounded = {name: _bounded(inner) for name, inner in schema.items() if name != "default"}
    if isinstance(bounded.get("enum"), list):
        bounded["enum"] = [word for word in bounded["enum"] if word != "unknown"]
    if bounded.get("type") == "integer":
        bounded = {"minimum": -NUMBER_LIMIT, "maximum": NUMBER_LIMIT} | bounded
    return bounded


def _operation(operation: Operation) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": operation.id,
        "summary": operation.about,
        "parameters": _parameters(operation),
        "responses": _responses(operation),
    }
    if operation.who:
        described["security"] = [{"token": []}]
        described["description"] = "For " + ", ".join(sorted(role.value for role in operation.who)) + "."
    else:
        described["security"] = []
    if operation.body:
        content = {"application/json": {"schema": _reference(operation.body)}}
        described["requestBody"] = {"required": _is_needed(operation.body), "content": content}
    return described


def _is_needed(body: type) -> bool:
    return any(field.required for field in msgspec.structs.fields(body))


def _parameters(operation: Operation) -> list[dict[str, Any]]:
    found = [_path_parameter(name) for name in operation.names]
    found += [_query_parameter(parameter) for parameter in operation.query]
    if operation.keyed:
        found.append(_header("Idempotency-Key", operation.keyed >= operation.who))
    if operation.editing:
        found += [_header("If-Match", needed=False), _header("If-None-Match", needed=False)]
    return found


def _path_parameter(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": _IDENTIFIER}


def _query_parameter(parameter: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    if parameter.is_number:
        schema = {
            "type": "integer",
            "minimum": parameter.low,
            "maximum": parameter.high,
            "default": parameter.default,
        }
    return {"name": parameter.name, "in": "query", "description": parameter.about, "schema": schema}


def _header(name: str, needed: bool) -> dict[str, Any]:
    return {"name": name, "in": "header", "required": needed, "schema": {"type": "string", "minLength": 1}}


def _responses(operation: Operation) -> dict[str, Any]:
    responses = {str(status): _success(operation, status) for status in operation.statuses}
    words: dict[int, list[str]] = {}
    for word in sorted(_refusals(operation)):
        words.setdefault(STATUSES[word], []).append(URN + word)
    for status, kinds in sorted(words.items()):
        content = {MEDIA_TYPE: {"schema": _reference(ProblemBody)}}
        responses[str(status)] = {"description": ", ".join(kinds), "content": content}
    return responses


def _success(operation: Operation, status: int) -> dict[str, Any]:
    if operation.media != "application/json":
        return {"description": "A stream.", "content": {operation.media: {"schema": {"type": "string"}}}}
    if operation.answers is None or status == 204:
        return {"description": "Done."}
    content = {"application/json": {"schema": _reference(operation.answers)}}
    return {"description": "Done.", "content": content}


def _refusals(operation: Operation) -> set[str]:
    words = set(operation.refuses) | {"not-found", "method-not-allowed", "rate-limited", "internal"}
    if operation.who:
        words |= {"unauthorised"} | ({"forbidden"} if operation.who != ANYONE else set())
    if operation.body:
        words |= {"bad-json", "too-large", "unsupported-media-type", "invalid"}
    if operation.query or operation.names:
        words.add("invalid")
    if operation.keyed:
        words |= {"precondition-required", "invalid"}
    if operation.editing:
        words |= {"precondition-required", "conflict", "invalid"}
    return words


def _reference(kind: type) -> dict[str, str]:
    return {"$ref": _REFERENCE.format(name=kind.__name__)}
