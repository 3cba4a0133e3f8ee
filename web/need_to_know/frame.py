"""What the pages of need to know share: the blueprint, the guarded case, and how a read is called."""

from collections.abc import Mapping
from types import MappingProxyType

from flask import Blueprint

from engine.cases.guarding import Guarded, find_guarded, is_guard
from engine.cases.reads import Read
from engine.errors import NotAllowed
from engine.records.db import Transaction
from web.service import service
from web.sessions import me, revision

blueprint = Blueprint("need_to_know", __name__, url_prefix="/need-to-know")
CALLED: Mapping[str, str] = MappingProxyType(
    {
        "cases.page": "The case's page",
        "cases.answers": "The list of answers",
        "cases.history": "The history",
        "cases.people": "Who has a part in it",
        "cases.letters": "The list of letters",
        "cases.letter": "A letter",
        "cases.letter_file": "A letter, as a file",
        "cases.documents": "The list of documents",
        "cases.document": "A document",
        "cases.document_file": "A document, as a file",
        "cases.steps": "The steps",
        "cases.clock": "How a date is worked out",
        "cases.table": "A merged table",
        "cases.table_file": "A merged table, as a file",
        "cases.notes": "The notes",
        "cases.printed": "The case on paper",
        "retention.case": "How long it is kept",
        "retention.redactions": "What is redacted",
        "retention.ask_to_redact": "What can be redacted of something",
        "tasks.page": "A task",
        "tasks.receive": "A task, with what was wrong in it",
        "tasks.check": "A task, before it was sent",
        "tasks.submission": "What was sent",
        "tasks.upload": "A file",
        "api.show_case": "The case, by another program",
        "api.list_tasks_of_case": "Its tasks, by another program",
        "api.show_task": "A task, by another program",
        "api.list_submissions": "The list of answers, by another program",
        "api.show_submission": "What was sent, by another program",
        "api.list_documents": "The list of documents, by another program",
        "api.show_document": "A document, by another program",
        "api.download_document": "A document, by another program",
        "api.list_letters": "The list of letters, by another program",
        "api.show_letter": "A letter, by another program",
        "api.download_file": "A file, by another program",
        "api.list_clocks": "Its time limits, by another program",
        "api.explain_clock": "How a date is worked out, by another program",
        "api.list_entries": "A register, by another program",
        "subject_access.look": "Names in it, for somebody who asked what is held about them",
        "subject_access.page": "A request of somebody who asked what is held about them",
        "subject_access.case": "What it holds, for somebody who asked what is held about them",
        "subject_access.item": "An item of it, for somebody who asked what is held about them",
        "subject_access.package_file": "The package for somebody who asked what is held about them",
        "subject_access.who_saw": "Who has seen it",
        "subject_access.who_saw_file": "Who has seen it, as a file",
        "own_calendar.feed": "Due dates, fetched by their calendar program",
    }
)
"""What pages are called in the log, by their names in the program; a page that is not here says its own name."""


def guarded(tx: Transaction, reference: str) -> Guarded:
    """Return a case to its guard.

    Raises:
        CaseNotFound: there is none, or this person does not guard it.
    """
    return find_guarded(tx, service().cases.revisions, me(), reference)


def refuse_unless_guard() -> None:
    """Let only who guards cases go on.

    Raises:
        NotAllowed: the person does not.
    """
    if not is_guard(revision().partnership, me()):
        raise NotAllowed("see what people have read", needs=revision().partnership.guard or "nobody")


@blueprint.app_template_filter()
def read_in_words(read: Read) -> str:
    """Say what somebody read."""
    return called(read.what)


@blueprint.app_template_filter()
def called(what: str) -> str:
    """Return what a page is called in the log."""
    package, _, page = what.partition(".")
    return CALLED.get(what) or f"{package}: {page or package}".replace("_", " ")
