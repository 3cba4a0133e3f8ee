"""Who has read what: of one case, and of one person, on a page and as a file."""

from io import BytesIO

from flask import abort, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from engine import clock
from engine.cases import reads
from engine.cases.reading import names
from engine.cases.reads import Reads
from engine.registers.comma_separated import comma_separated
from engine.registers.uploads import clean_name
from web import words
from web.need_to_know.frame import blueprint, guarded, read_in_words, refuse_unless_guard
from web.security import requires
from web.service import service
from web.sessions import me

MOST_IN_A_FILE = 100_000
LARGEST = 2**63 - 1
HEADINGS = ("When (London)", "Who", "Case", "What", "Which")


@blueprint.get("/cases/<reference>/reads")
@requires("see_case")
def of_case(reference: str) -> str:
    """Show a guard who has read what of a case."""
    with service().database.reading() as tx:
        found = reads.reads_of_case(tx, guarded(tx, reference).id, before=_before())
    more = url_for("need_to_know.of_case", reference=reference, before=found.more) if found.more else ""
    return render_template("need_to_know/reads.html", reads=found, reference=reference, person="", more=more)


@blueprint.get("/cases/<reference>/reads.csv")
@requires("see_case")
def of_case_file(reference: str) -> Response:
    """Give who has read what of a case as a file."""
    with service().database.reading() as tx:
        found = reads.reads_of_case(tx, guarded(tx, reference).id, most=MOST_IN_A_FILE)
    return _file(found, f"{reference} reads")


@blueprint.get(f"/people/<int(max={LARGEST}):number>/reads")
@requires("signed_in")
def of_person(number: int) -> str:
    """Show a guard what a person has read."""
    refuse_unless_guard()
    with service().database.reading() as tx:
        name = names(tx, {number}).get(number) or abort(404)
        found = reads.reads_of_person(tx, number, me=me().id, before=_before())
    more = url_for("need_to_know.of_person", number=number, before=found.more) if found.more else ""
    return render_template("need_to_know/reads.html", reads=found, reference="", person=name, number=number, more=more)


@blueprint.get(f"/people/<int(max={LARGEST}):number>/reads.csv")
@requires("signed_in")
def of_person_file(number: int) -> Response:
    """Give what a person has read as a file."""
    refuse_unless_guard()
    with service().database.reading() as tx:
        found = reads.reads_of_person(tx, number, me=me().id, most=MOST_IN_A_FILE)
    return _file(found, f"person {number} reads")


def _file(found: Reads, called: str) -> Response:
    rows = [
        [words.short_moment(read.at), read.name, read.reference, read_in_words(read), read.which]
        for read in found.items
    ]
    name = clean_name(f"{called} {clock.today().isoformat()}.csv")
    data = BytesIO(comma_separated(HEADINGS, rows))
    return send_file(data, mimetype="text/csv; charset=utf-8", as_attachment=True, download_name=name)


def _before() -> int | None:
    text = request.args.get("before", "")
    if not text:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else abort(404)  # noqa: PLR2004 - fits
