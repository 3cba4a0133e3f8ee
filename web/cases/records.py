"""What is on record in a case: answers, views side by side, letters, history, people, incidents."""

from collections.abc import Iterable

from flask import abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from engine.cases import decisions as decided
from engine.cases import papers, reading
from engine.cases.attempts import retry as try_again
from engine.cases.holders import people
from engine.cases.papers import Submission
from engine.cases.reading import Task
from engine.errors import IncidentNotOpen, NotAsSent, StepFailed, StillNobody, TaskNotOpen
from web.cases.finding import blueprint, find, find_inside
from web.cases.next_step import what_is_next
from web.cases.sentences import history, people_in
from web.security import requires
from web.service import service
from web.sessions import me


@blueprint.get("/cases/<reference>/answers")
@requires("see_case")
def answers(reference: str) -> str:
    """List every set of answers that this person may read."""
    with service().database.reading() as tx:
        case = find(tx, reference)
        submissions = papers.submissions(tx, case)
    return render_template(
        "cases/answers.html", case=case, submissions=submissions[::-1], opinions=decided.opinions(case, submissions)
    )


@blueprint.get("/cases/<reference>/views/<process>/<element>")
@requires("see_case")
def views(reference: str, process: str, element: str) -> str:
    """Set the views of those who were asked at once side by side."""
    with service().database.reading() as tx:
        case = find(tx, reference)
        tasks, submissions = reading.tasks(tx, case), papers.submissions(tx, case)
    found = decided.opinions(case, submissions)
    opinions = next((o for o in found if o.element.key == (process, element)), None) or abort(404)
    return render_template(
        "cases/views.html",
        case=case,
        opinions=opinions,
        decisions=decided.decisions(case, submissions) if case.is_inside else (),
        next=what_is_next(case, me(), tasks),
    )


@blueprint.get("/cases/<reference>/letters")
@requires("see_case")
def letters(reference: str) -> str:
    """List the letters of the case that this person may read, and whether they have gone."""
    with service().database.reading() as tx:
        case = find(tx, reference)
        found = papers.letters(tx, case)
    return render_template("cases/letters.html", case=case, letters=found)


@blueprint.get("/cases/<reference>/letters/<int:number>")
@requires("see_case")
def letter(reference: str, number: int) -> str:
    """Show one letter as it was sent, what became of it, and what it was written from."""
    with service().database.reading() as tx:
        case = find(tx, reference)
        found = next((one for one in papers.letters(tx, case) if one.id == number), None) or abort(404)
        used = [one for one in papers.submissions(tx, case) if one.id in found.submissions]
        enclosed = next((one for one in papers.documents(tx, case) if one.id == found.document_id), None)
        written_by = service().cases.revisions.get(tx, found.revision) if found.revision else case.revision
    return render_template(
        "cases/letter.html", case=case, letter=found, used=used, enclosed=enclosed, revision=written_by
    )


@blueprint.get("/cases/<reference>/history", endpoint="history")
@requires("see_case")
def history_page(reference: str) -> str:
    """Tell everything that happened, newest first."""
    with service().database.reading() as tx:
        case = find_inside(tx, reference)
        entries, submissions = reading.entries(tx, case), papers.submissions(tx, case)
        names, letters = reading.names(tx, people_in(entries)), papers.letters(tx, case)
    return render_template(
        "cases/history.html",
        case=case,
        history=history(case, entries, names, letters),
        readable={submission.id for submission in submissions},
    )


@blueprint.get("/cases/<reference>/people", endpoint="people")
@requires("see_case")
def people_page(reference: str) -> str:
    """Say who has a part in the case, who holds it today, and what each has done."""
    with service().database.reading() as tx:
        case = find_inside(tx, reference)
        members, tasks, submissions = reading.members(tx, case), reading.tasks(tx, case), papers.submissions(tx, case)
        holding = people(tx, case.revision.partnership, {member.key for member in members})
    return render_template(
        "cases/people.html", case=case, members=members, people=holding, given=_given(submissions), open=_open(tasks)
    )


@blueprint.post("/cases/<reference>/incidents/<int:number>/retry")
@requires("see_case")
def retry(reference: str, number: int) -> Response:
    """Try again what had stopped."""
    with service().database.reading() as tx:
        case = find(tx, reference)
        if number not in {incident.id for incident in papers.incidents(tx, case)}:
            abort(404)
    try:
        try_again(service().database, service().cases, number, me())
        flash("It was tried again, and it went on.")
    except (NotAsSent, StepFailed, StillNobody) as failed:
        flash(str(failed))
    except (IncidentNotOpen, TaskNotOpen):
        flash("Somebody has tried this again already.")
    return redirect(url_for("cases.page", reference=reference))


def _given(submissions: Iterable[Submission]) -> dict[str, list[Submission]]:
    found = dict[str, list[Submission]]()
    for submission in submissions:
        found.setdefault(submission.holder.key, []).append(submission)
    return found


def _open(tasks: Iterable[Task]) -> dict[str, list[Task]]:
    found = dict[str, list[Task]]()
    for task in tasks:
        if task.is_open and task.kind == "task":
            found.setdefault(task.holder.key, []).append(task)
    return found
