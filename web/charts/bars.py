"""Bars: how many of some cases have each answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from engine.diagrams import symbols
from engine.diagrams.symbols import tag
from web.charts.drawing import WIDTH, chart, good, label, rule, text, untold

LABELS, TOLD, ROW, THICK = 520, 180, 44, 18


@dataclass(frozen=True, kw_only=True)
class Row:
    """One answer: how many cases have it, none if that is not told; of how many; and both in words."""

    label: str
    cases: int | None
    of: int
    told: str


def bars(name: str, rows: Sequence[Row], *, title: str, desc: str) -> Markup:
    """Draw a bar for each answer, in a frame as long as all the cases that answered."""
    most = max((row.of for row in rows), default=0) or 1
    room, parts = WIDTH - LABELS - TOLD, list[Markup]()
    for number, row in enumerate(rows):
        y = ROW * number
        top = y + (ROW - THICK) / 2
        parts += [*label(0, y, row.label, 68, ROW), rule(y + ROW)]
        frame = {"fill": "#fff", "stroke": symbols.RULE}
        parts.append(tag("rect", x=LABELS, y=top, width=max(room * row.of / most, 1.0), height=THICK, **frame))
        if row.cases is None:
            parts.append(untold(LABELS, top, 3 * THICK, THICK))
        elif row.cases:
            parts.append(good(LABELS, top, room * row.cases / most, THICK))
        parts.append(text(WIDTH - 4, y + ROW / 2 + 5, row.told, anchor="end"))
    return chart(name, parts, height=ROW * len(rows) + 2, title=title, desc=desc)
