"""The cases behind each number: lists a page at a time, for who oversees all cases."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from flask import abort, render_template, request, url_for

from engine import clock
from engine.cases.oversight import clauses, returns, stages, themes
from engine.cases.oversight import deadlines as limits
from engine.cases.oversight.deadlines import State, Wanted
from engine.cases.oversight.overseer import PAGE
from engine.cases.oversight.period import Month
from web.oversight import deadlines, figures
from web.oversight.asked import Asked, asked, month
from web.oversight.figures import COLUMNS
from web.oversight.frame import blueprint, overseeing
from web.security import requires

STATES: Mapping[str, tuple[tuple[State, ...], str]] = {
    "due": ((State.KEPT, State.DONE_LATE, State.NOT_DONE), "that fell due"),
    deadlines.KEPT: ((State.KEPT,), "kept"),
    deadlines.MISSED: ((State.DONE_LATE, State.NOT_DONE), "missed"),
    "open": ((State.NOT_DONE,), "missed and still not done"),
    "ahead": ((State.AHEAD,), "not due yet"),
}
KEYS = ("from", "to", "clause", "month", "state", "stage", "age", "agency", "answer", "form", "question")
"""What an address may say of which cases are listed."""
LARGEST_ID = 2**63
Read = TypeVar("Read")


@blueprint.get("/deadlines/cases")
@requires("oversee")
def deadline_list() -> str:
    """List the deadlines behind a number, with how late each was and where the reason stands."""
    wanted, state = _asked_of_list(), request.args.get("state", "due")
    if state not in STATES:
        abort(404)
    states, said = STATES[state]
    of = Wanted(clause=request.args.get("clause", ""), month=_month(), states=states)
    with overseeing() as overseer:
        names = clauses.names(overseer)
        if of.clause and of.clause not in names:
            abort(404)
        page = limits.listed(overseer, wanted.period, of, _after_deadline())
    more = page.more
    return _list(
        "deadlines",
        wanted,
        title=f"Deadlines {said}",
        about=[f"{of.clause}: {names[of.clause]}" if of.clause else "", _months_said(wanted, of.month)],
        items=page.items,
        after=f"{more.due_on}~{more.case_id}~{more.clause}~{more.instance}" if more else "",
    )


@blueprint.get("/open-cases/cases")
@requires("oversee")
def case_list() -> str:
    """List the open cases behind a number, the oldest first, with what each waits for and with whom."""
    stage, age = request.args.get("stage"), request.args.get("age", "")
    ages = dict(enumerate(figures.age_heads()))
    if age and age not in map(str, ages):
        abort(404)
    number = int(age) if age else None
    with overseeing() as overseer:
        if stage and all(stage not in revision.processes for revision in overseer.newest_first):
            abort(404)
        page = stages.listed(overseer, stage=stage, age=number, after=_after_case())
        name = overseer.process_name(stage) if stage else figures.WAITING_NAME
    more = page.more
    return _list(
        "open_cases",
        asked(),
        title="Open cases",
        about=[
            f"Stage: {name}" if stage is not None else "",
            f"Working days since the referral: {ages[number].lower()}" if number is not None else "",
        ],
        items=page.items,
        after=f"{more.opened_at.isoformat()}~{more.case_id}" if more else "",
    )


@blueprint.get("/agencies/cases")
@requires("oversee")
def return_list() -> str:
    """List the returns behind a number."""
    wanted, agency, answer = _asked_of_list(), request.args.get("agency", ""), request.args.get("answer", "")
    if answer and answer not in COLUMNS:
        abort(404)
    with overseeing() as overseer:
        page = returns.listed(
            overseer, wanted.period, agency=agency, answers=COLUMNS.get(answer, ()), after=_after_return()
        )
        name = returns.agency_name(overseer, agency)
    more = page.more
    return _list(
        "agencies",
        wanted,
        title="Returns",
        about=[name if agency else "", answer, _months_said(wanted, None)],
        items=page.items,
        after=f"{more.due_on}~{more.case_id}~{more.instance}" if more else "",
    )


@blueprint.get("/themes/cases")
@requires("oversee")
def theme_list() -> str:
    """List the cases that have one answer."""
    wanted = _asked_of_list()
    form, question, answer = (request.args.get(name, "") for name in ("form", "question", "answer"))
    with overseeing() as overseer:
        label = themes.label(overseer, form, question, answer)
        if label is None:
            abort(404)
        of = {"form": form, "question": question, "answer": answer}
        page = themes.listed(overseer, wanted.period, **of, after=_after_answer())
    more = page.more
    return _list(
        "themes",
        wanted,
        title="Cases with one answer",
        about=[label, _months_said(wanted, None)],
        items=page.items,
        after=f"{more.at.isoformat()}~{more.case_id}" if more else "",
    )


def _list(name: str, wanted: Asked, *, title: str, about: list[str], items: Any, after: str) -> str:
    args: dict[str, Any] = {key: value for key, value in request.args.items() if key in KEYS}
    query = {} if name == "open_cases" else wanted.query
    return render_template(
        "oversight/list.html",
        name=name,
        title=title,
        about=[each for each in about if each],
        items=items,
        days_around=figures.days_around,
        back=url_for(f"oversight.{name}", **query),
        next_page=url_for(str(request.endpoint), **args, after=after) if after else "",
        of=PAGE,
    )


def _asked_of_list() -> Asked:
    wanted = asked()
    return abort(404) if wanted.errors else wanted


def _month() -> Month | None:
    text = request.args.get("month", "")
    return month(text) if text else None


def _months_said(wanted: Asked, one: Month | None) -> str:
    if one:
        return f"{one.first:%B %Y}"
    return f"{wanted.period.first:%B %Y} to {wanted.period.last:%B %Y}"


# ---- where a page of a list begins --------------------------------------------------------------------------


def _after_deadline() -> limits.After:
    found = _after(
        4,
        lambda on, case_id, clause, instance: limits.After(
            due_on=date.fromisoformat(on), case_id=_id(case_id), clause=clause, instance=instance
        ),
    )
    return found or limits.FIRST


def _after_case() -> stages.After:
    return _after(2, lambda at, case_id: stages.After(opened_at=_instant(at), case_id=_id(case_id))) or stages.FIRST


def _after_return() -> returns.After:
    found = _after(
        3,
        lambda on, case_id, instance: returns.After(
            due_on=date.fromisoformat(on), case_id=_id(case_id), instance=instance
        ),
    )
    return found or returns.FIRST


def _after_answer() -> themes.After | None:
    return _after(2, lambda at, case_id: themes.After(at=_instant(at), case_id=_id(case_id)))


def _after(parts: int, make: Callable[..., Read]) -> Read | None:
    text = request.args.get("after", "")
    if not text:
        return None
    found = text.split("~", parts - 1)
    try:
        return make(*found)
    except (ValueError, TypeError, OverflowError):
        abort(404)


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(clock.LONDON)


def _id(text: str) -> int:
    number = int(text)
    if not 0 <= number < LARGEST_ID:
        raise ValueError(text)
    return number
