"""Signing in with a local account, and with one button in the demonstration."""

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import clock
from engine.registers.factors import factors_of
from engine.registers.people import accounts, find_person, is_password, password_of
from engine.registers.sessions import CODE, FACTOR, PASSWORD, PROVIDER
from web.demonstration import people as demonstration
from web.security import limiter, requires
from web.service import service
from web.sessions import lapsed, person_or_none, sign_in, sign_out, signed_in_how
from web.sign_in import passkeys, provider, second_step
from web.sign_in.asking import sign_in_page
from web.sign_in.frame import (
    FEW_TRIES,
    MANY_TRIES,
    UNPROCESSABLE,
    blueprint,
    by_account,
    by_address,
    has_failed,
    let_in,
    onward,
    own_next,
)

__all__ = ["blueprint", "passkeys", "provider", "second_step"]
WRONG = "The email address or the password is not right"


@blueprint.get("/sign-in")
@requires("public")
def page() -> Response | str:
    """Ask who is there."""
    is_kept = "again" in request.args or service().settings.is_demonstration  # there one changes roles
    if person_or_none() and not is_kept:
        return redirect(onward())
    return sign_in_page(errors={})


@blueprint.post("/sign-in")
@requires("public")
@limiter.limit(MANY_TRIES, key_func=by_address, deduct_when=has_failed)
@limiter.limit(FEW_TRIES, key_func=by_account, deduct_when=has_failed)
def enter() -> Response | tuple[str, int]:
    """Take an email address and a password: they sign in, or lead to the second step."""
    email, password = request.form.get("email", ""), request.form.get("password", "")
    errors = {}
    if not email.strip():
        errors["email"] = "Enter your email address"
    if not password:
        errors["password"] = "Enter your password"  # noqa: S105 - what is said, not a password
    if not errors:
        with service().database.reading() as tx:
            found = password_of(tx, email)
        if is_password(found[1] if found else None, password) and found:
            return _password_given(found[0])
        errors["email"] = WRONG
    return sign_in_page(email=email, errors=errors), UNPROCESSABLE


@blueprint.post("/sign-in/demonstration")
@requires("public")
def enter_demonstration() -> Response:
    """Sign in as an invented person: in a demonstration alone."""
    if not service().settings.is_demonstration:
        abort(404)
    with service().database.reading() as tx:
        present = accounts(tx, is_demonstration=True)
    ids = {str(one.id) for one in present if one.is_active and one.email not in demonstration.contacts()}
    chosen = request.form.get("person", "")
    if chosen not in ids:
        abort(404)
    response = redirect(onward())
    sign_in(response, int(chosen))
    return response


@blueprint.post("/sign-out")
@requires("public")
def leave() -> Response:
    """Sign out."""
    person = person_or_none()
    leads_to = "request.left" if person and person.scope else "sign_in.page"
    if service().settings.provider and signed_in_how() == PROVIDER:
        leads_to = "sign_in.left"
    response = redirect(url_for(leads_to))
    sign_out(response)
    return response


def sign_in_again(way_back: str) -> str:
    """Ask somebody whose session lapsed to sign in, or to open their link, and say that what was typed is kept."""
    known = lapsed()
    if known and known.scope:
        return render_template("request/left.html", kept_at=clock.now())
    return sign_in_page(errors={}, kept_at=clock.now(), way_back=way_back)


def _password_given(person_id: int) -> Response:
    """Lead somebody whose password was right to their second step; sign in who has none, where none is demanded."""
    with service().database.reading() as tx:
        person = find_person(tx, person_id) or abort(404)
        has_factor = factors_of(tx, person_id).are_any
    if not has_factor and not service().settings.demands_second_step:
        response = redirect(onward())
        let_in(response, person, how=PASSWORD)
        return response
    lacks, leads_to = (CODE, "sign_in.code") if has_factor else (FACTOR, "accounts.second_step")
    response = redirect(url_for(leads_to, next=own_next() or None))
    sign_in(response, person_id, how=PASSWORD, lacks=lacks)
    return response
