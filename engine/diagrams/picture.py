"""Draws a process for reading, as SVG, from the coordinates that its BPMN file holds.

Where a case stands, what a scenario took, what a revision changed: all of that is a state of an element, given by the
caller. The picture runs no script, holds no style sheet, and is the same for the same arguments.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from markupsafe import Markup, escape

from engine.diagrams import symbols
from engine.diagrams.drawn import DATA, DrawnElement, DrawnProcess, read_process
from engine.diagrams.errors import DiagramError
from engine.diagrams.layout import text
from engine.diagrams.layout.model import Box, Point
from engine.diagrams.shapes import LABEL_ROOM, Note, draw_element, draw_label
from engine.diagrams.symbols import LOOKS, State, tag, words

__all__ = ["Note", "State", "draw"]

MARGIN = 24
LANE_NAME_EVERY = 1000
"""Pixels after which a lane's name is said again: a wide picture is read through a narrower window."""


def draw(  # noqa: PLR0913 - the picture, and what is said of it
    diagram: bytes,
    process: str,
    *,
    title: str,
    desc: str,
    uid: str,
    states: Mapping[str, State] | None = None,
    taken: Collection[str] = (),
    notes: Mapping[str, Note] | None = None,
    otherwise: State = State.COMING,
) -> Markup:
    """Draw one process of a BPMN file.

    Args:
        diagram: The BPMN file.
        process: Id of the process in it.
        title: What the picture is, for those who do not see it.
        desc: What it says; the page holds the same in words.
        uid: Unique in the page; letters, digits and hyphens.
        states: How elements (and, if wanted, sequence flows) stand, by id. When states or taken flows are given, an
            element that is not named is done if a flow out of it was taken, else `otherwise`; else all is plain.
        taken: Ids of the sequence flows that were taken.
        notes: What is written at an element, by id. The date of an activity goes to its boundary timer, if it has one.
        otherwise: How everything else stands; `State.NOT_TAKEN` in a process that has ended.

    Returns:
        An `<svg>` of the picture's full size, safe to put into a page.

    Raises:
        DiagramError: The file has no such process, or no picture of it.
    """
    read = read_process(diagram, process)
    case = _Case(read, dict(states or {}), frozenset(taken), dict(notes or {}), otherwise)
    x, y, width, height = frame = _frame(read)
    parts = [_markers(uid), *_bands(read, frame), *_flows(read, case, uid), *_links(read), *_nodes(read, case)]
    heading = tag("title", escape(title), id=f"{uid}-title") + tag("desc", escape(desc), id=f"{uid}-desc")
    return tag(
        "svg",
        heading + Markup("").join([*parts, *_lane_names(read, frame)]),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"{x} {y} {width} {height}",
        width=width,
        height=height,
        role="group" if any(note.href for note in case.notes.values()) else "img",  # an image hides the links in it
        aria_labelledby=f"{uid}-title",
        aria_describedby=f"{uid}-desc",
        class_="app-diagram",
        font_family="'Source Sans 3', Arial, sans-serif",
    )


