"""One table: what went wrong -> the page that says so. Nothing personal reaches the log."""

import logging
import re
import secrets
from dataclasses import dataclass

from flask import Flask, current_app, jsonify, render_template, request
from flask_limiter.errors import RateLimitExceeded
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.wrappers import Response

from engine.errors import CaseNotFound, NotAllowed, StepFailed
from engine.failures import places_of
from engine.records.db import TROUBLE
from web.api.problems import FOLDER, KINDS, kind_of, problem
from web.forms.posted import NotAskedError
from web.sessions import person_or_none

log = logging.getLogger(__name__)
_REFERENCE = re.compile(r"[0-9]{4}-[0-9]{4,9}")


@dataclass(frozen=True, kw_only=True)
class Page:
    """An error's page: its status, its heading, and what to do."""

    status: int
    title: str
    says: tuple[str, ...]
    is_restricted: bool = False


RESTRICTED = Page(
    status=404,
    title="You cannot open this page",
    says=(
        "It is open only to people named on the case. This attempt is logged.",
        "The same words stand here whether or not there is such a case.",
    ),
    is_restricted=True,
)
BUSY = Page(
    status=503,
    title="The service is busy",
    says=("Nothing was changed, and your draft is safe. Wait a minute, then send this page again.",),
)
PAGES: dict[type[Exception] | int, Page] = {
    CaseNotFound: RESTRICTED,
    NotAllowed: RESTRICTED,
    403: Page(
        status=403,
        title="This is not part of your work here",
        says=("None of the posts that you hold lets you open this page. If one should, ask the business unit.",),
    ),
    CSRFError: Page(
        status=400,
        title="This page has been open too long",
        says=(
            "So that nobody can send a form in your name, a page works only in the browser in which you opened it.",
            "Nothing was sent. Go back, reload the page, and send it again; your draft is as you last saved it.",
        ),
    ),
    SecurityError: Page(status=400, title="This address is not ours", says=("Check the address in your browser.",)),
    400: Page(
        status=400, title="This request cannot be understood", says=("Nothing was changed. Go back, and try again.",)
    ),
    401: Page(status=401, title="You are signed out", says=("Sign in again.",)),
    404: Page(
        status=404,
        title="Page not found",
        says=("If you typed the address, check it is right. If you followed a link, it may be out of date.",),
    ),
    405: Page(
        status=405, title="Page not found", says=("This address takes no such request. Start again from your work.",)
    ),
    413: Page(
        status=413,
        title="This is too large",
        says=(
            "Nothing was sent. Go back: a file may be too large, or a page may hold more text than the service takes.",
        ),
    ),
    RateLimitExceeded: Page(
        status=429, title="Too many attempts", says=("Wait fifteen minutes, then try again. Nothing was changed.",)
    ),
    StepFailed: Page(
        status=500,
        title="The case could not go on",
        says=(
            "Nothing was changed, and what you typed is kept as your draft.",
            "It stands on the case's page as an incident, from which it can be tried again.",
        ),
    ),
    **dict.fromkeys(TROUBLE, BUSY),
    500: Page(
        status=500,
        title="Something went wrong",
        says=("Nothing was changed, and your draft is safe. Try again; if it happens again, tell the business unit.",),
    ),
}


def register_errors(app: Flask) -> None:
    """Answer every exception with its page."""
    app.register_error_handler(Exception, answer)


def answer(error: Exception) -> Response | tuple[Response | str, int]:
    """Return the page of an error."""
    if isinstance(error, HTTPException) and error.code is not None and error.code < 400:  # noqa: PLR2004 - a redirect
        return error.get_response()
    if request.path.startswith(FOLDER):
        kind = kind_of(error)
        return problem(error, _log(error, kind.status, is_restricted=kind is KINDS["not-found"]))
    page = _page_of(error)
    reference = _log(error, page.status, is_restricted=page.is_restricted)
    detail = error.description if isinstance(error, NotAskedError) else ""
    headers = dict(error.get_headers()) if isinstance(error, HTTPException) else {}
    if request.accept_mimetypes.best == "application/json":
        body: Response = jsonify({"error": page.title, "reference": reference})
    else:
        said = {"page": page, "detail": detail, "reference": reference, "typed": _typed() if page is BUSY else ()}
        body = Response(render_template("errors/page.html", **said), mimetype="text/html")
    if "Retry-After" in headers or page.status == 503:  # noqa: PLR2004 - service unavailable
        body.headers["Retry-After"] = headers.get("Retry-After", "60")
    if "Allow" in headers:
        body.headers["Allow"] = headers["Allow"]
    return body, page.status


def _typed() -> tuple[tuple[str, str], ...]:
    """Return what was typed into a form whose draft could not be kept, so that its page can send it again."""
    view = current_app.view_functions.get(request.endpoint or "")
    if request.method != "POST" or getattr(view, "when_lapsed", None) is None:
        return ()
    return tuple(request.form.items(multi=True))


def _page_of(error: Exception) -> Page:
    for kind in type(error).__mro__:
        if kind in PAGES:
            return PAGES[kind]
    if isinstance(error, HTTPException) and error.code in PAGES:
        return PAGES[error.code]
    return PAGES[500] if not isinstance(error, HTTPException) or (error.code or 500) >= 500 else PAGES[400]  # noqa: PLR2004


def _log(error: Exception, status: int, *, is_restricted: bool) -> str:
    """Log what may be told: the kind of error and the places in our code, never a value or a message."""
    reference = secrets.token_hex(3).upper()
    person = person_or_none()
    who = f"person {person.id}" if person else "nobody signed in"
    if status >= 500:  # noqa: PLR2004 - our fault
        log.error("%s %s at %s, %s\n%s", reference, type(error).__name__, request.endpoint, who, places_of(error))
    elif is_restricted:
        log.warning("%s refused %s %s to %s", reference, request.method, _asked_for(), who)
    return reference


def _asked_for() -> str:
    """Return what was asked for, as far as the log may have it: an address that somebody typed may hold a name."""
    route = request.url_rule.rule if request.url_rule else "no page"
    reference = str((request.view_args or {}).get("reference", ""))
    return f"{route} ({reference})" if _REFERENCE.fullmatch(reference) else route
