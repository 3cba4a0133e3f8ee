"""The request of an agency without an account: its door, which takes a link and a code, and its one page.

Opening a link sends nothing and opens nothing: mail programs open links before people do. What is answered runs through
the pages of user tasks; here the identity that the session has does the rest (`engine.access.Scope`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from flask import Blueprint, abort, redirect, render_template, request, session, url_for
from flask_limiter.util import get_remote_address
from marshmallow import ValidationError
from werkzeug.wrappers import Response

from engine.access import holdings
from engine.cases import papers, reading
from engine.cases.asking import OpenTask, task_page
from engine.cases.attempts import keep_draft
from engine.cases.reading import Task
from engine.correspondence.enclosures import frame_of
from engine.errors import CaseNotFound
from engine.records.db import Transaction
from engine.registers.guests.door import Link, TooManyCodes, ask_for_code, find_link, try_code
from engine.registers.guests.links import Links
from web.cases.documents import word_file
from web.cases.next_step import what_is_next
from web.security import limiter, requires
from web.service import service
from web.sessions import me, sign_in

blueprint = Blueprint("request", __name__)
NOT_FOUND, UNPROCESSABLE, TOO_MANY = 404, 422, 429
_ASKED = "code"
"""In Flask's signed cookie: which code was asked for in this browser."""


@dataclass(frozen=True, kw_only=True)
class AtOnce:
    """An answer that one button gives: nothing else need be asked then."""

    question: str
    key: str
    says: str
    button: str


def _link() -> str:
    """Return what names in the limiter's memory the link, by a hash, and from where it is opened.

    Whoever floods a link that was passed on leaves its contact to open it.
    """
    return f"{sha256(str((request.view_args or {}).get('token', '')).encode()).hexdigest()} {get_remote_address()}"


@blueprint.get("/request/<token>")
@requires("public")
@limiter.limit("60 per minute", key_func=_link)
def door(token: str) -> str | tuple[str, int]:
    """Say what the link opens, and offer to send a code."""
    with service().database.reading() as tx:
        link = _found(tx, token)
    return _door(link, token) if link else _closed()


@blueprint.post("/request/<token>/code")
@requires("public")
@limiter.limit("20 per minute", key_func=_link)
def ask(token: str) -> Response | str | tuple[str, int]:
    """Have a code mailed to the link's contact, to be typed in this browser."""
    with service().database.transaction() as tx:
        link = _found(tx, token)
        if link is None:
            return _closed()
        partnership = service().cases.revisions.get(tx, link.revision_id).partnership
        try:
            code_id = ask_for_code(tx, partnership, link)
        except TooManyCodes as many:
            return _door(link, token, again_at=many.again_at), TOO_MANY
    session[_ASKED] = code_id
    return redirect(url_for("request.code", token=token))


@blueprint.get("/request/<token>/code")
@requires("public")
@limiter.limit("60 per minute", key_func=_link)
def code(token: str) -> Response | str | tuple[str, int]:
    """Ask for the code."""
    with service().database.reading() as tx:
        link = _found(tx, token)
    if link is None:
        return _closed()
    return render_template("request/code.html", link=link, token=token)


@blueprint.post("/request/<token>/open")
@requires("public")
@limiter.limit("20 per minute", key_func=_link)
def enter(token: str) -> Response | str | tuple[str, int]:
    """Open the request if the code is right."""
    links, typed = _links(), "".join(request.form.get("code", "").split())
    with service().database.transaction() as tx:
        link = _found(tx, token)
        if link is None or links is None:
            return _closed()
        is_right = bool(typed) and try_code(tx, links, link, int(session.get(_ASKED, 0)), typed)
    if not is_right:
        error = "That code is not right, or it has lapsed" if typed else "Enter the code from the mail"
        return render_template("request/code.html", link=link, token=token, error=error), UNPROCESSABLE
    session.clear()  # nothing of before goes on, whoever opened it in this browser
    response = redirect(url_for("request.page"))
    sign_in(response, link.person.id, link_id=link.id)
    return response


@blueprint.get("/request")
@requires("answer")
def page() -> str:
    """Show the request: what is asked, what was answered, what was sent."""
    scope = me().scope or abort(NOT_FOUND)
    with service().database.reading() as tx:
        case = reading.find_case(tx, service().cases.revisions, me(), scope.reference)
        tasks = [task for task in reading.tasks(tx, case) if task.is_mine]
        following = what_is_next(case, me(), tasks)
        asked = _asked(tx, following.task) if following.task else None
        submissions, letters = papers.submissions(tx, case), papers.letters(tx, case)
        documents = papers.documents(tx, case)
    return render_template(
        "request/page.html",
        case=case,
        next=following,
        at_once=_at_once(asked) if asked else (),
        events=[task for task in tasks if task.is_open and task.kind == "event"],
        submissions=submissions[::-1],
        letters=letters,
        documents=documents,
    )


@blueprint.post("/request/at-once")
@requires("answer")
def at_once() -> Response:
    """Fill a form in with the one answer of a button, and show it before it is sent."""
    task_id, key = request.form.get("task", ""), request.form.get("answer", "")
    with service().database.transaction() as tx:
        task = task_page(tx, service().cases, task_id, me())
        found = next((one for one in _at_once(task) if one.key == key), None)
        if found is None:
            raise CaseNotFound
        keep_draft(tx, task_id=task_id, person_id=me().id, answers={found.question: found.key})
    return redirect(url_for("tasks.check", task_id=task_id))


@blueprint.get("/request/documents/<int:number>.docx")
@requires("answer")
def document(number: int) -> Response:
    """Give a document that was written for this agency, as a Word file."""
    scope = me().scope or abort(NOT_FOUND)
    with service().database.reading() as tx:
        case = reading.find_case(tx, service().cases.revisions, me(), scope.reference)
        found = next((one for one in papers.documents(tx, case) if one.id == number), None) or abort(NOT_FOUND)
        sheet = papers.sheet_of(tx, found)
    frame = frame_of(case.reference, found.version, found.sha256, found.at, author=case.revision.partnership.name)
    return word_file(sheet, frame, f"{case.reference} {found.name} {found.version}")


@blueprint.get("/request/closed")
@requires("public")
def left() -> str:
    """Say how to come back: by the link."""
    return render_template("request/left.html", kept_at=None)


def _links() -> Links | None:
    return Links.of(service().settings)


def _found(tx: Transaction, token: str) -> Link | None:
    """Return the link, if its contact still answers for what it opens."""
    link = find_link(tx, _links(), token)
    if link is None:
        return None
    partnership = service().cases.revisions.get(tx, link.revision_id).partnership
    return link if holdings(partnership, link.person) else None


def _door(link: Link, token: str, **said: object) -> str:
    return render_template("request/door.html", link=link, token=token, **said)


def _closed() -> tuple[str, int]:
    """Answer alike whether a link was made up, changed, ended or has expired."""
    return render_template("request/no_link.html"), NOT_FOUND


def _asked(tx: Transaction, task: Task) -> OpenTask:
    return task_page(tx, service().cases, task.id, me())


def _at_once(task: OpenTask) -> Sequence[AtOnce]:
    """Return the answers that a button can give, with which the form is complete as it is asked now."""
    return [
        AtOnce(question=question.name, key=key, says=choice.label, button=choice.at_once)
        for question in task.form.fields
        for key, choice in question.choices.items()
        if choice.at_once and _is_complete(task, {question.name: key})
    ]


def _is_complete(task: OpenTask, answers: dict[str, str]) -> bool:
    try:
        task.schema.load(answers)
    except ValidationError:
        return False
    return True
