"""A password forgotten, and set by a link.

Whoever asks for a link reads the same answer at the same time, whether or not there is such an account: the account is
looked for once the answer has left. Opening a link changes nothing, since mail programs open links before people do.
"""

import hashlib

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.registers.password_links import PasswordLink, PasswordLinks, find_link, send_to_who_has_forgotten, use_link
from engine.registers.people import LONGEST_PASSWORD, SHORTEST_PASSWORD, UnfitPasswordError, email_key
from web.security import limiter, requires
from web.service import service
from web.sessions import revision, sign_out

blueprint = Blueprint("passwords", __name__)
NOT_FOUND, UNPROCESSABLE = 404, 422


def _account() -> str:
    """Return what names the address in the limiter's memory: a hash, never the address."""
    return hashlib.sha256(email_key(request.form.get("email", "")).encode()).hexdigest()


def _link() -> str:
    """Return what names the link in the limiter's memory: a hash, never the link."""
    return hashlib.sha256(str((request.view_args or {}).get("token", "")).encode()).hexdigest()


@blueprint.get("/forgotten-password")
@requires("public")
def forgotten() -> str:
    """Ask for the address of who has forgotten their password."""
    return render_template("passwords/forgotten.html", email="", error="")


@blueprint.post("/forgotten-password")
@requires("public")
@limiter.limit("20 per hour")
@limiter.limit("5 per hour", key_func=_account)
def ask() -> Response | tuple[str, int]:
    """Answer that a link is on its way if there is such an account, and then see to it."""
    email = request.form.get("email", "").strip()
    if not email:
        return render_template("passwords/forgotten.html", email="", error="Enter your email address"), UNPROCESSABLE
    database, partnership = service().database, revision().partnership
    response = Response(render_template("passwords/asked.html"), mimetype="text/html")

    @response.call_on_close
    def see_to_it() -> None:
        with database.transaction() as tx:
            send_to_who_has_forgotten(tx, partnership, email)

    return response


@blueprint.get("/set-password/<token>")
@requires("public")
@limiter.limit("60 per minute", key_func=_link)
def page(token: str) -> str | tuple[str, int]:
    """Ask for a new password, if the link works."""
    link = _found(token)
    return _asked(link, token) if link else _no_link()


@blueprint.post("/set-password/<token>")
@requires("public")
@limiter.limit("20 per minute", key_func=_link)
def set_password(token: str) -> Response | tuple[str, int]:
    """Set the password; whoever is signed in by the old one, is so no more."""
    link, password = _found(token), request.form.get("password", "")
    if link is None:
        return _no_link()
    if not password:
        return _asked(link, token, "Enter a password"), UNPROCESSABLE
    if password.strip().lower() in (link.email, link.name.lower()):
        return _asked(link, token, "The password must not be your name or your address"), UNPROCESSABLE
    try:
        with service().database.transaction() as tx:
            is_set = use_link(tx, link, password)
    except UnfitPasswordError:
        said = f"The password must have between {SHORTEST_PASSWORD} and {LONGEST_PASSWORD} characters"
        return _asked(link, token, said), UNPROCESSABLE
    if not is_set:
        return _no_link()
    response = redirect(url_for("sign_in.page"))
    sign_out(response)
    flash("Your password is set. Sign in with it.")
    return response


def _found(token: str) -> PasswordLink | None:
    with service().database.reading() as tx:
        return find_link(tx, PasswordLinks.of(service().settings), token)


def _asked(link: PasswordLink, token: str, error: str = "") -> str:
    return render_template("passwords/set.html", link=link, token=token, error=error, least=SHORTEST_PASSWORD)


def _no_link() -> tuple[str, int]:
    return render_template("passwords/no_link.html"), NOT_FOUND
