"""Who is asking: the session of a request, read once, before anything else."""

from typing import cast

from flask import Response, current_app, g, request, session
from werkzeug.wrappers import Response as AnyResponse

from engine.access import Person
from engine.diagrams.revision import Revision
from engine.registers.sessions import close_session, find_session, open_session, prolong_session
from web.service import service

_BROWSER_IS = "person"
"""In Flask's signed cookie: who signed in last in this browser."""


def load_identity() -> None:
    """Find out who is asking and which revision is in force: two statements, one view of the data."""
    token = _token()
    with service().database.reading() as tx:
        found = find_session(tx, token) if token else None
        g.revision = service().cases.revisions.current(tx)
    if found and found.person.scope and not service().settings.link_days:
        found = None
    g.person = found.person if found and found.is_live else None
    g.lapsed = found.person if found and not found.is_live else None
    if token and found and found.is_live and found.is_stale:
        with service().database.transaction() as tx:
            prolong_session(tx, token, minutes=service().settings.session_minutes)


def me() -> Person:
    """Return the person who is signed in; only behind a view that requires it."""
    return cast("Person", g.person)


def person_or_none() -> Person | None:
    """Return the person who is signed in, if anyone is."""
    return cast("Person | None", g.get("person"))


def lapsed() -> Person | None:
    """Return whose session lapsed less than a day ago: it opens nothing, but tells whose draft to keep."""
    return cast("Person | None", g.get("lapsed"))


def revision() -> Revision:
    """Return the revision in force, on which new cases run."""
    return cast("Revision", g.revision)


def sign_in(response: AnyResponse, person_id: int, *, link_id: int | None = None) -> None:
    """Open a session and let the response carry its token.

    The token against forged requests stays when the same person signs in again, so that a form left open
    in another tab can still be sent; anybody else gets a new one.

    Args:
        response: that carries it.
        person_id: whose session it is.
        link_id: of the link by which the person came, to which they are confined.
    """
    with service().database.transaction() as tx:
        if token := _token():
            close_session(tx, token)
        fresh = open_session(tx, person_id, minutes=service().settings.session_minutes, link_id=link_id)
    if session.get(_BROWSER_IS) != person_id:
        session.clear()
        session[_BROWSER_IS] = person_id
    response.set_cookie(cookie_name(), fresh, secure=_is_secure(), httponly=True, samesite="Lax", path="/")


def sign_out(response: Response | AnyResponse) -> None:
    """Close the session, and forget it in the browser."""
    if token := _token():
        with service().database.transaction() as tx:
            close_session(tx, token)
    session.clear()
    response.delete_cookie(cookie_name(), secure=_is_secure(), httponly=True, samesite="Lax", path="/")


def cookie_name() -> str:
    """Return the cookie's name: bound to this one host where the connection is secure."""
    return "__Host-session" if _is_secure() else "signed_in"


def _is_secure() -> bool:
    return bool(current_app.config["SESSION_COOKIE_SECURE"])


def _token() -> str | None:
    return request.cookies.get(cookie_name())
