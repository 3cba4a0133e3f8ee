"""The signs that a drawn diagram is made of, as SVG: boxes, clocks, ticks, words.

Everything is said by presentation attributes, so that the strictest content security policy lets it through, and
nothing by colour alone: a state is also a line weight, a dash and a sign.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypedDict, Unpack

from markupsafe import Markup, escape

from engine.diagrams.layout import text
from engine.diagrams.layout.model import Box

INK, QUIET, RULE, BAND, WHITE = "#15262b", "#47585d", "#c3cfd1", "#f7f9f9", "#fff"
NOW_COLOUR, LATE_COLOUR, DONE_COLOUR, COMING_COLOUR = "#1c4a57", "#a4301c", "#23683e", "#6d8085"
ADDED_COLOUR, CHANGED_COLOUR = "#0b5c8a", "#7a4a00"
FONT = 13
SMALL_FONT = 12
"""The smallest text that a diagram may hold, in pixels at full size."""


class State(StrEnum):
    """How an element or a sequence flow of a diagram stands; the value is the word that a reader is told."""

    PLAIN = "plain"
    DONE = "done"
    NOW = "now"
    COMING = "to come"
    STOPPED = "stopped"
    NOT_TAKEN = "not taken"
    COVERED = "covered"
    MISSED = "not covered"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, kw_only=True)
class Look:
    """The colours, weights and dashes of a state. `flow_*` are those of a sequence flow."""

    fill: str
    stroke: str
    weight: float
    flow_weight: float
    dash: str = ""
    ink: str = INK
    sign: str = ""
    """"tick", "cross", "plus", "dot", "stop" or nothing: drawn on the element's upper right corner."""


LOOKS = {
    State.PLAIN: Look(fill=WHITE, stroke=INK, weight=1.5, flow_weight=1.5),
    State.DONE: Look(fill="#e7f1ea", stroke=DONE_COLOUR, weight=1.8, flow_weight=2.8, sign="tick"),
    State.NOW: Look(fill=NOW_COLOUR, stroke=NOW_COLOUR, weight=2.5, flow_weight=2.8, ink=WHITE),
    State.COMING: Look(fill=WHITE, stroke=COMING_COLOUR, weight=1.5, flow_weight=1.5, dash="5 4"),
    State.STOPPED: Look(fill="#eef2f2", stroke=QUIET, weight=1.8, flow_weight=1.5, ink=QUIET, sign="stop"),
    State.NOT_TAKEN: Look(fill=WHITE, stroke="#7d8d92", weight=1.2, flow_weight=1.2, dash="1.5 3.5", ink=QUIET),
    State.COVERED: Look(fill="#e7f1ea", stroke=DONE_COLOUR, weight=2.4, flow_weight=3, sign="tick"),
    State.MISSED: Look(fill=WHITE, stroke=LATE_COLOUR, weight=2.2, flow_weight=2.2, dash="5 4", sign="cross"),
    State.ADDED: Look(fill="#e3eef6", stroke=ADDED_COLOUR, weight=3, flow_weight=3, sign="plus"),
    State.REMOVED: Look(
        fill="#fbeeea", stroke=LATE_COLOUR, weight=2, flow_weight=2, dash="6 4", ink=QUIET, sign="cross"
    ),
    State.CHANGED: Look(fill="#fdf3dc", stroke=CHANGED_COLOUR, weight=3, flow_weight=3, sign="dot"),
}


