"""The second step after a password: the code of an authenticator app, or a recovery code in its place."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.access import Person
from engine.registers.factors import FEW_CODES, factors_of, prove_by_app, prove_by_recovery_code, tell_owner
from engine.registers.passkeys import options_to_sign_in
from engine.registers.sessions import CODE, PASSWORD
from web import words
from web.security import limiter, requires
from web.service import service
from web.sessions import arriving, revision
from web.sign_in.frame import (
    FEW_TRIES,
    UNPROCESSABLE,
    blueprint,
    by_arriving,
    has_failed,
    let_in,
    onward,
    own_next,
    seal,
    site,
)

NOT_RIGHT = "That code is not right, or was used already. Enter the code that the app shows now"
NOT_A_RECOVERY_CODE = "That recovery code is not right, or was used already"
Page = Response | str | tuple[str, int]


def _by_account() -> str:
    return by_arriving(CODE)


_limited = limiter.shared_limit(FEW_TRIES, "second step", key_func=_by_account, deduct_when=has_failed)


@blueprint.get("/sign-in/code")
@requires("public")
def code() -> Page:
    """Ask for the second step."""
    person = arriving(CODE)
    return _asked(person) if person else _from_the_start()


@blueprint.post("/sign-in/code")
@requires("public")
@_limited
def enter_code() -> Page:
    """Sign in if the code is the one that the person's app shows."""
    person, typed = arriving(CODE), request.form.get("code", "")
    if person is None:
        return _from_the_start()
    with service().database.transaction() as tx:
        is_right = prove_by_app(tx, seal(), person.id, typed)
    if not is_right:
        return _asked(person, NOT_RIGHT if typed.strip() else "Enter the code from your app"), UNPROCESSABLE
    return _let_in(person)


@blueprint.get("/sign-in/recovery-code")
@requires("public")
def recovery_code() -> Page:
    """Ask for a recovery code."""
    return _recovery() if arriving(CODE) else _from_the_start()


@blueprint.post("/sign-in/recovery-code")
@requires("public")
@_limited
def enter_recovery_code() -> Page:
    """Sign in if the code is one of the person's, which is then used up; its owner is told."""
    person, typed = arriving(CODE), request.form.get("code", "")
    if person is None:
        return _from_the_start()
    with service().database.transaction() as tx:
        is_right = prove_by_recovery_code(tx, seal(), person.id, typed)
        left = factors_of(tx, person.id).codes_left
        if is_right:
            said = f"A recovery code was used to sign in to your account. {words.quantity(left, 'code')} left."
            tell_owner(tx, revision().partnership, person, said)
    if not is_right:
        error = NOT_A_RECOVERY_CODE if typed.strip() else "Enter a recovery code"
        return _recovery(error), UNPROCESSABLE
    response = _let_in(person)
    if left <= FEW_CODES:
        flash(f"{words.sentence(words.number_word(left))} of your recovery codes left. Make new ones in Your account.")
    return response


def _asked(person: Person, error: str = "") -> str:
    with service().database.reading() as tx:
        factors = factors_of(tx, person.id)
        options = options_to_sign_in(tx, site()) if factors.passkeys else ""
    said = {"error": error, "next": own_next()}
    return render_template("sign_in/code.html", factors=factors, passkey_options=options, **said)


def _recovery(error: str = "") -> str:
    return render_template("sign_in/recovery_code.html", error=error, next=own_next())


def _let_in(person: Person) -> Response:
    response = redirect(onward())
    let_in(response, person, how=PASSWORD)
    return response


def _from_the_start() -> Response:
    """Lead back to the password, which was never given, or too long ago."""
    return redirect(url_for("sign_in.page", next=own_next() or None))
