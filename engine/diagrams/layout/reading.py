"""Reads the one process of a BPMN file for drawing, and refuses what a fresh picture would lose."""

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from engine.diagrams.layout.di import BPMNDI, Drawn, line_of
from engine.diagrams.layout.model import Association, CannotTidy, DataObject, Diagram, Flow, Kind, Node, Pool

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
COLOURS = ("http://bpmn.io/schema/bpmn/biocolor/1.0", "http://www.omg.org/spec/BPMN/non-normative/color/1.0")
MOST_NODES = 150
"""Beyond this nobody can read the picture, and its search for the best rows would take minutes."""
SAME_ROW = 25
"""Pixels between the middles of neighbours that still count as one row."""
_LOST = {
    "messageFlow": "a message flow between pools is not drawn: use a message event in the lane of who receives it",
    "textAnnotation": "a text annotation would be lost: write it as documentation of the element it belongs to",
    "group": "a group would be lost: use lanes, or a called process",
    "association": "an association would be lost: write it as documentation of the element it belongs to",
    "childLaneSet": "a lane inside a lane is not drawn: make each role a lane of its own",
    "dataStoreReference": "a data store is not drawn: use a data object",
    "choreography": "a choreography is not drawn: draw a process",
    "subChoreography": "a choreography is not drawn: draw a process",
    "conversation": "a conversation is not drawn: draw a process",
}


def read_diagram(root: etree._Element, file: str) -> Diagram:
    """Read the process of a file.

    Raises:
        CannotTidy: The file holds something that would be lost, or that cannot be drawn.
    """
    _refuse_what_would_be_lost(root, file)
    process, pool = _process(root, file), _pool(root, file)
    lanes, lane_of = _lanes(process, file)
    nodes = {node.id: node for node in _nodes(process, lanes, lane_of, file)}
    if len(nodes) > MOST_NODES:
        what = f"has {len(nodes)} elements; at most {MOST_NODES} are drawn: make a part of it a called process"
        raise CannotTidy(file, what, line=line_of(process), element=process.get("id", ""))
    flows = {flow.id: flow for flow in _flows(process, nodes, file)}
    data, associations = _data(process, nodes, file)
    plane = root.find(f"{BPMN}collaboration") if pool else process
    plane_id = "" if plane is None else plane.get("id", "")
    return Diagram(
        plane=plane_id, pool=pool, lanes=lanes, nodes=nodes, flows=flows, data=data, associations=associations
    )


def rows_drawn(drawn: Drawn, diagram: Diagram) -> dict[str, int]:
    """The row inside its lane of every node that the file's own picture shows; nothing when it has no picture."""
    middles = {
        key: shape.box[1] + shape.box[3] / 2
        for key, shape in drawn.shapes.items()
        if key in diagram.nodes and not diagram.nodes[key].host
    }
    rows: dict[str, int] = {}
    for lane in diagram.lanes:
        row, last = 0, None
        for key in sorted((k for k in middles if diagram.nodes[k].lane == lane), key=middles.__getitem__):
            row += last is not None and middles[key] - last > SAME_ROW
            last, rows[key] = middles[key], row
    return rows


def _refuse_what_would_be_lost(root: etree._Element, file: str) -> None:
    for element in root.iter(etree.Element):
        name = etree.QName(element)
        if name.namespace == BPMN[1:-1] and name.localname in _LOST:
            raise CannotTidy(file, _LOST[name.localname], line=line_of(element), element=element.get("id", ""))
        if any(etree.QName(key).namespace in COLOURS for key in element.attrib):
            drawn = element.get("bpmnElement", "")
            raise CannotTidy(
                file, "its hand-picked colour would be lost: delete it", line=line_of(element), element=drawn
            )
    pictures = root.findall(f"{BPMNDI}BPMNDiagram")
    if len(pictures) > 1:
        raise CannotTidy(file, "a second picture would be lost: keep one BPMNDiagram", line=line_of(pictures[1]))
    inside = {
        node.get("id")
        for parent in root.iter()
        if _is_container(parent)
        for node in parent.iterdescendants(etree.Element)
    }
    for shape in root.iter(f"{BPMNDI}BPMNShape", f"{BPMNDI}BPMNEdge"):
        if shape.get("bpmnElement") in inside:
            raise CannotTidy(
                file,
                "is drawn inside an embedded subprocess, whose inside gets no picture: make it a called process",
                line=line_of(shape),
                element=shape.get("bpmnElement", ""),
            )


def _is_container(element: etree._Element) -> bool:
    return element.tag in (f"{BPMN}subProcess", f"{BPMN}transaction", f"{BPMN}adHocSubProcess")


def _process(root: etree._Element, file: str) -> etree._Element:
    processes = root.findall(f"{BPMN}process")
    if len(processes) != 1:
        line = line_of(processes[1]) if processes else None
        raise CannotTidy(file, f"holds {len(processes)} processes: draw one process a file", line=line)
    return processes[0]


def _pool(root: etree._Element, file: str) -> Pool | None:
    participants = root.findall(f"{BPMN}collaboration/{BPMN}participant")
    if not participants:
        return None
    if len(participants) > 1:
        second = participants[1]
        raise CannotTidy(
            file, "is a second pool: only one is drawn", line=line_of(second), element=second.get("id", "")
        )
    only = participants[0]
    if not only.get("processRef"):
        raise CannotTidy(file, "is a pool without a process: delete it", line=line_of(only), element=only.get("id", ""))
    return Pool(id=only.get("id", ""), name=only.get("name", ""))


