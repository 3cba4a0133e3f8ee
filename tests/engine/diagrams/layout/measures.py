"""What makes a picture bad, found by looking at its numbers."""

from collections.abc import Iterator
from itertools import combinations, pairwise

from engine.diagrams.layout.di import Drawn, Edge, Picture, Shape
from engine.diagrams.layout.model import Box, Diagram, Point
from engine.diagrams.layout.placing import find_loops

Piece = tuple[Point, Point]


def as_drawn(picture: Picture) -> Drawn:
    return Drawn(
        shapes={key: Shape(box=box, label=picture.labels.get(key)) for key, box in picture.boxes.items()},
        edges={key: Edge(points=tuple(line), label=picture.labels.get(key)) for key, line in picture.lines.items()},
    )


def node_overlaps(diagram: Diagram, drawn: Drawn) -> list[tuple[str, str]]:
    things = [*diagram.nodes, *diagram.data]
    hosts = {key: node.host for key, node in diagram.nodes.items()}
    return [
        (a, b)
        for a, b in combinations(things, 2)
        if hosts.get(a) != b and hosts.get(b) != a and _boxes_meet(drawn.shapes[a].box, drawn.shapes[b].box)
    ]


def flows_through_nodes(diagram: Diagram, drawn: Drawn) -> list[tuple[str, str]]:
    return [
        (flow.id, key)
        for flow in diagram.flows.values()
        for key in (*diagram.nodes, *diagram.data)
        if key not in (flow.source, flow.target, diagram.nodes[flow.source].host)
        and any(_line_meets(piece, _shrunk(drawn.shapes[key].box)) for piece in pairwise(drawn.edges[flow.id].points))
    ]


def label_overlaps(diagram: Diagram, drawn: Drawn) -> list[tuple[str, str]]:
    labels = {key: thing.label for key, thing in {**drawn.shapes, **drawn.edges}.items() if thing.label}
    boxes = {key: drawn.shapes[key].box for key in (*diagram.nodes, *diagram.data)}
    pieces = [(key, piece) for key, edge in drawn.edges.items() for piece in pairwise(edge.points)]
    return [
        *((a, b) for a, b in combinations(labels, 2) if _boxes_meet(labels[a], labels[b])),
        *((a, b) for a in labels for b in boxes if a != b and _boxes_meet(labels[a], boxes[b])),
        *((a, b) for a in labels for b, piece in pieces if _line_meets(piece, labels[a])),
    ]


def crossings(drawn: Drawn) -> int:
    lines = [list(pairwise(edge.points)) for edge in drawn.edges.values()]
    return sum(_cross(a, b) for one, other in combinations(lines, 2) for a in one for b in other)


def slanted(drawn: Drawn) -> list[str]:
    return [key for key, edge in drawn.edges.items() for a, b in pairwise(edge.points) if a[0] != b[0] and a[1] != b[1]]


def backward(diagram: Diagram, drawn: Drawn) -> list[str]:
    loops = find_loops(diagram)
    forward = (flow for flow in diagram.flows.values() if flow.id not in loops)
    return [f.id for f in forward if drawn.shapes[f.target].box[0] < drawn.shapes[diagram.stem(f.source)].box[0]]


def outside_their_lane(diagram: Diagram, drawn: Drawn) -> list[str]:
    if "" in diagram.lanes:
        return []
    inside = (node for node in diagram.nodes.values() if not node.host)
    return [node.id for node in inside if not _holds(drawn.shapes[node.lane].box, drawn.shapes[node.id].box)]


def faults(diagram: Diagram, drawn: Drawn) -> list[tuple[str, object]]:
    """Everything that no picture may have."""
    return [
        *(("nodes overlap", fault) for fault in node_overlaps(diagram, drawn)),
        *(("flow through node", fault) for fault in flows_through_nodes(diagram, drawn)),
        *(("label overlaps", fault) for fault in label_overlaps(diagram, drawn)),
        *(("slanted", fault) for fault in slanted(drawn)),
        *(("goes back", fault) for fault in backward(diagram, drawn)),
        *(("outside its lane", fault) for fault in outside_their_lane(diagram, drawn)),
    ]


def _boxes_meet(a: Box, b: Box) -> bool:
    return a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and a[1] < b[1] + b[3] and b[1] < a[1] + a[3]


def _holds(outer: Box, inner: Box) -> bool:
    level = outer[0] <= inner[0] and inner[0] + inner[2] <= outer[0] + outer[2]
    return level and outer[1] <= inner[1] and inner[1] + inner[3] <= outer[1] + outer[3]


def _shrunk(box: Box) -> Box:
    return box[0] + 1, box[1] + 1, box[2] - 2, box[3] - 2


def _line_meets(piece: Piece, box: Box) -> bool:
    (ax, ay), (bx, by) = piece
    return _boxes_meet((min(ax, bx), min(ay, by), abs(ax - bx), abs(ay - by)), box)


def _cross(a: Piece, b: Piece) -> bool:
    def _sides(piece: Piece, other: Piece) -> Iterator[int]:
        (ax, ay), (bx, by) = piece
        for x, y in other:
            yield (bx - ax) * (y - ay) - (by - ay) * (x - ax)

    one, other = list(_sides(a, b)), list(_sides(b, a))
    return one[0] * one[1] < 0 and other[0] * other[1] < 0
