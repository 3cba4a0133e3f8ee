"""Who saw what of a case, in words for the person concerned: a page to print, and a file."""

from datetime import date
from io import BytesIO

from flask import abort, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from engine import clock
from engine.cases.reading import Case
from engine.cases.subject_access import requests
from engine.cases.subject_access.seen import Sightings, seen
from engine.records.db import Transaction
from engine.registers.comma_separated import comma_separated
from engine.registers.uploads import clean_name
from web import words
from web.need_to_know.frame import called
from web.security import requires
from web.service import service
from web.sessions import me, revision
from web.subject_access.frame import blueprint

MOST_ON_A_PAGE = 2000
HEADINGS = ("Day (London)", "Who", "What", "How often")


@blueprint.get("/seen/<reference>")
@requires("answer_subjects")
def who_saw(reference: str) -> str:
    """Show who saw what of a case."""
    with service().database.reading() as tx:
        case = _case(tx, reference)
        found = seen(tx, case, names_staff=_names_staff(), before=_before(), most=MOST_ON_A_PAGE)
    more = url_for("subject_access.who_saw", reference=reference, before=found.more) if found.more else ""
    return render_template("subject_access/seen.html", case=case, seen=found.items, more=more, printed_at=clock.now())


@blueprint.get("/seen/<reference>.csv")
@requires("answer_subjects")
def who_saw_file(reference: str) -> Response:
    """Give who saw what of a case as a file."""
    with service().database.reading() as tx:
        found = seen(tx, _case(tx, reference), names_staff=_names_staff())
    name = clean_name(f"{reference} who saw it {clock.today().isoformat()}.csv")
    data = BytesIO(seen_file(found))
    return send_file(data, mimetype="text/csv; charset=utf-8", as_attachment=True, download_name=name)


def seen_file(found: Sightings) -> bytes:
    """Return who saw what as a .csv file."""
    rows = [[words.day(each.on), each.who, called(each.what), str(each.times)] for each in found.items]
    return comma_separated(HEADINGS, rows)


def _case(tx: Transaction, reference: str) -> Case:
    return requests.whole_case(tx, service().cases.revisions, me(), reference)


def _names_staff() -> bool:
    return revision().partnership.subject_access.names_staff


def _before() -> date | None:
    text = request.args.get("before", "")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        abort(404)
