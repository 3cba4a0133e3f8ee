"""My work, my team's, and what waits for others; taking a task and giving it back."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import clock
from engine.cases.claims import claim, release
from engine.cases.holders import holder, people
from engine.cases.meetings.listing import next_meetings
from engine.cases.next_dates import next_dates
from engine.cases.stopped import stopped
from engine.cases.work import FIRST, After, Counts, Desk, WorkItem, WorkList
from engine.correspondence.received import PAGE, received
from engine.errors import EngineError, TaskClaimed, TaskNotOpen
from web import words
from web.security import requires
from web.service import service
from web.sessions import me, revision

blueprint = Blueprint("work", __name__)
_STATES = {
    "queued": "It is on its way.",
    "sent": "It was sent.",
    "failed": "It could not be sent.",
    "bounced": "It came back.",
}


@dataclass(frozen=True, kw_only=True)
class Tab:
    """One view of work, as a link with its count."""

    href: str
    text: str
    is_current: bool


@dataclass(frozen=True, kw_only=True)
class Group:
    """The tasks of one urgency under one heading."""

    title: str
    items: tuple[WorkItem, ...]
    is_late: bool = False


@blueprint.get("/work")
@requires("signed_in")
def mine() -> str:
    """Show what this person can do now."""
    with service().database.reading() as tx:
        desk = Desk(tx, service().cases.revisions, me())
        listed, counts, ahead = desk.mine(_after()), desk.counts(), next_meetings(tx, desk.viewer)
        incidents = stopped(tx, service().cases.revisions, desk.viewer)
    return render_template(
        "work/mine.html",
        incidents=incidents,
        tabs=_tabs(desk, counts, "mine"),
        work=listed,
        groups=groups(listed),
        summary=summary(listed),
        dates=next_dates(revision().partnership, listed.items, ahead),
        next_page=_next_page(listed, "work.mine"),
        today=revision().partnership.calendar.explain(clock.today()),
    )


@blueprint.get("/work/team/<team>")
@requires("signed_in")
def team(team: str) -> str:
    """Show everything open for one role that this person holds, and who has taken it."""
    with service().database.reading() as tx:
        desk = Desk(tx, service().cases.revisions, me())
        key = next((key for key in desk.keys if slug(key) == team), None) or abort(404)
        listed, counts = desk.team(key, _after()), desk.counts()
    return render_template(
        "work/team.html",
        tabs=_tabs(desk, counts, key),
        work=listed,
        groups=groups(listed),
        team=holder(revision().partnership, key),
        slug=team,
        total=counts.teams[key],
        free=sum(item.claimed_by is None for item in listed.items),
        next_page=_next_page(listed, "work.team", team=team),
        today=revision().partnership.calendar.explain(clock.today()),
    )


@blueprint.get("/work/waiting")
@requires("signed_in")
def waiting() -> str:
    """Show what others have to do in this person's cases: whom to chase, since when, by when."""
    with service().database.reading() as tx:
        desk = Desk(tx, service().cases.revisions, me())
        listed, counts = desk.waiting(_after()), desk.counts()
        with_whom = people(tx, revision().partnership, {item.holder.key for item in listed.items})
    return render_template(
        "work/waiting.html",
        tabs=_tabs(desk, counts, "waiting"),
        work=listed,
        groups=_of_others(listed),
        total=counts.waiting,
        people=with_whom,
        next_page=_next_page(listed, "work.waiting"),
        today=revision().partnership.calendar.explain(clock.today()),
    )


@blueprint.get("/work/sent")
@requires("signed_in")
def sent() -> str:
    """Show what was sent to this person: letters, reminders, digests, and what became of each."""
    with service().database.reading() as tx:
        found = received(tx, me().id)
    return render_template("work/sent.html", sent=found, states=_STATES, most=PAGE)


@blueprint.post("/work/<task_id>/take")
@requires("do_task")
def take(task_id: str) -> Response | tuple[str, int]:
    """Claim a task for this person."""
    try:
        with service().database.transaction() as tx:
            claim(tx, service().cases.revisions, me(), task_id)
    except (TaskClaimed, TaskNotOpen) as first:
        return _somebody_was_first(first, task_id)
    return _back(task_id)


