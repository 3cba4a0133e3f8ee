"""One's own account: who one is here, how one signs in, and where one is signed in."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.registers.factors import FEW_CODES, factors_of
from engine.registers.sessions import end_other_sessions, end_place, places_of
from web import words
from web.accounts import passkeys, password, second_step
from web.accounts.frame import blueprint
from web.security import requires
from web.service import service
from web.sessions import longest, me, own_token, revision, signed_in_how

__all__ = ["blueprint", "passkeys", "password", "second_step"]


@blueprint.get("")
@requires("signed_in")
def page() -> str:
    """Show one's own account."""
    with service().database.reading() as tx:
        factors = factors_of(tx, me().id)
        places = places_of(tx, me().id, own_token(), longest=longest())
    return render_template(
        "accounts/page.html",
        factors=factors,
        places=places,
        how=signed_in_how(),
        few=FEW_CODES,
        organisations={**revision().partnership.agencies, **revision().partnership.partners},
        settings=service().settings,
    )


@blueprint.post("/places/end")
@requires("signed_in")
def end() -> Response:
    """Sign oneself out in one place."""
    with service().database.transaction() as tx:
        is_ended = end_place(tx, me().id, request.form.get("place", ""))
    flash("You are signed out there." if is_ended else "You were signed out there already.")
    return redirect(url_for("accounts.page", _anchor="places"))


@blueprint.post("/places/end-others")
@requires("signed_in")
def end_others() -> Response:
    """Sign oneself out everywhere else."""
    with service().database.transaction() as tx:
        ended = end_other_sessions(tx, me().id, own_token())
    where = words.quantity(ended, "other place") if ended else "no other place: there was none"
    flash(f"You are signed out in {where}.")
    return redirect(url_for("accounts.page", _anchor="places"))