@dataclass
class _Case:
    """What the caller says of the elements, completed by what follows from the flows taken."""

    process: DrawnProcess
    states: dict[str, State]
    taken: frozenset[str]
    notes: dict[str, Note]
    otherwise: State
    leaving: dict[str, list[str]] = field(init=False, default_factory=dict)
    entering: dict[str, list[str]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.rest = self.otherwise if self.states or self.taken else State.PLAIN
        for flow, (_, source, target) in self.process.flows.items():
            self.leaving.setdefault(source, []).append(flow)
            self.entering.setdefault(target, []).append(flow)
        clocks: dict[str, list[str]] = {}
        for element in self.process.elements.values():
            if element.event == "timer" and element.host:
                clocks.setdefault(element.host, []).append(element.id)
        for host, timers in clocks.items():
            note = self.note(host)
            if note.due and len(timers) == 1 and timers[0] not in self.notes:  # the date belongs to the clock on it
                self.notes[timers[0]] = Note(due=note.due, is_late=note.is_late)
                self.notes[host] = replace(note, due="")

    def of_flow(self, flow: str) -> State:
        """How a sequence flow stands."""
        return self.states.get(flow, State.DONE if flow in self.taken else self.rest)

    def of(self, element: str) -> State:
        """How an element stands: as said, else done when a flow out of it (or into an end) was taken."""
        if element in self.states:
            return self.states[element]
        flows = self.leaving.get(element) or self.entering.get(element, [])
        return State.DONE if any(flow in self.taken for flow in flows) else self.rest

    def note(self, element: str) -> Note:
        """What is written at an element."""
        return self.notes.get(element, Note())


def _frame(process: DrawnProcess) -> Box:
    """The view: all that is drawn, but for the strip at the left in which the editor writes lane names upright."""
    boxes = [element.box for element in process.elements.values()]
    boxes += [element.label for element in process.elements.values() if element.label]
    boxes += [edge.label for edge in process.drawn.edges.values() if edge.label]
    points = [point for flow in process.flows for point in process.drawn.edges[flow].points]
    if not boxes:
        raise DiagramError(process.id, "the process is empty: there is nothing to draw")
    left = min([x for x, *_ in boxes] + [x for x, _ in points]) - MARGIN
    right = max([x + width for x, _, width, _ in boxes] + [x for x, _ in points]) + MARGIN
    top = min([y for _, y, *_ in boxes] + [y for _, y in points]) - MARGIN
    bottom = max([y + height for _, y, _, height in boxes] + [y for _, y in points]) + MARGIN
    if process.lanes:
        top = min(top, *(y for _, (_, y, _, _) in process.lanes))
        bottom = max(bottom, *(y + height for _, (_, y, _, height) in process.lanes))
    return left, top, right - left, bottom - top


def _markers(uid: str) -> Markup:
    heads = (
        symbols.arrowhead(f"{uid}-{state.name.lower()}", look.stroke, look.flow_weight) for state, look in LOOKS.items()
    )
    return tag("defs", Markup("").join(heads))


def _bands(process: DrawnProcess, frame: Box) -> Iterator[Markup]:
    left, _, width, _ = frame
    for number, (_, (_, y, _, height)) in enumerate(process.lanes):
        yield tag("rect", x=left, y=y, width=width, height=height, fill=symbols.WHITE if number % 2 else symbols.BAND)
        if number:
            yield tag("path", d=f"M{left} {y}h{width}", stroke=symbols.RULE)


def _lane_names(process: DrawnProcess, frame: Box) -> Iterator[Markup]:
    left, _, width, _ = frame
    lines = [piece for flow in process.flows for piece in pairwise(process.drawn.edges[flow].points)]
    for x, y, room, height in _labels(process):  # names must not be written across each other either
        lines += [((x, y), (x + room, y)), ((x, y + height), (x + room, y + height))]
    for name, (_, y, _, _) in process.lanes:
        room = round(text.width(name, symbols.FONT)) + 12
        for start in range(left + 12, left + max(width - LANE_NAME_EVERY // 2, 13), LANE_NAME_EVERY):
            places = range(start, start + LANE_NAME_EVERY // 2, 20)
            clear = (x for x in places if not any(_crosses((x - 6, y, room, 24), line) for line in lines))
            yield words(next(clear, start), y + 18, name, fill=symbols.QUIET, bold=True, halo=True)


def _labels(process: DrawnProcess) -> list[Box]:
    of_elements = [element.label for element in process.elements.values()]
    of_flows = [process.drawn.edges[flow].label for flow in process.flows]
    return [label for label in (*of_elements, *of_flows) if label is not None]


def _crosses(box: Box, line: tuple[Point, Point]) -> bool:
    (x, y, width, height), ((ax, ay), (bx, by)) = box, line
    return min(ax, bx) < x + width and x < max(ax, bx) + 1 and min(ay, by) < y + height and y < max(ay, by) + 1


def _flows(process: DrawnProcess, case: _Case, uid: str) -> Iterator[Markup]:
    order = sorted(process.flows, key=lambda flow: LOOKS[case.of_flow(flow)].flow_weight)  # what was taken lies on top
    for flow in order:
        look, points = LOOKS[case.of_flow(flow)], process.drawn.edges[flow].points
        yield tag(
            "path",
            d=_way(points),
            fill="none",
            stroke=look.stroke,
            stroke_width=look.flow_weight,
            stroke_dasharray=look.dash,
            stroke_linejoin="round",
            marker_end=f"url(#{uid}-{case.of_flow(flow).name.lower()})",
            data_id=flow,
        )
    for flow in order:
        name, edge = process.flows[flow][0], process.drawn.edges[flow]
        if name:
            ink = symbols.INK if case.of_flow(flow) in (State.DONE, State.PLAIN) else symbols.QUIET
            yield draw_label(name, edge.label or _beside(edge.points), ink=ink)


def _way(points: tuple[Point, ...]) -> str:
    """A line whose corners are rounded a little, so that crossing and turning lines are told apart."""
    way = [f"M{points[0][0]} {points[0][1]}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        way.append("L{} {}Q{} {} {} {}".format(*_towards(corner, before), *corner, *_towards(corner, after)))
    return "".join([*way, f"L{points[-1][0]} {points[-1][1]}"])


def _towards(corner: Point, other: Point, radius: int = 6) -> Point:
    """A point on the way from a corner to another point, not beyond the middle."""
    reach = max(abs(other[0] - corner[0]), abs(other[1] - corner[1]), 1)
    part = min(radius, reach / 2) / reach
    return round(corner[0] + (other[0] - corner[0]) * part), round(corner[1] + (other[1] - corner[1]) * part)


def _beside(points: tuple[Point, ...]) -> Box:
    (x, y), (to_x, to_y) = max(
        pairwise(points), key=lambda piece: abs(piece[0][0] - piece[1][0]) + abs(piece[0][1] - piece[1][1])
    )
    return (x + to_x) // 2 - LABEL_ROOM // 2, (y + to_y) // 2 - 16, LABEL_ROOM, 14


def _links(process: DrawnProcess) -> Iterator[Markup]:
    for data, activity in process.links:
        (x, y, width, height), (to_x, to_y, to_width, _) = process.elements[data].box, process.elements[activity].box
        middle = x + width // 2
        if to_x <= middle <= to_x + to_width and y + height <= to_y:
            yield tag(
                "path",
                d=f"M{middle} {y + height}V{to_y}",
                stroke=symbols.QUIET,
                stroke_width=1.5,
                stroke_dasharray="1.5 3.5",
            )


def _nodes(process: DrawnProcess, case: _Case) -> Iterator[Markup]:
    for element in sorted(process.elements.values(), key=lambda e: bool(e.host)):  # boundary events lie on their hosts
        state, note = case.of(element.id), case.note(element.id)
        if element.kind == DATA and element.id not in case.states:
            state = State.PLAIN  # a list is neither done nor to come
        body = tag("title", escape(_told(element, state, note))) + draw_element(element, state, note)
        group = tag("g", body, data_id=element.id, data_state=state.name.lower())
        yield tag("a", group, href=note.href) if note.href else group


def _told(element: DrawnElement, state: State, note: Note) -> str:
    standing = "" if state is State.PLAIN else state.value
    said = [element.name or element.kind, standing, note.count, f"due {note.due}" if note.due else ""]
    return ", ".join(part for part in said if part)