@blueprint.post("/work/<task_id>/give-back")
@requires("do_task")
def give_back(task_id: str) -> Response | tuple[str, int]:
    """Give a claimed task back to its role."""
    try:
        with service().database.transaction() as tx:
            release(tx, service().cases.revisions, me(), task_id)
    except (TaskClaimed, TaskNotOpen) as first:
        return _somebody_was_first(first, task_id)
    return _back(task_id)


def _somebody_was_first(first: EngineError, task_id: str) -> tuple[str, int]:
    return render_template("work/taken.html", first=first, task_id=task_id), 409


def _back(task_id: str) -> Response:
    """Return to the list or the case that the button was pressed on."""
    came_from = request.form.get("back", "")
    if re.fullmatch(r"/(work|cases)(/[\w-]+)*", came_from, re.ASCII):
        return redirect(f"{came_from}#task-{task_id}")
    return redirect(url_for("work.mine"))


# ---- the views as links, the groups, the pages --------------------------------------------------------------


def slug(key: str) -> str:
    """Return what stands in an address for a role and the organisation that holds it."""
    return re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-")


def _tabs(desk: Desk, counts: Counts, current: str) -> tuple[Tab, ...]:
    """Return the views of work: mine, each role of which something is open, and inside what waits for others."""
    partnership = revision().partnership
    teams = {key: number for key, number in counts.teams.items() if number or key == current}

    def named(key: str) -> str:
        held = holder(partnership, key)
        same_role = [k for k in teams if holder(partnership, k).role == held.role]
        return held.role if len(same_role) == 1 else f"{held.role}, {held.name}"

    found = [("mine", url_for("work.mine"), "Mine", counts.mine)]
    found += [(key, url_for("work.team", team=slug(key)), named(key), number) for key, number in teams.items()]
    if desk.is_inside or counts.waiting or current == "waiting":
        found.append(("waiting", url_for("work.waiting"), "Waiting for others", counts.waiting))
    return tuple(
        Tab(href=href, text=f"{text} ({words.capped(number)})", is_current=name == current)
        for name, href, text, number in found
    )


def groups(listed: WorkList) -> tuple[Group, ...]:
    """Put a page of work into groups by urgency; empty ones are left out."""
    return _grouped(
        listed.items,
        {"late": "Late", "today": "Due today", "coming": "Coming", "no date": "Without a date"},
    )


def _of_others(listed: WorkList) -> tuple[Group, ...]:
    named = {"late": "Late with them", "today": "In time", "coming": "In time", "no date": "Without a date"}
    return _grouped(listed.items, named)


def _grouped(items: Iterable[WorkItem], titles: Mapping[str, str]) -> tuple[Group, ...]:
    found = dict[str, Group]()
    for item in items:
        urgency = _urgency(item)
        made = found.setdefault(titles[urgency], Group(title=titles[urgency], items=(), is_late=urgency == "late"))
        found[made.title] = replace(made, items=(*made.items, item))
    return tuple(found.values())


def _urgency(item: WorkItem) -> str:
    if item.time_left is None:
        return "no date"
    if item.time_left.is_late:
        return "late"
    return "today" if item.time_left.is_today else "coming"


def summary(listed: WorkList) -> str:
    """Say the answer first: how much is late, and how much is due today."""
    late = sum(_urgency(item) == "late" for item in listed.items)
    today = sum(_urgency(item) == "today" for item in listed.items)
    if not listed.items:
        return "Nothing is waiting for you."
    if not late and not today:
        return "Nothing is late, and nothing is due today."
    return words.sentence(words.listing(list(_said(late, today)))) + "."


def _said(late: int, today: int) -> Iterator[str]:
    if late:
        yield f"{words.number_word(late)} {'task is' if late == 1 else 'tasks are'} late"
    else:
        yield "nothing is late"
    if today:
        thing = "" if late else " task" if today == 1 else " tasks"
        yield f"{words.number_word(today)}{thing} {'is' if today == 1 else 'are'} due today"


def _after() -> After:
    """Return where the page asked for starts: `after=2026-04-14.<task id>` in the address."""
    due_on, _, task_id = request.args.get("after", "").partition(".")
    if not due_on:
        return FIRST
    try:
        return After(due_on=date.fromisoformat(due_on), task_id=task_id)
    except ValueError:
        abort(404)


def _next_page(listed: WorkList, endpoint: str, **values: Any) -> str:
    """Return the address of the next page; empty if this is the last."""
    if listed.more is None:
        return ""
    return url_for(endpoint, after=f"{listed.more.due_on.isoformat()}.{listed.more.task_id}", **values)
