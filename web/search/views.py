"""Ask for words, and see what is found.

What is asked for may be a child's name: it is sent with POST and kept for a while under a key, and the address of the
page that shows what is found has the key alone. So it can be reloaded and gone back to.
"""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.cases.searching.asked import asked_by, keep_asked
from engine.cases.searching.finding import MOST_CASES, NO_END, PAGE, case_called, find
from engine.cases.searching.words import MOST_CHARACTERS, MOST_TERMS, Query
from web.security import requires
from web.service import service
from web.sessions import me

blueprint = Blueprint("search", __name__)


@blueprint.get("/search")
@requires("signed_in")
def page() -> str:
    """Say what can be searched."""
    return render_template("search/page.html", asked="", query=Query(()), found=None, most=MOST_CHARACTERS)


@blueprint.post("/search")
@requires("signed_in")
def ask() -> Response:
    """Keep what is asked for, and lead to what is found; a reference leads to its case."""
    asked = request.form.get("asked", "")
    with service().database.reading() as tx:
        reference = case_called(tx, service().cases.revisions, me(), asked[:MOST_CHARACTERS])
    if reference:
        return redirect(url_for("cases.page", reference=reference), 303)
    with service().database.transaction() as tx:
        key = keep_asked(tx, me().id, asked)
    return redirect(url_for("search.found", key=key), 303)


@blueprint.get("/search/<key>")
@requires("signed_in")
def found(key: str) -> str:
    """Show what is found, the newest first."""
    before = request.args.get("before", "")
    if before and not (before.isascii() and before.isdigit() and int(before) < NO_END):
        abort(404)
    with service().database.reading() as tx:
        asked = asked_by(tx, me().id, key)
        query = Query.read(asked or "")
        given = find(tx, service().cases.revisions, me(), query, int(before or NO_END))
    next_page = url_for("search.found", key=key, before=given.more) if given.more else ""
    return render_template(
        "search/page.html",
        asked=asked or "",
        is_gone=asked is None,
        query=query,
        found=given,
        next_page=next_page,
        is_first=not before,
        page_length=PAGE,
        most_cases=MOST_CASES,
        most_terms=MOST_TERMS,
        most=MOST_CHARACTERS,
    )
