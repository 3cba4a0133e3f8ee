"""The pages of a form that is filled in: the form, check your answers, and what the buttons do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import flash, jsonify, redirect, render_template, request, url_for
from marshmallow import ValidationError
from werkzeug.wrappers import Response

from engine import access
from engine.access import Person
from engine.cases.asking import OpenTask
from engine.cases.decisions import Opinions, weighed
from engine.cases.drafts import Draft
from engine.cases.following import Way, ways_on
from engine.cases.holders import Named, people
from engine.cases.preview import CaseFacts, facts_beside
from engine.cases.submissions import Line, sent_in_case
from engine.cases.time_left import TimeLeft, time_left
from engine.diagrams.clauses import Clause
from engine.errors import AnswersRefused, UploadRefused
from engine.records.db import Transaction
from forms.kinds import Upload
from forms.reading import Wrong, errors_by_question, shown
from web.forms.drawing import draw_form
from web.forms.posted import Act, NotAskedError, Raw, new_files, raw_answers, with_item, without_item
from web.framework.sections import by_section
from web.service import service
from web.tasks.files import Suspects, looked_at, take_files, without_file
from web.tasks.fillings import Filling
from web.words import time_of_day

Answer = Response | str | tuple[str, int]
UNPROCESSABLE = 422


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What stands beside the form: what the case has, how long is left, what follows, what the framework says."""

    left: TimeLeft | None
    case: CaseFacts | None = None
    claimed_by: str = ""
    colleagues: Sequence[Named] = ()
    sent: Sequence[Line] = ()
    clauses: Mapping[str, Sequence[Clause]] = field(default_factory=dict)
    ways: Sequence[Way] = ()
    opinions: Sequence[Opinions] = ()


def show(filling: Filling) -> Answer:
    """Show the form with what was typed before; after `?check` also with what is wrong with it."""
    with service().database.reading() as tx:
        task, draft = filling.open(tx), filling.draft(tx)
        raw = draft.answers if draft else filling.initial(tx, task)
        errors = _errors(task, raw) if "check" in request.args else []
        return _page(tx, filling, task, draft, raw, errors)


def receive(filling: Filling) -> Answer:
    """Keep what was typed, do what the pressed button says, and show what came of it."""
    act, suspects = Act.of(request.form), looked_at()
    with service().database.transaction() as tx:
        task = filling.open(tx)
        raw, errors = _take(tx, filling, task, act, suspects)
        filling.keep(tx, raw)  # and commit: whatever fails from here on, what was typed is safe
    if errors or act.what == "check":
        with service().database.reading() as tx:
            task = filling.open(tx)
            if act.what == "check":
                errors += _errors(task, raw)
            if errors:
                return _page(tx, filling, task, filling.draft(tx), raw, errors), UNPROCESSABLE
    match act.what:
        case "check":
            return redirect(filling.check_url)
        case "save":
            flash(f"Draft saved: {task.called}. Nothing is sent until you check and submit.")
            return redirect(filling.later_url)
        case "add":
            return redirect(f"{filling.page_url}#{act.path}-{len(raw[act.path]) - 1}")
        case _:
            return redirect(f"{filling.page_url}#{act.path.partition('-')[0]}")


def keep_typed(filling: Filling) -> None:
    """Keep what was typed, whatever button was pressed."""
    suspects = looked_at()
    with service().database.transaction() as tx:
        task = filling.open(tx)
        filling.keep(tx, _take(tx, filling, task, Act("save"), suspects)[0])


def save_draft(filling: Filling) -> Answer:
    """Keep the draft that the script sends, and tell it which questions are asked now."""
    with service().database.transaction() as tx:
        task = filling.open(tx)
        raw = raw_answers(task.schema.form, request.form)
        filling.keep(tx, raw)
        return jsonify(saved_at=time_of_day(tx.at), asked=sorted(task.schema.asked(raw)))


def check(filling: Filling) -> Answer:
    """Show the answers, and what sending them will do."""
    with service().database.reading() as tx:
        task, draft = filling.open(tx), filling.draft(tx)
        if draft is None or _errors(task, draft.answers):
            return redirect(f"{filling.page_url}?check")
        schema, raw = task.schema, draft.answers
        parts = shown(schema.form, raw, schema.filling.lists, asked=schema.asked(raw), uploads=schema.filling.uploads)
    return render_template(
        "tasks/check.html", filling=filling, task=task, parts=parts, effects=filling.preview(raw), focus=focus_of
    )


