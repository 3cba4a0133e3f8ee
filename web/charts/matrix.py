"""A field of dots: stages down, ages across; one dot is one case as long as there are few."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from engine.diagrams import symbols
from engine.diagrams.symbols import tag
from web.charts.drawing import BAD, GOOD, WIDTH, chart, label, rule, text, untold

LABELS, HEAD, ROW = 250, 34, 50
DOT, A_LINE, LINES = 19, 6, 2


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a row and a column meet: how many are in time there, and late; none where that is not told."""

    in_time: int | None
    late: int | None


def matrix(
    name: str, heads: Sequence[str], rows: Sequence[tuple[str, Sequence[Place]]], *, title: str, desc: str
) -> Markup:
    """Draw a row of places for each label, under the heads of the columns."""
    height = HEAD + ROW * len(rows)
    parts = [*_grid(heads, height)]
    for number, (said, places) in enumerate(rows):
        y = HEAD + ROW * number
        parts += [*label(0, y, said, 32, ROW), rule(y + ROW)]
        for column, place in enumerate(places):
            parts += _place(place, _left(column, len(heads)) + 14, y + ROW / 2)
    return chart(name, parts, height=height + 2, title=title, desc=desc)


def _left(column: int, of: int) -> float:
    return LABELS + (WIDTH - LABELS) * column / of


def _grid(heads: Sequence[str], height: float) -> Iterator[Markup]:
    for column, head in enumerate(heads):
        x = _left(column, len(heads))
        yield tag("path", d=f"M{x:.1f} 0V{height:.1f}", stroke=symbols.RULE)
        yield text(x + 8, 20, head, size=14, fill=symbols.QUIET)
    yield rule(HEAD)


def _place(place: Place, x: float, y: float) -> Iterator[Markup]:
    if place.in_time is None or place.late is None:
        yield untold(x - 6, y - 11, 3 * DOT, 22)
        return
    marks = [False] * place.in_time + [True] * place.late
    if len(marks) <= A_LINE * LINES:
        top = y - DOT / 2 if len(marks) > A_LINE else y
        for number, is_late in enumerate(marks):
            line, along = divmod(number, A_LINE)
            yield _mark(x + along * DOT, top + line * DOT, is_late=is_late)
        return
    told = [(number, is_late) for number, is_late in ((place.in_time, False), (place.late, True)) if number]
    for line, (number, is_late) in enumerate(told):
        at = y + (line - (len(told) - 1) / 2) * DOT
        yield _mark(x, at, is_late=is_late)
        yield text(x + 13, at + 5, f"{number:,}", bold=True, fill=BAD if is_late else symbols.INK)


def _mark(x: float, y: float, *, is_late: bool) -> Markup:
    if is_late:
        return tag("path", d=f"M{x:.1f} {y - 8:.1f}l8 8-8 8-8-8z", fill=BAD)
    return tag("circle", cx=float(x), cy=float(y), r=7, fill=GOOD)
