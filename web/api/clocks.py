"""The time limits of a case, and day by day how each date came about."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from engine.calendar.explaining import explain
from engine.calendar.time_limits import Limit, Reckoned
from engine.cases import clocks as limits
from engine.cases import reading
from engine.cases.clocks import Clock, Move
from engine.cases.explained import explained
from engine.cases.places import Trail
from engine.errors import CaseNotFound
from web.api.operations import operation
from web.api.shapes import day, instant, list_of, one, several, text, texts, whole, yes_no
from web.api.versions import Stated
from web.cases.finding import find, find_inside
from web.service import service


class ClockSaid(Schema):
    """One time limit in one case."""

    clause = text("The clause that sets it")
    name = text("What is to be done by it, comes next, or was done last")
    running = text("`now`, `coming`, `possible` on some way that the case may take, or `done`")
    due_on = day("The day worked to", null=True)
    is_late = yes_no("Whether it runs and that day has passed")
    was_late = yes_no("Whether it was done after that day")
    opened_at = instant("When what it limits could first be done", null=True)
    done_at = instant("When it was done", null=True)
    done = whole("How many of several are done")
    of = whole("How many there are; 0 for what is done once")


class DayCounted(Schema):
    """One day of a count."""

    on = day("The day")
    counts = yes_no("Whether it counts")
    reason = text("Why, or why not")


class LimitSaid(Schema):
    """One limit of a clause."""

    amount = whole("How many units; before the anchor if it is negative")
    unit = text("`wd` for working days, `months` or `years`")
    anchor = text("The recorded date that it counts from")
    force = text("`national`, `framework` or `local`")


class LimitReckoned(LimitSaid):
    """A limit whose anchor is recorded, counted day by day."""

    start = day("The anchor's day")
    due_on = day("The day that it gives")
    days = several(DayCounted, "Every day counted or skipped; none for months and years")


class DateMoved(Schema):
    """How the date has changed."""

    at = instant("When")
    by = text("Who changed it; empty for the service itself")
    was_on = day("The day worked to before", null=True)
    became_on = day("The day worked to since", null=True)
    reason = text("Why, as far as the person may read it")


class ClockWhole(Schema):
    """How a time limit stands, and how its date came about."""

    clause = text("The clause that sets it")
    says = text("What the clause says, in the register's words")
    instance = text("Whom or what it is told for; empty for the whole case")
    due_on = day("The day worked to", null=True)
    clock = one(ClockSaid, "How it stands in the case", null=True)
    explanation = texts("How the date came about, in words")
    reckoned = several(LimitReckoned, "The limits whose anchor is recorded; the earliest is worked to")
    waiting_for = several(LimitSaid, "The limits whose anchor is not recorded yet")
    extended_to = day("To which it was extended", null=True)
    calendar = text("The edition of the calendar counted by")
    moves = several(DateMoved, "How the date has changed, newest first")


class AskedClock(Schema):
    """For whom a time limit is asked for."""

    instance = fields.String(
        load_default=None,
        validate=validate.Length(min=1, max=200),
        metadata={"description": "One of several for whom it runs at once; the whole case without it"},
    )


@operation("GET", "/cases/<reference>/clocks", scope="read", gives=list_of(ClockSaid), has_etag=True, refuses=(404,))
def list_clocks(reference: str) -> Stated:
    """List the time limits of a case: those that run, those to come, those that are done.

    Inside the partnership; who refers, or is asked, finds theirs with their tasks.
    """
    with service().database.reading() as tx:
        case = find_inside(tx, reference)
        places = Trail(case, reading.entries(tx, case), reading.tasks(tx, case)).places()
    return Stated(said={"items": [_clock(each) for each in limits.clocks(case, places)]}, head=case.head)


@operation(
    "GET",
    "/cases/<reference>/clocks/<clause>",
    scope="read",
    gives=ClockWhole,
    asks=AskedClock,
    has_etag=True,
    refuses=(404,),
)
def explain_clock(asked: Mapping[str, Any], reference: str, clause: str) -> Stated:
    """Tell how a time limit stands in a case, and day by day how its date came about."""
    with service().database.reading() as tx:
        case = find(tx, reference)
        found = explained(tx, case, clause, asked["instance"])
    if found is None:
        raise CaseNotFound
    due = found.due
    said = {
        "clause": clause,
        "says": found.clause.says,
        "instance": found.instance,
        "due_on": due.on,
        "clock": _clock(found.clock) if found.clock else None,
        "explanation": explain(due),
        "reckoned": [_reckoned(each) for each in due.reckoned],
        "waiting_for": due.unknown,
        "extended_to": due.extended_to,
        "calendar": due.calendar,
        "moves": [_move(each, found.names, found.reasons) for each in found.moves],
    }
    return Stated(said=said, head=case.head)


def _clock(clock: Clock) -> Mapping[str, Any]:
    return {
        "clause": clock.clause,
        "name": clock.element.name,
        "running": clock.running.value,
        "due_on": clock.due_on,
        "is_late": clock.is_late,
        "was_late": clock.was_late,
        "opened_at": clock.opened_at,
        "done_at": clock.done_at,
        "done": clock.done,
        "of": clock.of,
    }


def _limit(limit: Limit) -> Mapping[str, Any]:
    return {"amount": limit.amount, "unit": limit.unit, "anchor": limit.anchor, "force": limit.force}


def _reckoned(reckoned: Reckoned) -> Mapping[str, Any]:
    return {**_limit(reckoned.limit), "start": reckoned.start, "due_on": reckoned.due_on, "days": reckoned.days}


def _move(move: Move, names: Mapping[int, str], reasons: Mapping[str, str]) -> Mapping[str, Any]:
    why = reasons.get(move.extended.submission, "") if move.extended else move.reason
    return {
        "at": move.at,
        "by": names.get(move.person_id or 0, ""),
        "was_on": move.was.on,
        "became_on": move.became.on,
        "reason": why,
    }
