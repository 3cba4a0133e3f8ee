"""Declare one's own conflict of interest in a case: from then on one does not see it."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.cases.conflicts import declare_own
from engine.cases.guarding import GuardRefused
from web.cases.finding import blueprint, find
from web.security import requires
from web.service import service
from web.sessions import me

LONGEST = 2000
"""Characters of what the conflict is."""


@blueprint.get("/cases/<reference>/conflict")
@requires("see_case")
def conflict(reference: str) -> str:
    """Ask what the conflict is, and say what follows."""
    with service().database.reading() as tx:
        case = find(tx, reference)
    return render_template("cases/conflict.html", case=case, errors={}, typed="", longest=LONGEST)


@blueprint.post("/cases/<reference>/conflict")
@requires("see_case")
def declare_conflict(reference: str) -> Response | tuple[str, int]:
    """Shut the person who asks out of the case."""
    typed = request.form.get("reason", "").strip()[:LONGEST]
    try:
        with service().database.transaction() as tx:
            case = find(tx, reference)
            declare_own(tx, case, me(), reason=typed)
    except GuardRefused as refused:
        errors = {"reason": str(refused)}
        return render_template("cases/conflict.html", case=case, errors=errors, typed=typed, longest=LONGEST), 422
    flash(f"You have declared a conflict of interest. {reference} is closed to you from now on.")
    return redirect(url_for("need_to_know.page"))
