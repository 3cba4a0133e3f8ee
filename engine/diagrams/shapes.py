"""Draws each kind of element in its state: activities, gateways, events, data objects and their names."""

from dataclasses import dataclass

from markupsafe import Markup

from engine.diagrams import symbols
from engine.diagrams.drawn import ACTIVITIES, DATA, DrawnElement
from engine.diagrams.layout import text
from engine.diagrams.layout.model import Box
from engine.diagrams.symbols import LOOKS, Look, State, tag, words

CALL_EXTRA = 2.5  # pixels that a called process's border is thicker
LEADING = symbols.SMALL_FONT + 2
LABEL_ROOM = 90  # the editor's own least width of a name that stands outside its shape
LABEL_FONT = 11  # what the editor wraps with; our face, one size larger, takes the same room


@dataclass(frozen=True, kw_only=True)
class Note:
    """What is written at one element beside its name."""

    due: str = ""
    """A date or a lateness, written beside the clock of the element ("17 April", "1 day late")."""
    is_late: bool = False
    count: str = ""
    """How far a multi-instance activity is ("2 of 3")."""
    href: str = ""
    """Address of what the element leads to: a called process's picture, the task's page."""


def draw_element(element: DrawnElement, state: State, note: Note) -> Markup:
    """Draw a flow node or a data object with its name, its signs and what is noted at it."""
    look = LOOKS[state]
    if element.kind in ACTIVITIES:
        return _activity(element, look, note, is_now=state is State.NOW)
    if element.kind == DATA:
        x, y, width, height = element.box
        bars = symbols.instances(x + width / 2, y + height - 10, look.stroke)
        return symbols.page(element.box, look) + bars + _name(element, note)
    if element.kind.endswith("Gateway"):
        return _gateway(element, look) + _name(element, note) + _signed(element, look)
    return _event(element, look, note) + _name(element, note)


def draw_label(name: str, box: Box, *, ink: str = symbols.INK) -> Markup:
    """Write a name into its box, wrapped as the editor wraps it."""
    x, y, width, _ = box
    lines = text.wrap(name, max(LABEL_ROOM, width), LABEL_FONT)
    middle = y + len(lines) * LEADING / 2
    return symbols.paragraph(x + width / 2, middle, lines, size=symbols.SMALL_FONT, fill=ink, halo=True)


def _due(x: float, y: float, note: Note, *, anchor: str) -> Markup:
    if not note.due:
        return Markup("")
    return words(x, y, note.due, size=symbols.SMALL_FONT, fill=_clock_ink(note), bold=True, anchor=anchor, halo=True)


def _clock_ink(note: Note) -> str:
    return symbols.LATE_COLOUR if note.is_late else symbols.NOW_COLOUR


def _activity(element: DrawnElement, look: Look, note: Note, *, is_now: bool) -> Markup:
    x, y, width, height = element.box
    middle, bottom = x + width / 2, y + height
    parts = [
        _box(element, look),
        symbols.icon(element.kind, x + 7, y + 7, look.ink),
        # our face, one size larger than the editor's, takes no more room
        symbols.paragraph(
            middle, y + height / 2, text.wrap(element.name, width - 14, symbols.SMALL_FONT), fill=look.ink, bold=is_now
        ),
        *_marks(element, look.ink),
        _signed(element, look),
    ]
    if flag := ": ".join(part for part in ("NOW" if is_now else "", note.count) if part):
        parts.append(symbols.flag(middle, y - 5, flag, symbols.LATE_COLOUR if note.is_late else look.stroke))
    if note.due:
        ink = _clock_ink(note)
        parts += [symbols.ring(x + 16, bottom, 12, ink, 1.6), symbols.clock_face(x + 16, bottom, ink)]
        parts.append(_due(x + 32, bottom + 16, note, anchor="start"))
    return Markup("").join(parts)


def _box(element: DrawnElement, look: Look) -> Markup:
    x, y, width, height = element.box
    extra = CALL_EXTRA / 2 if look.dash else CALL_EXTRA  # thick dashes would draw the eye to what is still to come
    weight = look.weight + (extra if element.kind == "callActivity" else 0)
    return tag(
        "rect",
        x=x,
        y=y,
        width=width,
        height=height,
        rx=7,
        fill=look.fill,
        stroke=look.stroke,
        stroke_width=weight,
        stroke_dasharray=look.dash,
    )


