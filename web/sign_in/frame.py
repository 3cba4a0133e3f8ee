"""What the ways to sign in share: where to go then, and how often somebody may try.

Who guesses is stopped after a few misses, by account and by address. A browser in which an account was signed in to
before is counted by itself: whoever guesses elsewhere, however often, does not lock out the account's owner, nor their
colleagues behind the same address.
"""

import secrets
from hashlib import sha256
from urllib.parse import urlsplit

from flask import Blueprint, g, request, url_for
from flask_limiter.util import get_remote_address
from itsdangerous import BadSignature, Signer
from werkzeug.wrappers import Response

from engine.access import Person
from engine.registers.passkeys import Site
from engine.registers.people import email_key
from engine.registers.sealing import Seal
from web.security import is_own_path
from web.service import service
from web.sessions import arriving, cookie_name, is_secure, load_identity, sign_in

blueprint = Blueprint("sign_in", __name__)
CALLED = "Practice reviews"
"""What people read where they keep their codes and passkeys."""
UNPROCESSABLE = 422
FEW_TRIES, MANY_TRIES = "8 per 15 minutes", "30 per 15 minutes"
"""Misses of one account, and from one address."""
KNOWN_SECONDS = 180 * 24 * 60 * 60
_SALT = "known browser"


def seal() -> Seal:
    """Return what seals and opens secrets here."""
    return Seal(secret_key=service().settings.secret_key)


def site() -> Site:
    """Return the service, as passkeys know it."""
    address = service().settings.public_address
    return Site(seal=seal(), host=urlsplit(address).hostname or "", origin=address, called=CALLED)


def onward() -> str:
    """Return where to go after signing in: to the page that was asked for, or home."""
    return own_next() or url_for("home")


def own_next() -> str:
    """Return the page of ours that was asked for; empty if none was."""
    wanted = request.values.get("next")
    return wanted if wanted and is_own_path(wanted) else ""


def let_in(response: Response, person: Person, *, how: str) -> None:
    """Sign somebody in who has proved all that is asked, and let their browser be known from now on."""
    sign_in(response, person.id, how=how)
    account = _account_of(person.email)
    if _known(account) is None:
        value = _signer().sign(f"{account}.{secrets.token_hex(8)}").decode()
        name, safe = _cookie(), is_secure()
        response.set_cookie(name, value, max_age=KNOWN_SECONDS, secure=safe, httponly=True, samesite="Lax", path="/")


def by_account() -> str:
    """Return what names, in the limiter's memory, the account that is tried: a hash, never the address."""
    account = _account_of(request.form.get("email", ""))
    return _known(account) or account


def by_address() -> str:
    """Return what names where it is tried from: the address, or the browser if the account knows it."""
    return _known(_account_of(request.form.get("email", ""))) or get_remote_address()


def by_arriving(lacks: str) -> str:
    """Return what names the account of which a password has been given, and the rest is tried."""
    if "session" not in g:  # limits are looked at before anybody is
        load_identity()
    person = arriving(lacks)
    if person is None:
        return get_remote_address()
    account = _account_of(person.email)
    return _known(account) or account


def has_failed(response: Response) -> bool:
    """Tell whether a try was a miss, which counts."""
    return response.status_code == UNPROCESSABLE


def _account_of(email: str) -> str:
    return sha256(email_key(email).encode()).hexdigest()


def _known(account: str) -> str | None:
    """Return what names this browser and the account, if the account was signed in to in it before."""
    try:
        value = _signer().unsign(request.cookies.get(_cookie(), "")).decode()
    except (BadSignature, UnicodeDecodeError):
        return None
    return value if value.startswith(f"{account}.") else None


def _cookie() -> str:
    return cookie_name("known", "known")


def _signer() -> Signer:
    return Signer(service().settings.secret_key, salt=_SALT, key_derivation="hmac", digest_method=sha256)
