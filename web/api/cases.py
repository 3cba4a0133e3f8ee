"""The cases that a person sees, and opening one."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from flask import url_for
from marshmallow import fields, validate

from engine import clock
from engine.cases import reading
from engine.cases.asking import referral_page
from engine.cases.holders import organisation_name
from engine.cases.listing import NEWEST, STATUSES, Before, CaseIndex, CaseItem
from engine.cases.opening import start_case
from engine.cases.reading import Case
from engine.registers.kept_answers import Answer, Asked, keep_answer
from web import words
from web.api.operations import body, operation
from web.api.paging import Cursor, Page, after
from web.api.said import done_said, form_said
from web.api.shapes import CaseLine, CaseWhole, Done, FormToOpen, SentAnswers, Task, list_of, page_of
from web.api.versions import Stated
from web.cases.finding import find
from web.service import service
from web.sessions import me


class AskedCases(Cursor):
    """Which cases are asked for."""

    status = fields.String(
        load_default=STATUSES[0],
        validate=validate.OneOf(STATUSES),
        metadata={"description": "Those that go on, or those that are over"},
    )


@operation("GET", "/cases", scope="read", gives=page_of(CaseLine), asks=AskedCases, is_paged=True)
def list_cases(asked: Mapping[str, Any]) -> Page:
    """List the cases in which the person has a part, the newest first."""
    where, status = after(asked), asked["status"]
    before = Before(opened_at=datetime.fromisoformat(where[0]), case_id=where[1]) if where else NEWEST
    with service().database.reading() as tx:
        found = CaseIndex(tx, service().cases.revisions, me()).page(status, before)
    more = [found.more.opened_at.isoformat(), found.more.case_id] if found.more else None
    return Page(items=[_line(item, status) for item in found.items], more=more)


@operation("GET", "/cases/<reference>", scope="read", gives=CaseWhole, has_etag=True, refuses=(404,))
def show_case(reference: str) -> Stated:
    """Tell where a case stands, and what of it is open.

    Who refers, or is asked, is told what is their own.
    """
    with service().database.reading() as tx:
        case = find(tx, reference)
        tasks = [task_said(case, task) for task in _visible(case, reading.tasks(tx, case))]
    said = {
        "reference": case.reference,
        "status": case.status,
        "child": _child(case.initials, case.born_on),
        "referred_by": organisation_name(case.revision.partnership, case.referring_organisation),
        "revision": case.revision.digest,
        "is_whole": case.is_inside,
        "is_read_only": case.is_read_only,
        "is_restricted": case.is_restricted,
        "opened_at": case.opened_at,
        "closed_at": case.closed_at,
        "tasks": tasks,
    }
    return Stated(said=said, head=case.head)


@operation("GET", "/cases/<reference>/tasks", scope="read", gives=list_of(Task), has_etag=True, refuses=(404,))
def list_tasks_of_case(reference: str) -> Stated:
    """List what of a case is open: tasks, and events that may be recorded now.

    Who refers, or is asked, is told what is their own.
    """
    with service().database.reading() as tx:
        case = find(tx, reference)
        tasks = [task_said(case, task) for task in _visible(case, reading.tasks(tx, case))]
    return Stated(said={"items": tasks}, head=case.head)


@operation("GET", "/opening-form", scope="refer", gives=FormToOpen, refuses=(404,))
def show_opening_form() -> Any:
    """Give the form that opens a case, as it is asked of the person today."""
    with service().database.reading() as tx:
        return {"form": form_said(referral_page(tx, service().cases, me()))}


@operation("POST", "/cases", scope="refer", gives=Done, takes=SentAnswers, status=201, refuses=(404, 422))
def open_case(asked: Asked) -> Answer:
    """Open a case, with the answers to the form that opens one.

    As sending a referral on its page does: letters are sent, time limits begin to run.
    """
    answers = body(SentAnswers)["answers"]
    with service().database.transaction() as tx:
        done = start_case(tx, service().cases, person=me(), answers=answers)
        revision = service().cases.revisions.current(tx)
        location = url_for("api.show_case", reference=done.reference)
        answer = Answer(status=201, body=done_said(revision, done), location=location)
        keep_answer(tx, asked, answer)
    return answer


def _visible(case: Case, tasks: Sequence[reading.Task]) -> list[reading.Task]:
    return [task for task in tasks if task.is_open and (case.is_inside or task.is_mine)]


def task_said(case: Case, task: reading.Task) -> Mapping[str, Any]:
    """Return what is said of a task of a case."""
    return {
        "id": task.id,
        "case": case.reference,
        "kind": task.kind,
        "name": task.called,
        "process": case.revision.processes[task.element.process].name,
        "holder": task.holder,
        "is_mine": task.is_mine,
        "clause": task.clause,
        "due_on": task.due_on,
        "is_late": task.due_on is not None and task.due_on < clock.today(),
        "opened_at": task.opened_at,
        "claimed_by": task.claimed_by,
    }


def _line(item: CaseItem, status: str) -> Mapping[str, Any]:
    return {
        "reference": item.reference,
        "status": status,
        "child": _child(item.initials, item.born_on),
        "stages": item.stages,
        "due_on": item.next.due_on if item.next else None,
        "clause": item.clause,
        "holders": [each.holder for each in item.people],
        "open_tasks": item.open_tasks,
        "opened_at": item.opened_at,
        "closed_at": item.closed_at,
    }


def _child(initials: str, born_on: date | None) -> Mapping[str, str]:
    return {"initials": initials, "age": words.age(born_on) if born_on else ""}
