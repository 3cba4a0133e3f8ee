"""The links by which agencies without an account open their request: who has one, and to end one or make it anew."""

from flask import abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from engine.access import OFFICE
from engine.cases.holders import holder
from engine.errors import CaseNotFound
from engine.records.db import Transaction
from engine.registers.guests.keeping import LinkNotLive, end_link, links_of, renew_link
from engine.registers.guests.links import Links
from web.cases.finding import blueprint, find_inside
from web.security import requires
from web.service import service
from web.sessions import me

MOST = 200


@blueprint.get("/cases/<reference>/links")
@requires("see_case")
def links(reference: str) -> str:
    """List the links of a case."""
    with service().database.reading() as tx:
        case = find_inside(tx, reference)
        known = links_of(tx, case.id, MOST)
    return render_template(
        "cases/links.html",
        case=case,
        links=known,
        holders={link.held_by: holder(case.revision.partnership, link.held_by) for link in known},
        may_change=_may_change(),
        days=service().settings.link_days,
    )


@blueprint.post("/cases/<reference>/links/<int:number>/end")
@requires("see_case")
def end(reference: str, number: int) -> Response:
    """End a link at once, with whatever it has open."""
    with service().database.transaction() as tx:
        case_id = _changed(tx, reference)
        try:
            end_link(tx, case_id, number, me())
        except LinkNotLive:
            flash("That link had ended already.")
        else:
            flash("The link has ended. Whoever had the request open by it sees nothing of it any more.")
    return redirect(url_for("cases.links", reference=reference))


@blueprint.post("/cases/<reference>/links/<int:number>/renew")
@requires("see_case")
def renew(reference: str, number: int) -> Response:
    """Mail the contact a new link in place of one."""
    making = Links.of(service().settings) or abort(404)
    with service().database.transaction() as tx:
        case_id = _changed(tx, reference)
        partnership = find_inside(tx, reference).revision.partnership
        try:
            renew_link(tx, partnership, making, case_id, number, me())
        except LinkNotLive:
            flash("No new link was made: the contact has left, or signs in now.")
        else:
            flash("A new link is on its way to the contact's address. The one before opens nothing any more.")
    return redirect(url_for("cases.links", reference=reference))


def _may_change() -> bool:
    """Tell whether somebody holds a post of the partnership's own office, which writes to agencies."""
    return any(post.organisation == OFFICE for post in me().posts)


def _changed(tx: Transaction, reference: str) -> int:
    """Return the id of the case whose links somebody may change.

    Raises:
        CaseNotFound: there is none, or they may not: nobody is told which.
    """
    case = find_inside(tx, reference)
    if not _may_change():
        raise CaseNotFound
    return case.id
