"""My work, my team's; taking a task, giving it back, and handing it over; what stopped, and what was sent."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from flask import abort, flash, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import clock
from engine.access import has_post_inside
from engine.cases.claims import HandoverRefused, claim, hand_over, release
from engine.cases.holders import Named, holder, people
from engine.cases.meetings.listing import next_meetings
from engine.cases.next_dates import next_dates
from engine.cases.stopped import LONGEST_AGO, StoppedAfter, StoppedList, stopped
from engine.cases.work import Desk
from engine.cases.work_items import WorkItem
from engine.correspondence.received import PAGE, received
from engine.errors import EngineError, TaskClaimed, TaskNotOpen
from engine.records.db import Transaction
from engine.registers.guests.links import Links
from web.security import requires
from web.service import service
from web.sessions import me, revision
from web.work import cover, waiting
from web.work.lists import after, back_to, blueprint, groups, next_page, slug, summary, tabs_of

__all__ = ["blueprint", "cover", "slug", "waiting"]
LARGEST_ID = 2**63
_STATES = {
    "queued": "It is on its way.",
    "sent": "It was sent.",
    "failed": "It could not be sent.",
    "bounced": "It came back.",
}


@blueprint.get("/work")
@requires("signed_in")
def mine() -> str:
    """Show what this person can do now."""
    with service().database.reading() as tx:
        desk = Desk(tx, service().cases.revisions, me())
        listed, counts, ahead = desk.mine(after()), desk.counts(), next_meetings(tx, desk.viewer)
        incidents = stopped(tx, desk.viewer)
        who = _who_may(tx, listed.items)
    partnership = revision().partnership
    return render_template(
        "work/mine.html",
        incidents=incidents,
        tabs=tabs_of(desk, counts, "mine"),
        work=listed,
        groups=groups(listed),
        summary=summary(listed),
        who=who,
        covering=[post for post in me().posts if post.covers],
        dates=next_dates(partnership, listed.items, ahead, is_inside=has_post_inside(partnership, me())),
        next_page=next_page(listed, "work.mine"),
        today=revision().partnership.calendar.explain(clock.today()),
    )


@blueprint.get("/work/team/<team>")
@requires("signed_in")
def team(team: str) -> str:
    """Show everything open for one role that this person holds, and who has taken it."""
    with service().database.reading() as tx:
        desk = Desk(tx, service().cases.revisions, me())
        key = next((key for key in desk.keys if slug(key) == team), None) or abort(404)
        listed, counts = desk.team(key, after()), desk.counts()
        who = _who_may(tx, listed.items)
    return render_template(
        "work/team.html",
        tabs=tabs_of(desk, counts, key),
        work=listed,
        groups=groups(listed),
        team=holder(revision().partnership, key),
        slug=team,
        who=who,
        total=counts.teams[key],
        free=sum(item.claimed_by is None for item in listed.items),
        next_page=next_page(listed, "work.team", team=team),
        today=revision().partnership.calendar.explain(clock.today()),
    )


def _who_may(tx: Transaction, items: Iterable[WorkItem]) -> Mapping[str, tuple[Named, ...]]:
    """Return who may do the tasks of a list, by the key that holds them: to whom they can be handed over."""
    return people(tx, revision().partnership, {item.holder.key for item in items})


@blueprint.get("/work/sent")
@requires("signed_in")
def sent() -> str:
    """Show what was sent to this person: letters, reminders, digests, and what became of each."""
    with service().database.reading() as tx:
        found = received(tx, me().id)
    return render_template("work/sent.html", sent=found, states=_STATES, most=PAGE)


@blueprint.get("/work/stopped", endpoint="stopped")
@requires("signed_in")
def stopped_page() -> str:
    """Show what stopped in this person's cases, alike ones together."""
    with service().database.reading() as tx:
        found = stopped(tx, Desk(tx, service().cases.revisions, me()).viewer, _stopped_after())
    return render_template("work/stopped.html", incidents=found, next_page=_next_stopped(found))


def _stopped_after() -> StoppedAfter:
    at, _, number = request.args.get("after", "").partition("~")
    if not at:
        return LONGEST_AGO
    try:
        found = StoppedAfter(at=datetime.fromisoformat(at).astimezone(clock.LONDON), id=int(number))
    except (ValueError, OverflowError):
        abort(404)
    return found if 0 <= found.id < LARGEST_ID else abort(404)


def _next_stopped(found: StoppedList) -> str:
    more = found.more
    return url_for("work.stopped", after=f"{more.at.isoformat()}~{more.id}") if more else ""


@blueprint.post("/work/<task_id>/take")
@requires("signed_in")
def take(task_id: str) -> Response | tuple[str, int]:
    """Claim a task for this person."""
    try:
        with service().database.transaction() as tx:
            claim(tx, service().cases.revisions, me(), task_id)
    except (TaskClaimed, TaskNotOpen) as first:
        return _somebody_was_first(first, task_id)
    return back_to(task_id)


@blueprint.post("/work/<task_id>/give-back")
@requires("signed_in")
def give_back(task_id: str) -> Response | tuple[str, int]:
    """Give a claimed task back to its role."""
    try:
        with service().database.transaction() as tx:
            release(tx, service().cases.revisions, me(), task_id)
    except (TaskClaimed, TaskNotOpen) as first:
        return _somebody_was_first(first, task_id)
    return back_to(task_id)


@blueprint.post("/work/<task_id>/hand-over", endpoint="hand_over")
@requires("signed_in")
def pass_on(task_id: str) -> Response | tuple[str, int]:
    """Hand a task over to a colleague who can do it too, with a note."""
    to, note = request.form.get("to", ""), request.form.get("note", "")
    number = int(to) if to.isascii() and to.isdigit() else 0
    try:
        with service().database.transaction() as tx:
            name = hand_over(
                tx,
                service().cases.revisions,
                me(),
                task_id,
                to=number if number < LARGEST_ID else 0,
                note=note,
                sign_in_at=service().settings.public_address,
                links=Links.of(service().settings),
            )
    except (TaskClaimed, TaskNotOpen) as first:
        return _somebody_was_first(first, task_id)
    except HandoverRefused as refused:
        return render_template("work/not_handed.html", refused=refused, note=note, task_id=task_id), 422
    flash(f"Handed over to {name}, who is told by mail.")
    return back_to(task_id)


def _somebody_was_first(first: EngineError, task_id: str) -> tuple[str, int]:
    return render_template("work/taken.html", first=first, task_id=task_id), 409
