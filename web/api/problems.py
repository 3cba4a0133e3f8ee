"""What a program is told that asked for what cannot be: problem details (RFC 9457), every error of a body at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import orjson
from flask import Response
from flask_limiter.errors import RateLimitExceeded
from marshmallow import ValidationError
from werkzeug.exceptions import HTTPException

from engine.cases.register_lists import NoRegister
from engine.errors import (
    AnswersRefused,
    CaseMoved,
    CaseNotFound,
    NotAllowed,
    StepFailed,
    TaskClaimed,
    TaskNotOpen,
    UploadRefused,
)
from engine.records.db import TROUBLE

FOLDER: Final = "/api/"
"""Whatever is asked for below it is answered as a program reads it."""
TYPE = "application/problem+json"
PAGE = "/api"
"""The page that explains each kind of problem."""
LONGEST_POINTER = 300
MOST_ERRORS = 200


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of problem: what it is called, its status, and what to do about it."""

    name: str
    status: int
    title: str
    says: str


class Refused(Exception):
    """A request is refused for what it says of itself, and not for what it asks for.

    Attributes:
        kind: the name of the kind of problem.
    """

    def __init__(self, kind: str, detail: str = "", *, headers: Mapping[str, str] | None = None) -> None:
        self.kind, self.detail, self.headers = KINDS[kind], detail, headers or {}
        super().__init__(detail or self.kind.title)


class BodyRefused(Exception):
    """What a request says in its body, or after the question mark, has errors.

    Attributes:
        errors: marshmallow's messages.
        within: where they are: `#` for the body, `?` for what stands after the question mark.
    """

    def __init__(self, errors: Mapping[str, Any], *, within: str = "#") -> None:
        self.errors, self.within = errors, within
        super().__init__("the request has errors")


_ALL = (
    Kind(name="not-understood", status=400, title="The request cannot be understood", says="Nothing was done."),
    Kind(
        name="token-missing",
        status=401,
        title="The request bears no token that is good",
        says="Send a token in the header Authorization: Bearer. It may have expired or been ended.",
    ),
    Kind(
        name="beyond-scope",
        status=403,
        title="The token may not be used for this",
        says="Its scopes were chosen when it was made. Who made it can make another.",
    ),
    Kind(
        name="not-found",
        status=404,
        title="There is no such thing, or it is not yours to see",
        says="Nobody is told which. The token acts for one person, who sees their own cases alone.",
    ),
    Kind(name="no-such-method", status=405, title="This address takes no such request", says="See the header Allow."),
    Kind(
        name="task-not-open",
        status=409,
        title="The task is not open",
        says="It was completed or cancelled before. Nothing was done.",
    ),
    Kind(
        name="task-claimed",
        status=409,
        title="Somebody else has the task",
        says="Nothing was done.",
    ),
    Kind(
        name="case-moved",
        status=412,
        title="The case has gone on since it was read",
        says="Its ETag is another by now. Read it again, and decide again. Nothing was done.",
    ),
    Kind(name="too-large", status=413, title="The request is too large", says="Nothing was done."),
    Kind(
        name="wrong-type",
        status=415,
        title="The body is of the wrong type",
        says="Send JSON as application/json, in UTF-8; a file as multipart/form-data.",
    ),
    Kind(
        name="errors",
        status=422,
        title="The request has errors",
        says="Each of them stands in errors, with a pointer to where it is. Nothing was done.",
    ),
    Kind(
        name="key-used",
        status=422,
        title="This Idempotency-Key was used for another request",
        says="Give each request a key of its own, and the same request, sent again, the same key.",
    ),
    Kind(
        name="too-many",
        status=429,
        title="Too many requests",
        says="Wait as long as the header Retry-After says, in seconds. Nothing was done.",
    ),
    Kind(
        name="case-stopped",
        status=500,
        title="The case could not go on",
        says="Nothing was changed. It stands on the case's page as an incident, from which a person tries it again.",
    ),
    Kind(
        name="went-wrong",
        status=500,
        title="Something went wrong",
        says="Nothing was changed. Tell the people who run the service, with the reference.",
    ),
    Kind(
        name="busy",
        status=503,
        title="The service is busy",
        says="Nothing was changed. Send the request again after the seconds that Retry-After says.",
    ),
)
KINDS: Mapping[str, Kind] = {kind.name: kind for kind in _ALL}
_OF_ERROR: Mapping[type[Exception], str] = {
    CaseNotFound: "not-found",
    NotAllowed: "not-found",
    NoRegister: "not-found",
    TaskNotOpen: "task-not-open",
    TaskClaimed: "task-claimed",
    CaseMoved: "case-moved",
    UploadRefused: "errors",
    RateLimitExceeded: "too-many",
    StepFailed: "case-stopped",
    **dict.fromkeys(TROUBLE, "busy"),
}
_TELLS = (TaskClaimed, UploadRefused)
"""Errors whose own words are for who asked."""
_OF_STATUS = {
    400: "not-understood", 401: "token-missing", 403: "beyond-scope", 404: "not-found", 405: "no-such-method",
    413: "too-large", 415: "wrong-type", 422: "errors", 429: "too-many", 503: "busy",
}  # fmt: skip
_TAKEN_OVER = ("Allow", "Retry-After", "WWW-Authenticate")


