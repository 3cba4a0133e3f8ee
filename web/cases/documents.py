"""The documents and letters of a case as paper: pages to read and print, and files of a word processor."""

from io import BytesIO

from flask import abort, render_template, send_file
from werkzeug.wrappers import Response

from engine.cases import papers
from engine.cases.reading import Case
from engine.correspondence.enclosures import MARKING, frame_of
from engine.paper.sheet import Sheet
from engine.paper.word import TYPE, Frame, as_docx
from engine.records.db import Transaction
from web.cases.finding import blueprint, find
from web.security import requires
from web.service import service
from web.words import moment


@blueprint.get("/cases/<reference>/documents")
@requires("see_case")
def documents(reference: str) -> str:
    """List the documents of the case that this person may read."""
    with service().database.reading() as tx:
        case = find(tx, reference)
        found = papers.documents(tx, case)
    return render_template("cases/documents.html", case=case, documents=found)


@blueprint.get("/cases/<reference>/documents/<int:number>")
@requires("see_case")
def document(reference: str, number: int) -> str:
    """Show one version of a document, to read and to print."""
    with service().database.reading() as tx:
        case = find(tx, reference)
        found = papers.documents(tx, case)
        this = next((one for one in found if one.id == number), None) or abort(404)
        sheet = papers.sheet_of(tx, this)
    versions = [one for one in found if (one.name, one.instance) == (this.name, this.instance)]
    return render_template("cases/document.html", case=case, document=this, sheet=sheet, versions=versions)


@blueprint.get("/cases/<reference>/documents/<int:number>.docx")
@requires("see_case")
def document_file(reference: str, number: int) -> Response:
    """Give one version of a document as a Word file."""
    with service().database.reading() as tx:
        case = find(tx, reference)
        found = next((one for one in papers.documents(tx, case) if one.id == number), None) or abort(404)
        return as_word(tx, case, found)


@blueprint.get("/cases/<reference>/letters/<int:number>.docx")
@requires("see_case")
def letter_file(reference: str, number: int) -> Response:
    """Give one letter, as it was sent, as a Word file."""
    with service().database.reading() as tx:
        case = find(tx, reference)
        found = next((one for one in papers.letters(tx, case) if one.id == number), None) or abort(404)
    frame = _frame_of_letter(case, found)
    return word_file(found.sheet, frame, f"{case.reference} {found.name} {found.id}")


def as_word(tx: Transaction, case: Case, document: papers.Document) -> Response:
    """Give a version of a document of a case as a Word file; the caller has it from `papers.documents`."""
    author = case.revision.partnership.name
    frame = frame_of(case.reference, document.version, document.sha256, document.at, author=author)
    name = f"{case.reference} {document.name} {document.version}"
    return word_file(papers.sheet_of(tx, document), frame, name)


def word_file(sheet: Sheet, frame: Frame, name: str) -> Response:
    """Give a sheet as a Word file, to be saved and never to be shown by the browser."""
    content = BytesIO(as_docx(sheet, frame))
    file_name = f"{name.replace('_', ' ')}.docx"
    return send_file(content, mimetype=TYPE, as_attachment=True, download_name=file_name)


def _frame_of_letter(case: Case, letter: papers.Letter) -> Frame:
    to = f"{letter.to.role}, {letter.to.name}" if letter.to.organisation else letter.to.role
    below = f"{case.reference}, to {to}, {moment(letter.at)}"
    return Frame(author=case.revision.partnership.name, marking=MARKING, below=below, at=letter.at)
