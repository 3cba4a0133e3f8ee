"""Builds BPMN files for the layout's tests, and edits them as an author would."""

from collections.abc import Iterable, Mapping

from lxml import etree

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
_FRAME = """<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="definitions" targetNamespace="urn:test">
{before}  <bpmn:process id="process" isExecutable="true">
{inside}
  </bpmn:process>
{after}</bpmn:definitions>
"""


def node(kind: str, key: str, name: str = "", inside: str = "", **attributes: str) -> str:
    written = "".join(f' {attribute}="{value}"' for attribute, value in attributes.items())
    return f'    <bpmn:{kind} id="{key}" name="{name or key}"{written}>{inside}</bpmn:{kind}>'


def flow(source: str, target: str, name: str = "") -> str:
    return (
        f'    <bpmn:sequenceFlow id="{source}_to_{target}" name="{name}" sourceRef="{source}" targetRef="{target}" />'
    )


def lanes(members: Mapping[str, Iterable[str]]) -> str:
    """A lane for each name, with the ids of the nodes in it."""
    out = ['    <bpmn:laneSet id="lanes">']
    for number, (name, nodes) in enumerate(members.items()):
        references = "".join(f"<bpmn:flowNodeRef>{key}</bpmn:flowNodeRef>" for key in nodes)
        out.append(f'      <bpmn:lane id="lane_{number}" name="{name}">{references}</bpmn:lane>')
    return "\n".join([*out, "    </bpmn:laneSet>"])


def bpmn(*parts: str, before: str = "", after: str = "") -> bytes:
    return _FRAME.format(before=before, inside="\n".join(parts), after=after).encode()


def small(*, before: str = "", after: str = "", inside: str = "") -> bytes:
    """Two lanes, a task in each, and whatever else is wanted."""
    return bpmn(
        lanes({"Referrer": ["start", "refer"], "Business unit": ["check", "end"]}),
        node("startEvent", "start"),
        node("userTask", "refer", "Refer the case"),
        node("userTask", "check", "Check the referral"),
        node("endEvent", "end"),
        flow("start", "refer"),
        flow("refer", "check"),
        flow("check", "end"),
        *([inside] if inside else []),
        before=before,
        after=after,
    )


def line_holding(xml: bytes, text: str) -> int:
    return next(number for number, line in enumerate(xml.decode().splitlines(), 1) if text in line)


def insert_task(xml: bytes, flow_id: str) -> bytes:
    """Put a task into a sequence flow, in the lane of the flow's source."""
    root = etree.fromstring(xml)
    process = root.find(f"{BPMN}process")
    old = _by_id(root, flow_id)
    source = old.get("sourceRef")
    etree.SubElement(process, f"{BPMN}userTask", id="inserted", name="Do something that was forgotten")
    etree.SubElement(process, f"{BPMN}sequenceFlow", id="to_inserted", sourceRef=source, targetRef="inserted")
    old.set("sourceRef", "inserted")
    _add_to_lane(root, "inserted", _lane_of(root, _by_id(root, source).get("attachedToRef", source)))
    return etree.tostring(root)


def delete_task(xml: bytes, task: str) -> bytes:
    """Take a task out, its boundary events with it; what led to it now leads to what followed."""
    root = etree.fromstring(xml)
    following = next(f.get("targetRef") for f in root.iter(f"{BPMN}sequenceFlow") if f.get("sourceRef") == task)
    gone = {
        task,
        *(event.get("id") for event in root.iter(f"{BPMN}boundaryEvent") if event.get("attachedToRef") == task),
    }
    for sequence_flow in list(root.iter(f"{BPMN}sequenceFlow")):
        if sequence_flow.get("sourceRef") in gone:
            sequence_flow.getparent().remove(sequence_flow)
        elif sequence_flow.get("targetRef") == task:
            sequence_flow.set("targetRef", following)
    for key in gone:
        element = _by_id(root, key)
        element.getparent().remove(element)
        for reference in [r for r in root.iter(f"{BPMN}flowNodeRef") if r.text == key]:
            reference.getparent().remove(reference)
    return etree.tostring(root)


def move_to_lane(xml: bytes, task: str, lane: str) -> bytes:
    root = etree.fromstring(xml)
    for reference in [r for r in root.iter(f"{BPMN}flowNodeRef") if r.text == task]:
        reference.getparent().remove(reference)
    _add_to_lane(root, task, _by_id(root, lane))
    return etree.tostring(root)


def without_picture(xml: bytes) -> bytes:
    root = etree.fromstring(xml)
    for picture in root.findall("{*}BPMNDiagram"):
        root.remove(picture)
    return etree.tostring(root)


def _by_id(root: etree._Element, key: str) -> etree._Element:
    return next(element for element in root.iter(f"{BPMN}*") if element.get("id") == key)


def _lane_of(root: etree._Element, key: str) -> etree._Element | None:
    return next((lane for lane in root.iter(f"{BPMN}lane") for ref in lane if ref.text == key), None)


def _add_to_lane(root: etree._Element, key: str, lane: etree._Element | None) -> None:
    if lane is not None:
        etree.SubElement(lane, f"{BPMN}flowNodeRef").text = key
