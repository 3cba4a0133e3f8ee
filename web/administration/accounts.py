"""Accounts: listed and searched, opened by an invitation, changed, closed and opened again."""

import re
from collections.abc import Mapping

from flask import abort, flash, redirect, render_template, request, url_for

from engine.administration import changing
from engine.administration.accounts import KINDS, Known, list_accounts
from engine.administration.affected import AdministrationRefused
from engine.correspondence.mail import ADDRESS
from engine.registers import administration_log
from engine.registers.administration_log import Wanted
from engine.registers.people import EmailTakenError, email_key
from web.administration.frame import (
    LARGEST_ID,
    UNPROCESSABLE,
    Mistyped,
    Page,
    blueprint,
    known,
    organisations,
    typed,
    vacancies,
)
from web.administration.posts import posts_on_offer, wanted_post
from web.administration.sentences import told
from web.security import requires
from web.service import service
from web.sessions import me, revision

LONGEST_NAME, LONGEST_ADDRESS = 200, 254
RECENT = 8
"""So many entries of the log stand on an account's page."""
ACCOUNT, ADMINISTRATOR, CONTACT = "account", "administrator", "contact"
WAYS: Mapping[str, str] = {
    ACCOUNT: "Signs in, and holds posts",
    CONTACT: "A contact of an agency, who never signs in: a link and a code open their requests",
    ADMINISTRATOR: "Administers accounts: signs in, holds no post, and sees no case",
}
"""How somebody is to get in."""
_ONE = f"/administration/accounts/<int(max={LARGEST_ID}):person_id>"
_LONGEST_NUMBER = 19


# ---- all accounts -------------------------------------------------------------------------------------------


@blueprint.get("/administration/accounts", endpoint="accounts")
@requires("administer")
def listing() -> str:
    """List accounts by name, a page at a time, narrowed by what they are and by a part of the name or address."""
    kind, asked = request.args.get("kind", "open"), request.args.get("asked", "").strip()[:LONGEST_ADDRESS]
    if kind not in KINDS:
        abort(404)
    with service().database.reading() as tx:
        found = list_accounts(tx, kind=kind, asked=asked, after=_after())
    more = found.more
    next_page = url_for("administration.accounts", kind=kind, asked=asked, name=more[0], id=more[1]) if more else ""
    return render_template(
        "administration/accounts.html",
        accounts=found.items,
        kind=kind,
        kinds={name: said for name, (said, _) in KINDS.items()},
        asked=asked,
        next_page=next_page,
        organisations=organisations(),
    )


def _after() -> tuple[str, int] | None:
    name, number = request.args.get("name", ""), request.args.get("id", "")
    if not name or not re.fullmatch(rf"[0-9]{{1,{_LONGEST_NUMBER}}}", number, re.ASCII):
        return None
    return name, min(int(number), LARGEST_ID)


@blueprint.get("/administration/accounts/new")
@requires("administer")
def ask_for_account() -> str:
    """Ask whose account is to be opened."""
    return _asked({"way": ACCOUNT}, {})


@blueprint.post("/administration/accounts/new")
@requires("administer")
def open_account() -> Page:
    """Open an account and mail its person a link by which they set a password; or enter a contact."""
    given = typed("name", "email", "way", "post", "organisation", "title")
    try:
        name, email = _name_and_address(given)
        added = _opened(given, name, email)
    except Mistyped as wrong:
        return _asked(given, wrong.errors), UNPROCESSABLE
    if given["way"] == CONTACT:
        flash(f"{name} is entered as a contact. Letters to their agency bring them a link from now on.")
    else:
        flash(f"The account of {name} is open. A link by which they set their password is on its way to {email}.")
    return redirect(url_for("administration.account", person_id=added))


def _opened(given: Mapping[str, str], name: str, email: str) -> int:
    partnership, way = revision().partnership, given["way"]
    if way not in WAYS:
        raise Mistyped({"way": "Choose how they get in"})
    try:
        post = wanted_post(given) if way == CONTACT else None
        with service().database.transaction() as tx:
            if post:
                return changing.add_contact(tx, partnership, by=me().id, name=name, email=email, held=[post])
            administers = way == ADMINISTRATOR
            return changing.invite(tx, partnership, by=me().id, name=name, email=email, is_administrator=administers)
    except EmailTakenError:
        raise Mistyped({"email": "Somebody has this address already; find them in the list"}) from None
    except AdministrationRefused as refused:
        raise Mistyped({refused.field or "way": str(refused)}) from refused


def _name_and_address(given: Mapping[str, str]) -> tuple[str, str]:
    """Return the name and the address that were typed.

    Raises:
        Mistyped: with everything that is wrong.
    """
    errors, email = dict[str, str](), email_key(given["email"])
    if not given["name"]:
        errors["name"] = "Enter the name, as it is shown to others"
    elif len(given["name"]) > LONGEST_NAME or not given["name"].isprintable():
        errors["name"] = f"The name must be {LONGEST_NAME} characters or fewer, on one line"
    if not email:
        errors["email"] = "Enter the work address"
    elif len(email) > LONGEST_ADDRESS or not ADDRESS.fullmatch(email):
        errors["email"] = "Enter one email address, like jo.park@example.org"
    if errors:
        raise Mistyped(errors)
    return given["name"], email


