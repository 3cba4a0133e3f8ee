"""`cspr due`: when a clause falls due, explained day by day."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from engine import clock
from engine.calendar.explaining import amount, in_words
from engine.calendar.time_limits import Due, Limit, Reckoned
from engine.calendar.working_days import WORKING, Calendar, Day
from engine.cases.clocks import known_of
from engine.cases.revisions import Revisions
from engine.cases.time_left import time_left
from engine.diagrams.bundle import Bundle
from engine.diagrams.clauses import Clause
from engine.diagrams.revision import Revision, read_revision
from engine.records.db import Database
from engine.settings import database_of_environment
from web import words
from web.revision_option import revision_option


class Anchor(click.ParamType[tuple[str, date]]):
    """An anchor and its London date, `received=2026-03-30`."""

    name = "anchor"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, date]:
        """Read the anchor's name and date."""
        name, _, day = str(value).partition("=")
        try:
            return name, date.fromisoformat(day)
        except ValueError:
            self.fail(f"{value!r} must be like received=2026-03-30, with a real date", param, ctx)


@click.command(
    epilog="Examples: cspr due AB-8 --anchor received=2026-03-27 --anchor decided=2026-03-30; "
    "cspr due AB-8 --case 2026-0014"
)
@click.argument("clause")
@click.option("--anchor", "anchors", multiple=True, type=Anchor(), metavar="NAME=ISO", help="A date of the case.")
@click.option("--case", "reference", help="Count from the dates that a case has recorded, by its revision.")
@click.option("--for", "instance", help="With --case: as seen from one instance, such as an agency's key.")
@revision_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def due(
    context: click.Context,
    clause: str,
    anchors: Sequence[tuple[str, date]],
    reference: str | None,
    instance: str | None,
    folder: Path,
    *,
    as_json: bool,
) -> None:
    """Works out when CLAUSE falls due, given dates of a case, and explains the date day by day.

    With --case it counts by the calendar of the installation, which the environment names (README.md), with the
    holidays that were proclaimed and withdrawn there; otherwise by the calendar of the revision alone.

    Exit status: 0 it has a date, 1 none of the dates that it counts from is given, 2 the call was wrong.
    """
    if reference is None:
        revision, dates = read_revision(Bundle.read(folder)), dict(anchors)
    else:
        revision, recorded = _recorded(reference, instance)
        dates = {**recorded, **dict(anchors)}
    entry = revision.clauses.get(clause)
    if entry is None or not entry.limits:
        limited = ", ".join(c.id for c in revision.clauses.values() if c.limits)
        raise click.UsageError(f"{clause} is no clause with a time limit; there are: {limited}")
    known = {limit.anchor for limit in entry.limits}
    for name, _ in anchors:
        if name not in known:
            raise click.BadParameter(f"{clause} does not count from {name!r}, but from: {', '.join(sorted(known))}")
    found, calendar = revision.due(clause, dates), revision.partnership.calendar
    if as_json:
        click.echo(json.dumps(_report(entry, found, calendar), ensure_ascii=False))
    else:
        for line in _explanation(entry, found, calendar):
            click.echo(line)
    if found.on is None:
        context.exit(1)


def _recorded(reference: str, instance: str | None) -> tuple[Revision, Mapping[str, date]]:
    database = Database(database_of_environment())
    try:
        with database.reading() as tx:
            revision, facts = known_of(tx, Revisions(), reference)
    finally:
        database.close()
    return revision, facts.anchors_seen_from(instance)


def _report(clause: Clause, found: Due, calendar: Calendar) -> dict[str, object]:
    reckoned: Mapping[Limit, Reckoned] = {r.limit: r for r in found.reckoned}
    limits = (*(r.limit for r in found.reckoned), *found.unknown)
    days = found.reckoned[0].days if found.reckoned else ()
    return {
        "clause": clause.id,
        "due_on": found.on.isoformat() if found.on else None,
        "due_at": clock.end_of(found.on).isoformat() if found.on else None,
        "working_days_left": time_left(calendar, found.on).working_days if found.on else None,
        "extended_to": found.extended_to.isoformat() if found.extended_to else None,
        "limits": [_limit(limit, reckoned.get(limit), found.on) for limit in limits],
        "days": [{"date": d.on.isoformat(), "counts": d.counts, "reason": d.reason} for d in days],
        "calendar": found.calendar,
    }


def _limit(limit: Limit, reckoned: Reckoned | None, worked_to: date | None) -> dict[str, object]:
    return {
        "force": limit.force,
        "amount": limit.amount,
        "unit": limit.unit,
        "anchor": limit.anchor,
        "from": reckoned.start.isoformat() if reckoned else None,
        "due_on": reckoned.due_on.isoformat() if reckoned else None,
        "is_worked_to": reckoned is not None and reckoned.due_on == worked_to,
    }


def _explanation(clause: Clause, found: Due, calendar: Calendar) -> Iterator[str]:
    yield f"{clause.id}: {clause.says}"
    if found.on is None:
        yield f"It has no date yet: give {' or '.join(f'--anchor {limit.anchor}=DATE' for limit in found.unknown)}."
        return
    yield f"Due on {in_words(found.on)}, by the end of the day in London."
    left = words.sentence(words.left_in_words(time_left(calendar, found.on)))
    yield f"{left}, counted from {in_words(clock.today())}."
    for number, reckoned in enumerate(found.reckoned):
        worked_to = "worked to" if number == 0 and not found.is_extended else "shown beside it"
        yield ""
        yield (
            f"{amount(reckoned.limit)} {reckoned.limit.anchor}, {in_words(reckoned.start)} "
            f"({reckoned.limit.force} limit): {in_words(reckoned.due_on)}, {worked_to}"
        )
        counted = 0
        for day in reckoned.days:
            counted += day.counts
            yield f"  {day.on.isoformat()} {day.on:%a}  {_day(day, counted)}"
    for limit in found.unknown:
        yield ""
        yield f"{amount(limit)} {limit.anchor} ({limit.force} limit): no date yet, {limit.anchor} is not recorded"
    if found.is_extended:
        yield ""
        yield f"extended to {in_words(found.on)}, worked to"
    yield ""
    yield f"Calendar: {found.calendar}"


def _day(day: Day, counted: int) -> str:
    if not day.counts:
        return f"-  {day.reason}"
    return f"day {counted}" if day.reason == WORKING else f"day {counted}  {day.reason}"
