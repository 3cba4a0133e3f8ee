"""BPMN DI, the part of a BPMN file that says where everything is drawn: read from a file, and written for one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import cast
from xml.sax.saxutils import quoteattr

from lxml import etree

from engine.diagrams.errors import DiagramError
from engine.diagrams.layout.model import Box, Diagram, Point

BPMNDI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
DC = "{http://www.omg.org/spec/DD/20100524/DC}"
DI = "{http://www.omg.org/spec/DD/20100524/DI}"
LARGEST_COORDINATE = 1_000_000.0  # pixels; beyond it a picture is a mistake or an attack


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A drawn element: its box and the box of its name, when the name stands outside."""

    box: Box
    label: Box | None = None


@dataclass(frozen=True, kw_only=True)
class Edge:
    """A drawn flow: its corners from source to target, and the box of its name."""

    points: tuple[Point, ...]
    label: Box | None = None


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """What a file's picture shows, by the id of the element drawn; coordinates in pixels."""

    shapes: Mapping[str, Shape]
    edges: Mapping[str, Edge]


@dataclass(kw_only=True)
class Picture:
    """Where everything is, in whole pixels."""

    boxes: dict[str, Box] = field(default_factory=dict)  # pool, lanes, nodes and data objects
    lines: dict[str, list[Point]] = field(default_factory=dict)  # flows and data associations
    labels: dict[str, Box] = field(default_factory=dict)  # of events, gateways, data objects and flows


def line_of(element: etree._Element) -> int | None:
    """The line of the file on which an element starts."""
    return cast("int | None", element.sourceline)


def read_di(root: etree._Element, file: str) -> Drawn:
    """Read every shape and edge of a file.

    Raises:
        DiagramError: A coordinate is missing or is not a number.
    """
    shapes, edges = dict[str, Shape](), dict[str, Edge]()
    for shape in root.iter(f"{BPMNDI}BPMNShape"):
        box = _bounds(shape, file)
        if box is None:
            raise DiagramError(file, f"the picture of {shape.get('bpmnElement')!r} has no bounds", line=line_of(shape))
        shapes[shape.get("bpmnElement", "")] = Shape(box=box, label=_label(shape, file))
    for edge in root.iter(f"{BPMNDI}BPMNEdge"):
        points = tuple(
            (_number(point, "x", file), _number(point, "y", file)) for point in edge.iterfind(f"{DI}waypoint")
        )
        if len(points) < 2:  # noqa: PLR2004 - a line has two ends
            raise DiagramError(file, f"the picture of {edge.get('bpmnElement')!r} has no line", line=line_of(edge))
        edges[edge.get("bpmnElement", "")] = Edge(points=points, label=_label(edge, file))
    return Drawn(shapes=shapes, edges=edges)


def write_di(diagram: Diagram, picture: Picture, taken_ids: Iterable[str]) -> str:
    """Write the BPMNDiagram element. It declares its own namespaces, so the rest of the file need not change."""
    ids = _Ids(taken_ids)
    spaces = f'xmlns:bpmndi="{BPMNDI[1:-1]}" xmlns:dc="{DC[1:-1]}" xmlns:di="{DI[1:-1]}"'
    plane, identity = quoteattr(diagram.plane), ids.fresh(f"{diagram.plane}_diagram")
    out = [f"  <bpmndi:BPMNDiagram {spaces} id={identity}>"]
    out.append(f"    <bpmndi:BPMNPlane id={ids.fresh(f'{diagram.plane}_plane')} bpmnElement={plane}>")
    for key, box in picture.boxes.items():
        out.append(
            f"      <bpmndi:BPMNShape id={ids.fresh(f'{key}_di')} bpmnElement={quoteattr(key)}{_flags(diagram, key)}>"
        )
        out += [_bounds_tag(box, 8), *_label_tags(picture, key), "      </bpmndi:BPMNShape>"]
    for key, line in picture.lines.items():
        out.append(f"      <bpmndi:BPMNEdge id={ids.fresh(f'{key}_di')} bpmnElement={quoteattr(key)}>")
        out += [f'        <di:waypoint x="{x}" y="{y}" />' for x, y in line]
        out += [*_label_tags(picture, key), "      </bpmndi:BPMNEdge>"]
    return "\n".join([*out, "    </bpmndi:BPMNPlane>", "  </bpmndi:BPMNDiagram>", ""])


class _Ids:
    """Ids for the picture that nothing else in the file has."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)

    def fresh(self, wish: str) -> str:
        while wish in self._taken:
            wish += "_"
        self._taken.add(wish)
        return quoteattr(wish)


def _flags(diagram: Diagram, key: str) -> str:
    if key in diagram.lanes or (diagram.pool and key == diagram.pool.id):
        return ' isHorizontal="true"'
    node = diagram.nodes.get(key)
    if node is None:
        return ""
    return ' isMarkerVisible="true"' if node.is_exclusive else ' isExpanded="false"' if node.is_collapsed else ""


def _label_tags(picture: Picture, key: str) -> list[str]:
    box = picture.labels.get(key)
    return ["        <bpmndi:BPMNLabel>", _bounds_tag(box, 10), "        </bpmndi:BPMNLabel>"] if box else []


def _bounds_tag(box: Box, indent: int) -> str:
    x, y, width, height = box
    return f'{" " * indent}<dc:Bounds x="{x}" y="{y}" width="{width}" height="{height}" />'


def _label(drawn: etree._Element, file: str) -> Box | None:
    label = drawn.find(f"{BPMNDI}BPMNLabel")
    return None if label is None else _bounds(label, file)


def _bounds(holder: etree._Element, file: str) -> Box | None:
    bounds = holder.find(f"{DC}Bounds")
    if bounds is None:
        return None
    x, y, width, height = (_number(bounds, name, file) for name in ("x", "y", "width", "height"))
    return x, y, width, height


def _number(element: etree._Element, name: str, file: str) -> int:
    """Read a coordinate; half pixels, which the editor writes now and then, are rounded."""
    text = element.get(name, "")
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if not -LARGEST_COORDINATE <= number <= LARGEST_COORDINATE:  # also false for "nan"
        raise DiagramError(file, f"the picture's {name}={text!r} is not a coordinate", line=line_of(element))
    return round(number)