def _asked(given: Mapping[str, str], errors: Mapping[str, str]) -> str:
    offered = [each for each in posts_on_offer(revision().partnership) if each.key in revision().partnership.agencies]
    return render_template("administration/new_account.html", given=given, errors=errors, ways=WAYS, offered=offered)


# ---- one account --------------------------------------------------------------------------------------------


@blueprint.get(_ONE)
@requires("administer")
def account(person_id: int) -> str:
    """Show an account: who it is, which posts, how they get in, and what was changed last."""
    with service().database.reading() as tx:
        found = known(tx, person_id)
        recent = administration_log.entries(tx, Wanted(about=person_id), most=RECENT)
    return _account(found, recent, {})


def _account(found: Known, recent: administration_log.Entries, errors: Mapping[str, str]) -> str:
    return render_template(
        "administration/account.html",
        known=found,
        account=found.account,
        is_own=found.account.id == me().id,
        organisations=organisations(),
        recent=[(entry, told(entry, revision().partnership)) for entry in recent.items],
        errors=errors,
    )


@blueprint.get(f"{_ONE}/details")
@requires("administer")
def ask_for_details(person_id: int) -> str:
    """Ask for somebody's name and address."""
    with service().database.reading() as tx:
        found = known(tx, person_id).account
    return _details(found.name, person_id, {"name": found.name, "email": found.email}, {})


@blueprint.post(f"{_ONE}/details")
@requires("administer")
def change_details(person_id: int) -> Page:
    """Change somebody's name or address; a new address is told to both."""
    given = typed("name", "email")
    with service().database.reading() as tx:
        was = known(tx, person_id).account
    try:
        name, email = _name_and_address(given)
        with service().database.transaction() as tx:
            changing.change_details(tx, revision().partnership, by=me().id, person_id=person_id, name=name, email=email)
    except Mistyped as wrong:
        return _details(was.name, person_id, given, wrong.errors), UNPROCESSABLE
    except EmailTakenError:
        errors = {"email": "Somebody else has this address"}
        return _details(was.name, person_id, given, errors), UNPROCESSABLE
    told_both = " Both addresses are told by mail." if email != was.email else ""
    flash(f"The account of {name} is changed.{told_both}")
    return redirect(url_for("administration.account", person_id=person_id))


def _details(name: str, person_id: int, given: Mapping[str, str], errors: Mapping[str, str]) -> str:
    return render_template("administration/details.html", name=name, person_id=person_id, given=given, errors=errors)


@blueprint.get(f"{_ONE}/close")
@requires("administer")
def ask_to_close(person_id: int) -> str:
    """Say what closing an account does, before it is done."""
    with service().database.reading() as tx:
        found = known(tx, person_id)
    return _closing(found)


@blueprint.post(f"{_ONE}/close")
@requires("administer")
def close_account(person_id: int) -> Page:
    """Close an account, and say what nobody does now."""
    try:
        with service().database.transaction() as tx:
            found = known(tx, person_id)
            left = changing.close_account(tx, service().cases.revisions, found.account.email, by=me().id)
    except AdministrationRefused as refused:
        return _closing(found, str(refused)), UNPROCESSABLE
    flash(f"The account of {found.account.name} is closed, and signed out everywhere. {vacancies(left)}".strip())
    return redirect(url_for("administration.account", person_id=person_id))


def _closing(found: Known, refused: str = "") -> str:
    return render_template(
        "administration/close.html",
        known=found,
        account=found.account,
        refused=refused,
        organisations=organisations(),
        is_own=found.account.id == me().id,
    )


DOES: Mapping[str, str] = {
    "reopen": "The account of {name} is open again, without any post.",
    "send-link": "A link by which {name} sets a password is on its way to their address.",
    "sign-out": "{name} is signed out everywhere.",
    "reset-second-step": "{name} has no second step any more, is signed out everywhere, and is told by mail.",
    "administer": "{name} administers accounts from now on.",
    "administer-no-more": "{name} administers accounts no more.",
}
"""What one button of an account's page does, and what is said then."""


@blueprint.post(f"{_ONE}/do/<what>")
@requires("administer")
def do(person_id: int, what: str) -> Page:
    """Do what one button says: open again, send a link, sign out, let administer, or no more."""
    if what not in DOES:
        abort(404)
    try:
        with service().database.transaction() as tx:
            found = known(tx, person_id).account
            match what:
                case "reopen":
                    changing.reopen_account(tx, found.email, by=me().id)
                case "send-link":
                    changing.send_password_link(tx, revision().partnership, found.email, by=me().id)
                case "sign-out":
                    changing.sign_out(tx, found.email, by=me().id)
                case "reset-second-step":
                    changing.reset_second_step(tx, revision().partnership, found.email, by=me().id)
                case "administer":
                    changing.let_administer(tx, found.email, by=me().id)
                case _:
                    changing.end_administering(tx, found.email, by=me().id)
    except AdministrationRefused as refused:
        with service().database.reading() as tx:
            recent = administration_log.entries(tx, Wanted(about=person_id), most=RECENT)
            return _account(known(tx, person_id), recent, {"do": str(refused)}), UNPROCESSABLE
    flash(DOES[what].format(name=found.name))
    return redirect(url_for("administration.account", person_id=person_id))