def _marks(element: DrawnElement, ink: str) -> list[Markup]:
    """The signs on the lower border: several at the same time, a diagram inside."""
    x, y, width, height = element.box
    has_inside = element.kind in ("callActivity", "subProcess")
    marks = [symbols.instances] * element.is_multiple + [symbols.box_plus] * has_inside
    first = x + width / 2 - (len(marks) - 1) * 10
    return [mark(first + number * 20, y + height - 12, ink) for number, mark in enumerate(marks)]


def _gateway(element: DrawnElement, look: Look) -> Markup:
    (x, y, width, height), (middle, centre) = element.box, element.middle
    diamond = tag(
        "path",
        d=f"M{middle} {y}L{x + width} {centre}L{middle} {y + height}L{x} {centre}z",
        fill=look.fill,
        stroke=look.stroke,
        stroke_width=look.weight,
        stroke_dasharray=look.dash,
        stroke_linejoin="round",
    )
    ink = _line_ink(look)
    if element.kind == "parallelGateway":
        return diamond + symbols.path(f"M{middle - 10} {centre}h20M{middle} {centre - 10}v20", ink, 3)
    if element.kind == "eventBasedGateway":
        pentagon = f"M{middle} {centre - 7}l7 5l-2.6 8h-8.8l-2.6 -8z"
        return diamond + symbols.ring(middle, centre, 13, ink, 1.2, fill=look.fill) + symbols.path(pentagon, ink, 1.3)
    return diamond + symbols.path(f"M{middle - 6} {centre - 7}l12 14m0 -14l-12 14", ink, 2.4)


def _event(element: DrawnElement, look: Look, note: Note) -> Markup:
    (x, y), radius = element.middle, element.box[2] / 2 - 2
    ink = _line_ink(look)
    if element.kind == "endEvent":
        inside = symbols.ring(x, y, 8, ink, 1, fill=ink) if element.event == "terminate" else _inside(element, ink)
        return symbols.ring(x, y, radius - 0.5, look.stroke, 4, fill=look.fill) + inside + _signed(element, look)
    if note.due:
        ink = _clock_ink(note)
    dash = look.dash if not element.host else "" if element.interrupts else "4 3"
    outer = symbols.ring(x, y, radius, ink, look.weight, fill=look.fill, dash=dash)
    inner = symbols.ring(x, y, radius - 3.5, ink, 1.2, fill="none", dash=dash)
    rings = outer if element.kind == "startEvent" else outer + inner
    return rings + _inside(element, ink) + _signed(element, look)


def _inside(element: DrawnElement, ink: str) -> Markup:
    x, y = element.middle
    if element.event == "timer":
        return symbols.clock_face(x, y, ink)
    is_sent = element.kind in ("endEvent", "intermediateThrowEvent")
    return symbols.envelope(x, y, ink, filled=is_sent) if element.event == "message" else Markup("")


def _line_ink(look: Look) -> str:
    """The colour of a sign inside a shape: its border's, unless it is filled dark."""
    return look.ink if look.ink == symbols.WHITE else look.stroke


def _signed(element: DrawnElement, look: Look) -> Markup:
    """The state's sign at the upper right; on boundary events and the start there is no room, and no need, for it."""
    if element.kind == "startEvent" or element.host:
        return Markup("")
    x, y, width, height = element.box
    inset = 3 if element.kind in ACTIVITIES else round(width * 0.2)
    return symbols.badge(x + width - inset, y + min(inset, height), look)


def _name(element: DrawnElement, note: Note) -> Markup:
    """The name beside an element; below it the date, growing away from the element's own line."""
    x, y, width, height = element.box
    left, top, room, _ = element.label or (x + width // 2 - LABEL_ROOM // 2, y + height + 4, LABEL_ROOM, 14)
    name = draw_label(element.name, (left, top, room, 0))
    below = top + len(text.wrap(element.name, max(LABEL_ROOM, room), LABEL_FONT)) * LEADING + 11
    if left + room <= x + width / 2:
        return name + _due(left + room, below, note, anchor="end")
    is_right = left >= x + width / 2
    return name + _due(left if is_right else left + room / 2, below, note, anchor="start" if is_right else "middle")
