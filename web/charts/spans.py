"""Spans on a scale of working days around a due date: a line from the earliest to the latest, a dot in the middle."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from engine.diagrams import symbols
from engine.diagrams.symbols import tag
from web.charts.drawing import BAD, BAD_TINT, GOOD, WIDTH, chart, label, rule, step_of, text

LABELS, TOLD, HEAD, ROW = 320, 170, 52, 38
STEPS = 8
FARTHEST = 40
"""Working days; what lies farther off ends at the edge with an arrow."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row: the earliest, the middle and the latest day, or none; `told` stands at its end."""

    label: str
    span: tuple[int, int, int] | None
    told: str


def spans(name: str, rows: Sequence[Row], *, title: str, desc: str) -> Markup:
    """Draw the spans; days before the due date lie on its left."""
    days = [min(max(day, -FARTHEST), FARTHEST) for row in rows for day in row.span or ()]
    first, last = min([-2, *days]), max([2, *days])
    height = HEAD + ROW * len(rows)
    scale = _Scale(first, last)
    parts = [*_ground(scale, first, last, height)]
    for number, row in enumerate(rows):
        y = HEAD + ROW * number
        parts += [*label(0, y, row.label, 42, ROW), rule(y + ROW)]
        parts += _span(scale, row, y + ROW / 2)
        parts.append(text(WIDTH - 4, y + ROW / 2 + 5, row.told, anchor="end"))
    return chart(name, parts, height=height + 2, title=title, desc=desc)


class _Scale:
    """Where a day lies."""

    def __init__(self, first: int, last: int) -> None:
        self._first, self._unit = first, (WIDTH - LABELS - TOLD - 30) / (last - first)

    def __call__(self, day: float) -> float:
        return LABELS + 15 + (day - self._first) * self._unit


def _ground(scale: _Scale, first: int, last: int, height: float) -> Iterator[Markup]:
    due = scale(0)
    yield tag("rect", x=due, y=HEAD - 6, width=scale(last) + 15 - due, height=height - HEAD + 6, fill=BAD_TINT)
    step = step_of(last - first, STEPS)
    for day in range(-(-first // step) * step, last + 1, step):
        yield tag("path", d=f"M{scale(day):.1f} {HEAD - 6}V{height:.1f}", stroke=symbols.RULE)
        if day:
            yield text(scale(day), HEAD - 14, f"{abs(day)}", anchor="middle", size=14, fill=symbols.QUIET)
    yield tag("path", d=f"M{due:.1f} {HEAD - 6}V{height:.1f}", stroke=symbols.INK, stroke_width=2.5)
    yield text(due, HEAD - 14, "due", anchor="middle", size=14, bold=True)
    yield text(due - 24, 16, "before the date", anchor="end", size=14, fill=symbols.QUIET)
    yield text(due + 24, 16, "after it", size=14, fill=BAD)


def _span(scale: _Scale, row: Row, y: float) -> Iterator[Markup]:
    if row.span is None:
        return
    first, middle, last = (min(max(day, -FARTHEST), FARTHEST) for day in row.span)
    colour = BAD if middle > 0 else GOOD
    yield tag("path", d=f"M{scale(first):.1f} {y:.1f}H{scale(last):.1f}", stroke=colour, stroke_width=3)
    for day, edge in ((first, row.span[0]), (last, row.span[2])):
        if day != edge:
            way = 7 if day > 0 else -7
            yield tag("path", d=f"M{scale(day):.1f} {y - 6:.1f}l{way} 6{-way} 6z", fill=colour)
        else:
            yield tag("path", d=f"M{scale(day):.1f} {y - 6:.1f}v12", stroke=colour, stroke_width=3)
    if middle > 0:
        x = scale(middle)
        yield tag("path", d=f"M{x:.1f} {y - 9:.1f}l9 9-9 9-9-9z", fill=BAD, stroke="#fff", stroke_width=1.5)
    else:
        yield tag("circle", cx=scale(middle), cy=y, r=7.5, fill=GOOD, stroke="#fff", stroke_width=1.5)
