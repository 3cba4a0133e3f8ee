"""Administrators' pages of other systems: added, tried out, ended, what became of messages; and of what stopped.

They show no case: of a message they tell its kind, when, and what became of it.
"""

from collections.abc import Mapping

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import announcing
from engine.correspondence.messages import TEST
from engine.correspondence.posting import UrlRefused, fit_url, secret_of
from engine.correspondence.service_incidents import open_incidents
from engine.correspondence.settling import try_again
from engine.correspondence.webhooks import (
    LONGEST_NAME,
    NoSuchWebhook,
    Webhook,
    add_webhook,
    end_webhook,
    fates,
    resume,
    try_out,
    webhooks,
)
from engine.errors import IncidentNotOpen
from engine.records.db import Transaction
from engine.registers.people import find_by_email
from web.security import requires
from web.service import service
from web.sessions import me

blueprint = Blueprint("webhooks", __name__, url_prefix="/administration")
EVENTS: Mapping[str, str] = {
    announcing.CASE_OPENED: "A case begins",
    announcing.TASK_OPENED: "Something waits for somebody",
    announcing.TASK_COMPLETED: "Somebody has done it",
    announcing.EVENT_RECORDED: "Something from outside is recorded",
    announcing.DATE_PASSED: "A time limit is reached",
    announcing.DATES_CHANGED: "Dates of a case move",
    announcing.LETTER_FAILED: "A letter cannot be delivered",
    announcing.CASE_CLOSED: "A case ends",
    TEST: "A test",
}
STATES: Mapping[str, tuple[str, str]] = {
    "queued": ("On its way", "soon"),
    "sent": ("Taken", "done"),
    "waiting": ("Waits for you", "late"),
    "failed": ("Not taken", "late"),
    "withheld": ("Not sent", "quiet"),
}
"""What became of a message: in words, and the look of the word."""
SHOWN = 50
LARGEST_ID = 2**31 - 1
UNPROCESSABLE = 422


@blueprint.get("/webhooks")
@requires("administer")
def listing() -> str:
    """List the systems that are told, and those that were."""
    with service().database.reading() as tx:
        found = webhooks(tx)
    return render_template("webhooks/list.html", webhooks=found, events=EVENTS)


@blueprint.get("/webhooks/add")
@requires("administer")
def ask() -> str:
    """Ask for a system's name, address and account, and of what it is told."""
    return _asked({}, ())


@blueprint.post("/webhooks/add")
@requires("administer")
def add() -> str | tuple[str, int]:
    """Add a system, and show its secret this once."""
    typed = {name: request.form.get(name, "").strip() for name in ("called", "url", "account")}
    chosen = [event for event in announcing.EVENTS if event in request.form.getlist("events")]
    errors = _wrong(typed)
    with service().database.transaction() as tx:
        account = find_by_email(tx, typed["account"])
        if account is None or account.is_administrator:
            errors["account"] = "Enter the work address of an open account that is not an administrator's"
        if not chosen:
            errors["events"] = "Choose when it is told"
        if errors or account is None:
            return _asked(typed, chosen, errors), UNPROCESSABLE
        number, nonce = add_webhook(
            tx, called=typed["called"], url=typed["url"], account_id=account.id, events=chosen, by=me().id
        )
        added = _one(tx, number)
    secret = secret_of(service().settings.secret_key, nonce)
    return render_template("webhooks/added.html", webhook=added, secret=secret)


@blueprint.get("/webhooks/<int:number>")
@requires("administer")
def page(number: int) -> str:
    """Show a system, and what became of the last messages to it."""
    with service().database.reading() as tx:
        found = _one(tx, number)
        last = fates(tx, found.id, SHOWN)
    return render_template("webhooks/one.html", webhook=found, fates=last, events=EVENTS, states=STATES, most=SHOWN)


@blueprint.post("/webhooks/<int:number>/test")
@requires("administer")
def test(number: int) -> Response:
    """Send a signed message that says nothing."""
    with service().database.transaction() as tx:
        try_out(tx, _live(tx, number).id)
    flash("A test is on its way. What became of it stands below in a moment: load this page again.")
    return redirect(url_for("webhooks.page", number=number))


@blueprint.post("/webhooks/<int:number>/again")
@requires("administer")
def again(number: int) -> Response:
    """Have the messages sent that wait."""
    with service().database.transaction() as tx:
        waited = resume(tx, _live(tx, number).id, me().id)
    flash(f"Messages are sent again. {waited} had waited.")
    return redirect(url_for("webhooks.page", number=number))


@blueprint.post("/webhooks/<int:number>/end")
@requires("administer")
def end(number: int) -> Response:
    """Tell a system nothing more."""
    with service().database.transaction() as tx:
        ended = _live(tx, number)
        end_webhook(tx, ended.id, me().id)
    flash(f"{ended.called} is told nothing any more.")
    return redirect(url_for("webhooks.listing"))


@blueprint.get("/stopped")
@requires("administer")
def stopped() -> str:
    """Show what stopped that is about no case."""
    with service().database.reading() as tx:
        found = open_incidents(tx)
    return render_template("webhooks/stopped.html", incidents=found)


@blueprint.post("/stopped/<int:number>/again")
@requires("administer")
def again_stopped(number: int) -> Response:
    """Have something tried again that stopped."""
    try:
        with service().database.transaction() as tx:
            try_again(tx, min(number, LARGEST_ID), me().id)
        flash("It is tried again. If it fails once more, it comes back to this page.")
    except (IncidentNotOpen, NoSuchWebhook):
        flash("Somebody has seen to this already.")
    return redirect(url_for("webhooks.stopped"))


def _one(tx: Transaction, number: int) -> Webhook:
    found = webhooks(tx, number) if number <= LARGEST_ID else ()
    return found[0] if found else abort(404)


def _live(tx: Transaction, number: int) -> Webhook:
    found = _one(tx, number)
    return found if found.ended_at is None else abort(404)


def _wrong(typed: Mapping[str, str]) -> dict[str, str]:
    errors = dict[str, str]()
    if not typed["called"] or len(typed["called"]) > LONGEST_NAME:
        errors["called"] = f"Enter what the system is called, in at most {LONGEST_NAME} characters"
    try:
        fit_url(typed["url"])
    except UrlRefused as refused:
        errors["url"] = str(refused)
    return errors


def _asked(typed: Mapping[str, str], chosen: object, errors: Mapping[str, str] | None = None) -> str:
    offered = {event: words for event, words in EVENTS.items() if event != TEST}
    return render_template("webhooks/add.html", typed=typed, chosen=chosen, errors=errors or {}, events=offered)
