"""Where the names of events, gateways, data objects and flows go: the best of a few usual places, clear of the rest."""

from collections.abc import Iterator, Mapping
from itertools import combinations, pairwise

from engine.diagrams.layout.di import Picture
from engine.diagrams.layout.model import Box, Diagram, Point

CLEAR = 3
"""Pixels between a label and what it must not touch."""
ON_NODE, ON_LABEL, ON_LINE, ON_EDGE = 100, 80, 60, 20
NEAR, NEAR_LABEL = 14, 8
"""Pixels within which another name is too near to tell at once whose is whose, and how much that is disliked."""
LOWER = 16
"""How much further below an activity the name of an event on it goes, where there is no nearer room."""
LATER_PIECE, SHARED_PIECE, TOO_SHORT, UPRIGHT = 6, 30, 15, 3
Place = tuple[float, Box]
"""How disliked a place is, and the place."""
Piece = tuple[Point, Point]


def place_labels(diagram: Diagram, picture: Picture, sizes: Mapping[str, tuple[int, int]]) -> dict[str, Box]:
    """Choose a place for every label: those of boundary events first, then of nodes, those of flows round them."""
    chosen: dict[str, Box] = {}
    search = _Search(diagram, picture)
    order = sorted(
        sizes, key=lambda key: (key in diagram.flows, key not in diagram.nodes or not diagram.nodes[key].host)
    )
    for _ in range(2):
        for key in order:
            nodes = [box for node, box in search.obstacles.items() if node != key]
            others = [
                box
                for other, box in chosen.items()
                if other != key and (key in diagram.flows or other not in diagram.flows)
            ]
            places = [
                (dislike + search.harm(box, nodes, others), box) for dislike, box in search.places(key, *sizes[key])
            ]
            chosen[key] = min(places, key=lambda place: place[0])[1]
    return chosen


class _Search:
    def __init__(self, diagram: Diagram, picture: Picture) -> None:
        self.diagram, self.picture = diagram, picture
        self.obstacles = {key: picture.boxes[key] for key in (*diagram.nodes, *diagram.data)}
        self.pieces = [piece for line in picture.lines.values() for piece in pairwise(line)]
        lanes = (picture.boxes[lane] for lane in diagram.lanes if lane)
        self.edges = [(x, y, width, 1) for x, y, width, _ in lanes]
        self.shared = _shared_pieces(picture)

    def harm(self, box: Box, nodes: list[Box], others: list[Box]) -> float:
        """What a place touches, weighed."""
        x, y, width, height = box
        lines = sum(_on_line(box, piece) for piece in self.pieces)
        near = _hits((x - NEAR, y - NEAR, width + 2 * NEAR, height + 2 * NEAR), others)
        touched = ON_NODE * _hits(box, nodes) + ON_LABEL * _hits(box, others) + ON_EDGE * _hits(box, self.edges)
        return touched + ON_LINE * lines + NEAR_LABEL * near

    def places(self, key: str, width: int, height: int) -> Iterator[Place]:
        """Places worth trying, the usual one first."""
        if key in self.picture.lines:
            return self._beside_line(key, width, height)
        box = self.picture.boxes[key]
        if key in self.diagram.data:
            return _beside_data(box, width, height)
        kind = self.diagram.nodes[key].kind
        return (
            _beside_boundary(box, width, height)
            if kind == "boundary"
            else _round_node(box, width, height, below=kind == "event")
        )

    def _beside_line(self, flow: str, width: int, height: int) -> Iterator[Place]:
        for number, piece in enumerate(pairwise(self.picture.lines[flow])):
            dislike = LATER_PIECE * number + SHARED_PIECE * ((flow, number) in self.shared)
            beside = _beside_level if piece[0][1] == piece[1][1] else _beside_upright
            for extra, box in beside(piece, width, height):
                yield dislike + extra, box


def _shared_pieces(picture: Picture) -> set[tuple[str, int]]:
    """Pieces on which another flow lies too: a name beside them would not say whose it is."""
    shared = set[tuple[str, int]]()
    for (one, line), (other, second) in combinations(picture.lines.items(), 2):
        for i, a in enumerate(pairwise(line)):
            for j, b in enumerate(pairwise(second)):
                if _overlap(a, b):
                    shared |= {(one, i), (other, j)}
    return shared


