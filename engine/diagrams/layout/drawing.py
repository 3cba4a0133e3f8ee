"""Pixels: how wide and high columns, gaps and lanes must be, then boxes, lines and labels."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from engine.diagrams.layout import text
from engine.diagrams.layout.di import Picture
from engine.diagrams.layout.labels import place_labels
from engine.diagrams.layout.model import Box, Diagram, Point
from engine.diagrams.layout.placing import Placing, place
from engine.diagrams.layout.routing import MANY_EVENTS, OUTERMOST_OF_MANY, Routes, boundary_sides, route
from engine.diagrams.layout.sizes import DATA, DATE, EVENT, FONT, GATEWAY, label_sizes, task_size
from engine.diagrams.layout.tracks import assign_tracks

MARGIN, HEADER = 160, 30
"""Space left of everything; width of the strip with a pool's or a lane's name."""
COLUMN_GAP, OUTER_GAP, ROW_GAP, TRACK = 40, 30, 22, 14
LANE_NAME = 14
"""Height kept at the top of each lane for its name, which the read-only picture writes there."""
LEAST_HALF_ROW = 30
HANGING = 26
"""Height kept below an activity for the events on its lower border."""
NAME_GAP = 14
"""Width kept between the name of an event on an activity and the lines beside it."""
DATA_GAP, DATA_STEP, DATA_INSET = 14, 44, 8
"""Between a data object and its activity; between data objects side by side; from the activity's left side."""


def draw(diagram: Diagram, drawn: Mapping[str, int]) -> Picture:
    """Lay the diagram out. The same diagram and the same earlier rows always give the same picture.

    Args:
        diagram: What is drawn.
        drawn: Row inside its lane of each node in an earlier picture.
    """
    if not diagram.nodes:
        return Picture()
    placing = place(diagram, drawn)
    routes = route(diagram, placing)
    assign_tracks(routes)
    return _Drawing(diagram, placing, routes).picture()


