"""Which way each flow goes: shortest paths on a grid of lines between and through the cells.

Every column and row has a centre line (ports are on it) and gap lines beside it. A path pays for its length,
its bends, its crossings and for sharing a line; afterwards flows in one gap get tracks side by side.
"""

import heapq
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count, pairwise

from engine.diagrams.layout.model import Diagram, Flow, Kind
from engine.diagrams.layout.placing import Placing

Vertex = tuple[int, int]
Heading = tuple[int, int]
Visit = tuple[Vertex, Heading]
RIGHT, DOWN, LEFT, UP = (1, 0), (0, 1), (-1, 0), (0, -1)

# What each ugliness costs, in grid steps; tuned on pictures, looked at.
STEP, VERTICAL_STEP = 1.0, 0.8
BEND, CROSS = 4.0, 10.0
TOUCH = 3.0
"""To bend where another flow bends or crosses a gap's line."""
SHARE_GAP, SHARE_LINE = 0.6, 60.0
MERGE, SPLIT, PARALLEL_JOIN = 1.5, 1.0, 20.0
"""A step on the line of a flow to the same target; from the same source; to the same parallel gateway."""
SIDE_PORT, BACK_PORT = 5.0, 14.0
LOOK_AHEAD = 0.9
PART_AGAIN = 20.0
"""To leave a flow that was joined on the way to the same target."""
BACKWARD = 2.0
"""A step to the left of a flow that is no loop."""
OCCUPIED_PORT = 30.0
"""A port on the border where boundary events or data objects sit."""
ROUNDS = 3
"""From the second round on, every flow knows where all the others run."""


@dataclass(frozen=True)
class GridLine:
    """A line of the grid: the centre of a column or row, a gap beside it, or a boundary event's own line."""

    kind: str
    """"gap", "centre" or the id of a boundary event."""
    index: int
    """The column or row it belongs to; a gap belongs to the one after it."""


@dataclass
class Routes:
    """Corners of every flow as grid vertices, and the track of every piece."""

    x_lines: list[GridLine]
    y_lines: list[GridLine]
    corners: dict[str, list[Vertex]] = field(default_factory=dict)
    tracks: dict[tuple[str, int], int] = field(default_factory=dict)
    """Track by flow and number of the piece."""
    used: dict[tuple[str, int], int] = field(default_factory=dict)
    """Number of tracks by axis ("x" or "y") and line."""


MANY_EVENTS = 3
"""So many events on one activity make it wider, so that their names stand side by side below it."""
OUTERMOST, OUTERMOST_OF_MANY = 0.7, 0.85
"""How far out the first and the last event on an activity sit, as a part of half its width."""


def boundary_sides(diagram: Diagram, placing: Placing) -> dict[str, float]:
    """Where each boundary event sits on its host's lower border, from -1 (left) to 1 (right)."""
    first = {flow.source: flow.target for flow in reversed(list(diagram.flows.values()))}
    sides: dict[str, float] = {}
    for events in diagram.boundary.values():
        depths = {event: -placing.rows[first[event]] if event in first else 0 for event in events}
        ordered = sorted(events, key=depths.__getitem__)  # the leftmost goes deepest, so that their flows do not cross
        steps = len(ordered) - 1
        out = OUTERMOST if len(ordered) < MANY_EVENTS else OUTERMOST_OF_MANY
        spread = {0: [0.5], 1: [-0.66, 0.66]}.get(steps) or [2 * out * i / steps - out for i in range(len(ordered))]
        sides.update(zip(ordered, spread, strict=True))
    return sides


def route(diagram: Diagram, placing: Placing) -> Routes:
    """Find a way for every flow."""
    router = _Router(diagram, placing)

    def distance(flow: Flow) -> tuple[bool, int]:
        down = abs(router.row(flow.target) - router.row(flow.source))
        return flow.id in placing.loops, down * 2 + abs(router.column(flow.target) - router.column(flow.source))

    order = sorted(diagram.flows.values(), key=distance)
    for _ in range(ROUNDS):
        for flow in order:
            router.take_up(flow.id)
            router.lay(flow.id, router.find(flow))
    return Routes(router.x_lines, router.y_lines, {flow: _corners(path) for flow, path in router.paths.items()})


