"""Who is asking through another program: told by the token that a request bears, and by nothing else.

A cookie opens nothing here, so that no page of another site can have a browser ask; and a token opens no page.
"""

from typing import cast

from flask import g, request
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Unauthorized

from engine import clock
from engine.registers.tokens import Token, find_bearer, note_use
from web.service import service

REALM = "practice reviews"


def load_bearer() -> None:
    """Find out for whom a request is made, and which revision is in force: two statements, one view of the data.

    Raises:
        Unauthorized: the request bears no token that is good.
    """
    g.person, g.token, secret = None, None, _secret()
    with service().database.reading() as tx:
        found = find_bearer(tx, secret) if secret else None
        g.revision = service().cases.revisions.current(tx)
    if found is None:
        raise Unauthorized(www_authenticate=WWWAuthenticate("bearer", {"realm": REALM}))
    g.person, g.token = found.person, found.token
    if found.token.is_stale(clock.now()):
        with service().database.transaction() as tx:
            note_use(tx, found.token.id)


def token() -> Token:
    """Return the token that the request bears; only behind a view that demands one."""
    return cast("Token", g.token)


def _secret() -> str:
    given = request.authorization
    return (given.token or "") if given is not None and given.type == "bearer" else ""
