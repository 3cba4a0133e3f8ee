"""The tasks of a person: what they can do now, each with its form; claimed, given back, completed."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from flask import url_for
from marshmallow import fields, validate

from engine.cases import reading
from engine.cases.asking import OpenTask, task_page
from engine.cases.attempts import submit_user_task
from engine.cases.claims import claim, release
from engine.cases.holders import holder, named
from engine.cases.starting import starting_answers
from engine.cases.submitting import Completed
from engine.cases.work import Desk
from engine.cases.work_items import FIRST, After, WorkItem
from engine.diagrams.revision import Revision
from engine.records.db import Transaction
from engine.registers.kept_answers import Answer, Asked, keep_answer
from web.api.operations import body, operation
from web.api.paging import Cursor, Page, after
from web.api.said import done_said, form_said
from web.api.shapes import Done, Had, SentAnswers, Task, TaskWhole, page_of
from web.api.versions import Stated, head_as_read
from web.service import service
from web.sessions import me

LISTS = ("mine", "claimed")


class AskedTasks(Cursor):
    """Which tasks are asked for."""

    list = fields.String(
        load_default=LISTS[0],
        validate=validate.OneOf(LISTS),
        metadata={"description": "What the person can do now; or, of that, what they have claimed"},
    )


@operation("GET", "/tasks", scope="read", gives=page_of(Task), asks=AskedTasks, is_paged=True)
def list_tasks(asked: Mapping[str, Any]) -> Page:
    """List what the person can do now, by due date, what has none last."""
    where = after(asked)
    begin = After(due_on=date.fromisoformat(where[0]), task_id=where[1]) if where else FIRST
    with service().database.reading() as tx:
        desk = Desk(tx, service().cases.revisions, me())
        found = desk.mine(begin) if asked["list"] == "mine" else desk.claimed(begin)
        in_use = service().cases.revisions.in_use(tx)
    names = {process: made.name for each in in_use for process, made in each.processes.items()}
    more = [found.more.due_on.isoformat(), found.more.task_id] if found.more else None
    return Page(items=[_line(item, names) for item in found.items], more=more)


@operation("GET", "/tasks/<task_id>", scope="read", gives=TaskWhole, has_etag=True, refuses=(404, 409))
def show_task(task_id: str) -> Stated:
    """Give a task that the person may do, with its form and what the case knows of the answers.

    The ETag is the case's. Sent back as If-Match with the answers, it makes sure that they are judged by the case as it
    was read.
    """
    with service().database.reading() as tx:
        found = task_page(tx, service().cases, task_id, me())
        return Stated(said=_whole(tx, found), head=found.head)


@operation("POST", "/tasks/<task_id>/claim", scope="act", gives=Had, refuses=(404, 409, 422))
def claim_task(asked: Asked, task_id: str) -> Answer:
    """Claim a task, so that others of the role see who does it."""
    return _had(asked, task_id, is_mine=True)


@operation("POST", "/tasks/<task_id>/release", scope="act", gives=Had, refuses=(404, 409, 422))
def release_task(asked: Asked, task_id: str) -> Answer:
    """Give a task back that the person has claimed."""
    return _had(asked, task_id, is_mine=False)


def _had(asked: Asked, task_id: str, *, is_mine: bool) -> Answer:
    change = claim if is_mine else release
    with service().database.transaction() as tx:
        reference = change(tx, service().cases.revisions, me(), task_id)
        answer = Answer(status=200, body=Had().dump({"case": reference, "task": task_id, "is_mine": is_mine}))
        keep_answer(tx, asked, answer)
    return answer


@operation(
    "POST",
    "/tasks/<task_id>/submission",
    scope="act",
    gives=Done,
    takes=SentAnswers,
    status=201,
    is_conditional=True,
    refuses=(404, 409, 412, 422),
)
def complete_task(asked: Asked, task_id: str) -> Answer:
    """Complete a task, or record an event, with the answers to its form.

    It cannot be taken back: the case goes on, letters are sent, what comes next is opened.
    """
    answers = body(SentAnswers)["answers"]
    with service().database.reading() as tx:
        found = task_page(tx, service().cases, task_id, me())
        head = head_as_read(found.head)
    done = submit_user_task(
        service().database,
        service().cases,
        task_id=task_id,
        person=me(),
        answers=answers,
        head=head,
        also=partial(_keep, asked, found.revision),
    )
    return _of_done(found.revision, done)


def _keep(asked: Asked, revision: Revision, tx: Transaction, done: Completed) -> None:
    keep_answer(tx, asked, _of_done(revision, done))


def _of_done(revision: Revision, done: Completed) -> Answer:
    location = url_for("api.show_submission", submission_id=done.submission_id)
    return Answer(status=201, body=done_said(revision, done), location=location)


def _line(item: WorkItem, names: Mapping[str, str]) -> Mapping[str, Any]:
    return {
        "id": item.task_id,
        "case": item.reference,
        "kind": "task",
        "name": item.name,
        "process": names.get(item.process, item.process),
        "holder": item.holder,
        "is_mine": True,
        "clause": item.clause,
        "due_on": item.time_left.due_on if item.time_left else None,
        "is_late": item.time_left is not None and item.time_left.is_late,
        "opened_at": item.opened_at,
        "claimed_by": item.claimed_by,
    }


def _whole(tx: Transaction, task: OpenTask) -> Mapping[str, Any]:
    claimers = reading.names(tx, {task.claimed_by}) if task.claimed_by else {}
    return {
        "id": task.id,
        "case": task.reference,
        "kind": "task" if task.element.kind == "userTask" else "event",
        "name": task.called,
        "process": task.revision.processes[task.element.process].name,
        "holder": holder(task.revision.partnership, task.held_by),
        "clause": task.clause,
        "due_on": task.due_on,
        "is_late": task.is_late,
        "claimed_by": named(task.claimed_by, claimers.get(task.claimed_by or 0)),
        "form": form_said(task),
        "answers": starting_answers(tx, task),
    }