def _lanes(process: etree._Element, file: str) -> tuple[dict[str, str], dict[str, str]]:
    """Names by lane, and the lane of each node."""
    lanes, lane_of = dict[str, str](), dict[str, str]()
    for lane in process.iterfind(f"{BPMN}laneSet/{BPMN}lane"):
        key = lane.get("id", "")
        lanes[key] = lane.get("name", "")
        for reference in lane.iterfind(f"{BPMN}flowNodeRef"):
            node = (reference.text or "").strip()
            if node in lane_of:
                raise CannotTidy(file, "lies in two lanes: keep one flowNodeRef", line=line_of(reference), element=node)
            lane_of[node] = key
    return lanes or {"": ""}, lane_of


def _nodes(process: etree._Element, lanes: Mapping[str, str], lane_of: Mapping[str, str], file: str) -> Iterator[Node]:
    ids = {element.get("id", "") for element in process.iterchildren(etree.Element)}
    for element in process.iterchildren(etree.Element):
        tag, key = etree.QName(element).localname, element.get("id", "")
        kind = _kind(tag)
        if not kind:
            continue
        host = element.get("attachedToRef")
        lane = lane_of.get(host or key, "")
        if kind == "boundary" and host not in ids:
            raise CannotTidy(file, f"sits on {host!r}, which is not there", line=line_of(element), element=key)
        if lane not in lanes:
            raise CannotTidy(file, "lies in no lane: add it to one", line=line_of(element), element=host or key)
        parts = [etree.QName(child).localname for child in element.iterchildren(etree.Element)]
        yield Node(
            id=key,
            kind=kind,
            name=element.get("name", ""),
            lane=lane,
            has_marker=kind == "task"
            and (not tag.endswith("ask") or any(p.endswith("LoopCharacteristics") for p in parts)),
            has_clock="timerEventDefinition" in parts,
            is_exclusive=tag == "exclusiveGateway",
            is_collapsed=_is_container(element),
            host=host,
        )


def _kind(tag: str) -> Kind | None:
    if tag == "boundaryEvent":
        return "boundary"
    if re.search(r"(Event|Gateway)$", tag):
        return "gateway" if tag.endswith("Gateway") else "event"
    return "task" if re.search(r"(?i)(task|callActivity|subProcess|transaction)$", tag) else None


def _flows(process: etree._Element, nodes: Mapping[str, Node], file: str) -> Iterator[Flow]:
    defaults = {element.get("default") for element in process.iterchildren(etree.Element)}
    for element in process.iterfind(f"{BPMN}sequenceFlow"):
        key, source, target = (element.get(name, "") for name in ("id", "sourceRef", "targetRef"))
        for end in (source, target):
            if end not in nodes:
                raise CannotTidy(
                    file, f"goes to or from {end!r}, which is not there", line=line_of(element), element=key
                )
        if nodes[target].host:
            raise CannotTidy(file, f"enters the boundary event {target!r}", line=line_of(element), element=key)
        yield Flow(id=key, source=source, target=target, name=element.get("name", ""), is_default=key in defaults)


def _data(
    process: etree._Element, nodes: Mapping[str, Node], file: str
) -> tuple[dict[str, DataObject], dict[str, Association]]:
    """Data object references, each with the activity that it is drawn at, and the data associations."""
    associations, lists = dict[str, Association](), dict[str, list[str]]()
    for activity in process.iterchildren(etree.Element):
        key = activity.get("id", "")
        if collection := (activity.findtext(f".//{BPMN}loopDataInputRef") or "").strip():
            lists.setdefault(collection, []).append(key)
        for tag, end in (("dataInputAssociation", "sourceRef"), ("dataOutputAssociation", "targetRef")):
            for link in activity.iterfind(f"{BPMN}{tag}"):
                drawn = (link.findtext(f"{BPMN}{end}") or "").strip()
                identity = link.get("id", "")
                is_input = end == "sourceRef"
                associations[identity] = Association(id=identity, activity=key, data=drawn, is_input=is_input)
    data: dict[str, DataObject] = {}
    anywhere = next((node.id for node in nodes.values() if node.kind == "task"), next(iter(nodes), ""))
    for element in process.iterfind(f"{BPMN}dataObjectReference"):
        key, stands_for = element.get("id", ""), element.get("dataObjectRef", "")
        linked = [association.activity for association in associations.values() if association.data == key]
        if len(set(linked)) > 1:
            raise CannotTidy(
                file,
                f"is used by {linked[0]!r} and {linked[1]!r}: draw a reference of its own at each",
                line=line_of(element),
                element=key,
            )
        users = linked or lists.get(key) or lists.get(stands_for) or [anywhere]
        drawn_before = sum(
            other.get("dataObjectRef") == stands_for for other in element.itersiblings(element.tag, preceding=True)
        )
        data[key] = DataObject(id=key, name=element.get("name", ""), user=users[min(drawn_before, len(users) - 1)])
    return data, {key: link for key, link in associations.items() if link.data in data}
