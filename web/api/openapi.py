"""The description of the interface (OpenAPI 3.1), made of its operations and their schemas; and its page for people."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import orjson
from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Response, render_template
from marshmallow import Schema, fields

from engine.registers.tokens import SCOPES
from web.api.operations import FILE, FORM, JSON, KEY, LONGEST_KEY, OFTEN, OPERATIONS, VERSION, Operation, blueprint
from web.api.problems import KINDS, TYPE, Kind
from web.api.shapes import text, whole
from web.security import requires

EDITION = "1.0"
ALWAYS = (400, 401, 403, 405, 429, 500, 503)
"""With what any operation may answer besides its own."""
ABOUT = """Other programs do through this interface what a person does through pages: it calls the same functions, and
so obeys the same rules of who may see and do what. A token acts for the person who made it, never for more."""
_FORMATS = {"date": "date", "date-time": "instant", "email": "address"}
_CONVERTERS = {"<": "{", ">": "}", "int:": ""}


class Wrong(Schema):
    """One error of a request."""

    pointer = text("Where it is: a JSON Pointer into the body (`#/answers/...`), or `?name` for what stands behind `?`")
    detail = text("What is wrong, and what to do")


class Problem(Schema):
    """What went wrong (RFC 9457)."""

    type = text("The kind of problem: where it is explained")
    title = text("The kind in words")
    status = whole("The status, again")
    detail = text("What is wrong, and what to do")
    reference = text("By which the service's log knows it")
    errors = fields.List(fields.Nested(Wrong), metadata={"description": "Every error of the request at once"})


@cache
def description() -> dict[str, Any]:
    """Return the description, as OpenAPI has it."""
    spec = APISpec(
        title="Practice reviews: interface for other programs",
        version=EDITION,
        openapi_version="3.1.0",
        plugins=[MarshmallowPlugin()],
        info={"description": " ".join(ABOUT.split())},
        servers=[{"url": "/"}],
        security=[{"token": []}],
    )
    spec.components.security_scheme(
        "token",
        {"type": "http", "scheme": "bearer", "description": "A token that a person made at /account/tokens"},
    )
    spec.components.schema("Problem", schema=Problem)
    for made in OPERATIONS.values():
        spec.path(path=_path(made), operations={made.method.lower(): _described(made)})
    found: dict[str, Any] = spec.to_dict()
    return found


def _described(made: Operation) -> dict[str, Any]:
    scope = f"Needs the scope `{made.scope}`." if made.scope else ""
    said: dict[str, Any] = {
        "operationId": made.name,
        "summary": made.summary,
        "description": " ".join(filter(None, [made.says, scope])),
        "tags": [made.rule.removeprefix(VERSION).split("/")[1]],
        "parameters": [*_in_path(made), *_in_query(made), *_in_headers(made)],
        "responses": {str(made.status): _good(made)} | {str(status): _bad(status) for status in _refuses(made)},
    }
    if made.takes is not None:
        said["requestBody"] = {"required": True, "content": {JSON: {"schema": made.takes}}}
    if made.takes_file:
        part = {"type": "string", "contentMediaType": "application/octet-stream"}
        form = {"type": "object", "properties": {FILE: part}, "required": [FILE]}
        said["requestBody"] = {"required": True, "content": {FORM: {"schema": form}}}
    return said


def _refuses(made: Operation) -> list[int]:
    posted = (413, 415) if made.takes or made.takes_file else ()
    asked = (422,) if made.method == "GET" else ()
    return sorted({*ALWAYS, *made.refuses, *posted, *asked})


def _in_path(made: Operation) -> list[dict[str, Any]]:
    names = [part for part in made.rule.split("/") if part.startswith("<")]
    return [
        {
            "name": name.strip("<>").removeprefix("int:"),
            "in": "path",
            "required": True,
            "schema": {"type": "integer", "minimum": 0} if "int:" in name else {"type": "string", "minLength": 1},
        }
        for name in names
    ]


def _in_query(made: Operation) -> list[dict[str, Any]]:
    return [{"in": "query", "schema": made.asks}] if made.asks else []


def _in_headers(made: Operation) -> list[dict[str, Any]]:
    found = list[dict[str, Any]]()
    if made.method == "POST":
        says = (
            "The program's own key of this request. The same request sent again with it, within two days, is done once "
            "and answered alike; a request that was refused did nothing, and its key is free."
        )
        schema = {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY, "pattern": "^[ -~]+$"}
        found.append({"name": KEY, "in": "header", "required": True, "description": says, "schema": schema})
    if made.is_conditional:
        says = "The ETag with which the task was read: if the case has gone on since, nothing is done"
        found.append({"name": "If-Match", "in": "header", "description": says, "schema": {"type": "string"}})
    return found


def _good(made: Operation) -> dict[str, Any]:
    headers = dict[str, Any]()
    if made.has_etag:
        headers["ETag"] = _header("The state of the case: another whenever anything of it has changed", is_sure=True)
    if made.is_paged:
        headers["Link"] = _header('The next page, as rel="next"')
    if made.method == "POST":
        headers["Idempotency-Replayed"] = _header("`true` if this was done before, and is told again")
    if made.status == 201:  # noqa: PLR2004 - created
        headers["Location"] = _header("Where what was made is read", is_sure=True)
    content = {JSON: {"schema": made.gives}} if made.gives else {made.file_type: {}}
    return {"description": "As asked", "content": content} | ({"headers": headers} if headers else {})


def _header(says: str, *, is_sure: bool = False) -> dict[str, Any]:
    return {"description": says, "schema": {"type": "string"}} | ({"required": True} if is_sure else {})


def _bad(status: int) -> dict[str, Any]:
    kinds = [kind for kind in KINDS.values() if kind.status == status]
    says = " Or: ".join(f"{kind.title}." for kind in kinds)
    return {"description": says, "content": {TYPE: {"schema": Problem}}}


@blueprint.get(f"{VERSION}/openapi.json", endpoint="openapi")
@requires("public")
def openapi() -> Response:
    """Give the description to programs. It says how the interface is, and nothing of any case or framework."""
    return Response(orjson.dumps(description()), mimetype=JSON)


@blueprint.get("/api", endpoint="reference")
@requires("public")
def reference() -> str:
    """Describe the interface to people."""
    return render_template(
        "api/reference.html",
        about=" ".join(ABOUT.split()),
        operations=list(OPERATIONS.values()),
        shapes=description()["components"]["schemas"],
        scopes=SCOPES,
        kinds=list[Kind](KINDS.values()),
        often=OFTEN,
        version=VERSION,
        path=_path,
        kind_of=_kind,
    )


def _path(made: Operation) -> str:
    path = made.rule
    for theirs, ours in _CONVERTERS.items():
        path = path.replace(theirs, ours)
    return path


def _kind(schema: Mapping[str, Any]) -> str:
    """Say in words what a property is, as JSON Schema has it: `list of Task`, `date or null`."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(_kind(each) for each in schema["anyOf"])
    kinds = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
    said = {"string": _FORMATS.get(schema.get("format", ""), "text"), "boolean": "yes or no", "integer": "number"}
    if kinds[0] == "array":
        return f"list of {_kind(schema['items'])}"
    return " or ".join(said.get(kind, kind) for kind in kinds)
