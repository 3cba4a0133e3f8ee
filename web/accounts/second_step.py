"""A second step for one's own account: an authenticator app is set up or removed, recovery codes are made."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64

import segno
from flask import flash, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from engine.access import Person
from engine.records.db import Transaction
from engine.registers import factors as proofs
from engine.registers.factors import factors_of, tell_owner
from engine.registers.sessions import FACTOR, PASSWORD
from web.accounts.frame import UNPROCESSABLE, blueprint, owner, sign_in_first
from web.security import limiter, requires
from web.service import service
from web.sessions import arriving, me, revision
from web.sign_in.frame import CALLED, FEW_TRIES, by_arriving, has_failed, let_in, onward, own_next, seal

WRONG = "That code is not right. Enter the six digits that the app shows now for this account"
GROUP = 4
Page = Response | str | tuple[str, int]


@blueprint.get("/second-step")
@requires("set_up")
def second_step() -> Page:
    """Say to somebody who has to set up a second step what there is to choose from."""
    if arriving(FACTOR) is None:
        return redirect(url_for("accounts.page"))
    return render_template("accounts/second_step.html", next=own_next())


@blueprint.get("/app")
@requires("set_up")
def app() -> Page:
    """Show what an authenticator app has to be told."""
    return sign_in_first() or _shown(owner(), proofs.new_secret())


@blueprint.post("/app")
@requires("set_up")
@limiter.limit(FEW_TRIES, key_func=lambda: by_arriving(FACTOR), deduct_when=has_failed)
def add_app() -> Page:
    """Let the app be the second step, once it shows the right code; with the first one come recovery codes."""
    if first := sign_in_first():
        return first
    person, secret = owner(), _secret_of(owner(), request.form.get("app", ""))
    if secret is None:
        return redirect(url_for("accounts.app", next=own_next() or None))
    typed = request.form.get("code", "")
    with service().database.transaction() as tx:
        is_right = proofs.add_app(tx, seal(), person.id, secret, typed)
        codes = tuple[str, ...]()
        if is_right:
            tell_owner(tx, revision().partnership, person, "An authenticator app was set up for your account.")
            codes = first_codes(tx, person)
    if not is_right:
        return _shown(person, secret, WRONG if typed.strip() else "Enter the code that the app shows"), UNPROCESSABLE
    return done(person, "Your authenticator app is set up.", codes, how=PASSWORD)


@blueprint.post("/app/remove")
@requires("signed_in")
def remove_app() -> Page:
    """Let the app be worth nothing any more."""
    if first := sign_in_first():
        return first
    with service().database.transaction() as tx:
        has_other = bool(factors_of(tx, me().id).passkeys)
        is_kept = service().settings.demands_second_step and not has_other
        if not is_kept and proofs.remove_app(tx, me().id):
            tell_owner(tx, revision().partnership, me(), "The authenticator app of your account was removed.")
    flash("Set up another second step first." if is_kept else "The app is removed.")
    return redirect(url_for("accounts.page"))


@blueprint.post("/recovery-codes")
@requires("signed_in")
def make_codes() -> Page:
    """Make recovery codes, and show them this once."""
    if first := sign_in_first():
        return first
    with service().database.transaction() as tx:
        if not factors_of(tx, me().id).are_any:
            return redirect(url_for("accounts.page"))
        codes = proofs.make_recovery_codes(tx, seal(), me().id)
        tell_owner(tx, revision().partnership, me(), "New recovery codes were made for your account.")
    return render_template("accounts/recovery_codes.html", codes=codes, next=url_for("accounts.page"), said="")


def first_codes(tx: Transaction, person: Person) -> tuple[str, ...]:
    """Return recovery codes for who has none: they come with the first factor."""
    return () if factors_of(tx, person.id).codes_left else proofs.make_recovery_codes(tx, seal(), person.id)


def done(person: Person, said: str, codes: tuple[str, ...], *, how: str) -> Response:
    """Sign in who had to set this up first, and show the recovery codes that came with it."""
    is_arriving = arriving(FACTOR) is not None
    leads_to = onward() if is_arriving else url_for("accounts.page")
    if codes:
        page = render_template("accounts/recovery_codes.html", codes=codes, next=leads_to, said=said)
        response = Response(page, mimetype="text/html")
    else:
        response = redirect(leads_to)
    if is_arriving:
        let_in(response, person, how=how)
    if not codes:
        flash(said)
    return response


def _shown(person: Person, secret: str, error: str = "") -> str:
    uri = proofs.uri_of(secret, account=person.email, service=CALLED)
    picture = segno.make(uri, error="m", micro=False)
    drawn = picture.svg_inline(light="#fff", svgclass="app-qr", lineclass=None, omitsize=True)
    kept = seal().close(secret.encode(), of=_whose(person))
    with service().database.reading() as tx:
        factors = factors_of(tx, person.id)
    return render_template(
        "accounts/app.html",
        picture=Markup(drawn),  # noqa: S704 - segno draws it, of digits and letters alone
        uri=uri,
        key=" ".join(secret[at : at + GROUP] for at in range(0, len(secret), GROUP)),
        app=urlsafe_b64encode(kept).decode(),
        factors=factors,
        error=error,
        next=own_next(),
    )


def _secret_of(person: Person, kept: str) -> str | None:
    """Return the secret that the page was drawn with; none if it was not drawn here for this person."""
    try:
        secret = seal().open(urlsafe_b64decode(kept.encode()), of=_whose(person))
    except (NotBase64, ValueError):
        return None
    return secret.decode() if secret else None


def _whose(person: Person) -> str:
    return f"app that {person.id} sets up"
