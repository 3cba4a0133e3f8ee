"""What charts are made of: words, marks that differ in shape and hatch as well as in colour, and the frame around."""

from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

from engine.diagrams import symbols
from engine.diagrams.symbols import tag

WIDTH = 1100
GOOD, BAD, BAD_TINT, FAINT = symbols.NOW_COLOUR, symbols.LATE_COLOUR, "#fbeeea", symbols.COMING_COLOUR
LETTER = 7.2
"""How wide a letter is at most, on average over a few words."""


def chart(name: str, parts: Iterable[Markup], *, height: float, title: str, desc: str) -> Markup:
    """Put a chart together.

    Args:
        name: of the chart on its page, for the ids that its words and its hatch need.
        parts: what is drawn.
        height: in pixels at full size; the width is `WIDTH`.
        title: what it shows.
        desc: what it says, in a sentence or two.
    """
    lines = tag("path", d="M0 0v7", stroke=BAD, stroke_width=4)
    ground = tag("rect", width=7, height=7, fill=BAD_TINT)
    pattern = tag(
        "pattern",
        ground + lines,
        id=f"{name}-hatch",
        width=7,
        height=7,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )
    said = tag("title", escape(title), id=f"{name}-title") + tag("desc", escape(desc), id=f"{name}-desc")
    return tag(
        "svg",
        said + tag("defs", pattern) + Markup("").join(parts),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {height:.0f}",
        width=WIDTH,
        height=f"{height:.0f}",
        role="img",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
        class_="app-diagram",
    )


def text(
    x: float, y: float, said: str, *, fill: str = symbols.INK, anchor: str = "", size: int = 15, bold: bool = False
) -> Markup:
    """Write a line whose foot is at `y`."""
    return tag(
        "text", escape(said), x=x, y=y, font_size=size, fill=fill, text_anchor=anchor, font_weight=600 if bold else ""
    )


def lines_of(said: str, letters: int, most: int = 2) -> list[str]:
    """Break words into lines of so many letters; of more lines than `most` the rest is left out, and says so."""
    lines = [""]
    for word in said.split():
        if lines[-1] and len(lines[-1]) + len(word) >= letters:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1][: letters - 2]} …"]


def label(x: float, y: float, said: str, letters: int, height: float) -> Iterator[Markup]:
    """Write words in one line or in two, in the middle of a row that begins at `y`."""
    lines = lines_of(said, letters)
    top = y + height / 2 + 5 - 8.5 * (len(lines) - 1)
    return (text(x, top + 17 * number, line) for number, line in enumerate(lines))


def rule(y: float, *, x: float = 0, end: float = WIDTH) -> Markup:
    """Draw a thin line across."""
    return tag("path", d=f"M{x:.1f} {y:.1f}H{end:.1f}", stroke=symbols.RULE)


def good(x: float, y: float, width: float, height: float) -> Markup:
    """Draw what is as it should be: filled."""
    return tag("rect", x=float(x), y=float(y), width=float(width), height=float(height), fill=GOOD)


def bad(name: str, x: float, y: float, width: float, height: float) -> Markup:
    """Draw what is not: hatched, with an edge."""
    return tag(
        "rect", x=x + 0.75, y=y + 0.75, width=max(width - 1.5, 0.5), height=max(height - 1.5, 0.5),
        fill=f"url(#{name}-hatch)", stroke=BAD, stroke_width=1.5,
    )  # fmt: skip


def untold(x: float, y: float, width: float, height: float) -> Markup:
    """Draw the place of a number that is not told: a dashed edge around nothing."""
    return tag(
        "rect", x=x + 0.75, y=y + 0.75, width=width - 1.5, height=height - 1.5, fill="#fff", stroke=FAINT,
        stroke_width=1.5, stroke_dasharray="4 3",
    )  # fmt: skip


def step_of(most: int, steps: int) -> int:
    """Return the smallest of 1, 2, 5, 10, 20, 50, ... of which so many steps reach `most`."""
    size = 1
    while True:
        for factor in (1, 2, 5):
            if size * factor * steps >= most:
                return size * factor
        size *= 10