def submit(filling: Filling) -> Answer:
    """Send what the draft holds."""
    try:
        submission_id = filling.send()
    except (AnswersRefused, UploadRefused):
        return redirect(f"{filling.page_url}?check")
    if submission_id is None:
        with service().database.reading() as tx:
            filling.open(tx)  # says so if it was done before
        return redirect(filling.page_url)
    return redirect(url_for("tasks.sent", submission_id=submission_id))


def focus_of(path: str, kind: str) -> str:
    """Return the id of the control that a "Change" link leads to."""
    return f"{path}-day" if kind in ("date", "date_time") else path


def _take(tx: Transaction, filling: Filling, task: OpenTask, act: Act, suspects: Suspects) -> tuple[Raw, list[Wrong]]:
    """Return what was typed after what the button did to it, and which files were refused."""
    form = task.schema.form
    raw = raw_answers(form, request.form)
    errors = take_files(tx, filling.person, task, raw, suspects, new_files(form, request.files))
    match act.what:
        case "check" | "save" | "upload":
            pass
        case "add":
            raw = with_item(form, raw, act.path)
        case "remove":
            raw = without_item(form, raw, act.path)
        case "drop":
            raw = without_file(tx, filling, raw, act.path)
        case _:
            raise NotAskedError("There is no such button")
    return raw, errors


def _errors(task: OpenTask, raw: Mapping[str, Any]) -> list[Wrong]:
    try:
        task.schema.load(raw)
    except ValidationError as wrong:
        return errors_by_question(task.schema.form, wrong.messages)
    return []


def _page(
    tx: Transaction,
    filling: Filling,
    task: OpenTask,
    draft: Draft | None,
    raw: Mapping[str, Any],
    errors: Sequence[Wrong],
) -> str:
    drawn = draw_form(
        task.schema,
        raw,
        errors=errors,
        files=_files(task, raw),
        template=lambda name: url_for("framework.template", revision_id=task.revision.digest, name=name),
    )
    return render_template(
        "tasks/page.html",
        filling=filling,
        task=task,
        draft=draft if draft and draft.answers else None,
        starts_filled=draft is None and bool(raw),
        form=drawn,
        beside=_beside(tx, task, raw, filling.person),
    )


def _files(task: OpenTask, raw: Mapping[str, Any]) -> dict[str, Upload]:
    named = (
        str(upload_id)
        for question in task.schema.form.fields
        if question.type == "file" and isinstance(raw.get(question.name), list)
        for upload_id in raw[question.name]
    )
    found = {upload_id: task.schema.filling.uploads(upload_id) for upload_id in named}
    return {upload_id: upload for upload_id, upload in found.items() if upload}


def _beside(tx: Transaction, task: OpenTask, raw: Mapping[str, Any], me: Person) -> Beside:
    form, register, element = task.form, task.revision.clauses, task.element
    helping = (clause for section in form.sections for clause in section.help)
    named = dict.fromkeys([*form.clauses, *element.clauses, task.clause, *helping])
    claimed_by, colleagues = _others(tx, task, me)
    return Beside(
        left=time_left(task.revision.partnership.calendar, task.due_on) if task.due_on else None,
        case=facts_beside(tx, task, raw) if task.case_id else None,
        claimed_by=claimed_by,
        colleagues=colleagues,
        sent=sent_in_case(tx, task.revision, task.case_id, held_by=task.held_by) if task.case_id else (),
        clauses=by_section([register[c] for c in named if c in register]),
        opinions=weighed(tx, service().cases.revisions, me, task),
        ways=ways_on(task),
    )


def _others(tx: Transaction, task: OpenTask, me: Person) -> tuple[str, Sequence[Named]]:
    """Return who else has taken the task, by name, and else the colleagues to whom it can be handed over.

    The others may still do what somebody has taken, and should know. Who may not do it any more has it no more, and of
    who is away whoever covers can hand it over.
    """
    if not task.case_id or me.scope or task.element.kind != "userTask":
        return "", ()
    partnership = task.revision.partnership
    holding = people(tx, partnership, {task.held_by}, case_id=task.case_id)[task.held_by]
    found = [each for each in holding if each.id != me.id]
    claimer = next((each.name for each in found if each.id == task.claimed_by), "")
    if claimer and task.claimed_by not in access.away_for(partnership, me, task.held_by):
        return claimer, ()
    return claimer, [each for each in found if each.id != task.claimed_by]
