"""The addresses of a user task, of what was sent, and of uploaded files."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, jsonify, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from engine import clock
from engine.access import Person
from engine.cases.asking import OpenTask, event_open_now
from engine.cases.attachments import find_file
from engine.cases.attempts import keep_draft
from engine.cases.drafts import find_draft, form_of_task
from engine.cases.papers import Submission
from engine.cases.reading import Case
from engine.cases.redaction.deciding import redacted_answers
from engine.cases.standing import Standing, document_as_it_stands
from engine.cases.submissions import (
    effects_of,
    files_of,
    find_submission,
    submission_of_task,
)
from engine.correspondence.enclosures import MARKING
from engine.errors import CaseNotFound, TaskNotOpen
from engine.paper.word import Frame
from engine.records.db import Transaction
from engine.registers.uploads import number_of
from forms.kinds import Upload
from forms.reading import Part, shown
from web.cases.documents import word_file
from web.forms.posted import raw_answers
from web.security import requires
from web.service import service
from web.sessions import me
from web.sign_in.views import sign_in_again
from web.tasks import pages
from web.tasks.fillings import TaskFilling
from web.tasks.pages import Answer
from web.words import moment

blueprint = Blueprint("tasks", __name__)
CONFLICT = 409


def keep_typed(person: Person, task_id: str) -> Response | str:
    """Keep what somebody typed whose session lapsed meanwhile, and ask who is there."""
    filling = TaskFilling(person=person, task_id=task_id)
    try:
        pages.keep_typed(filling)
    except TaskNotOpen:
        _keep_too_late(person, task_id)
    return sign_in_again(filling.page_url)


@blueprint.get("/tasks/<task_id>")
@requires("do_task")
def page(task_id: str) -> Answer:
    """Show a user task's form."""
    return pages.show(TaskFilling(person=me(), task_id=task_id))


@blueprint.post("/tasks/<task_id>")
@requires("do_task", when_lapsed=keep_typed)
def receive(task_id: str) -> Answer:
    """Keep what was typed, and do what the button says."""
    return pages.receive(TaskFilling(person=me(), task_id=task_id))


@blueprint.post("/tasks/<task_id>/draft")
@requires("do_task")
def save_draft(task_id: str) -> Answer:
    """Save the draft, for the script."""
    return pages.save_draft(TaskFilling(person=me(), task_id=task_id))


@blueprint.get("/tasks/<task_id>/check")
@requires("do_task")
def check(task_id: str) -> Answer:
    """Show the answers before they are sent."""
    return pages.check(TaskFilling(person=me(), task_id=task_id))


@blueprint.get("/tasks/<task_id>/document")
@requires("do_task")
def document(task_id: str) -> str:
    """Show the document that the task is about, as it stands now."""
    with service().database.reading() as tx:
        task, standing = _standing(tx, task_id)
    return render_template("tasks/document.html", task=task, standing=standing, now=clock.now())


@blueprint.get("/tasks/<task_id>/document.docx")
@requires("do_task")
def document_file(task_id: str) -> Response:
    """Give the document, as it stands now, as a Word file."""
    with service().database.reading() as tx:
        task, standing = _standing(tx, task_id)
    sheet = standing.sheet or abort(404)
    below = f"{task.reference}, as it stands {moment(clock.now())}; not yet a version in the case"
    frame = Frame(author=task.revision.partnership.name, marking=MARKING, below=below, at=clock.now())
    return word_file(sheet, frame, f"{task.reference} {standing.name} as it stands")


def _standing(tx: Transaction, task_id: str) -> tuple[OpenTask, Standing]:
    filling = TaskFilling(person=me(), task_id=task_id)
    task, draft = filling.open(tx), filling.draft(tx)
    return task, document_as_it_stands(tx, task, draft.answers if draft else {}) or abort(404)


@blueprint.post("/tasks/<task_id>/submit")
@requires("do_task")
def submit(task_id: str) -> Answer:
    """Send the answers."""
    return pages.submit(TaskFilling(person=me(), task_id=task_id))


