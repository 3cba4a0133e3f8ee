"""Signing in with a local account, and with one button in the demonstration."""

import hashlib
from datetime import datetime

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import clock
from engine.registers.people import accounts, email_key, is_password, password_of
from web.demonstration import people as demonstration
from web.security import is_own_path, limiter, requires
from web.service import service
from web.sessions import lapsed, person_or_none, sign_in, sign_out

blueprint = Blueprint("sign_in", __name__)
WRONG = "The email address or the password is not right"
UNPROCESSABLE = 422


def _account() -> str:
    """Return what names the account in the limiter's memory: a hash, never the address."""
    return hashlib.sha256(email_key(request.form.get("email", "")).encode()).hexdigest()


def _has_failed(response: Response) -> bool:
    return response.status_code == UNPROCESSABLE


@blueprint.get("/sign-in")
@requires("public")
def page() -> Response | str:
    """Ask who is there."""
    if person_or_none() and not service().settings.is_demonstration:  # there one changes roles without signing out
        return redirect(_next())
    return _page(email="", errors={})


@blueprint.post("/sign-in")
@requires("public")
@limiter.limit("30 per 15 minutes", deduct_when=_has_failed)
@limiter.limit("8 per 15 minutes", key_func=_account, deduct_when=_has_failed)
def enter() -> Response | tuple[str, int]:
    """Sign in with an email address and a password."""
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
            response = redirect(_next())
            sign_in(response, found[0])
            return response
        errors["email"] = WRONG
    return _page(email=email, errors=errors), UNPROCESSABLE


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
    response = redirect(_next())
    sign_in(response, int(chosen))
    return response


@blueprint.post("/sign-out")
@requires("public")
def leave() -> Response:
    """Sign out."""
    person = person_or_none()
    response = redirect(url_for("request.left" if person and person.scope else "sign_in.page"))
    sign_out(response)
    return response


def sign_in_again(way_back: str) -> str:
    """Ask somebody whose session lapsed to sign in, or to open their link, and say that what was typed is kept."""
    known = lapsed()
    if known and known.scope:
        return render_template("request/left.html", kept_at=clock.now())
    return _page(email="", errors={}, kept_at=clock.now(), way_back=way_back)


def _next() -> str:
    wanted = request.values.get("next")
    return wanted if wanted and is_own_path(wanted) else url_for("home")


def _page(*, email: str, errors: dict[str, str], kept_at: datetime | None = None, way_back: str = "") -> str:
    wanted = way_back or request.values.get("next", "")
    groups: object = ()
    if service().settings.is_demonstration:
        with service().database.reading() as tx:
            groups = demonstration.choices(accounts(tx, is_demonstration=True))
    return render_template(
        "sign_in/page.html",
        email=email,
        errors=errors,
        errors_list=[{"text": text, "href": f"#{field}"} for field, text in errors.items()],
        next=wanted if is_own_path(wanted) else "",
        groups=groups,
        kept_at=kept_at,
    )