class _Router:
    def __init__(self, diagram: Diagram, placing: Placing) -> None:
        self.diagram, self.placing = diagram, placing
        self.at = {(placing.columns[node], placing.rows[node]): node for node in placing.columns}
        self.x_lines = self._x_lines()
        self.y_lines = self._y_lines()
        self.x_of = {(line.kind, line.index): i for i, line in enumerate(self.x_lines)}
        self.y_of = {line.index: i for i, line in enumerate(self.y_lines) if line.kind == "centre"}
        self.paths: dict[str, list[Vertex]] = {}
        self.pieces = defaultdict[tuple[Vertex, Vertex], dict[str, None]](dict)  # flows by piece, in a fixed order
        self.passing = defaultdict[Vertex, dict[str, set[int]]](dict)  # the axes that each flow uses at a vertex

    def _x_lines(self) -> list[GridLine]:
        sides = boundary_sides(self.diagram, self.placing)
        lines = list[GridLine]()
        columns = max(self.placing.columns.values(), default=0) + 1
        for column in range(columns):
            events = sorted((event for event in sides if self.column(event) == column), key=sides.__getitem__)
            lines.append(GridLine("gap", column))
            lines += [GridLine(event, column) for event in events if sides[event] < 0]
            lines.append(GridLine("centre", column))
            lines += [GridLine(event, column) for event in events if sides[event] >= 0]
        return [*lines, GridLine("gap", columns)]

    def _y_lines(self) -> list[GridLine]:
        """A gap above each row, and one more below the last row of each lane."""
        lines, row = list[GridLine](), 0
        for rows in self.placing.lane_rows.values():
            for _ in range(rows):
                lines += [GridLine("gap", row), GridLine("centre", row)]
                row += 1
            lines.append(GridLine("gap", row))
        return lines

    def column(self, node: str) -> int:
        return self.placing.columns[self.diagram.stem(node)]

    def row(self, node: str) -> int:
        return self.placing.rows[self.diagram.stem(node)]

    def vertex(self, node: str) -> Vertex:
        kind = node if self.diagram.nodes[node].host else "centre"
        return self.x_of[kind, self.column(node)], self.y_of[self.row(node)]

    def take_up(self, flow: str) -> None:
        path = self.paths.pop(flow, [])
        for a, b in pairwise(path):
            self.pieces[min(a, b), max(a, b)].pop(flow, None)
        for vertex in path[1:-1]:
            self.passing[vertex].pop(flow, None)

    def lay(self, flow: str, path: list[Vertex]) -> None:
        self.paths[flow] = path
        for a, b in pairwise(path):
            self.pieces[min(a, b), max(a, b)][flow] = None
        for before, vertex, after in zip(path, path[1:], path[2:], strict=False):
            self.passing[vertex][flow] = {int(before[0] == vertex[0]), int(vertex[0] == after[0])}

    def find(self, flow: Flow) -> list[Vertex]:
        """Cheapest path (A*) over states of vertex and heading."""
        start, goal = self.vertex(flow.source), self.vertex(flow.target)
        leave, enter = self._ports(flow)
        ticket = count()
        done = dict[Visit, Visit | None]()
        waiting: list[tuple[float, int, float, Visit, Visit | None]] = [
            (0.0, next(ticket), 0.0, (start, heading), None) for heading in leave
        ]
        while waiting:
            _, _, cost, visit, before = heapq.heappop(waiting)
            if visit in done:
                continue
            done[visit] = before
            here, heading = visit
            if here == goal:
                return _walk_back(done, visit)
            for turn in self._turns(flow, here, heading, start):
                there = (here[0] + turn[0], here[1] + turn[1])
                price = cost + self._price(here, heading, turn, flow, is_start=here == start)
                price += leave[heading] if here == start else 0.0
                price += enter[turn] if there == goal else 0.0
                left = abs(there[0] - goal[0]) + VERTICAL_STEP * abs(there[1] - goal[1])
                heapq.heappush(waiting, (price + left * LOOK_AHEAD, next(ticket), price, (there, turn), visit))
        raise AssertionError(f"no way for {flow.id}")  # the gaps always leave one

    def _ports(self, flow: Flow) -> tuple[dict[Heading, float], dict[Heading, float]]:
        """What each heading out of the source and into the target costs."""
        source, target = self.diagram.nodes[flow.source], self.diagram.nodes[flow.target]
        loop = flow.id in self.placing.loops
        leave = {DOWN: 0.0} if source.host else _port_prices(source.kind, front=0.0, loop=loop)
        enter = _port_prices(target.kind, front=BEND if loop else 0.0, loop=loop)
        if source.id in self.diagram.boundary:
            leave[DOWN] += OCCUPIED_PORT
        if source.id in self.diagram.data_of:
            leave[UP] += OCCUPIED_PORT
        if target.id in self.diagram.boundary:
            enter[UP] += OCCUPIED_PORT
        if target.id in self.diagram.data_of:
            enter[DOWN] += OCCUPIED_PORT
        return leave, enter

    def _turns(self, flow: Flow, here: Vertex, heading: Heading, start: Vertex) -> list[Heading]:
        if here == start:
            return [heading] if self._may(here, heading, flow) else []
        back = (-heading[0], -heading[1])
        return [
            turn
            for turn in (RIGHT, DOWN, LEFT, UP)
            if turn != back and (here[0] + turn[0], here[1] + turn[1]) != start and self._may(here, turn, flow)
        ]

    def _may(self, here: Vertex, turn: Heading, flow: Flow) -> bool:
        x, y = here[0] + turn[0], here[1] + turn[1]
        if not (0 <= x < len(self.x_lines) and 0 <= y < len(self.y_lines)):
            return False
        x_line, y_line = self.x_lines[x], self.y_lines[y]
        if turn[0] == 0 and x_line.kind not in ("gap", "centre", flow.source):
            return False  # along another event's line
        if "gap" in (x_line.kind, y_line.kind):
            return True
        return self.at.get((x_line.index, y_line.index)) in (None, flow.source, flow.target)

    def _price(self, here: Vertex, heading: Heading, turn: Heading, flow: Flow, *, is_start: bool) -> float:
        is_bend, axis, there = turn != heading, int(turn[0] == 0), (here[0] + turn[0], here[1] + turn[1])
        price = (VERTICAL_STEP if axis else STEP) + BEND * is_bend
        price += BACKWARD * (turn == LEFT and flow.id not in self.placing.loops)
        in_gaps = self.x_lines[here[0]].kind == "gap" or self.y_lines[here[1]].kind == "gap"
        for other, axes in () if is_start else self.passing[here].items():
            if other != flow.id:
                is_crossing = not is_bend and axes == {1 - axis}
                price += CROSS if is_crossing else TOUCH * (in_gaps and (1 - axis) in axes)
        line = self.x_lines[here[0]] if axis else self.y_lines[here[1]]
        mates = self.pieces[min(here, there), max(here, there)]
        if not is_start:
            price += PART_AGAIN * sum(mate not in mates for mate in self._joined(flow, here, heading))
        return price + sum(SHARE_GAP if line.kind == "gap" else self._sharing(flow, mate) for mate in mates)

    def _joined(self, flow: Flow, here: Vertex, heading: Heading) -> list[str]:
        """Flows to the same target on whose line this one came here; they should stay together until they are there."""
        line = self.x_lines[here[0]] if heading[0] == 0 else self.y_lines[here[1]]
        if line.kind == "gap":
            return []  # there they run side by side
        before = (here[0] - heading[0], here[1] - heading[1])
        mates = self.pieces[min(before, here), max(before, here)]
        return [mate for mate in mates if mate != flow.id and self.diagram.flows[mate].target == flow.target]

    def _sharing(self, flow: Flow, mate: str) -> float:
        """What it costs to lie on another flow outside the gaps."""
        other, target = self.diagram.flows[mate], self.diagram.nodes[flow.target]
        if other.target == flow.target:  # lines that become one mean "whichever comes", so never before a parallel join
            return PARALLEL_JOIN if target.kind == "gateway" and not target.is_exclusive else MERGE
        return SPLIT if other.source == flow.source else SHARE_LINE


def _port_prices(kind: Kind, *, front: float, loop: bool) -> dict[Heading, float]:
    """To the right is best; gateways use all corners."""
    side = 0.0 if kind == "gateway" else 1.0 if loop else SIDE_PORT
    return {RIGHT: front, DOWN: side, UP: side, LEFT: BACK_PORT}


def _walk_back(done: Mapping[Visit, Visit | None], visit: Visit) -> list[Vertex]:
    path, here = list[Vertex](), visit
    while True:
        path.append(here[0])
        before = done[here]
        if before is None:
            return path[::-1]
        here = before


def _corners(path: list[Vertex]) -> list[Vertex]:
    bends = [
        b
        for a, b, c in zip(path, path[1:], path[2:], strict=False)
        if (b[0] - a[0], b[1] - a[1]) != (c[0] - b[0], c[1] - b[1])
    ]
    return [path[0], *bends, path[-1]]
