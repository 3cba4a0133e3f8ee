"""Deadlines kept and missed, as tables and charts."""

from collections.abc import Hashable, Mapping
from functools import partial

from engine.cases.oversight.deadlines import Deadlines, Tally
from engine.cases.oversight.hiding import hidden, two_tables
from engine.cases.oversight.period import Month
from web import words
from web.charts.columns import Column, columns
from web.charts.squares import Row, squares, worth
from web.oversight.figures import Figure, Link
from web.oversight.grids import Cell, Grid, Line, Secret, shown, told

KEPT, MISSED = "kept", "missed"


def secret_of_deadlines(found: Deadlines) -> Secret:
    """Return which numbers of the deadlines are not told: of the tables by clause and by month together."""
    if not found.by_clause:
        return frozenset()
    both = (_kept_and_missed(found.by_clause), _kept_and_missed(found.by_month))
    return hidden(dict(two_tables(*both)))


def _kept_and_missed(tallies: Mapping[str, Tally] | Mapping[Month, Tally]) -> dict[tuple[Hashable, Hashable], int]:
    return {
        (name, column): number
        for name, tally in tallies.items()
        for column, number in ((KEPT, tally.kept), (MISSED, tally.missed))
    }


def by_clause(found: Deadlines, names: Mapping[str, str], secret: Secret, link: Link) -> Figure:
    """Return the deadlines by clause; what they are called is said by `names`."""
    rows = [
        Row(
            key=clause,
            label=names[clause],
            kept=shown((clause, KEPT), tally.kept, secret),
            missed=shown((clause, MISSED), tally.missed, secret),
            told=_of(clause, tally, secret),
        )
        for clause, tally in found.by_clause.items()
        if tally.due
    ]
    lines = tuple(
        Line(key=clause, label=names[clause], cells=_tally(clause, tally, secret, partial(link, clause=clause)))
        for clause, tally in found.by_clause.items()
    )
    grid = _grid_of_deadlines("Deadlines by clause", "What had to be done", lines, found, secret, link)
    desc = f"{sentence_of_deadlines(found, secret)} The table below holds the same numbers."
    svg = squares("by-clause", rows, title="Deadlines kept and missed, by clause", desc=desc)
    return Figure(name="by-clause", grid=grid, svg=svg, unit=worth(rows), has_hidden=bool(secret))


def by_month(found: Deadlines, secret: Secret, link: Link) -> Figure:
    """Return the deadlines by the month in which they fell due."""
    marks, year = list[Column](), 0
    for month, tally in found.by_month.items():
        marks.append(
            Column(
                label=f"{month.first:%b}",
                year=str(month.year) if month.year != year else "",
                kept=shown((month, KEPT), tally.kept, secret),
                missed=shown((month, MISSED), tally.missed, secret),
            )
        )
        year = month.year
    lines = tuple(
        Line(label=f"{month.first:%B %Y}", cells=_tally(month, tally, secret, partial(link, month=month.key)))
        for month, tally in found.by_month.items()
    )
    grid = _grid_of_deadlines("Deadlines by month", "Month in which they fell due", lines, found, secret, link)
    desc = f"{sentence_of_deadlines(found, secret)} The table below holds the same numbers."
    svg = columns("by-month", marks, title="Deadlines kept and missed, by month", desc=desc)
    return Figure(name="by-month", grid=grid, svg=svg, has_hidden=bool(secret))


def _grid_of_deadlines(
    caption: str, corner: str, lines: tuple[Line, ...], found: Deadlines, secret: Secret, link: Link
) -> Grid:
    more = ("Missed, still not done", "Had been extended", "Not due yet") if secret is None else ()
    total = Line(label="All", cells=_tally(None, found.all, secret, link))
    return Grid(caption=caption, corner=corner, heads=("Kept", "Missed", "Fell due", *more), lines=lines, total=total)


def _tally(name: Hashable, tally: Tally, secret: Secret, link: Link) -> tuple[Cell, ...]:
    cells = (
        told((name, KEPT), tally.kept, secret, link(state=KEPT)),
        told((name, MISSED), tally.missed, secret, link(state=MISSED)),
        told((name, None), tally.due, secret, link(state="due")),
    )
    if secret is not None:
        return cells
    return (
        *cells,
        told(None, tally.not_done, secret, link(state="open")),
        Cell(said=f"{tally.extended:,}"),
        told(None, tally.ahead, secret, link(state="ahead")),
    )


def _of(name: Hashable, tally: Tally, secret: Secret) -> str:
    if secret is None or not {(name, KEPT), (name, None)} & set(secret):
        return f"{tally.kept:,} of {tally.due:,} kept"
    return f"{told((name, None), tally.due, secret).said} fell due"


def sentence_of_deadlines(found: Deadlines, secret: Secret) -> str:
    """Return the answer in a sentence: how many were kept, and of which clause most were missed."""
    tally = found.all
    if not tally.due:
        return "No deadline fell due."
    if secret and {(None, KEPT), (None, None)} & set(secret):
        return f"{told((None, None), tally.due, secret).said.capitalize()} deadlines fell due."
    return f"{tally.kept:,} of {words.quantity(tally.due, 'deadline')} {'was' if tally.due == 1 else 'were'} kept."


def more_sentences(found: Deadlines, names: Mapping[str, str]) -> list[str]:
    """Return what else is to be known: of which clause most were missed, if one stands out, and what is still open."""
    missed = sorted((tally.missed, clause) for clause, tally in found.by_clause.items() if tally.missed)
    said = list[str]()
    if missed and (len(missed) == 1 or missed[-1][0] > missed[-2][0]):
        most, clause = missed[-1]
        of = found.by_clause[clause].due
        said.append(f"Most that were missed: {names[clause]} ({clause}), {most:,} of {of:,}.")
    if number := found.all.not_done:
        said.append(f"{words.quantity(number, 'missed deadline')} {'is' if number == 1 else 'are'} still open.")
    return said
