"""Need to know: one's own conflicts and openings, the cases that a guard restricts, cases opened in an emergency."""

from collections.abc import Callable, Mapping

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.access import Person, may_answer_subjects
from engine.cases import conflicts, openings, restricting
from engine.cases.guarding import Guarded, GuardRefused, insiders, is_guard, watches
from engine.diagrams.letters import LetterError
from engine.errors import CaseNotFound
from engine.records.db import Transaction
from web.need_to_know import log
from web.need_to_know.frame import blueprint, guarded
from web.security import requires
from web.service import service
from web.sessions import me, revision

__all__ = ["blueprint", "log"]
MOST = 100
LARGEST = 2**63 - 1
LONGEST_NUMBER = 18
LONGEST = 2000
"""Characters of a reason."""
NO_SUCH_CASE = "No case of this reference can be opened in this way"
Change = Callable[[Transaction, Guarded, Person], None]


@blueprint.get("")
@requires("signed_in")
def page() -> str:
    """Show one's own declarations and openings, and to who guards cases, or watches them, what waits for them."""
    return _page({})


@blueprint.get("/open")
@requires("signed_in")
def ask_to_open() -> str:
    """Ask which case to open, and why."""
    return _open_page({}, {})


@blueprint.post("/open")
@requires("signed_in")
def open_case() -> Response | tuple[str, int]:
    """Open a case to read it for a time, and tell its team."""
    typed = {"reference": request.form.get("reference", "").strip().upper(), "reason": _text("reason")}
    _refuse_outsiders()
    try:
        with service().database.transaction() as tx:
            openings.open_case(tx, service().cases, me(), **typed)
    except GuardRefused as refused:
        return _open_page(typed, {"reason": str(refused)}), 422
    except (CaseNotFound, LetterError):
        return _open_page(typed, {"reference": NO_SUCH_CASE}), 422
    return redirect(url_for("cases.page", reference=typed["reference"]))


@blueprint.post(f"/openings/<int(max={LARGEST}):number>/review")
@requires("signed_in")
def review(number: int) -> Response | tuple[str, int]:
    """Record that somebody looked at an opening."""
    try:
        with service().database.transaction() as tx:
            reference = openings.review(tx, service().cases.revisions, me(), number, words=_text("words"))
    except GuardRefused as refused:
        return _page({f"words-{number}": str(refused)}), 422
    flash(f"You have looked at who opened {reference}.")
    return redirect(url_for("need_to_know.page"))


# ---- a case, as its guard changes it ------------------------------------------------------------------------


@blueprint.get("/find")
@requires("signed_in")
def find() -> Response:
    """Lead a guard to a case by its reference."""
    reference = request.args.get("reference", "").strip().upper()
    with service().database.reading() as tx:
        guarded(tx, reference)
    return redirect(url_for("need_to_know.case", reference=reference))


@blueprint.get("/cases/<reference>")
@requires("see_case")
def case(reference: str) -> str:
    """Show a guard who is kept out of a case, and who has opened it; nothing of the case itself."""
    return _case_page(reference, {}, {})


@blueprint.post("/cases/<reference>")
@requires("see_case")
def change(reference: str) -> Response | tuple[str, int]:
    """Restrict a case, or lift it; name people; declare a conflict for somebody, or lift one."""
    what, reason = request.form.get("do", ""), _text("reason")
    persons, number = _numbers("person"), next(iter(_numbers("number")), 0)
    one = next(iter(persons), 0)
    ways: Mapping[str, Change] = {
        "restrict": lambda tx, case, by: restricting.restrict(tx, case, by, reason=reason, persons=persons),
        "name": lambda tx, case, by: restricting.name(tx, case, by, one),
        "remove": lambda tx, case, by: restricting.remove(tx, case, by, number),
        "lift": lambda tx, case, by: restricting.lift(tx, case, by, reason=reason),
        "declare": lambda tx, case, by: conflicts.declare_for(tx, case, by, one, reason=reason),
        "lift_conflict": lambda tx, case, by: conflicts.lift(tx, case, by, number, reason=reason),
    }
    way = ways.get(what) or abort(400)
    if what == "restrict" and reason and persons and "confirmed" not in request.form:
        return _case_page(reference, {"reason": reason, "persons": persons}, {}, asked=True), 200
    try:
        with service().database.transaction() as tx:
            way(tx, guarded(tx, reference), me())
    except GuardRefused as refused:
        where = f"{what}-{number}" if number else what
        return _case_page(reference, {"reason": reason, "persons": persons}, {where: str(refused)}), 422
    flash("Changed. It counts from now on, and stands in the case's history.")
    return redirect(url_for("need_to_know.case", reference=reference))


def _page(errors: Mapping[str, str]) -> str:
    known, revisions = revision().partnership, service().cases.revisions
    guards, looks = is_guard(known, me()), watches(known, me())
    with service().database.reading() as tx:
        return render_template(
            "need_to_know/page.html",
            declared=conflicts.declared_by(tx, me()),
            opened=openings.opened_by(tx, me(), most=MOST),
            may_open=openings.may_open(known, me()),
            guards=guards,
            looks=looks,
            answers_subjects=may_answer_subjects(known, me()),
            restricted=restricting.restricted(tx, revisions, me(), most=MOST) if guards else (),
            unreviewed=openings.unreviewed(tx, revisions, me(), most=MOST) if looks else (),
            errors=errors,
        )


def _open_page(typed: Mapping[str, str], errors: Mapping[str, str]) -> str:
    _refuse_outsiders()
    minutes = revision().partnership.opened_minutes
    return render_template("need_to_know/open.html", typed=typed, errors=errors, minutes=minutes, longest=LONGEST)


def _case_page(reference: str, typed: Mapping[str, object], errors: Mapping[str, str], *, asked: bool = False) -> str:
    with service().database.reading() as tx:
        found = guarded(tx, reference)
        persons = typed.get("persons", ())
        assert isinstance(persons, tuple)
        return render_template(
            "need_to_know/case.html",
            guarded=found,
            restriction=restricting.restriction_of(tx, found),
            insiders=insiders(tx, found),
            unheld=restricting.unheld(tx, found, persons) if asked else (),
            conflicts=conflicts.conflicts_of(tx, found),
            openings=openings.openings_of(tx, found.id),
            typed=typed,
            errors=errors,
            asked=asked,
            longest=LONGEST,
        )


def _refuse_outsiders() -> None:
    if not openings.may_open(revision().partnership, me()):
        abort(404)


def _text(name: str) -> str:
    return request.form.get(name, "").strip()[:LONGEST]


def _numbers(name: str) -> tuple[int, ...]:
    typed = request.form.getlist(name)
    return tuple(int(text) for text in typed if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER)
