"""Squares in rows: one square is one thing, kept or missed, as long as there are not too many to count."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from engine.diagrams import symbols
from web.charts.drawing import WIDTH, bad, chart, good, label, rule, step_of, text, untold

LABELS, A_LINE, SIDE, GAP = 330, 36, 14, 3
MOST = 5 * A_LINE
_UNTOLD_WIDTH = 3 * (SIDE + GAP) - GAP


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row.

    Attributes:
        key: short, in front of the label.
        kept: how many; none if that is not told.
        missed: the same.
        told: at the row's end, the numbers in words.
    """

    key: str
    label: str
    kept: int | None
    missed: int | None
    told: str


def worth(rows: Sequence[Row]) -> int:
    """Return how many things one square stands for at most."""
    return step_of(max(((row.kept or 0) + (row.missed or 0) for row in rows), default=1), MOST)


def squares(name: str, rows: Sequence[Row], *, title: str, desc: str) -> Markup:
    """Draw the rows; an empty row has no square."""
    unit, parts, y = worth(rows), list[Markup](), 0.0
    for row in rows:
        drawn, lines = _row(name, row, unit, y + 9)
        height = max(34.0, 16 + lines * (SIDE + GAP), 44.0 if len(row.label) > 32 else 0)  # noqa: PLR2004 - two lines
        parts += [text(0, y + height / 2 + 5, row.key, size=14, fill=symbols.QUIET, bold=True)]
        parts += [*label(84, y, row.label, 32, height), *drawn]
        parts += [text(WIDTH - 4, y + height / 2 + 5, row.told, anchor="end", bold=bool(row.missed))]
        y += height
        parts.append(rule(y))
    return chart(name, parts, height=y + 2, title=title, desc=desc)


def _row(name: str, row: Row, unit: int, y: float) -> tuple[list[Markup], int]:
    """Draw the squares of a row, and tell in how many lines."""
    places = _places(y)
    drawn, used = list[Markup](), 0
    for number, is_kept in ((row.kept, True), (row.missed, False)):
        if number is None:
            x, at = next(places)
            drawn.append(untold(x, at, _UNTOLD_WIDTH, SIDE))
            next(places), next(places)
            used += 3
            continue
        for _ in range(-(-number // unit)):
            x, at = next(places)
            drawn.append(good(x, at, SIDE, SIDE) if is_kept else bad(name, x, at, SIDE, SIDE))
            used += 1
    return drawn, -(-used // A_LINE)


def _places(y: float) -> Iterator[tuple[float, float]]:
    number = 0
    while True:
        line, column = divmod(number, A_LINE)
        yield LABELS + column * (SIDE + GAP), y + line * (SIDE + GAP)
        number += 1
