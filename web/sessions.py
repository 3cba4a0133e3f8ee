"""Who is asking: the session of a request, read once, before anything else."""

from datetime import timedelta
from typing import cast

from flask import Response, current_app, g, request, session
from werkzeug.wrappers import Response as AnyResponse

from engine import clock
from engine.access import Person
from engine.diagrams.revision import Revision
from engine.registers.sessions import FRESH, Session, close_session, find_session, open_session, prolong_session
from web.devices import device_of
from web.service import service

_BROWSER_IS = "person"
"""In Flask's signed cookie: who signed in last in this browser."""


def load_identity() -> None:
    """Find out who is asking and which revision is in force: two statements, one view of the data."""
    token = own_token()
    with service().database.reading() as tx:
        found = find_session(tx, token, longest=longest()) if token else None
        g.revision = service().cases.revisions.current(tx)
    if found and found.person.scope and not service().settings.link_days:
        found = None
    is_whole = found is not None and not found.lacks
    g.session = found if found and found.is_live else None
    g.person = found.person if found and found.is_live and is_whole else None
    g.lapsed = found.person if found and not found.is_live and is_whole else None
    if token and found and found.is_live and is_whole and found.is_stale:
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


def arriving(lacks: str) -> Person | None:
    """Return who has given a password, and lacks that much to be signed in (`engine.registers.sessions`)."""
    found = _session()
    return found.person if found and found.lacks == lacks else None


def signed_in_how() -> str:
    """Return how the person signed in (`engine.registers.sessions.Session`)."""
    found = _session()
    return found.how if found else ""


def is_fresh() -> bool:
    """Tell whether the person signed in a moment ago, so that nobody else has sat down at their desk."""
    found = _session()
    return found is not None and clock.now() - found.since <= FRESH


def revision() -> Revision:
    """Return the revision in force, on which new cases run."""
    return cast("Revision", g.revision)


def sign_in(
    response: AnyResponse, person_id: int, *, link_id: int | None = None, how: str = "", lacks: str = ""
) -> None:
    """Open a session and let the response carry its token, always a new one.

    The token against forged requests stays when the same person signs in again, so that a form left open
    in another tab can still be sent; anybody else gets a new one.

    Args:
        response: that carries it.
        person_id: whose session it is.
        link_id: of the link by which the person came, to which they are confined.
        how: they signed in (`engine.registers.sessions.Session`).
        lacks: what they have yet to prove; until then they are not signed in.
    """
    device = device_of(request.user_agent.string)
    with service().database.transaction() as tx:
        if token := own_token():
            close_session(tx, token)
        minutes = service().settings.session_minutes
        fresh = open_session(tx, person_id, minutes=minutes, link_id=link_id, device=device, how=how, lacks=lacks)
    if not lacks and session.get(_BROWSER_IS) != person_id:
        session.clear()
        session[_BROWSER_IS] = person_id
    response.set_cookie(cookie_name(), fresh, secure=is_secure(), httponly=True, samesite="Lax", path="/")


def sign_out(response: Response | AnyResponse) -> None:
    """Close the session, and forget it in the browser."""
    if token := own_token():
        with service().database.transaction() as tx:
            close_session(tx, token)
    session.clear()
    response.delete_cookie(cookie_name(), secure=is_secure(), httponly=True, samesite="Lax", path="/")


def longest() -> timedelta:
    """Return after how long a session ends, however busy it is."""
    return timedelta(hours=service().settings.session_hours)


def cookie_name(name: str = "session", plain: str = "signed_in") -> str:
    """Return a cookie's name: bound to this one host where the connection is secure, `plain` elsewhere."""
    return f"__Host-{name}" if is_secure() else plain


def is_secure() -> bool:
    """Tell whether cookies insist on a secure connection."""
    return bool(current_app.config["SESSION_COOKIE_SECURE"])


def own_token() -> str:
    """Return the token of the request's session; empty if it has none."""
    return request.cookies.get(cookie_name(), "")


def _session() -> Session | None:
    return cast("Session | None", g.get("session"))
