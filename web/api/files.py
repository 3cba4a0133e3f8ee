"""Files that answers name: sent before the answers, for the question that asks for them; and read."""

from collections.abc import Callable

from flask import send_file, url_for
from werkzeug.wrappers import Response

from engine.cases.asking import OpenTask, referral_page, task_page
from engine.cases.attachments import find_file
from engine.errors import CaseNotFound
from engine.records.db import Transaction
from engine.registers.kept_answers import Answer, Asked, keep_answer
from engine.registers.uploads import clean_name, number_of
from web.api.operations import operation, sent_file
from web.api.problems import BodyRefused
from web.api.shapes import KeptFile
from web.service import service
from web.sessions import me
from web.tasks.files import looked_at, take_files


@operation(
    "POST",
    "/tasks/<task_id>/files/<question>",
    scope="act",
    gives=KeptFile,
    takes_file=True,
    status=201,
    refuses=(404, 409, 422),
)
def send_file_for_task(asked: Asked, task_id: str, question: str) -> Answer:
    """Send a file for a question of a task's form.

    It is nobody else's until the answers are sent that name it by its id; if that is never done, it is cleared away.
    """
    return _kept(asked, lambda tx: task_page(tx, service().cases, task_id, me()), question)


@operation(
    "POST",
    "/opening-form/files/<question>",
    scope="refer",
    gives=KeptFile,
    takes_file=True,
    status=201,
    refuses=(404, 422),
)
def send_file_for_opening(asked: Asked, question: str) -> Answer:
    """Send a file for a question of the form that opens a case."""
    return _kept(asked, lambda tx: referral_page(tx, service().cases, me()), question)


@operation("GET", "/files/<upload_id>", scope="read", file_type="application/octet-stream", refuses=(404,))
def download_file(upload_id: str) -> Response:
    """Give a file that answers name by its id, to be saved and never to be run."""
    with service().database.reading() as tx:
        folder, revisions, number = service().settings.uploads_folder, service().cases.revisions, number_of(upload_id)
        found = find_file(tx, revisions, folder, me(), number) if number else None
    if found is None or not found.path.exists():
        raise CaseNotFound
    return send_file(found.path, mimetype="application/octet-stream", as_attachment=True, download_name=found.name)


def _kept(asked: Asked, find: Callable[[Transaction], OpenTask], question: str) -> Answer:
    """Keep the file of the request, as the page of a form does: looked at for viruses, and judged by its content.

    That a file with a virus came stays on record; so the transaction is committed before the refusal is told.
    """
    file, suspects = sent_file(), looked_at()
    answer: Answer | None = None
    with service().database.transaction() as tx:
        task = find(tx)
        wanted = next((each for each in task.schema.form.fields if (each.name, each.type) == (question, "file")), None)
        if wanted is None:
            raise CaseNotFound
        raw = dict[str, list[str]]()
        errors = take_files(tx, me(), task, raw, suspects, [(wanted, file)])
        if not errors:
            said = KeptFile().dump({"id": raw[question][0], "name": clean_name(file.filename or "")})
            answer = Answer(status=201, body=said, location=url_for("api.download_file", upload_id=said["id"]))
            keep_answer(tx, asked, answer)
    if answer is None:
        raise BodyRefused({"file": [error.message for error in errors]})
    return answer
