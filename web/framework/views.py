"""The clause register of the revision in force, and the statements that every service makes."""

from flask import Blueprint, render_template

from engine.calendar.time_limits import Limit
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
