"""Referrals that are not sent yet: begin, fill in, check, send, throw away."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from engine.access import Person
from engine.cases import drafts
from engine.cases.asking import referral_page
from web.security import requires
from web.service import service
from web.sessions import me
from web.sign_in.views import sign_in_again
from web.tasks import pages
from web.tasks.fillings import ReferralFilling
from web.tasks.pages import Answer

blueprint = Blueprint("refer", __name__)


def keep_typed(person: Person, draft_id: str) -> Response | str:
    """Keep what somebody typed whose session lapsed meanwhile, and ask who is there."""
    filling = ReferralFilling(person=person, draft_id=draft_id)
    pages.keep_typed(filling)
    return sign_in_again(filling.page_url)


@blueprint.get("/refer")
@requires("refer")
def start() -> str:
    """Say what a referral is, and show those that this person has begun."""
    with service().database.reading() as tx:
        task = referral_page(tx, service().cases, me())
        begun = drafts.referral_drafts(tx, person_id=me().id)
    register = task.revision.clauses
    clauses = [register[c] for c in task.form.clauses if c in register]
    return render_template("refer/start.html", begun=begun, clauses=clauses, task=task)


@blueprint.post("/refer")
@requires("refer")
def begin() -> Response:
    """Begin a referral."""
    with service().database.transaction() as tx:
        draft_id = drafts.begin_referral(tx, person_id=me().id)
    return redirect(url_for("refer.page", draft_id=draft_id))


@blueprint.get("/refer/<draft_id>")
@requires("refer")
def page(draft_id: str) -> Answer:
    """Show the referral's form."""
    return pages.show(ReferralFilling(person=me(), draft_id=draft_id))


@blueprint.post("/refer/<draft_id>")
@requires("refer", when_lapsed=keep_typed)
def receive(draft_id: str) -> Answer:
    """Keep what was typed, and do what the button says."""
    return pages.receive(ReferralFilling(person=me(), draft_id=draft_id))


@blueprint.post("/refer/<draft_id>/draft")
@requires("refer")
def save_draft(draft_id: str) -> Answer:
    """Save the draft, for the script."""
    return pages.save_draft(ReferralFilling(person=me(), draft_id=draft_id))


@blueprint.get("/refer/<draft_id>/check")
@requires("refer")
def check(draft_id: str) -> Answer:
    """Show the answers before they are sent."""
    return pages.check(ReferralFilling(person=me(), draft_id=draft_id))


@blueprint.post("/refer/<draft_id>/submit")
@requires("refer")
def submit(draft_id: str) -> Answer:
    """Open a case with the answers."""
    return pages.submit(ReferralFilling(person=me(), draft_id=draft_id))


@blueprint.post("/refer/<draft_id>/delete")
@requires("refer")
def delete(draft_id: str) -> Response:
    """Throw a referral away that is not sent yet."""
    with service().database.transaction() as tx:
        found = drafts.find_referral(tx, person_id=me().id, draft_id=draft_id)
        if found.task_id is None:
            drafts.drop_draft(tx, person_id=me().id, draft_id=draft_id)
    flash("The draft is deleted.")
    return redirect(url_for("refer.start"))
