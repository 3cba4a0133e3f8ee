"""What stands before every view: who may call it, forged requests, headers, limits. Deny by default."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeVar, get_args

from flask import Flask, Response, abort, current_app, redirect, request, url_for
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf.csrf import CSRFProtect
from werkzeug.exceptions import SecurityError
from werkzeug.routing import IntegerConverter, Map
from werkzeug.sansio.utils import host_is_trusted
from werkzeug.wrappers import Response as AnyResponse

from engine.access import Person, may_answer_subjects, may_oversee, may_refer
from engine.errors import CaseNotFound
from engine.registers.sessions import FACTOR
from web.bearer import load_bearer
from web.limits import SCHEME
from web.service import service
from web.sessions import arriving, lapsed, load_identity, person_or_none, revision

Action = Literal[
    "public", "probe", "signed_in", "set_up", "home", "refer", "see_case", "do_task", "read_sent", "answer",
    "administer", "oversee", "by_token", "answer_subjects",
]  # fmt: skip
"""`probe` is for machines that watch over the service, which have no session; `by_token` for other programs, which bear
a token; `set_up` is for who is signed in, and for who has given a password and must set up a second step first."""
BY_LINK: frozenset[Action] = frozenset({"public", "home", "do_task", "read_sent", "answer"})
"""What somebody may who came by a link and a code; for them no other page is there."""
ADMINISTERING: frozenset[Action] = frozenset({"public", "home", "signed_in", "set_up", "administer"})
"""What somebody may who administers accounts: they see no case, and for them no page of one is there."""
View = TypeVar("View", bound=Callable[..., object])
KeepTyped = Callable[..., AnyResponse | str]
"""Called with the person whose session has lapsed and the view's arguments: keeps what was typed, and answers."""

csrf = CSRFProtect()
limiter = Limiter(get_remote_address, storage_uri=f"{SCHEME}://", default_limits=["1200 per minute"])

POLICY = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": "; ".join(POLICY),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Robots-Tag": "noindex, nofollow",
}
ONE_YEAR_SECONDS = 31_536_000
LARGEST_NUMBER = 2**63 - 1


class UnguardedView(RuntimeError):
    """A view does not say who may call it."""

    def __init__(self, endpoint: str) -> None:
        super().__init__(f"the view {endpoint!r} states no action; decorate it with @requires(...)")


def requires(action: Action, *, when_lapsed: KeepTyped | None = None) -> Callable[[View], View]:
    """State who may call a view. The engine judges the details of a case or a task; this is the first gate.

    Args:
        action: what the caller is about to do.
        when_lapsed: keeps what was typed when a session lapsed before it was sent.
    """
    assert action in get_args(Action)

    def mark(view: View) -> View:
        view.action = action  # type: ignore[attr-defined] # read by `guard` and by the test of every route
        view.when_lapsed = when_lapsed  # type: ignore[attr-defined]
        return view

    return mark


class RowNumber(IntegerConverter):
    """A number in an address: of a row, so that there is no page for one that no database can hold."""

    def __init__(self, url_map: Map, **limits: Any) -> None:
        super().__init__(url_map, **{"max": LARGEST_NUMBER, **limits})


def protect(app: Flask) -> None:
    """Put every protection before and after the views of `app`."""
    app.url_map.converters["int"] = RowNumber
    csrf.init_app(app)
    limiter.init_app(app)
    setattr(app.view_functions["static"], "action", "public")  # noqa: B010 - Flask's own view
    app.before_request(guard)
    app.after_request(add_headers)


def guard() -> AnyResponse | str | None:
    """Let a request through to its view only if the caller may do what the view states."""
    if request.endpoint is None or (action := action_of(request.endpoint)) == "probe":
        return None  # Flask says that there is no such page; a machine asks by any address, and has no session
    if action is None:
        raise UnguardedView(request.endpoint)
    _refuse_other_hosts()
    if request.endpoint == "static":
        return None
    _refuse_what_cannot_be()
    if action == "by_token":
        load_bearer()
        return None
    return _refuse_who_may_not(action, current_app.view_functions[request.endpoint])


def _refuse_who_may_not(action: Action, view: object) -> AnyResponse | str | None:
    load_identity()
    person = person_or_none()
    if action == "public":
        return None
    if action == "set_up" and arriving(FACTOR):
        return None
    if person is None:
        return _sign_in_first(view)
    if person.scope and action not in BY_LINK:
        abort(404)
    if person.is_administrator and action not in ADMINISTERING:
        raise CaseNotFound
    if not _may(action, person):
        abort(403)
    return None


def _refuse_other_hosts() -> None:
    if not service().settings.is_demonstration and not host_is_trusted(request.host, [service().settings.host]):
        raise SecurityError


def _refuse_what_cannot_be() -> None:
    if any("\0" in text for text in (request.path, *request.args.values())):
        abort(400)  # nothing has such a name, and PostgreSQL refuses even to look
    if request.mimetype == "application/x-www-form-urlencoded" and (request.content_length or 0) > _form_bytes():
        abort(413)  # Werkzeug holds a form with files to the limit, but not one without


def may_call(endpoint: str) -> bool:
    """Tell whether the person who is signed in gets past the first gate of a view: for menus."""
    person, action = person_or_none(), action_of(endpoint)
    return person is not None and action is not None and _may(action, person)


def action_of(endpoint: str) -> Action | None:
    """Return the action that a view states; none if it states none, so that nobody may call it."""
    action: Action | None = getattr(current_app.view_functions[endpoint], "action", None)
    return action


def _form_bytes() -> int:
    return int(current_app.config["MAX_FORM_MEMORY_SIZE"])


def _may(action: Action, person: Person) -> bool:
    if person.scope or action == "answer":
        return person.scope is not None and action in BY_LINK
    if person.is_administrator or action == "administer":
        return person.is_administrator and action in ADMINISTERING
    match action:
        case "oversee":
            return may_oversee(revision().partnership, person)
        case "answer_subjects":
            return may_answer_subjects(revision().partnership, person)
        case "refer":
            return any(may_refer(revision().partnership, post.organisation) for post in person.posts)
        case _:
            return True


def _sign_in_first(view: object) -> AnyResponse | str:
    keep: KeepTyped | None = getattr(view, "when_lapsed", None)
    known = lapsed()
    if request.method == "POST" and keep is not None and known is not None:
        return keep(known, **(request.view_args or {}))
    if request.accept_mimetypes.best == "application/json":
        abort(401)
    if getattr(view, "action", None) == "answer" or (known is not None and known.scope):
        return redirect(url_for("request.left"))
    return redirect(url_for("sign_in.page", next=_way_back()))


def _way_back() -> str | None:
    """Return where to go after signing in: only a page that can be asked for."""
    return request.full_path.rstrip("?") if request.method in ("GET", "HEAD") else None


def add_headers(response: Response) -> Response:
    """Let the browser run nothing but our own files, and keep no page that may be personal."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint == "static" and response.status_code == 200:  # noqa: PLR2004 - names hold a content hash
        response.headers["Cache-Control"] = f"public, max-age={ONE_YEAR_SECONDS}, immutable"
    else:
        response.headers["Cache-Control"] = "no-store"
    if current_app.config["SESSION_COOKIE_SECURE"]:
        response.headers.setdefault("Strict-Transport-Security", f"max-age={ONE_YEAR_SECONDS}; includeSubDomains")
    return response


def is_own_path(path: str | None) -> bool:
    """Tell whether `path` leads to a page of this service, and nowhere else."""
    return bool(path and re.fullmatch(r"/(?![/\\])[^\\\s]*", path) and path.isprintable())
