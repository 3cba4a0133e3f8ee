"""What waits for others: since when, who was told last, narrowed to a case, a holder, the late ones; and a reminder."""

from dataclasses import dataclass
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import clock
from engine.cases.chasing import MOST, Choice, RemindedTodayError, Ways, remind_now, told, ways
from engine.cases.holders import people
from engine.cases.work import Desk
from engine.cases.work_items import Narrowed
from engine.errors import TaskNotOpen
from web.security import requires
from web.service import service
from web.sessions import me, revision
from web.work.lists import after, blueprint, next_page, of_others, tabs_of

_LATE = {"yes": True, "no": False}


@dataclass(frozen=True, kw_only=True)
class Link:
    """One way to narrow the list, as a link with its count."""

    href: str
    text: str
    number: int
    is_current: bool


@blueprint.get("/work/waiting")
@requires("signed_in")
def waiting() -> str:
    """Show what others have to do in this person's cases: whom to chase, since when, by when."""
    wanted = _wanted()
    with service().database.reading() as tx:
        desk = Desk(tx, service().cases.revisions, me())
        listed, counts = desk.waiting(after(), wanted), desk.counts()
        found = ways(desk, revision().partnership, wanted)
        with_whom = people(tx, revision().partnership, {item.holder.key for item in listed.items})
        last = told(tx, listed.items)
    return render_template(
        "work/waiting.html",
        tabs=tabs_of(desk, counts, "waiting"),
        work=listed,
        groups=of_others(listed),
        total=counts.waiting,
        people=with_whom,
        told=last,
        wanted=wanted,
        late=_by_lateness(wanted, found),
        cases=_links("case", wanted, _with_all("Every case", found.cases), wanted.reference),
        holders=_links("with", wanted, _with_all("Everybody", found.holders), wanted.holder),
        not_all=0 if found.is_all else MOST,
        next_page=next_page(listed, "work.waiting", **_asked(wanted)),
        here=url_for("work.waiting", **_asked(wanted)),
        today=revision().partnership.calendar.explain(clock.today()),
    )


@blueprint.post("/work/<task_id>/remind")
@requires("do_task")
def remind(task_id: str) -> Response:
    """Remind who has a task of its time limit."""
    try:
        with service().database.transaction() as tx:
            reference = remind_now(tx, service().cases, me(), task_id)
        flash(f"A reminder about case {reference} is on its way.")
    except RemindedTodayError as already:
        flash(f"{already}.")
    except TaskNotOpen:
        flash("Nobody needs reminding: this task is closed.")
    return redirect(url_for("work.waiting", **_asked(_wanted()), _anchor=f"task-{task_id}"))


def _wanted() -> Narrowed:
    """Return what of the list is asked for: `case=2026-0001&with=harbour&late=yes` in the address."""
    late = request.args.get("late", "")
    if late and late not in _LATE:
        abort(404)
    return Narrowed(reference=request.args.get("case", ""), holder=request.args.get("with", ""), late=_LATE.get(late))


def _asked(wanted: Narrowed) -> dict[str, Any]:
    """Return the same as what stands in an address."""
    late = {None: "", True: "yes", False: "no"}[wanted.late]
    said = {"case": wanted.reference, "with": wanted.holder, "late": late}
    return {name: value for name, value in said.items() if value}


def _by_lateness(wanted: Narrowed, found: Ways) -> tuple[Link, ...]:
    choices = (
        Choice(value="", name="All", number=found.late + found.in_time),
        Choice(value="yes", name="Late", number=found.late),
        Choice(value="no", name="Not late", number=found.in_time),
    )
    return _links("late", wanted, choices, _asked(wanted).get("late", ""))


def _with_all(name: str, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    return (Choice(value="", name=name, number=sum(choice.number for choice in choices)), *choices)


def _links(name: str, wanted: Narrowed, choices: tuple[Choice, ...], current: str) -> tuple[Link, ...]:
    others: dict[str, Any] = {key: value for key, value in _asked(wanted).items() if key != name}
    return tuple(
        Link(
            href=url_for("work.waiting", **(others | ({name: choice.value} if choice.value else {}))),
            text=choice.name,
            number=choice.number,
            is_current=choice.value == current,
        )
        for choice in choices
    )