@blueprint.errorhandler(TaskNotOpen)
def closed(error: TaskNotOpen) -> tuple[Response | str, int] | Response:
    """Say who did a task first, and that nothing that was typed is lost; who did it oneself sees what came of it."""
    task_id = (request.view_args or {})["task_id"]
    if request.method == "POST":
        _keep_too_late(me(), task_id)
    with service().database.reading() as tx:
        try:
            sent = submission_of_task(tx, service().cases, me(), task_id)[1]
        except CaseNotFound:
            sent = None  # it was cancelled, so that nothing was sent
        draft = find_draft(tx, person_id=me().id, task_id=task_id)
        again = draft and event_open_now(tx, service().cases, task_id, me())
    if request.accept_mimetypes.best == "application/json":
        return jsonify(error=str(error)), CONFLICT
    if sent and sent.by.id == me().id and not draft:
        return redirect(url_for("tasks.sent", submission_id=sent.id))
    said = {"error": error, "sent": sent, "draft": draft, "task_id": task_id, "again": again}
    return render_template("tasks/closed.html", **said), CONFLICT


@blueprint.post("/tasks/<task_id>/again")
@requires("do_task")
def again(task_id: str) -> Response:
    """Lead to the event that can be recorded now, filled with what was typed for one that somebody recorded first."""
    with service().database.transaction() as tx:
        now = event_open_now(tx, service().cases, task_id, me())
        draft = find_draft(tx, person_id=me().id, task_id=task_id)
        if now is None or draft is None:
            return redirect(url_for("tasks.page", task_id=task_id))  # which says what became of it
        if find_draft(tx, person_id=me().id, task_id=now) is None:
            keep_draft(tx, task_id=now, person_id=me().id, answers=draft.answers)
    return redirect(url_for("tasks.page", task_id=now))


def _keep_too_late(person: Person, task_id: str) -> None:
    """Keep what was typed for a task that was closed meanwhile; the check page sends nothing that could be lost."""
    if not set(request.form) - {"csrf_token", "act"}:
        return
    with service().database.transaction() as tx:
        form = form_of_task(tx, service().cases, person=person, task_id=task_id)
        keep_draft(tx, task_id=task_id, person_id=person.id, answers=raw_answers(form, request.form))


@blueprint.get("/tasks/<task_id>/compare")
@requires("do_task")
def compare(task_id: str) -> str:
    """Show one's own draft beside what somebody else sent."""
    with service().database.reading() as tx:
        case, sent = submission_of_task(tx, service().cases, me(), task_id)
        draft = find_draft(tx, person_id=me().id, task_id=task_id)
        if draft is None:
            raise CaseNotFound
        files = files_of(tx, case.id)
    mine, theirs = (_in_words(case, sent, answers, files) for answers in (draft.answers, sent.answers))
    return render_template("tasks/compare.html", case=case, sent=sent, draft=draft, mine=mine, theirs=theirs)


@blueprint.get("/tasks/<task_id>/sent")
@requires("read_sent")
def sent_task(task_id: str) -> Response:
    """Lead to what came of a user task."""
    with service().database.reading() as tx:
        _, done = submission_of_task(tx, service().cases, me(), task_id)
    return redirect(url_for("tasks.sent", submission_id=done.id))


@blueprint.get("/submissions/<submission_id>/sent")
@requires("read_sent")
def sent(submission_id: str) -> str:
    """Say what came of a submission: what is next, and who was told."""
    with service().database.reading() as tx:
        case, done = find_submission(tx, service().cases, me(), submission_id)
        effects = effects_of(tx, case, done)
    return render_template("tasks/sent.html", case=case, sent=done, effects=effects)


@blueprint.get("/submissions/<submission_id>")
@requires("read_sent")
def submission(submission_id: str) -> str:
    """Show what was sent, to read and to print."""
    with service().database.reading() as tx:
        case, done = find_submission(tx, service().cases, me(), submission_id)
        files, redacted = files_of(tx, case.id), redacted_answers(tx, case, done)
    form, parts = case.revision.forms[done.form], _in_words(case, done, done.answers, files)
    return render_template("tasks/submission.html", case=case, sent=done, form=form, parts=parts, redacted=redacted)


@blueprint.get("/uploads/<upload_id>")
@requires("read_sent")
def upload(upload_id: str) -> Response:
    """Give a file to whoever may read it, always to be saved and never to be shown by the browser."""
    with service().database.reading() as tx:
        number = number_of(upload_id)
        folder, revisions = service().settings.uploads_folder, service().cases.revisions
        file = find_file(tx, revisions, folder, me(), number) if number else None
    if file is None:
        raise CaseNotFound
    if not file.path.exists():
        abort(404)
    response = send_file(file.path, mimetype=file.type, as_attachment=True, download_name=file.name)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _in_words(
    case: Case, sent: Submission, answers: Mapping[str, Any], files: Mapping[str, Upload]
) -> tuple[Part, ...]:
    return shown(case.revision.forms[sent.form], answers, case.lists, uploads=files.get)
