"""What the pages of one's own account share: whose it is, and that it is really they who change how they sign in."""

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from engine.access import Person
from engine.registers.sessions import FACTOR
from web.sessions import arriving, is_fresh, person_or_none

blueprint = Blueprint("accounts", __name__, url_prefix="/account")
UNPROCESSABLE = 422


def owner() -> Person:
    """Return whose account it is: who is signed in, or who has to set up a second step before they are."""
    return person_or_none() or arriving(FACTOR) or abort(403)


def sign_in_first(back: str = "") -> Response | None:
    """Return the way to sign in again, if that was not a moment ago: before anything changes how one signs in.

    It leads `back` from there, or to the page where one is, or to the account's.
    """
    if is_fresh():
        return None
    back = back or (request.path if request.method == "GET" else url_for("accounts.page"))
    return redirect(url_for("sign_in.page", again="", next=back))
