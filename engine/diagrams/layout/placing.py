"""Which column and which row each node gets. Lanes keep the file's order; rows live inside lanes."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from engine.diagrams.layout.model import Diagram, Flow
from engine.diagrams.layout.rows import Rows


@dataclass(kw_only=True)
class Placing:
    """Grid positions. `rows` counts from the top of the whole picture, `lane_rows` says how many each lane has."""

    columns: dict[str, int]
    rows: dict[str, int]
    lane_rows: dict[str, int]
    loops: set[str]
    """Flows that go back."""


def place(diagram: Diagram, drawn: Mapping[str, int]) -> Placing:
    """Give every node but the boundary events a cell of the grid.

    Args:
        diagram: What is drawn.
        drawn: Rows of an earlier picture: who was above whom in a lane stays so unless that costs much.
    """
    loops = find_loops(diagram)
    columns = assign_columns(diagram, loops)
    rows = Rows(diagram, columns, loops, drawn)
    rows.search()
    return Placing(columns=columns, rows=rows.global_rows(rows.row), lane_rows=rows.counts(rows.row), loops=loops)


def find_loops(diagram: Diagram) -> set[str]:
    """Flows that close a cycle, walking depth first from the start in the file's order."""
    leaving = defaultdict[str, list[Flow]](list)
    for flow in diagram.flows.values():
        leaving[diagram.stem(flow.source)].append(flow)
    entered = {flow.target for flow in diagram.flows.values()}
    inside = [node.id for node in diagram.nodes.values() if not node.host]
    loops, is_open = set[str](), dict[str, bool]()
    for root in [*(node for node in inside if node not in entered), *inside]:
        if root in is_open:
            continue
        is_open[root] = True
        stack = [(root, iter(leaving[root]))]  # a stack of our own: a diagram may be longer than Python's
        while stack:
            node, flows = stack[-1]
            for flow in flows:
                if is_open.get(flow.target):
                    loops.add(flow.id)
                elif flow.target not in is_open:
                    is_open[flow.target] = True
                    stack.append((flow.target, iter(leaving[flow.target])))
                    break
            else:
                is_open[node] = False
                stack.pop()
    return loops


def assign_columns(diagram: Diagram, loops: set[str]) -> dict[str, int]:
    """Longest path from the start, so that every flow but a loop goes to the right."""
    columns = {node.id: 0 for node in diagram.nodes.values() if not node.host}
    forward = [(diagram.stem(f.source), f.target) for f in diagram.flows.values() if f.id not in loops]
    for _ in columns:
        before = dict(columns)
        for source, target in forward:
            columns[target] = max(columns[target], columns[source] + 1)
        if columns == before:
            break
    return columns
