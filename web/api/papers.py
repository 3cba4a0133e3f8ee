"""What was sent in a case, and what it wrote: answers, documents, letters. They never change."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields
from werkzeug.wrappers import Response

from engine.cases import papers
from engine.cases.papers import Document, Letter, Submission
from engine.cases.reading import Case
from engine.cases.submissions import find_submission
from engine.errors import CaseNotFound
from engine.paper.word import TYPE
from web.api.operations import operation
from web.api.shapes import Holder, Named, anything, instant, list_of, one, several, text, whole
from web.cases.documents import as_word
from web.cases.finding import find
from web.service import service
from web.sessions import me


class SubmissionLine(Schema):
    """Something that was sent in a case."""

    id = text("Of what was sent")
    case = text("The case's reference")
    name = text("What was done, with whom or what it is about")
    form = text("The form that was filled in")
    by = one(Named, "Who sent it")
    post = text("As what they sent it")
    holder = one(Holder, "Whose task it was")
    at = instant("When it was sent")


class SubmissionWhole(SubmissionLine):
    """Something that was sent in a case, with its answers."""

    answers = anything("The answers, by the names of the form's questions, as they are kept")


class DocumentLine(Schema):
    """A version of a document that was written in a case."""

    number = whole("Of this version")
    name = text("The document's name")
    version = whole("Which version of it this is")
    title = text("Its title")
    about = text("Whom or what it is about, if it was written for one of several; empty if not")
    sha256 = text("The hash of what it says")
    at = instant("When it was written")


class DocumentWhole(DocumentLine):
    """A version of a document, with what it says."""

    text = text("What it says, a line a line, without how it looks")


class DeliverySaid(Schema):
    """A letter on its way to one address."""

    to = text("The person, or the address of a mailbox")
    state = text("`queued`, `sent`, `failed`, or `bounced`: sent, and it came back")
    sent_at = instant("When a mail server took it", null=True)
    error = text("What went wrong; empty if nothing did")


class LetterLine(Schema):
    """A letter that a case sent."""

    number = whole("Of the letter")
    name = text("The name of what it was written from")
    holder = one(Holder, "For whom it is")
    subject = text("Its subject")
    clause = text("The clause that it names; empty for none")
    document = fields.Integer(
        required=True, allow_none=True, metadata={"description": "The number of the document that comes with it"}
    )
    sha256 = text("The hash of what it says")
    at = instant("When it was written")
    deliveries = several(DeliverySaid, "What became of it")


class LetterWhole(LetterLine):
    """A letter, with what it says."""

    body = text("What it says")


@operation("GET", "/cases/<reference>/submissions", scope="read", gives=list_of(SubmissionLine), refuses=(404,))
def list_submissions(reference: str) -> Any:
    """List what was sent in a case, the first first, as far as the person may read it."""
    with service().database.reading() as tx:
        case = find(tx, reference)
        found = papers.submissions(tx, case)
    return {"items": [_submission(case, sent) for sent in found]}


@operation("GET", "/submissions/<submission_id>", scope="read", gives=SubmissionWhole, refuses=(404,))
def show_submission(submission_id: str) -> Any:
    """Give what was sent, with its answers. Files in them are named by their ids."""
    with service().database.reading() as tx:
        case, sent = find_submission(tx, service().cases, me(), submission_id)
    return {**_submission(case, sent), "answers": sent.answers}


@operation("GET", "/cases/<reference>/documents", scope="read", gives=list_of(DocumentLine), refuses=(404,))
def list_documents(reference: str) -> Any:
    """List the documents of a case, every version, the newest first, as far as the person may read them."""
    with service().database.reading() as tx:
        found = papers.documents(tx, find(tx, reference))
    return {"items": [_document(each) for each in found]}


@operation("GET", "/cases/<reference>/documents/<int:number>", scope="read", gives=DocumentWhole, refuses=(404,))
def show_document(reference: str, number: int) -> Any:
    """Give one version of a document, with what it says."""
    with service().database.reading() as tx:
        found = next((each for each in papers.documents(tx, find(tx, reference)) if each.id == number), None)
        if found is None:
            raise CaseNotFound
        return {**_document(found), "text": papers.sheet_of(tx, found).text}


@operation("GET", "/cases/<reference>/documents/<int:number>/content", scope="read", file_type=TYPE, refuses=(404,))
def download_document(reference: str, number: int) -> Response:
    """Give one version of a document as a Word file."""
    with service().database.reading() as tx:
        case = find(tx, reference)
        found = next((each for each in papers.documents(tx, case) if each.id == number), None)
        if found is None:
            raise CaseNotFound
        return as_word(tx, case, found)


@operation("GET", "/cases/<reference>/letters", scope="read", gives=list_of(LetterLine), refuses=(404,))
def list_letters(reference: str) -> Any:
    """List the letters of a case, the newest first, with what became of each, as far as the person may read them."""
    with service().database.reading() as tx:
        found = papers.letters(tx, find(tx, reference))
    return {"items": [_letter(each) for each in found]}


@operation("GET", "/cases/<reference>/letters/<int:number>", scope="read", gives=LetterWhole, refuses=(404,))
def show_letter(reference: str, number: int) -> Any:
    """Give one letter, with what it says."""
    with service().database.reading() as tx:
        found = next((each for each in papers.letters(tx, find(tx, reference)) if each.id == number), None)
    if found is None:
        raise CaseNotFound
    return {**_letter(found), "body": found.body}


def _submission(case: Case, sent: Submission) -> Mapping[str, Any]:
    return {
        "id": sent.id,
        "case": case.reference,
        "name": sent.called,
        "form": sent.form,
        "by": sent.by,
        "post": sent.post,
        "holder": sent.holder,
        "at": sent.at,
    }


def _document(document: Document) -> Mapping[str, Any]:
    return {
        "number": document.id,
        "name": document.name,
        "version": document.version,
        "title": document.title,
        "about": document.instance_name,
        "sha256": document.sha256,
        "at": document.at,
    }


def _letter(letter: Letter) -> Mapping[str, Any]:
    deliveries = [
        {"to": each.name or each.address, "state": each.state, "sent_at": each.sent_at, "error": each.error}
        for each in letter.deliveries
    ]
    return {
        "number": letter.id,
        "name": letter.name,
        "holder": letter.to,
        "subject": letter.subject,
        "clause": letter.clause,
        "document": letter.document_id,
        "sha256": letter.sha256,
        "at": letter.at,
        "deliveries": deliveries,
    }
