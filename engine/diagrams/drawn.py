"""A process as its BPMN file draws it: what each element is, and where."""

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from engine.diagrams.errors import DiagramError
from engine.diagrams.layout.di import Drawn, line_of, read_di
from engine.diagrams.layout.model import Box, Point
from engine.diagrams.xml import read_xml

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
ACTIVITIES = ("userTask", "manualTask", "serviceTask", "businessRuleTask", "task", "callActivity", "subProcess")
EVENTS = ("startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent")
DATA = "dataObjectReference"


@dataclass(frozen=True, kw_only=True)
class DrawnElement:
    """One flow node or data object."""

    id: str
    kind: str
    name: str
    box: Box
    label: Box | None
    event: str = ""
    """"timer", "message", "terminate" or nothing."""
    host: str = ""
    interrupts: bool = True
    is_multiple: bool = False

    @property
    def middle(self) -> Point:
        """The middle of the box."""
        x, y, width, height = self.box
        return x + width // 2, y + height // 2


@dataclass(frozen=True, kw_only=True)
class DrawnProcess:
    """A process's drawn parts."""

    id: str
    lanes: tuple[tuple[str, Box], ...]
    elements: Mapping[str, DrawnElement]
    flows: Mapping[str, tuple[str, str, str]]
    """Name, source and target by id."""
    links: tuple[tuple[str, str], ...]
    """Data object and the activity that takes its list from it."""
    drawn: Drawn


def read_process(diagram: bytes, process: str) -> DrawnProcess:
    """Read one process and its picture.

    Raises:
        DiagramError: The file has no such process, or does not draw all of it.
    """
    root = read_xml(diagram, process)
    node = next((found for found in root.iter(f"{BPMN}process") if found.get("id") == process), None)
    if node is None:
        raise DiagramError(process, f"the file has no process {process!r}")
    drawn = read_di(root, process)
    elements, flows, references = dict[str, DrawnElement](), dict[str, tuple[str, str, str]](), dict[str, str]()
    for child in node.iterchildren(etree.Element):
        kind, key = etree.QName(child).localname, child.get("id", "")
        if kind == "sequenceFlow":
            flows[key] = (child.get("name", ""), child.get("sourceRef", ""), child.get("targetRef", ""))
            _must_be_drawn(key in drawn.edges, process, child, "sequence flow")
        elif kind in (*ACTIVITIES, *EVENTS, DATA) or kind.endswith("Gateway"):
            _must_be_drawn(key in drawn.shapes, process, child, "element")
            elements[key] = _element(child, kind, drawn)
            if kind == DATA:
                references.setdefault(child.get("dataObjectRef", ""), key)
    lists = (
        (child.get("id", ""), child.findtext(f".//{BPMN}loopDataInputRef") or "")
        for child in node.iterchildren(etree.Element)
    )
    lanes = tuple(
        (lane.get("name", ""), drawn.shapes[key].box)
        for lane in node.iter(f"{BPMN}lane")
        if (key := lane.get("id", "")) in drawn.shapes
    )
    links = tuple(
        (references[collection], key) for key, collection in lists if collection in references and key in elements
    )
    return DrawnProcess(id=process, lanes=lanes, elements=elements, flows=flows, links=links, drawn=drawn)


def _must_be_drawn(is_drawn: bool, process: str, node: etree._Element, what: str) -> None:  # noqa: FBT001 - the guard's condition
    if not is_drawn:
        raise DiagramError(
            process, f"{what} {node.get('id')!r} has no picture: run `cspr tidy` on the file", line=line_of(node)
        )


def _element(node: etree._Element, kind: str, drawn: Drawn) -> DrawnElement:
    key = node.get("id", "")
    events = [etree.QName(child).localname for child in node.iterchildren(etree.Element)]
    return DrawnElement(
        id=key, kind=kind, name=node.get("name", ""), box=drawn.shapes[key].box, label=drawn.shapes[key].label,
        event=next((e.removesuffix("EventDefinition") for e in events if e.endswith("EventDefinition")), ""),
        host=node.get("attachedToRef", ""), interrupts=node.get("cancelActivity") != "false",
        is_multiple="multiInstanceLoopCharacteristics" in events or kind == DATA,
    )  # fmt: skip