@dataclass
class _Drawing:
    diagram: Diagram
    placing: Placing
    routes: Routes

    def __post_init__(self) -> None:
        self.task = task_size(self.diagram)
        self.sides = boundary_sides(self.diagram, self.placing)
        self.label = label_sizes(self.diagram)
        self.left = MARGIN + HEADER * bool(self.diagram.pool)
        self.column_x, self.gap_x = list[int](), list[int]()
        self.row_y, self.gap_y = dict[int, int](), dict[int, int]()
        self.lanes = dict[str, tuple[int, int]]()  # top and height
        self.right = self._columns()
        self.bottom = self._rows()

    def size(self, node: str) -> tuple[int, int]:
        kind = self.diagram.nodes[node].kind
        if kind == "task":
            return max(self.task[0], self._room_for_events(node)), self.task[1]
        return (GATEWAY, GATEWAY) if kind == "gateway" else (EVENT, EVENT)

    def _room_for_events(self, node: str) -> int:
        """The width in which the names of many events on an activity stand side by side, between their lines."""
        events = self.diagram.boundary.get(node, ())
        if len(events) < MANY_EVENTS:
            return 0
        name = max(self.label.get(event, (0, 0))[0] for event in events)
        return round((name + NAME_GAP) * (len(events) - 1) / OUTERMOST_OF_MANY)

    def picture(self) -> Picture:
        picture = Picture()
        top = MARGIN // 2
        if self.diagram.pool:
            picture.boxes[self.diagram.pool.id] = (MARGIN, top, self.right - MARGIN, self.bottom - top)
        for lane, (y, height) in self.lanes.items():
            if lane:
                picture.boxes[lane] = (self.left, y, self.right - self.left, height)
        for node in (*self.placing.columns, *self.sides):
            picture.boxes[node] = _around(self._centre(node), self.size(node))
        for activity, data in self.diagram.data_of.items():
            x, y, _, _ = picture.boxes[activity]
            for number, key in enumerate(data):
                picture.boxes[key] = (x + DATA_INSET + number * DATA_STEP, y - DATA_GAP - DATA[1], *DATA)
        for flow in self.diagram.flows:
            picture.lines[flow] = self._line(flow)
        for key, link in self.diagram.associations.items():
            x, y, width, height = picture.boxes[link.data]
            line = [(x + width // 2, y + height), (x + width // 2, picture.boxes[link.activity][1])]
            picture.lines[key] = line if link.is_input else line[::-1]
        self._place_labels(picture)
        return picture

    def _place_labels(self, picture: Picture) -> None:
        """Clocks keep room for a date below their names; the label itself holds the name only."""
        clocks = {key for key in self.label if key in self.diagram.nodes and self.diagram.nodes[key].has_clock}
        wanted = {key: (width, height + DATE * (key in clocks)) for key, (width, height) in self.label.items()}
        for key, (x, y, width, height) in place_labels(self.diagram, picture, wanted).items():
            picture.labels[key] = (x, y, width, height - DATE * (key in clocks))

    def _columns(self) -> int:
        """Widths of columns, then of the gaps between them: room for tracks and for names. Returns the right border."""
        widths, gaps = self._column_widths(), self._column_gaps()
        self._widen_for_flow_names(widths, gaps)
        self._widen_for_boundary_names(gaps)
        x = self.left + HEADER * ("" not in self.diagram.lanes)
        for width, gap in zip(widths, gaps, strict=False):
            self.gap_x.append(x + gap // 2)
            self.column_x.append(x + gap + width // 2)
            x += gap + width
        self.gap_x.append(x + gaps[-1] // 2)
        return x + gaps[-1]

    def _column_widths(self) -> list[int]:
        widths = [0] * (max(self.placing.columns.values()) + 1)
        for node, column in self.placing.columns.items():
            name = self.label.get(node, (0, 0))[0] if self.diagram.nodes[node].kind == "event" else 0
            widths[column] = max(widths[column], self.size(node)[0], name)
        return widths

    def _column_gaps(self) -> list[int]:
        tracks = self._gap_tracks()
        inner = [COLUMN_GAP + TRACK * max(0, number - 1) for number in tracks[1:-1]]
        return [OUTER_GAP + TRACK * tracks[0], *inner, OUTER_GAP + TRACK * tracks[-1]]

    def _gap_tracks(self) -> list[int]:
        """How many lines run side by side down each gap between columns."""
        return [self.routes.used.get(("x", i), 0) for i, line in enumerate(self.routes.x_lines) if line.kind == "gap"]

    def _widen_for_flow_names(self, widths: list[int], gaps: list[int]) -> None:
        """A name beside a flow to the right has its room; before a line that crosses the flow, if there is one."""
        lines = {line.index: number for number, line in enumerate(self.routes.x_lines) if line.kind == "gap"}
        for flow in self.diagram.flows.values():
            (start, corner, *_), column = (
                self.routes.corners[flow.id],
                self.placing.columns[self.diagram.stem(flow.source)],
            )
            if not flow.name or start[1] != corner[1] or corner[0] < start[0]:
                continue
            line, room = lines[column + 1], (widths[column] - self.size(flow.source)[0]) / 2
            need = self.label[flow.id][0] + 22 - room
            if self._is_crossed(flow.id, line, start[1]):
                need = 2 * need + TRACK * self.routes.used[("x", line)]
            gaps[column + 1] = max(gaps[column + 1], round(need))

    def _is_crossed(self, flow: str, line: int, row: int) -> bool:
        """Whether another flow runs down a gap's line across a row."""
        return any(
            a[0] == b[0] == line and min(a[1], b[1]) < row < max(a[1], b[1])
            for other, corners in self.routes.corners.items()
            if other != flow
            for a, b in pairwise(corners)
        )

    def _widen_for_boundary_names(self, gaps: list[int]) -> None:
        """Names of boundary events stay clear of the lines in the gaps."""
        tracks = self._gap_tracks()
        for node, events in self.diagram.boundary.items():
            half = self.size(node)[0] / 2
            column = self.placing.columns[node]
            ordered = sorted(events, key=self.sides.__getitem__)
            for event, right in zip_longest(ordered, ordered[1:]):
                side, name = self.sides[event], self.label.get(event, (0, 0))[0]
                if right is not None and name + 9 <= (self.sides[right] - side) * half:
                    continue  # it goes between the lines of the two events
                is_last = len(events) > 1 and right is None
                over = side * half + 5 + name - half if is_last else name + EVENT / 2 + 3 - side * half - half
                beside = TRACK * max(0, tracks[column + is_last] - 1)  # the nearest line runs so much off the middle
                gaps[column + is_last] = max(gaps[column + is_last], round(2 * (over + 8)) + beside)

    def _rows(self) -> int:
        """Heights of rows and of the gaps between them, and so of the lanes. Returns the lower border."""
        above, below = self._row_heights()
        y, row, line = MARGIN // 2, 0, 0
        for lane, rows in self.placing.lane_rows.items():
            top, first_row, first_line = y, row, line
            y += LANE_NAME * bool(lane)
            for inside in range(rows + 1):
                tracks = self.routes.used.get(("y", line), 0)
                room = ROW_GAP + TRACK * max(0, tracks - (0 < inside < rows))
                self.gap_y[line] = y + room // 2
                y += room
                line += 1
                if inside < rows:
                    self.row_y[row] = y + above[row]
                    y += above[row] + below[row]
                    row, line = row + 1, line + 1
            extra = max(0, text.block(self.diagram.lanes[lane], 160, FONT)[0] + 24 - (y - top))
            for number in range(first_row, row):  # the lane's name must fit along its side: room above and below
                self.row_y[number] += extra // 2
            for number in range(first_line, line):
                if number in self.gap_y:
                    self.gap_y[number] += extra // 2
            y += extra
            self.lanes[lane] = (top, y - top)
        return y

    def _row_heights(self) -> tuple[Mapping[int, int], Mapping[int, int]]:
        above, below = defaultdict[int, int](lambda: LEAST_HALF_ROW), defaultdict[int, int](lambda: LEAST_HALF_ROW)
        for node, row in self.placing.rows.items():
            kind, half, name = self.diagram.nodes[node].kind, self.size(node)[1] // 2, self.label.get(node, (0, -4))[1]
            over = name + 4 if kind == "gateway" else DATA_GAP + DATA[1] + 4 if node in self.diagram.data_of else 0
            above[row] = max(above[row], half + over)
            below[row] = max(below[row], half + (name + 6 if kind == "event" else self._hanging(node)))
        return above, below

    def _hanging(self, node: str) -> int:
        """How far the events on an activity's border, and their names, reach below it."""
        events, deepest = self.diagram.boundary.get(node, ()), 0
        for event in events:
            name = self.label.get(event, (0, 0))[1] + DATE * self.diagram.nodes[event].has_clock
            deepest = max(deepest, HANGING, name + (8 if len(events) == 1 else HANGING))
        return deepest

    def _centre(self, node: str) -> Point:
        home = self.diagram.stem(node)
        x, y = self.column_x[self.placing.columns[home]], self.row_y[self.placing.rows[home]]
        if node == home:
            return x, y
        return x + round(self.sides[node] * self.size(home)[0] / 2), y + self.task[1] // 2

    def _line(self, flow: str) -> list[Point]:
        """Corners in pixels, shifted to their tracks, cut off at the borders of source and target."""
        corners, ends = self.routes.corners[flow], self.diagram.flows[flow]
        points = [self._centre(ends.source), *[(0, 0)] * (len(corners) - 2), self._centre(ends.target)]
        for i, (a, b) in enumerate(pairwise(corners)):
            if a[0] == b[0]:
                x = self._x(a[0]) + self._shift("x", a[0], flow, i)
                points[i], points[i + 1] = (x, points[i][1]), (x, points[i + 1][1])
            else:
                y = self._y(a[1]) + self._shift("y", a[1], flow, i)
                points[i], points[i + 1] = (points[i][0], y), (points[i + 1][0], y)
        points[0] = self._border(ends.source, points[0], points[1])
        points[-1] = self._border(ends.target, points[-1], points[-2])
        return points

    def _x(self, line: int) -> int:
        kind, column = self.routes.x_lines[line].kind, self.routes.x_lines[line].index
        if kind in ("gap", "centre"):
            return self.gap_x[column] if kind == "gap" else self.column_x[column]
        return self._centre(kind)[0]

    def _y(self, line: int) -> int:
        return self.gap_y[line] if line in self.gap_y else self.row_y[self.routes.y_lines[line].index]

    def _shift(self, axis: str, line: int, flow: str, piece: int) -> int:
        tracks = self.routes.used.get((axis, line))
        return 0 if tracks is None else round((self.routes.tracks[flow, piece] - (tracks - 1) / 2) * TRACK)

    def _border(self, node: str, end: Point, towards: Point) -> Point:
        """Where the line meets the node's box."""
        (x, y), (width, height) = self._centre(node), self.size(node)
        if end[0] == towards[0]:
            return end[0], y + (height // 2 if towards[1] > y else -(height // 2))
        return x + (width // 2 if towards[0] > x else -(width // 2)), end[1]


def _around(centre: Point, size: tuple[int, int]) -> Box:
    return centre[0] - size[0] // 2, centre[1] - size[1] // 2, *size
