"""A new password for one's own account."""

from flask import flash, redirect, render_template, request, url_for

from engine.registers import administration_log
from engine.registers.factors import tell_owner
from engine.registers.people import LONGEST_PASSWORD, SHORTEST_PASSWORD, UnfitPasswordError, set_password
from engine.registers.sessions import end_other_sessions
from web.accounts.frame import UNPROCESSABLE, blueprint, sign_in_first
from web.accounts.second_step import Page
from web.security import requires
from web.service import service
from web.sessions import me, own_token, revision

UNFIT = f"Enter a password of {SHORTEST_PASSWORD} characters or more"


@blueprint.get("/password")
@requires("signed_in")
def password() -> Page:
    """Ask for a new password."""
    return sign_in_first() or _asked()


@blueprint.post("/password")
@requires("signed_in")
def change_password() -> Page:
    """Take a new password; everywhere else the person is signed out."""
    if first := sign_in_first():
        return first
    try:
        with service().database.transaction() as tx:
            set_password(tx, me().email, request.form.get("password", ""))
            end_other_sessions(tx, me().id, own_token())
            administration_log.note(tx, "password_set", by=me().id, about=me().id, purpose="own")
            tell_owner(tx, revision().partnership, me(), "The password of your account was changed.")
    except UnfitPasswordError:
        return _asked(UNFIT), UNPROCESSABLE
    flash("Your password is changed. You are signed out everywhere else.")
    return redirect(url_for("accounts.page"))


def _asked(error: str = "") -> str:
    return render_template("accounts/password.html", error=error, shortest=SHORTEST_PASSWORD, longest=LONGEST_PASSWORD)
