"""A case as one printout: everything that the person may see of it, with who printed it and when."""

from flask import render_template

from engine import clock
from engine.audit import entries_with_names
from engine.cases import clocks as limits
from engine.cases import decisions as decided
from engine.cases import notes as noted
from engine.cases import papers, reading
from engine.cases.claims import handover_notes
from engine.cases.places import Trail
from engine.cases.reading import Case
from engine.cases.returns import rounds
from engine.records.db import Transaction
from web.cases.finding import blueprint, find
from web.cases.next_step import what_is_next
from web.cases.sentences import history
from web.cases.timelines import time_line
from web.security import requires
from web.service import service
from web.sessions import me


@blueprint.get("/cases/<reference>/print")
@requires("see_case")
def printout(reference: str) -> str:
    """Show the case to be printed: facts, dates, steps, decisions, notes, history, and lists of its papers."""
    with service().database.reading() as tx:
        case = find(tx, reference)
        return _whole(tx, case) if case.is_inside else _own_part(tx, case)


def _whole(tx: Transaction, case: Case) -> str:
    tasks, (entries, names) = reading.tasks(tx, case), entries_with_names(tx, case.id)
    submissions, letters = papers.submissions(tx, case), papers.letters(tx, case)
    places = Trail(case, entries, tasks).places()
    clocks = limits.clocks(case, places)
    return render_template(
        "cases/print.html",
        case=case,
        printed_at=clock.now(),
        next=what_is_next(case, me(), tasks),
        clocks=clocks,
        line=time_line(case, clocks),
        places=places,
        rounds=rounds(case, entries, tasks, submissions),
        decisions=decided.decisions(case, submissions),
        notes=noted.every_note(tx, case),
        history=history(case, entries, names, letters, handover_notes(tx, case))[::-1],
        submissions=submissions,
        letters=letters[::-1],
        documents=papers.documents(tx, case)[::-1],
    )


def _own_part(tx: Transaction, case: Case) -> str:
    tasks = [task for task in reading.tasks(tx, case) if task.is_mine]
    return render_template(
        "cases/print.html",
        case=case,
        printed_at=clock.now(),
        next=what_is_next(case, me(), tasks),
        submissions=papers.submissions(tx, case),
        letters=papers.letters(tx, case)[::-1],
        documents=papers.documents(tx, case)[::-1],
    )
