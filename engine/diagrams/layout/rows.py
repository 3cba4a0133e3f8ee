"""Which row of its lane each node gets: a small deterministic search for the arrangement that bends and crosses least.

The same diagram always gives the same rows. An earlier picture weighs in: who stood above whom should go on doing so.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, pairwise

from engine.diagrams.layout.model import Diagram, Flow

# What each ugliness costs; tuned on pictures, looked at.
BEND, CROSSING, BLOCKED, ROW_STEP, ROW, CROOKED_MAIN, SHARED = 1.0, 2.5, 5.0, 0.35, 1.2, 0.8, 3.0
KEEP = 20.0
"""For each pair in a lane that stood otherwise in the earlier picture."""
PASSES = 12
TRIALS, PAIRS = 12_000, 40_000_000
"""Arrangements, and pairs of flows, tried at most: large diagrams are laid out less finely, never for minutes."""

Place = tuple[float, float]
Line = tuple[Place, ...]
Segment = tuple[float, float, float, float]
"""Least and greatest x, least and greatest y."""


class _Cells:
    """Which cells of the grid hold a node, as bits: asked some thousand times for one diagram."""

    def __init__(self) -> None:
        self._rows = defaultdict[int, int](int)
        self._columns = defaultdict[int, int](int)

    def take(self, column: int, row: int) -> bool:
        """Take a cell; false when somebody has it."""
        if self._rows[row] >> column & 1:
            return False
        self._rows[row] |= 1 << column
        self._columns[column] |= 1 << row
        return True

    def in_row(self, row: int, first: int, stop: int) -> int:
        """How many nodes there are in a row, from a column on and before another."""
        return (self._rows[row] >> first & (1 << max(stop - first, 0)) - 1).bit_count()

    def in_column(self, column: int, one: int, other: int) -> int:
        """How many nodes there are in a column between two rows."""
        first, stop = min(one, other) + 1, max(one, other)
        return (self._columns[column] >> first & (1 << max(stop - first, 0)) - 1).bit_count()


class Rows:
    """Search for the row of every node inside its lane."""

    def __init__(
        self, diagram: Diagram, columns: Mapping[str, int], loops: Iterable[str], drawn: Mapping[str, int]
    ) -> None:
        self.diagram, self.columns, self.drawn = diagram, columns, drawn
        self.lane_of = {node: diagram.nodes[node].lane for node in columns}
        file_order = {node: place for place, node in enumerate(columns)}
        self.order = sorted(columns, key=lambda node: (columns[node], file_order[node]))
        self.flows = [flow for flow in diagram.flows.values() if flow.id not in set(loops)]
        self.next = defaultdict[str, list[str]](list)
        for flow in self.flows:
            self.next[diagram.stem(flow.source)].append(flow.target)
        self.main = dict[str, str]()  # the flow that should run straight on: the default, else the first in the file
        for flow in sorted(self.flows, key=lambda f: not f.is_default):
            self.main.setdefault(flow.source, flow.id)
        self.neighbours = [
            (a, b, _sign(drawn[a] - drawn[b])) for a, b in combinations(drawn, 2) if self.lane_of[a] == self.lane_of[b]
        ]
        self._numbers = dict[tuple[int, Line], int]()
        self._segments = list[tuple[Segment, ...]]()
        self._clashes = list[dict[int, float]]()  # by the numbers of two ways
        self.row = self._first_guess()

    def search(self) -> None:
        """Move nodes, and runs of nodes, to other rows of their lane while that makes the picture cheaper."""
        best, trials = self.cost(self.row, float("inf")), 0
        most = min(TRIALS, PAIRS // max(1, len(self.flows) ** 2))
        for _ in range(PASSES):
            before = best
            for node in self.order:
                for candidate in self._candidates(node):
                    trials += 1
                    if trials > most:
                        return
                    cost = self.cost(candidate, best - 1e-9)
                    if cost < best - 1e-9:
                        best, self.row = cost, candidate
            if best == before:
                return

    def counts(self, row: Mapping[str, int]) -> dict[str, int]:
        """How many rows each lane has; an empty lane has one."""
        counts = dict.fromkeys(self.diagram.lanes, 1)
        for node, place in row.items():
            lane = self.lane_of[node]
            counts[lane] = max(counts[lane], place + 1)
        return counts

    def global_rows(self, row: Mapping[str, int]) -> dict[str, int]:
        """Rows counted from the top of the picture."""
        top, start = 0, dict[str, int]()
        for lane, count in self.counts(row).items():
            start[lane] = top
            top += count
        return {node: start[self.lane_of[node]] + place for node, place in row.items()}

    def cost(self, row: Mapping[str, int], limit: float) -> float:
        """Bends, crossings, blocked ways and height of a rough drawing of all flows; infinite once over the limit."""
        rows = self.global_rows(row)
        cells = _Cells()
        for node, place in rows.items():
            if not cells.take(self.columns[node], place):
                return float("inf")  # two nodes in one cell
        total = ROW * sum(self.counts(row).values())
        total += KEEP * sum(_sign(row[a] - row[b]) != sign for a, b, sign in self.neighbours)
        lines = list[int]()
        for number, flow in enumerate(self.flows):
            price, line = self._sketch(flow, rows, cells)
            total += price
            if total > limit:
                return float("inf")
            lines.append(self._number(number, line))
        for one, way in enumerate(lines):
            known = self._clashes[way]
            for other in range(one + 1, len(lines)):
                clash = known.get(lines[other])
                total += self._clash(one, way, other, lines[other]) if clash is None else clash
            if total > limit:
                return float("inf")
        return total

    def _first_guess(self) -> dict[str, int]:
        row, taken = dict[str, float](), set[tuple[str, float, int]]()
        for node in self.order:
            lane, column = self.lane_of[node], self.columns[node]
            before = [f for f in self.flows if f.target == node and self.lane_of[self.diagram.stem(f.source)] == lane]
            straight = (row[f.source] for f in before if self.main.get(f.source) == f.id and f.source in row)
            wish = next(straight, 0.0) + any(self.diagram.nodes[f.source].host for f in before)
            wish = self.drawn.get(node, wish)
            while (lane, wish, column) in taken:
                wish += 0.5 if self.drawn else 1  # with an earlier picture: a new row between the old ones
            row[node] = wish
            taken.add((lane, wish, column))
        return self._packed(row)

    def _candidates(self, node: str) -> Iterator[dict[str, int]]:
        for run in self._runs(node):
            for target in range(self.counts(self.row)[self.lane_of[node]] + 1):
                yield from self._moves(run, target)

    def _runs(self, node: str) -> list[list[str]]:
        """The node alone, then together with what follows it in the same row of the same lane."""
        run, runs = [node], [[node]]
        lane, row = self.lane_of[node], self.row[node]
        while True:
            following = [
                after
                for after in self.next[run[-1]]
                if self.lane_of[after] == lane and self.row[after] == row and after not in run
            ]
            if not following:
                return runs
            run = [*run, following[0]]
            runs.append(run)

    def _moves(self, run: list[str], target: int) -> list[dict[str, int]]:
        """Put the run into the row, changing places with what is there, or into a new row opened above it."""
        lane, source = self.lane_of[run[0]], self.row[run[0]]
        where = {self.columns[node] for node in run}
        swapped, opened = dict(self.row), dict(self.row)
        for node, lane_of in self.lane_of.items():
            if lane_of == lane and self.row[node] == target and self.columns[node] in where:
                swapped[node] = source
            if lane_of == lane and self.row[node] >= target:
                opened[node] += 1
        for node in run:
            swapped[node] = opened[node] = target
        return [self._packed(candidate) for candidate in (swapped, opened) if candidate != self.row]

    def _packed(self, row: Mapping[str, float]) -> dict[str, int]:
        """Close the empty rows of each lane."""
        used = defaultdict[str, set[float]](set)
        for node, place in row.items():
            used[self.lane_of[node]].add(place)
        index = {lane: {place: i for i, place in enumerate(sorted(places))} for lane, places in used.items()}
        return {node: index[self.lane_of[node]][place] for node, place in row.items()}

    def _number(self, flow: int, line: Line) -> int:
        """A number for this way of this flow, so that what two ways cost each other is worked out once."""
        number = self._numbers.get((flow, line))
        if number is None:
            number = self._numbers[flow, line] = len(self._segments)
            self._clashes.append({})
            self._segments.append(tuple(_segment(a, b) for a, b in pairwise(line)))
        return number

    def _clash(self, one: int, one_line: int, other: int, other_line: int) -> float:
        """What two ways cost each other; worked out once."""
        price = _clash_price(self.flows[one], self._segments[one_line], self.flows[other], self._segments[other_line])
        self._clashes[one_line][other_line] = price
        return price

    def _sketch(self, flow: Flow, rows: Mapping[str, int], cells: _Cells) -> tuple[float, Line]:
        """The cheapest of a few simple ways from source to target, and its price."""
        home = self.diagram.stem(flow.source)
        start = self.columns[home], rows[home]
        end = self.columns[flow.target], rows[flow.target]
        if self.diagram.nodes[flow.source].kind == "boundary":
            ways = _ways_from_boundary(start, end, cells)
        elif start[1] == end[1]:
            ways = _ways_along(start, end, cells)
        else:
            ways = self._ways_across(flow, start, end, cells)
        price, line = min(ways, key=lambda way: way[0])
        crooked = CROOKED_MAIN if len(line) > 2 and self.main.get(flow.source) == flow.id else 0.0  # noqa: PLR2004 - has a bend
        return price + ROW_STEP * abs(end[1] - start[1]) + crooked, line

    def _ways_across(
        self, flow: Flow, start: tuple[int, int], end: tuple[int, int], cells: _Cells
    ) -> Iterator[tuple[float, Line]]:
        """Ways to another row: one bend at the source or at the target, or two in a gap."""
        (x, y), (to_x, to_y) = start, end
        for node, column, near, far in ((flow.source, x, y, to_y), (flow.target, to_x, to_y, y)):
            corner = 0.0 if self.diagram.nodes[node].kind == "gateway" else 1.5
            corner += BLOCKED * (node in self.diagram.boundary and far > near)  # events sit on the lower border
            corner += BLOCKED * (node in self.diagram.data_of and far < near)
            if column == x:
                blocked = cells.in_column(x, y, to_y) + cells.in_row(to_y, x, to_x)
                yield BEND + corner + BLOCKED * blocked, ((x, y), (x, to_y), (to_x, to_y))
            else:
                blocked = cells.in_column(to_x, y, to_y) + cells.in_row(y, x + 1, to_x + 1)
                yield BEND + corner + BLOCKED * blocked, ((x, y), (to_x, y), (to_x, to_y))
        for gap, after in {x + 0.5: x + 1, to_x - 0.5: to_x}.items():
            blocked = cells.in_row(y, x + 1, after) + cells.in_row(to_y, after, to_x)
            yield 2 * BEND + BLOCKED * blocked, ((x, y), (gap, y), (gap, to_y), (to_x, to_y))


def _ways_from_boundary(start: tuple[int, int], end: tuple[int, int], cells: _Cells) -> Iterator[tuple[float, Line]]:
    """Always downwards first: straight to a row below, or round through the gap."""
    (x, y), (to_x, to_y) = start, end
    out = x + 0.2
    if to_y > y:
        blocked = cells.in_column(x, y, to_y) + cells.in_row(to_y, x, to_x)
        yield BEND + BLOCKED * blocked, ((out, y), (out, to_y), (to_x, to_y))
    gap = x + 0.5
    blocked = cells.in_row(to_y, x + 1, to_x)
    price = 3 * BEND + (to_y == y) * 4 + BLOCKED * blocked
    yield price, ((out, y), (out, y + 0.4), (gap, y + 0.4), (gap, to_y), (to_x, to_y))


def _ways_along(start: tuple[int, int], end: tuple[int, int], cells: _Cells) -> Iterator[tuple[float, Line]]:
    """Straight on, or over what stands between."""
    (x, y), (to_x, _) = start, end
    yield BLOCKED * cells.in_row(y, x + 1, to_x), ((x, y), (to_x, y))
    over = ((x, y), (x + 0.5, y), (x + 0.5, y - 0.4), (to_x - 0.5, y - 0.4), (to_x - 0.5, y), (to_x, y))
    yield 4 * BEND, over


def _clash_price(one: Flow, segments: tuple[Segment, ...], other: Flow, others: tuple[Segment, ...]) -> float:
    if one.target != other.target and one.source != other.source:
        return CROSSING * sum(_touch(s, t) for s in segments for t in others)
    return SHARED if any(_along(s, t) for s in segments for t in others) else 0.0


def _segment(a: Place, b: Place) -> Segment:
    return min(a[0], b[0]), max(a[0], b[0]), min(a[1], b[1]), max(a[1], b[1])


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)


def _along(s: Segment, t: Segment) -> bool:
    """Whether two segments lie on each other for some length."""
    length = min(s[1], t[1]) - max(s[0], t[0]) + min(s[3], t[3]) - max(s[2], t[2])
    return length > 0 and _touch(s, t) and (s[0] == s[1]) == (t[0] == t[1])


def _touch(s: Segment, t: Segment) -> bool:
    """Whether two axis-parallel segments cross or lie on each other."""
    return s[0] <= t[1] and t[0] <= s[1] and s[2] <= t[3] and t[2] <= s[3]
