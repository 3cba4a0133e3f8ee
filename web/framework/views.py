"""The clause register of the revision in force, and the statements that every service makes."""

from io import BytesIO

from flask import Blueprint, abort, render_template, send_file
from werkzeug.wrappers import Response

from engine import clock
from engine.calendar.time_limits import Limit
from engine.registers.uploads import TYPES, clean_name
from engine.registers.workbooks.writing import template as workbook
from web import words
from web.framework.sections import by_section
from web.security import requires
from web.service import service
from web.sessions import revision

blueprint = Blueprint("framework", __name__)
UNITS = {"wd": "working day", "months": "month", "years": "year"}


@blueprint.get("/framework")
@requires("public")
def clauses() -> str:
    """Show every clause of the framework in force, so that a clause's number can be followed from anywhere."""
    sections = by_section(revision().clauses.values())
    return render_template("framework/clauses.html", sections=sections, in_words=in_words)


def in_words(limit: Limit) -> str:
    """Say a time limit: 5 working days from "referral received", national."""
    if limit.amount == 0:
        return f"on the day of “{limit.anchor.replace('_', ' ')}”, {limit.force}"
    amount = words.quantity(abs(limit.amount), UNITS[limit.unit])
    return f"{amount} {'from' if limit.amount > 0 else 'before'} “{limit.anchor.replace('_', ' ')}”, {limit.force}"


@blueprint.get("/framework/<revision_id>/tables/<name>")
@requires("signed_in")
def template(revision_id: str, name: str) -> Response:
    """Give the spreadsheet that people fill in for a table of a revision."""
    with service().database.reading() as tx:
        published = service().cases.revisions.published(tx)
    if revision_id not in published:
        abort(404)
    table = published[revision_id].tables.get(name) or abort(404)
    data = workbook(table, clock.now())
    return send_file(
        BytesIO(data), mimetype=TYPES["xlsx"], as_attachment=True, download_name=clean_name(f"{table.title}.xlsx")
    )


@blueprint.get("/accessibility")
@requires("public")
def accessibility() -> str:
    """Say how far the pages are accessible."""
    return render_template("framework/accessibility.html")


@blueprint.get("/privacy")
@requires("public")
def privacy() -> str:
    """Say what is kept of whom."""
    return render_template("framework/privacy.html", minutes=service().settings.session_minutes)
