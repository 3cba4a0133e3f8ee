"""Columns, one for each month: what was kept below, what was missed on top of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from engine.diagrams import symbols
from web.charts.drawing import BAD, WIDTH, bad, chart, good, rule, step_of, text, untold

LEFT, TOP, PLOT, FOOT = 48, 30, 210, 46
STEPS = 4
WIDEST = 54


@dataclass(frozen=True, kw_only=True)
class Column:
    """One month.

    Attributes:
        label: below it.
        year: below that, where a year begins; else empty.
        kept: how many; none if that is not told.
        missed: the same.
    """

    label: str
    year: str
    kept: int | None
    missed: int | None

    @property
    def is_told(self) -> bool:
        """Whether both numbers are told, so that the column has a height."""
        return self.kept is not None and self.missed is not None


def columns(name: str, found: Sequence[Column], *, title: str, desc: str) -> Markup:
    """Draw the columns with a scale beside them; above each stands how many were missed, if any were."""
    most = max(((c.kept or 0) + (c.missed or 0) for c in found if c.is_told), default=0)
    step = step_of(max(most, STEPS), STEPS)
    parts = [*_scale(step), *_columns(name, found, PLOT / (step * STEPS))]
    return chart(name, parts, height=TOP + PLOT + FOOT, title=title, desc=desc)


def _scale(step: int) -> Iterator[Markup]:
    for number in range(STEPS + 1):
        y = TOP + PLOT - PLOT * number / STEPS
        yield rule(y, x=LEFT)
        yield text(LEFT - 10, y + 5, f"{step * number:,}", anchor="end", size=14, fill=symbols.QUIET)


def _columns(name: str, found: Sequence[Column], unit: float) -> Iterator[Markup]:
    room = (WIDTH - LEFT) / max(len(found), 1)
    width, foot = min(room - 8, WIDEST), TOP + PLOT
    every = 1 if room >= 34 else 3  # noqa: PLR2004 - a month's letters need so much
    for number, column in enumerate(found):
        x = LEFT + room * number + (room - width) / 2
        middle = x + width / 2
        if number % every == 0:
            yield text(middle, foot + 20, column.label, anchor="middle", size=14)
        if column.year:
            yield text(middle, foot + 38, column.year, anchor="middle", size=14, fill=symbols.QUIET)
        if not column.is_told:
            yield untold(x, foot - 28, width, 28)
            continue
        kept, missed = unit * (column.kept or 0), unit * (column.missed or 0)
        if column.kept:
            yield good(x, foot - kept, width, kept)
        if column.missed:
            yield bad(name, x, foot - kept - missed, width, missed)
            yield text(
                middle, foot - kept - missed - 7, f"{column.missed:,}", anchor="middle", size=14, fill=BAD, bold=True
            )
