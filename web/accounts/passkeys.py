"""Passkeys for one's own account: they are made by the browser, and removed."""

from flask import flash, redirect, render_template, request, url_for

from engine.access import Person
from engine.registers.factors import factors_of, tell_owner
from engine.registers.passkeys import LONGEST_NAME, add_passkey, options_to_add, remove_passkey
from engine.registers.sessions import PASSKEY
from web.accounts.frame import UNPROCESSABLE, blueprint, owner, sign_in_first
from web.accounts.second_step import Page, done, first_codes
from web.devices import device_of
from web.security import limiter, requires
from web.service import service
from web.sessions import me, revision
from web.sign_in.frame import MANY_TRIES, has_failed, own_next, site

NOT_MADE = "No passkey was made, or it took too long. Try again"


@blueprint.get("/passkey")
@requires("set_up")
def passkey() -> Page:
    """Offer to make a passkey."""
    return sign_in_first() or _shown(owner(), device_of(request.user_agent.string), {})


@blueprint.post("/passkey")
@requires("set_up")
@limiter.limit(MANY_TRIES, deduct_when=has_failed)
def make_passkey() -> Page:
    """Keep the passkey that the browser has made; with the first factor come recovery codes."""
    if first := sign_in_first():
        return first
    person, name = owner(), " ".join(request.form.get("name", "").split())
    if not name or len(name) > LONGEST_NAME:
        wrong = f"Enter what you call it, in {LONGEST_NAME} characters or fewer"
        return _shown(person, name, {"name": wrong}), UNPROCESSABLE
    codes = tuple[str, ...]()
    with service().database.transaction() as tx:
        is_made = add_passkey(tx, site(), person.id, sent=request.form.get("credential", ""), name=name)
        if is_made:
            tell_owner(tx, revision().partnership, person, f"A passkey was made for your account: {name}.")
            codes = first_codes(tx, person)
    if not is_made:
        return _shown(person, name, {"use-passkey": NOT_MADE}), UNPROCESSABLE
    return done(person, "Your passkey is made.", codes, how=PASSKEY)


@blueprint.post("/passkeys/<int:number>/remove")
@requires("signed_in")
def remove(number: int) -> Page:
    """Let a passkey open nothing any more."""
    if first := sign_in_first():
        return first
    with service().database.transaction() as tx:
        factors = factors_of(tx, me().id)
        is_last = factors.app_since is None and len(factors.passkeys) == 1
        is_kept = is_last and service().settings.demands_second_step
        name = None if is_kept else remove_passkey(tx, me().id, number)
        if name is not None:
            tell_owner(tx, revision().partnership, me(), f"A passkey of your account was removed: {name}.")
    flash("Set up another second step first." if is_kept else "The passkey is removed.")
    return redirect(url_for("accounts.page"))


def _shown(person: Person, name: str, errors: dict[str, str]) -> str:
    with service().database.reading() as tx:
        options = options_to_add(tx, site(), person)
    return render_template(
        "accounts/passkey.html",
        name=name,
        errors=errors,
        errors_list=[{"text": text, "href": f"#{field}"} for field, text in errors.items()],
        passkey_options=options,
        longest=LONGEST_NAME,
        next=own_next(),
    )
