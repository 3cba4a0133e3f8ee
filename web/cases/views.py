"""Where a case stands: the case's page, its diagrams, its clocks."""

from collections.abc import Sequence

from flask import abort, render_template, request

from engine.audit import entries_with_names
from engine.cases import clocks as limits
from engine.cases import decisions as decided
from engine.cases import notes as noted
from engine.cases import papers, reading
from engine.cases.explained import explained
from engine.cases.holders import people
from engine.cases.places import Place, Trail
from engine.cases.reading import Case, Task
from engine.cases.retention.holds import holds_of
from engine.cases.returns import rounds
from engine.records.db import Transaction
from web.cases import conflict, corrections, documents, links, lists, meetings, notes, printing, records, tables
from web.cases.calendars import skipped, weeks
from web.cases.corrections import correctable
from web.cases.finding import blueprint, find, find_inside
from web.cases.next_step import Next, what_is_next
from web.cases.pictures import picture
from web.cases.sentences import history, steps_alone
from web.cases.timelines import time_line
from web.security import requires
from web.service import service
from web.sessions import me

__all__ = [
    "blueprint",
    "conflict",
    "corrections",
    "documents",
    "links",
    "lists",
    "meetings",
    "notes",
    "printing",
    "records",
    "tables",
]
RECENT, RECENT_NOTES = 6, 3
MOST_DECISIONS = 8
"""So many decisions stand open on the page; the earlier ones are folded."""


# ---- one case -----------------------------------------------------------------------------------------------


@blueprint.get("/cases/<reference>")
@requires("see_case")
def page(reference: str) -> str:
    """Answer in this order: what is next, by when, where the case is, what was decided, what happened."""
    with service().database.reading() as tx:
        case = find(tx, reference)
        if not case.is_inside:
            return _own_part(tx, case)
        tasks, (entries, names) = reading.tasks(tx, case), entries_with_names(tx, case.id)
        submissions, incidents = papers.submissions(tx, case), papers.incidents(tx, case)
        written, recent_notes = papers.documents(tx, case), noted.notes(tx, case, most=RECENT_NOTES)
        recent = steps_alone(entries)[-RECENT:]
        following = what_is_next(case, me(), tasks)
        held = holds_of(tx, case.id) if case.is_held else ()
        asked = [following.task.holder.key] if following.task else []
        holding = people(tx, case.revision.partnership, asked, case_id=case.id)
    places = Trail(case, entries, tasks).places()
    place = _where(places, following)
    running = limits.clocks(case, places)
    taken = decided.decisions(case, submissions)[::-1]
    return render_template(
        "cases/page.html",
        case=case,
        next=following,
        holding=holding,
        clocks=running,
        line=time_line(case, running),
        places=places,
        place=place,
        picture=picture(case, place),
        decisions=taken[:MOST_DECISIONS],
        earlier_decisions=taken[MOST_DECISIONS:],
        opinions=decided.opinions(case, submissions),
        rounds=rounds(case, entries, tasks, submissions),
        notes=recent_notes,
        may_write=bool(noted.writing_post(case, me())),
        events=_recordable(tasks),
        incidents=incidents,
        held=[hold for hold in held if hold.lifted_at is None],
        documents=papers.latest(written),
        history=history(case, recent, names),
        readable={submission.id for submission in submissions},
        entries=len(entries),
        corrections=correctable(case),
        ends=[step for step in places[0].steps if step.element.kind == "endEvent"] if places else [],
    )


def _own_part(tx: Transaction, case: Case) -> str:
    """Show who refers, or is asked, what is theirs: what they have to do, have answered, and were told."""
    tasks = [task for task in reading.tasks(tx, case) if task.is_mine]
    following = what_is_next(case, me(), tasks)
    waiting = [task for task in tasks if task.is_open and task.kind == "task" and task != following.task]
    return render_template(
        "cases/own.html",
        case=case,
        next=following,
        waiting=waiting,
        events=_recordable(tasks),
        incidents=papers.incidents(tx, case),
        submissions=papers.submissions(tx, case)[::-1],
        letters=papers.letters(tx, case),
        documents=papers.latest(papers.documents(tx, case)),
    )


def _recordable(tasks: Sequence[Task]) -> list[Task]:
    """Return the events that this person may record now."""
    return [task for task in tasks if task.kind == "event" and task.is_open and task.is_mine]


@blueprint.get("/cases/<reference>/steps/<process>")
@requires("see_case")
def steps(reference: str, process: str) -> str:
    """Show where the case stands in one of its processes, as a picture and in words."""
    with service().database.reading() as tx:
        case = find_inside(tx, reference)
        places = Trail(case, reading.entries(tx, case), reading.tasks(tx, case)).places()
    place = next((found for found in places if found.process == process), None) or abort(404)
    return render_template("cases/steps.html", case=case, places=places, place=place, picture=picture(case, place))


@blueprint.get("/cases/<reference>/clocks/<clause>", endpoint="clock")
@requires("see_case")
def clock_page(reference: str, clause: str) -> str:
    """Explain a due date: from when it is counted, each day, and how the date has moved."""
    instance = request.args.get("for")
    with service().database.reading() as tx:
        case = find(tx, reference)
        told = explained(tx, case, clause, instance) or abort(404)
    due, anchors = told.due, {limit.anchor for limit in told.clause.limits}
    return render_template(
        "cases/clock.html",
        case=case,
        clause=told.clause,
        clock=told.clock,
        due=due,
        instance=told.instance,
        left=case.left_until(due.on) if due.on else None,
        moves=told.moves,
        names=told.names,
        reasons=told.reasons,
        weeks=weeks,
        skipped=skipped,
        corrections=[each for each in correctable(case) if each.anchor in anchors],
        tasks=told.tasks,
    )


def _where(places: Sequence[Place], following: Next) -> Place:
    """Return the process to show first: of what is next, else the one called last in which something goes on."""
    if following.task:
        return next(place for place in places if place.process == following.task.element.process)
    return next((place for place in reversed(places) if place.is_current), places[0])
