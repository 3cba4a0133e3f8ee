"""One operation of the interface: its address, the scope that it needs, what it takes and gives.

`operation` makes a view of it, guarded, and notes it for the description (`web.api.openapi`): what is described is what
is there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from hashlib import sha256
from typing import Any

import orjson
from flask import Blueprint, Response, request
from flask_limiter.util import get_remote_address
from marshmallow import Schema, ValidationError
from werkzeug.datastructures import FileStorage

from engine.errors import EngineError
from engine.registers.kept_answers import Answer, Asked, find_answer
from web.api.paging import Page, next_page
from web.api.problems import BodyRefused, Refused
from web.api.versions import Stated, etag
from web.bearer import token
from web.security import csrf, limiter, requires
from web.service import service

blueprint = Blueprint("api", __name__)
VERSION = "/api/v1"
OFTEN = "600 per minute"
"""As often one token may be used, for whatever it is."""
LONGEST_BODY_BYTES = 4_000_000
JSON = "application/json"
FORM, FILE = "multipart/form-data", "file"
KEY = "Idempotency-Key"
LONGEST_KEY = 200


@dataclass(frozen=True, kw_only=True)
class Operation:
    """What the description says of one operation.

    Attributes:
        name: of its view.
        rule: its address, as Flask routes it.
        scope: that a token must have; empty if any token will do.
        summary: the first line of the view's docstring; `says` is the rest.
        gives: what it answers; none for a file of the type `file_type`.
        takes: its body; none if it has none, or takes a file.
        takes_file: its body is a form with one file, in the part `FILE`.
        asks: what may stand after the question mark.
        status: of a good answer.
        is_paged: it gives a page of a list, and a link to the next.
        has_etag: it gives the state of a case as an ETag.
        is_conditional: it takes such an ETag as If-Match.
        refuses: the statuses besides those of every operation.
    """

    name: str
    method: str
    rule: str
    scope: str
    summary: str
    says: str
    gives: type[Schema] | None
    takes: type[Schema] | None
    takes_file: bool
    asks: type[Schema] | None
    status: int
    file_type: str
    is_paged: bool
    has_etag: bool
    is_conditional: bool
    refuses: tuple[int, ...]


OPERATIONS: dict[str, Operation] = {}
"""By name."""
View = Callable[..., Any]


def _token_of_request() -> str:
    """Return what a token is counted by before it is known to be one: a hash, never the token."""
    given = request.authorization
    return sha256(given.token.encode()).hexdigest() if given and given.token else get_remote_address()


_counted = limiter.shared_limit(OFTEN, scope="api", key_func=_token_of_request, override_defaults=False)


def operation(  # noqa: PLR0913 - each says one thing of the operation, by name
    method: str,
    path: str,
    *,
    scope: str,
    gives: type[Schema] | None = None,
    takes: type[Schema] | None = None,
    takes_file: bool = False,
    asks: type[Schema] | None = None,
    status: int = 200,
    file_type: str = "",
    is_paged: bool = False,
    has_etag: bool = False,
    is_conditional: bool = False,
    refuses: tuple[int, ...] = (),
) -> Callable[[View], View]:
    """Make an operation of a view; see `Operation` for what is stated.

    A view is given what its address says by name, what stands after the question mark as `asked`, and, of a POST, first
    what is asked (`Asked`), to keep its `Answer` in the transaction that does it. A GET returns what `gives` dumps, as
    it is, as `Stated` or as a `Page`; or a `Response`.
    """

    def mark(view: View) -> View:
        summary, _, says = (view.__doc__ or "").partition("\n")
        made = Operation(
            name=view.__name__,
            method=method,
            rule=VERSION + path,
            scope=scope,
            summary=summary.strip().rstrip("."),
            says=" ".join(says.split()),
            gives=gives,
            takes=takes,
            takes_file=takes_file,
            asks=asks,
            status=status,
            file_type=file_type,
            is_paged=is_paged,
            has_etag=has_etag,
            is_conditional=is_conditional,
            refuses=refuses,
        )

        @wraps(view)
        def answer(**values: Any) -> Response:
            _refuse_beyond(scope)
            if method == "POST":
                return _answered_once(made, lambda asked: view(asked, **values))
            if asks is not None:
                values["asked"] = _queried(asks)
            else:
                _refuse_unasked(made)
            return _response(made, view(**values))

        guarded = requires("by_token")(_counted(answer))
        blueprint.add_url_rule(made.rule, made.name, guarded, methods=[method])
        csrf.exempt(guarded)  # a cookie opens nothing here, so that nobody's browser can be made to ask
        OPERATIONS[made.name] = made
        return view

    return mark


def _refuse_beyond(scope: str) -> None:
    if scope and scope not in token().scopes:
        told = {"WWW-Authenticate": f'Bearer error="insufficient_scope", scope="{scope}"'}
        raise Refused("beyond-scope", f"The token lacks the scope “{scope}”.", headers=told)


def _queried(schema: type[Schema]) -> Mapping[str, Any]:
    """Return what stands after the question mark.

    Raises:
        BodyRefused: with every error in it.
    """
    try:
        found: Mapping[str, Any] = schema().load(dict(request.args.items()))
    except ValidationError as refused:
        raise BodyRefused(refused.messages_dict, within="?") from refused
    return found


def _refuse_unasked(made: Operation) -> None:
    if made.asks is None and request.args:
        raise BodyRefused({name: ["Unknown field."] for name in request.args}, within="?")


def body(schema: type[Schema]) -> Mapping[str, Any]:
    """Return the body of the request.

    Raises:
        Refused: it is no JSON.
        BodyRefused: with every error in it.
    """
    if request.mimetype != JSON:
        raise Refused("wrong-type")
    data = request.get_data()
    if len(data) > LONGEST_BODY_BYTES:
        raise Refused("too-large")
    try:
        given = orjson.loads(data)
    except orjson.JSONDecodeError:
        raise Refused("not-understood", "The body is not valid JSON in UTF-8.") from None
    if b"\\u0000" in data:
        raise Refused("not-understood", "A text holds the character U+0000, which no database keeps.")
    try:
        found: Mapping[str, Any] = schema().load(given)
    except ValidationError as refused:
        raise BodyRefused(refused.messages_dict) from refused
    return found


def sent_file() -> FileStorage:
    """Return the file that the request sends.

    Raises:
        Refused: the body is no form with files.
        BodyRefused: there is not one file in it.
    """
    if request.mimetype != FORM:
        raise Refused("wrong-type")
    sent = request.files.getlist(FILE)
    if len(sent) != 1 or not sent[0].filename:
        raise BodyRefused({FILE: ["Send one file, with its name"]})
    return sent[0]


# ---- what is sent again is done once ----------------------------------------------------------------------


def _answered_once(made: Operation, do: Callable[[Asked], Answer]) -> Response:
    """Do what is asked, or answer as it was answered before; of two at the same time, one is done."""
    _refuse_unasked(made)
    asked = Asked(token_id=token().id, key=_key(), sha256=_sha256_of_request())
    if before := _answered_before(asked):
        return _response(made, before, is_again=True)
    try:
        answer = do(asked)
    except EngineError:
        if before := _answered_before(asked):
            return _response(made, before, is_again=True)
        raise
    return _response(made, answer)


def _answered_before(asked: Asked) -> Answer | None:
    with service().database.reading() as tx:
        found = find_answer(tx, asked)
    if found is None:
        return None
    answer, is_same = found
    if not is_same:
        raise Refused("key-used")
    return answer


def _key() -> str:
    key = request.headers.get(KEY, "")
    if not key or len(key) > LONGEST_KEY or not (key.isascii() and key.isprintable()):
        told = f"Send the header {KEY}: up to {LONGEST_KEY} printable ASCII characters, another for each request."
        raise Refused("not-understood", told)
    return key


def _sha256_of_request() -> str:
    """Return the hash of what is asked; of files, of what they hold, since their boundary is another each time."""
    asked = sha256(f"{request.method} {request.path}\n{request.headers.get('If-Match', '')}\n".encode())
    if request.mimetype == FORM:
        for name, file in request.files.items(multi=True):
            asked.update(f"{name}\n{file.filename}\n{sha256(file.stream.read()).hexdigest()}\n".encode())
            file.stream.seek(0)
    else:
        asked.update(request.get_data())
    return asked.hexdigest()


def _response(made: Operation, said: Any, *, is_again: bool = False) -> Response:
    if isinstance(said, Response):
        return said
    status, headers = made.status, dict[str, str]()
    if isinstance(said, Answer):
        status, data = said.status, said.body
        headers |= {"Location": said.location} if said.location else {}
    else:
        if isinstance(said, Stated):
            headers["ETag"] = f'"{etag(said.head)}"'
            said = said.said
        elif isinstance(said, Page):
            following = next_page(said)
            headers |= {"Link": f'<{following}>; rel="next"'} if following else {}
            said = {"items": said.items, "next": following or None}
        assert made.gives is not None
        data = made.gives().dump(said)
    if is_again:
        headers["Idempotency-Replayed"] = "true"
    return Response(orjson.dumps(data), status=status, mimetype=JSON, headers=headers)
