"""What is on record in a case: answers, views side by side, letters, history, people, incidents."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import clock
from engine.audit import entries_with_names
from engine.cases import decisions as decided
from engine.cases import papers, reading
from engine.cases.attempts import retry as try_again
from engine.cases.claims import handover_notes
from engine.cases.holders import people
from engine.cases.papers import Letter, Submission
from engine.cases.reading import Task
from engine.errors import IncidentNotOpen, NotAsSent, StepFailed, StillNobody, TaskNotOpen
from forms.uncertain_dates import NotADate, When
from web.cases.finding import blueprint, find, find_inside
from web.cases.next_step import what_is_next
from web.cases.paging import by, listed
from web.cases.sentences import history, kind_of, who
from web.security import requires
from web.service import service
from web.sessions import me
from web.words import sentence

LETTERS_A_PAGE, ENTRIES_A_PAGE = 25, 50
STATES = {
    "bounced": "Came back",
    "failed": "Could not be sent",
    "queued": "Waiting to go",
    "sent": "Sent",
    "nobody": "Nobody to send it to",
}
"""Of letters, the worst first."""


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
    filters = (
        by("to", "To", "Everybody", found, lambda letter: letter.to.key, _addressee),
        by("kind", "Kind", "All kinds", found, lambda letter: letter.name, lambda letter: _named(letter.name)),
        by("state", "State", "All states", found, _state, lambda letter: STATES[_state(letter)]),
    )
    return render_template("cases/letters.html", case=case, list=listed(found, filters, size=LETTERS_A_PAGE))


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
        entries, names = entries_with_names(tx, case.id)
        submissions, letters = papers.submissions(tx, case), papers.letters(tx, case)
        handed = handover_notes(tx, case)
    since = _since()
    wanted = [entry for entry in reversed(entries) if since.on is None or clock.london_date(entry.at) >= since.on]
    filters = (
        by("by", "Who", "Everybody", entries, lambda e: str(e.person_id or 0), lambda e: who(e, names)),
        by("kind", "Kind", "Everything", entries, kind_of, kind_of),
    )
    list_ = listed(wanted, filters, size=ENTRIES_A_PAGE, query=since.query)
    return render_template(
        "cases/history.html",
        case=case,
        list=list_,
        since=since,
        history=history(case, list_.items[::-1], names, letters, handed),
        readable={submission.id for submission in submissions},
    )


@dataclass(frozen=True, kw_only=True)
class Since:
    """From which day on the history is told: as typed, the London date, and what is wrong with it."""

    typed: str = ""
    on: date | None = None
    error: str = ""

    @property
    def query(self) -> dict[str, str]:
        """What an address says of it."""
        return {"from": self.typed} if self.on else {}


def _since() -> Since:
    typed = request.args.get("from", "").strip()[:40]
    try:
        return Since(typed=typed, on=When.parse(typed).on if typed else None)
    except NotADate as wrong:
        return Since(typed=typed, error=f"The first day {wrong}")


@blueprint.get("/cases/<reference>/people", endpoint="people")
@requires("see_case")
def people_page(reference: str) -> str:
    """Say who has a part in the case, who holds it today, and what each has done."""
    with service().database.reading() as tx:
        case = find_inside(tx, reference)
        members, tasks, submissions = reading.members(tx, case), reading.tasks(tx, case), papers.submissions(tx, case)
        holding = people(tx, case.revision.partnership, {member.key for member in members}, case_id=case.id)
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


def _named(template: str) -> str:
    """Return what a letter's template is called in words."""
    return sentence(template.replace("_", " "))


def _addressee(letter: Letter) -> str:
    to = letter.to
    return f"{to.organisation}, {to.role}" if to.organisation else to.role


def _state(letter: Letter) -> str:
    """Return the state of a letter: the worst that any of its recipients is in."""
    return next((state for state in STATES if letter.states.get(state)), "nobody")


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
