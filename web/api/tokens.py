"""The pages on which a person makes, lists and ends tokens for other programs."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import clock
from engine.correspondence.notices import notify
from engine.records.db import Transaction
from engine.registers.tokens import (
    LIFETIMES_DAYS,
    LONGEST_NAME,
    SCOPES,
    Token,
    TokenRefused,
    end_token,
    make_token,
    tokens_of,
)
from web.accounts.frame import sign_in_first
from web.api.operations import blueprint
from web.security import requires
from web.service import service
from web.sessions import me, revision

UNPROCESSABLE = 422
DEFAULT_DAYS = 90


@blueprint.get("/account/tokens", endpoint="tokens")
@requires("signed_in")
def page() -> str:
    """List the tokens of who asks, and ask for what another would be."""
    with service().database.reading() as tx:
        return _page(tx)


@blueprint.post("/account/tokens", endpoint="make_token")
@requires("signed_in")
def make() -> str | tuple[str, int] | Response:
    """Make a token, and show it this once: only its hash is kept. A mail tells that it was made.

    It lasts longer than a session, so that who makes one has signed in a moment ago.
    """
    if first := sign_in_first(url_for("api.tokens")):
        return first
    asked = request.form
    days = asked.get("days", "")
    with service().database.transaction() as tx:
        try:
            secret, token = make_token(
                tx,
                me().id,
                name=asked.get("name", ""),
                scopes=asked.getlist("scopes"),
                days=int(days) if days in map(str, LIFETIMES_DAYS) else 0,
            )
        except TokenRefused as refused:
            return _page(tx, errors=dict(refused.errors)), UNPROCESSABLE
        _tell(tx, token)
        return _page(tx, secret=secret, made=token)


@blueprint.post("/account/tokens/<int:number>/end", endpoint="end_token")
@requires("signed_in")
def end(number: int) -> Response:
    """Let a token of who asks be good no more."""
    with service().database.transaction() as tx:
        is_ended = number < 2**63 and end_token(tx, me().id, number)
    flash("The token is ended. A program that sends it is refused." if is_ended else "That token was ended before.")
    return redirect(url_for("api.tokens"), 303)


def _tell(tx: Transaction, token: Token) -> None:
    notify(
        tx,
        revision().partnership,
        me(),
        once_key=f"token|{token.id}",
        subject="A token was made for another program to act for you",
        body=(
            "Somebody who was signed in as you made a token, by which another program can act for you.\n\n"
            f"If it was not you, end it: {service().settings.public_address}{url_for('api.tokens')}"
        ),
    )


def _page(tx: Transaction, *, errors: dict[str, str] | None = None, secret: str = "", made: Token | None = None) -> str:
    known = tokens_of(tx, me().id)
    return render_template(
        "api/tokens.html",
        live=[token for token in known if token.is_live(tx.at)],
        over=[token for token in known if not token.is_live(tx.at)],
        scopes=SCOPES,
        lifetimes=LIFETIMES_DAYS,
        longest_name=LONGEST_NAME,
        days=request.form.get("days", str(DEFAULT_DAYS)),
        asked=request.form if errors else {},
        chosen=request.form.getlist("scopes") if errors else ["read"],
        errors=errors or {},
        secret=secret,
        made=made,
        now=clock.now(),
    )
