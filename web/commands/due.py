"""`cspr due`: when a clause falls due, explained day by day."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from engine import clock
from engine.calendar.time_limits import Due, Limit
from engine.diagrams.bundle import Bundle
from engine.diagrams.clauses import Clause
from engine.diagrams.revision import read_revision
from web.revision_option import revision_option

UNITS = {"wd": "working day", "months": "month", "years": "year"}


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


@click.command(epilog="Example: cspr due AB-8 --anchor received=2026-03-27 --anchor decided=2026-03-30")
@click.argument("clause")
@click.option("--anchor", "anchors", multiple=True, type=Anchor(), metavar="NAME=ISO", help="A date of the case.")
@revision_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def due(
    context: click.Context, clause: str, anchors: Sequence[tuple[str, date]], folder: Path, *, as_json: bool
) -> None:
    """Works out when CLAUSE falls due, given dates of a case, and explains the date day by day.

    Exit status: 0 it has a date, 1 none of the dates that it counts from is given, 2 the call was wrong.
    """
    revision = read_revision(Bundle.read(folder))
    entry = revision.clauses.get(clause)
    if entry is None or not entry.limits:
        limited = ", ".join(c.id for c in revision.clauses.values() if c.limits)
        raise click.UsageError(f"{clause} is no clause with a time limit; there are: {limited}")
    known = {limit.anchor for limit in entry.limits}
    for name, _ in anchors:
        if name not in known:
            raise click.BadParameter(f"{clause} does not count from {name!r}, but from: {', '.join(sorted(known))}")
    found = revision.due(clause, dict(anchors))
    if as_json:
        click.echo(json.dumps(_report(entry, found), ensure_ascii=False))
    else:
        for line in _explanation(entry, found):
            click.echo(line)
    if found.on is None:
        context.exit(1)


def _report(clause: Clause, found: Due) -> dict[str, object]:
    starts: Mapping[Limit, tuple[date, date]] = {r.limit: (r.start, r.due_on) for r in found.reckoned}
    limits = []
    for limit in (*(r.limit for r in found.reckoned), *found.unknown):
        start, due_on = starts.get(limit, (None, None))
        limits.append(
            {
                "force": limit.force,
                "anchor": limit.anchor,
                "from": start.isoformat() if start else None,
                "due_on": due_on.isoformat() if due_on else None,
            }
        )
    days = found.reckoned[0].days if found.reckoned else ()
    return {
        "clause": clause.id,
        "due_on": found.on.isoformat() if found.on else None,
        "due_at": clock.end_of(found.on).isoformat() if found.on else None,
        "limits": limits,
        "days": [{"date": d.on.isoformat(), "counts": d.counts, "reason": d.reason} for d in days],
        "calendar": found.calendar,
    }


def _explanation(clause: Clause, found: Due) -> Iterator[str]:
    yield f"{clause.id}: {clause.says}"
    if found.on is None:
        yield f"It has no date yet: give {' or '.join(f'--anchor {limit.anchor}=DATE' for limit in found.unknown)}."
        return
    yield f"Due on {_in_words(found.on)}, by the end of the day in London."
    for number, reckoned in enumerate(found.reckoned):
        worked_to = "worked to" if number == 0 else "shown beside it"
        yield ""
        yield (
            f"{_amount(reckoned.limit)} {reckoned.limit.anchor}, {_in_words(reckoned.start)} "
            f"({reckoned.limit.force} limit): {_in_words(reckoned.due_on)}, {worked_to}"
        )
        counted = 0
        for day in reckoned.days:
            counted += day.counts
            yield f"  {day.on.isoformat()} {day.on:%a}  {f'day {counted}' if day.counts else f'-  {day.reason}'}"
    for limit in found.unknown:
        yield ""
        yield f"{_amount(limit)} {limit.anchor} ({limit.force} limit): no date yet, {limit.anchor} is not recorded"
    yield ""
    yield f"Calendar: {found.calendar}"


def _amount(limit: Limit) -> str:
    if limit.amount == 0:
        return "on the day of"
    amount = abs(limit.amount)
    unit = UNITS[limit.unit] + ("s" if amount > 1 else "")
    return f"{amount} {unit} {'after' if limit.amount > 0 else 'before'}"


def _in_words(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"