def tag(name: str, inside: Markup | None = None, /, **attributes: object) -> Markup:
    """An SVG element; `_` in an attribute's name stands for `-`, empty attributes are left out, values are escaped."""
    written = "".join(
        f' {key.strip("_").replace("_", "-")}="{escape(_number(value))}"'
        for key, value in attributes.items()
        if value not in ("", None)
    )
    return Markup(f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>")  # noqa: S704 - escaped


def _number(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


class Writing(TypedDict, total=False):
    """How words look."""

    size: int
    fill: str
    bold: bool
    halo: bool
    """Whether a white edge keeps the words readable across a line."""


def words(x: float, y: float, said: str, *, anchor: str = "start", **writing: Unpack[Writing]) -> Markup:
    """One line of text whose baseline is at `y`."""
    halo = {"paint_order": "stroke", "stroke": WHITE, "stroke_width": 4, "stroke_linejoin": "round"}
    return tag(
        "text",
        escape(said),
        x=float(x),
        y=float(y),
        font_size=writing.get("size", FONT),
        fill=writing.get("fill", INK),
        font_weight="700" if writing.get("bold") else "",
        text_anchor="" if anchor == "start" else anchor,
        **(halo if writing.get("halo") else {}),
    )


def paragraph(x: float, middle: float, lines: list[str], **writing: Unpack[Writing]) -> Markup:
    """Lines centred on a point."""
    size = writing.get("size", FONT)
    leading = size + 2
    first = middle - (len(lines) - 1) * leading / 2 + size * 0.35
    return Markup("").join(
        words(x, first + number * leading, line, anchor="middle", **writing) for number, line in enumerate(lines)
    )


def path(way: str, stroke: str, weight: float = 1.5, fill: str = "none") -> Markup:
    """A drawn line."""
    return tag(
        "path", d=way, fill=fill, stroke=stroke, stroke_width=weight, stroke_linejoin="round", stroke_linecap="round"
    )


def ring(x: float, y: float, radius: float, stroke: str, weight: float, *, fill: str = WHITE, dash: str = "") -> Markup:
    """A circle."""
    return tag(
        "circle",
        cx=float(x),
        cy=float(y),
        r=float(radius),
        fill=fill,
        stroke=stroke,
        stroke_width=weight,
        stroke_dasharray=dash,
    )


def badge(x: float, y: float, look: Look) -> Markup:
    """The sign of a state, on the corner of an element."""
    ways = {
        "tick": "M-4 0l3 3.2 5-6",
        "cross": "M-3.5 -3.5l7 7M3.5 -3.5l-7 7",
        "plus": "M-4.5 0h9M0 -4.5v9",
        "dot": "M-4 0h8",
        "stop": "M-3 -3h6v6h-6z",
    }
    if look.sign not in ways:
        return Markup("")
    drawn = tag("circle", r=9, fill=look.stroke, stroke=WHITE, stroke_width=2) + path(ways[look.sign], WHITE, 2)
    return tag("g", drawn, transform=f"translate({_number(float(x))} {_number(float(y))})")


def flag(x: float, y: float, said: str, colour: str) -> Markup:
    """A word on a coloured band, centred on a point."""
    wide = text.width(said, SMALL_FONT) + 14
    return tag(
        "rect", x=x - wide / 2, y=y - 9.0, width=wide, height=18, rx=3, fill=colour, stroke=WHITE, stroke_width=1.5
    ) + words(x, y + 4.5, said, size=SMALL_FONT, fill=WHITE, bold=True, anchor="middle")


def clock_face(x: float, y: float, colour: str) -> Markup:
    """Hands and dial of a timer event."""
    return ring(x, y, 8, colour, 1.2) + path(f"M{_number(x)} {_number(y - 5)}v5l3.5 2.5", colour, 1.5)


def envelope(x: float, y: float, colour: str, *, filled: bool = False) -> Markup:
    """A message: filled when it is sent, outlined when it is received."""
    corner = f"M{_number(x - 7)} {_number(y - 5)}"
    paper = path(f"{corner}h14v10h-14z", colour, 1.3, colour if filled else WHITE)
    return paper + path(f"{corner}l7 5.5 7 -5.5", WHITE if filled else colour, 1.3)


_PERSON = "M4 4a3.2 3.2 0 1 1 6.4 0a3.2 3.2 0 1 1 -6.4 0M1 14c0 -4 2.5 -5.5 6.2 -5.5s6.2 1.5 6.2 5.5z"
_COG = (
    "M4 7a3 3 0 1 1 6 0a3 3 0 1 1 -6 0M7 1v2.5M7 10.5v2.5M1 7h2.5M10.5 7h2.5"
    "M2.8 2.8l1.7 1.7M9.5 9.5l1.7 1.7M11.2 2.8l-1.7 1.7M4.5 9.5l-1.7 1.7"
)
_TABLE = "M0 2h14v11h-14zM0 5.5h14M0 9.2h14M4.5 5.5v7.5"
_ICONS = {"userTask": _PERSON, "manualTask": _PERSON, "serviceTask": _COG, "businessRuleTask": _TABLE}


def icon(kind: str, x: float, y: float, colour: str) -> Markup:
    """What sort of activity it is: a person's, the service's own, a decision table's; nothing for a called process."""
    if kind not in _ICONS:
        return Markup("")
    return tag("g", path(_ICONS[kind], colour, 1.2), transform=f"translate({_number(float(x))} {_number(float(y))})")


def instances(x: float, y: float, colour: str) -> Markup:
    """Three bars: done for several at the same time."""
    return path(f"M{_number(x - 5)} {_number(y - 4)}v9m5 -9v9m5 -9v9", colour, 2)


def box_plus(x: float, y: float, colour: str) -> Markup:
    """A plus in a box: there is a diagram inside."""
    return path(f"M{_number(x - 7)} {_number(y - 7)}h14v14h-14zM{_number(x - 4)} {_number(y)}h8m-4 -4v8", colour, 1.3)


def page(box: Box, look: Look) -> Markup:
    """A sheet with a folded corner: a data object."""
    x, y, width, height = box
    fold, left, top = 10, _number(float(x)), _number(float(y))
    outline = f"M{left} {top}h{width - fold}l{fold} {fold}v{height - fold}h-{width}z"
    corner = f"M{_number(x + width - fold)} {top}v{fold}h{fold}"
    return tag(
        "path", d=outline, fill=look.fill, stroke=look.stroke, stroke_width=look.weight, stroke_linejoin="round"
    ) + path(corner, look.stroke, 1)


def arrowhead(identity: str, colour: str, weight: float) -> Markup:
    """The head of a flow, as a marker; the same size whatever the flow's weight."""
    size = round(12 / weight, 2)
    head = tag("path", d="M0 1l9 4-9 4z", fill=colour)
    return tag(
        "marker",
        head,
        id=identity,
        viewBox="0 0 10 10",
        refX="8.5",
        refY="5",
        markerWidth=size,
        markerHeight=size,
        orient="auto",
    )
