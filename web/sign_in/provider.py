"""Signing in at the organisation's provider, and signing out there.

To the provider leads a link, not a form: the content security policy lets forms be sent to this service alone.
"""

import logging
from typing import Any

from flask import abort, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from engine import clock
from engine.registers.providers import (
    AddressNotVerified,
    IdentityRefused,
    ProviderAway,
    ProviderClient,
    client_of,
    find_account,
)
from engine.registers.sessions import HALF_MINUTES, PROVIDER
from web.security import is_own_path, requires
from web.service import service
from web.sign_in.frame import blueprint, let_in, own_next

log = logging.getLogger(__name__)
MOST_BEGUN = 3
"""So many sign-ins may have begun in one browser, in tabs beside each other."""
_BEGUN = "begun"
"""In Flask's signed cookie: what the sign-ins that have begun have to find again, by state."""
CANCELLED, AWAY, REFUSED, UNVERIFIED, STRANGER, LATE = "cancelled", "away", "refused", "unverified", "stranger", "late"
STATUS = {CANCELLED: 403, AWAY: 502, REFUSED: 403, UNVERIFIED: 403, STRANGER: 403, LATE: 403}
_WHY = {ProviderAway: AWAY, IdentityRefused: REFUSED, AddressNotVerified: UNVERIFIED}
Page = Response | tuple[str, int]


@blueprint.get("/sign-in/provider")
@requires("public")
def to_provider() -> Page:
    """Lead to the provider, and remember in the browser what has to come back."""
    try:
        begun = _client().start(anew="again" in request.args)
    except ProviderAway:
        return _failed(AWAY)
    known = dict(list(_begun().items())[-(MOST_BEGUN - 1) :])
    kept = {**begun.memory, "next": own_next(), "at": clock.now().timestamp()}
    session[_BEGUN] = {**known, begun.state: kept}
    return redirect(begun.address)


@blueprint.get("/sign-in/provider/return")
@requires("public")
def from_provider() -> Page:
    """Sign in who comes back from the provider, if an account has the address that it has verified."""
    client, waiting = _client(), _begun()
    memory = waiting.pop(request.args.get("state", ""), None)
    session[_BEGUN] = waiting
    if memory is None or clock.now().timestamp() - memory["at"] > HALF_MINUTES * 60:
        return _failed(LATE)
    if "code" not in request.args:
        return _failed(CANCELLED if request.args.get("error") == "access_denied" else REFUSED)
    try:
        email = client.verified_address(memory, code=request.args["code"], issuer=request.args.get("iss", ""))
    except (ProviderAway, IdentityRefused, AddressNotVerified) as refused:
        return _failed(_WHY[type(refused)])
    with service().database.reading() as tx:
        person = find_account(tx, email)
    if person is None:
        return _failed(STRANGER)
    response = redirect(memory["next"] if is_own_path(memory["next"]) else url_for("home"))
    let_in(response, person, how=PROVIDER)
    return response


@blueprint.get("/sign-in/left")
@requires("public")
def left() -> str:
    """Say to who came from the provider that they are signed out here, and lead to where they sign out there."""
    back_to = service().settings.public_address + url_for("sign_in.page")
    address = _client().sign_out_address(back_to)
    return render_template("sign_in/left.html", provider=service().settings.provider, address=address)


def _client() -> ProviderClient:
    settings = service().settings
    if settings.provider is None:
        abort(404)
    return client_of(settings.provider, settings.public_address + url_for("sign_in.from_provider"))


def _begun() -> dict[str, dict[str, Any]]:
    return dict(session.get(_BEGUN, {}))


def _failed(why: str) -> tuple[str, int]:
    """Say in plain words what went wrong, and what to do; the log is told which it was, of nobody by name."""
    log.warning("signing in at the provider failed: %s", why)
    page = render_template("sign_in/provider_failed.html", why=why, provider=service().settings.provider)
    return page, STATUS[why]