def _overlap(a: Piece, b: Piece) -> bool:
    for along in (0, 1):
        across = 1 - along
        if a[0][across] == a[1][across] == b[0][across] == b[1][across]:
            low = max(min(a[0][along], a[1][along]), min(b[0][along], b[1][along]))
            return min(max(a[0][along], a[1][along]), max(b[0][along], b[1][along])) > low
    return False


def _beside_data(box: Box, width: int, height: int) -> Iterator[Place]:
    x, y, w, h = box
    middle = y + (h - height) // 2
    corners = [(x + w + 4, middle), (x + w + 4, y), (x - 4 - width, middle), (x + w // 2 - width // 2, y - 4 - height)]
    for dislike, corner in enumerate(corners):
        yield dislike, (*corner, width, height)


def _beside_boundary(box: Box, width: int, height: int) -> Iterator[Place]:
    x, y, w, h = box
    middle, low = x + w // 2, y + h // 2 + 5
    yield 0, (x - 3 - width, low, width, height)
    yield 1, (x + w + 3, low, width, height)
    yield 4, (middle + 5, y + h + 2, width, height)
    yield 4, (middle - 5 - width, y + h + 2, width, height)
    for further in (LOWER, 2 * LOWER):  # where neighbours leave no room, below their names
        yield 8, (middle + 5, y + h + 2 + further, width, height)
        yield 8, (middle - 5 - width, y + h + 2 + further, width, height)


def _round_node(box: Box, width: int, height: int, *, below: bool) -> Iterator[Place]:
    x, y, w, h = box
    middle, top, bottom = x + w // 2, y - 4 - height, y + h + 4
    half, right, left = middle - width // 2, middle + 7, middle - 7 - width
    corners = [(half, bottom), (half, top)] if below else [(half, top), (half, bottom)]
    corners += [(right, top + 2), (left, top + 2), (right, bottom - 2), (left, bottom - 2)]
    corners += [(middle - width * 3 // 4, bottom), (middle - width // 4, bottom)]
    corners += [(right, top - 28), (left, top - 28), (half, bottom + 14)]
    for dislike, corner in enumerate(corners):
        yield dislike, (*corner, width, height)


def _beside_level(piece: Piece, width: int, height: int) -> Iterator[Place]:
    (x, y), (to_x, _) = piece
    reach = abs(to_x - x)
    short = TOO_SHORT * (reach < width + 12)
    near = x + 8 if to_x > x else x - 8 - width
    for shift, extra in ((0, 0), (max(0, (reach - width) // 2 - 8), 2), (max(0, reach - width - 28), 5)):
        left = near + (shift if to_x > x else -shift)
        yield short + extra, (left, y - 4 - height, width, height)
        yield short + extra + 1, (left, y + 4, width, height)


def _beside_upright(piece: Piece, width: int, height: int) -> Iterator[Place]:
    (x, y), (_, to_y) = piece
    near = y + 8 if to_y > y else y - 8 - height
    far = to_y - 8 - height if to_y > y else to_y + 8
    middle = (near + far) // 2
    for top, extra in ((near, 0), (middle, 2), (far, 4), ((near + middle) // 2, 5), ((middle + far) // 2, 5)):
        yield UPRIGHT + extra, (x + 6, top, width, height)
        yield UPRIGHT + extra + 1, (x - 6 - width, top, width, height)


def _hits(box: Box, others: list[Box]) -> int:
    x, y, w, h = box
    return sum(
        x < ox + ow + CLEAR and ox < x + w + CLEAR and y < oy + oh + 1 and oy < y + h + 1 for ox, oy, ow, oh in others
    )


def _on_line(box: Box, piece: Piece) -> bool:
    (x0, y0), (x1, y1) = piece
    x, y, w, h = box
    is_beside = min(x0, x1) < x + w + CLEAR and x - CLEAR < max(x0, x1)
    return is_beside and min(y0, y1) < y + h + 1 and y - 1 < max(y0, y1)