def problem(error: Exception, reference: str) -> Response:
    """Return what a program is told of an error.

    Args:
        error: what went wrong.
        reference: by which the log knows it.
    """
    kind = kind_of(error)
    said: dict[str, Any] = {
        "type": f"{PAGE}#{kind.name}",
        "title": kind.title,
        "status": kind.status,
        "detail": _detail(error, kind),
        "reference": reference,
    }
    if found := list(_errors(error)):
        said["errors"] = found[:MOST_ERRORS]
    answer = Response(orjson.dumps(said), status=kind.status, mimetype=TYPE)
    answer.headers.extend(_headers(error, kind))
    return answer


def kind_of(error: Exception) -> Kind:
    """Return which kind of problem an error is."""
    if isinstance(error, Refused):
        return error.kind
    if isinstance(error, BodyRefused | AnswersRefused | ValidationError):
        return KINDS["errors"]
    for each in type(error).__mro__:
        if each in _OF_ERROR:
            return KINDS[_OF_ERROR[each]]
    if isinstance(error, HTTPException):
        code = error.code or 500
        return KINDS[_OF_STATUS.get(code, "not-understood" if code < 500 else "went-wrong")]  # noqa: PLR2004
    return KINDS["went-wrong"]


def _detail(error: Exception, kind: Kind) -> str:
    if isinstance(error, Refused) and error.detail:
        return error.detail
    return f"{error}. {kind.says}" if isinstance(error, _TELLS) else kind.says


def _headers(error: Exception, kind: Kind) -> dict[str, str]:
    found = dict(error.headers) if isinstance(error, Refused) else {}
    if isinstance(error, HTTPException):
        found |= {name: value for name, value in error.get_headers() if name in _TAKEN_OVER}
    if kind.status in (429, 503):
        found.setdefault("Retry-After", "60")
    return found


def _errors(error: Exception) -> Iterator[Mapping[str, str]]:
    match error:
        case AnswersRefused():
            yield from _listed(error.errors, "#/answers")
        case BodyRefused():
            yield from _listed(error.errors, error.within)
        case UploadRefused():
            yield {"pointer": "#", "detail": str(error)}


def _listed(messages: Any, at: str) -> Iterator[Mapping[str, str]]:
    """Give each message with a pointer (RFC 6901) to what it is about."""
    if isinstance(messages, Mapping):
        for name, inner in messages.items():
            yield from _listed(inner, at if name == "_schema" else _below(at, str(name)))
    elif isinstance(messages, Sequence) and not isinstance(messages, str):
        for message in messages:
            yield from _listed(message, at)
    else:
        yield {"pointer": at[:LONGEST_POINTER], "detail": str(messages)}


def _below(at: str, name: str) -> str:
    return f"?{name}" if at == "?" else f"{at}/{name.replace('~', '~0').replace('/', '~1')}"
