"""Reads BPMN files: the only reader of BPMN. What this product does not run is refused, element by element."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from SpiffWorkflow.spiff.parser.process import VALIDATOR

from engine.diagrams.elements import FLOW_NODES, Element, Flow, Lane, Process
from engine.diagrams.errors import DiagramError, Problem
from engine.diagrams.refusals import REFUSED_ATTRIBUTES, REFUSED_ELEMENTS, refusal
from engine.diagrams.xml import line_of, read_xml
from forms.expressions import Expression, ExpressionError, parse

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
SPIFF = "{http://spiffworkflow.org/bpmn/schema/1.0/core}"
MOST_FLOW_NODES = 250
MOST_SCHEMA_PROBLEMS = 20
CONDITIONS_AT = f"{BPMN}conditionExpression"
# What a document may hold besides processes, and that in turn: a pool is only drawn, a message only named.
ALLOWED_AROUND = {"message": (), "collaboration": ("participant", "documentation")}
# What may stand around the flow nodes. A data object stands for a multi-instance activity's list.
NOT_RUN = frozenset({"laneSet", "dataObject", "dataObjectReference", "documentation"})
PARTS_OF_A_NODE = frozenset({
    "documentation", "extensionElements", "incoming", "outgoing", "multiInstanceLoopCharacteristics",
    "timerEventDefinition", "messageEventDefinition", "terminateEventDefinition",
})  # fmt: skip
# People act in the process itself: an editor draws no lanes inside an embedded subprocess.
NOT_INSIDE = frozenset({"userTask", "subProcess", "eventBasedGateway"})
EVENT = "EventDefinition"
UNNAMED = "?"  # so that the rest of the event is checked all the same
TIMES = tuple(f"{BPMN}{name}" for name in ("timeDate", "timeDuration", "timeCycle"))
# Which events may be of which kind; an event without a definition is a plain one.
EVENT_KINDS = {
    "startEvent": ("", "messageEventDefinition"),
    "endEvent": ("", "terminateEventDefinition"),
    "boundaryEvent": ("timerEventDefinition", "messageEventDefinition"),
    "intermediateCatchEvent": ("timerEventDefinition", "messageEventDefinition"),
}


@dataclass(frozen=True, kw_only=True)
class Diagram:
    """One BPMN file, read: what it holds, and what of it is refused."""

    file: str
    root: etree._Element
    processes: tuple[Process, ...]
    elements: tuple[Element, ...]
    flows: tuple[Flow, ...]
    problems: tuple[Problem, ...]


def read_diagram(file: str, data: bytes) -> Diagram:
    """Read one BPMN file. Refused elements are kept beside their problems, so that the rest can be checked.

    Raises:
        DiagramError: the file is no BPMN document, and nothing of it can be read.
    """
    root = read_xml(data, file, root=f"{BPMN}definitions")
    if not VALIDATOR.validator.validate(root):
        raise SchemaError(file, root)
    reader = _Reader(file, root)
    for process in root.iterfind(f"{BPMN}process"):
        reader.read_process(process)
    if not reader.processes:
        reader.refuse(root, "the diagram holds no process; draw one")
    return Diagram(
        file=file, root=root, processes=tuple(reader.processes), elements=tuple(reader.elements),
        flows=tuple(reader.flows), problems=tuple(reader.problems),
    )  # fmt: skip


class SchemaError(DiagramError):
    """A BPMN file does not keep the schema of BPMN 2.0; `problems` says where."""

    def __init__(self, file: str, root: etree._Element) -> None:
        found = list(VALIDATOR.validator.error_log)[:MOST_SCHEMA_PROBLEMS]
        super().__init__(file, _plain(found[0].message), line=found[0].line)
        self.problems = tuple(
            Problem(
                rule=self.rule,
                file=file,
                line=entry.line,
                element=_id_near(root, entry.line),
                message=_plain(entry.message),
            )
            for entry in found
        )


class _Reader:
    """Reads one file's processes; gathers what is refused instead of stopping at it."""

    def __init__(self, file: str, root: etree._Element) -> None:
        self.file = file
        self.processes: list[Process] = []
        self.elements: list[Element] = []
        self.flows: list[Flow] = []
        self.problems: list[Problem] = []
        self.messages = {m.get("id"): m.get("name", "") for m in root.iterfind(f"{BPMN}message")}
        for part in root.iterchildren(etree.Element):
            kind = etree.QName(part).localname
            if part.tag.startswith(BPMN) and kind not in (*ALLOWED_AROUND, "process"):
                self.refuse(part, refusal(kind))
            for inner in part.iterchildren(etree.Element) if kind in ALLOWED_AROUND else ():
                if etree.QName(inner).localname not in ALLOWED_AROUND[kind]:
                    self.refuse(inner, refusal(etree.QName(inner).localname))

    def refuse(self, node: etree._Element, message: str) -> None:
        """Note what is wrong with a node."""
        owner = next((n for n in (node, *node.iterancestors()) if n.get("id")), node)
        self.problems.append(
            Problem(rule="refused", file=self.file, element=owner.get("id", ""), line=line_of(node), message=message)
        )

    def read_process(self, node: etree._Element, inside: str = "", role: str = "") -> None:
        """Read a process; or the inside of an embedded subprocess, which lies in the lane of that role."""
        process = Process(
            id=node.get("id", ""), name=node.get("name", ""), file=self.file, line=line_of(node), inside=inside,
            is_executable=bool(inside) or node.get("isExecutable") == "true", lanes=tuple(self._lanes(node)),
            lists=frozenset(d.get("id", "") for d in node.iterfind(f"{BPMN}dataObject")),
        )  # fmt: skip
        self.processes.append(process)
        nodes = [child for child in node.iterchildren(etree.Element) if child.tag.startswith(BPMN)]
        if sum(etree.QName(child).localname in FLOW_NODES for child in nodes) > MOST_FLOW_NODES:
            self.refuse(node, f"has more than {MOST_FLOW_NODES} flow nodes; move a part into a process and call it")
        for child in nodes:
            self._read_part(child, process, role)

    def _read_part(self, node: etree._Element, process: Process, role: str) -> None:
        kind = etree.QName(node).localname
        if kind == "sequenceFlow":
            self.flows.append(self._flow(node, process))
        elif kind in FLOW_NODES or kind in REFUSED_ELEMENTS:
            if kind not in FLOW_NODES:
                self.refuse(node, refusal(kind))
            self._node(node, kind, process, role)
        elif kind not in (NOT_RUN | PARTS_OF_A_NODE if process.inside else NOT_RUN):
            self.refuse(node, refusal(kind))

    def _node(self, node: etree._Element, kind: str, process: Process, role: str) -> None:
        id_ = node.get("id", "")
        role = role or next((lane.name for lane in process.lanes if id_ in lane.holds), "")
        self._refuse_parts(node, kind, process)
        collection, item = self._instances(node, process)
        self.elements.append(
            Element(
                id=id_, process=process.id, file=self.file, line=line_of(node), kind=kind, name=node.get("name", ""),
                role=role, properties=self._properties(node), attached_to=node.get("attachedToRef", ""),
                interrupts=kind == "boundaryEvent" and node.get("cancelActivity") != "false", timer=self._timer(node),
                message=self._message(node), terminates=node.find(f"{BPMN}terminateEventDefinition") is not None,
                called=id_ if kind == "subProcess" else node.get("calledElement", ""), collection=collection, item=item,
                documentation=(node.findtext(f"{BPMN}documentation") or "").strip(),
            )
        )  # fmt: skip
        if kind == "subProcess":
            self.read_process(node, inside=process.id, role=role)

    def _refuse_parts(self, node: etree._Element, kind: str, process: Process) -> None:
        """Refuse what an allowed flow node may not have: attributes, events, parts inside it, its place."""
        for name, (refused, instead) in REFUSED_ATTRIBUTES.items():
            if node.get(name) is not None and refused in ("", node.get(name)):
                self.refuse(node, instead)
        parts = {etree.QName(part).localname: part for part in node.iterchildren(etree.Element)}
        if kind in EVENT_KINDS:
            self._refuse_events(node, kind, {name: part for name, part in parts.items() if name.endswith(EVENT)})
        if kind in FLOW_NODES and kind != "subProcess":  # what lies in a subprocess is read as a process is
            for name in parts.keys() - PARTS_OF_A_NODE:
                if kind not in EVENT_KINDS or not name.endswith(EVENT):
                    self.refuse(parts[name], refusal(name))
        if process.inside and (kind in NOT_INSIDE or "messageEventDefinition" in parts):
            self.refuse(node, "may not lie inside an embedded subprocess; move it into a process and call that")

    def _refuse_events(self, node: etree._Element, kind: str, found: dict[str, etree._Element]) -> None:
        """Refuse an event of the wrong kind, and what its definition holds besides a timer's date."""
        names = tuple(found) or ("",)
        if len(names) > 1 or names[0] not in EVENT_KINDS[kind]:
            self.refuse(node, _event_refusal(kind, names))
            return
        for definition in found.values():
            for part in definition.iterchildren(etree.Element):
                if part.tag not in TIMES:
                    self.refuse(node, refusal(etree.QName(part).localname))

    def _lanes(self, node: etree._Element) -> Iterator[Lane]:
        for lane in node.iterfind(f"{BPMN}laneSet/{BPMN}lane"):
            if lane.find(f"{BPMN}childLaneSet") is not None:
                self.refuse(lane, "has lanes inside it; draw one lane a role, none inside another")
            refs = tuple((ref.text or "").strip() for ref in lane.iterfind(f"{BPMN}flowNodeRef"))
            yield Lane(id=lane.get("id", ""), name=lane.get("name", ""), line=line_of(lane), holds=refs)

    def _properties(self, node: etree._Element) -> dict[str, str]:
        found: dict[str, str] = {}
        for extension in node.iterfind(f"{BPMN}extensionElements/*"):
            if extension.tag != f"{SPIFF}properties":
                self.refuse(extension, refusal(etree.QName(extension).localname))
                continue
            for each in extension.iterfind(f"{SPIFF}property"):
                name, value = each.get("name", ""), each.get("value", "").strip()
                if name in found:
                    self.refuse(each, f"has the property {name!r} twice; keep one")
                if not value:
                    self.refuse(each, f"has an empty property {name!r}; fill it in or remove it")
                found[name] = value
        return found

    def _instances(self, node: etree._Element, process: Process) -> tuple[str, str]:
        loop = node.find(f"{BPMN}multiInstanceLoopCharacteristics")
        if loop is None:
            return "", ""
        parts = sorted(etree.QName(part).localname for part in loop.iterchildren(etree.Element))
        if loop.get("isSequential") == "true" or parts != ["inputDataItem", "loopDataInputRef"]:
            self.refuse(node, "a multi-instance activity is parallel and has a list and an item, nothing else")
        if etree.QName(node).localname not in ("userTask", "serviceTask", "callActivity", "subProcess"):
            self.refuse(node, "is done once an instance, which is for user and service tasks, calls and subprocesses")
        collection = (loop.findtext(f"{BPMN}loopDataInputRef") or "").strip()
        if collection and collection not in process.lists:
            self.refuse(node, f"draw the list {collection!r} as a data object of that id, or the editor drops it")
        item = loop.find(f"{BPMN}inputDataItem")
        return collection, item.get("id", "") if item is not None else ""

    def _timer(self, node: etree._Element) -> Expression | None:
        timer = node.find(f"{BPMN}timerEventDefinition")
        if timer is None:
            return None
        at = timer.find(f"{BPMN}timeDate")
        if at is None or not (at.text or "").strip():
            self.refuse(node, 'has a timer without a date; write due("<clause>") as its date, no duration and no cycle')
            return None
        return self._expression(node, at.text or "")

    def _message(self, node: etree._Element) -> str:
        event = node.find(f"{BPMN}messageEventDefinition")
        if event is None:
            return ""
        name = self.messages.get(event.get("messageRef"), "")
        if not name:
            self.refuse(node, "waits for a message that the diagram does not name; choose a message and give it a name")
        return name or UNNAMED

    def _flow(self, node: etree._Element, process: Process) -> Flow:
        condition = node.find(CONDITIONS_AT)
        for part in node.iterchildren(etree.Element):
            if part.tag not in (CONDITIONS_AT, f"{BPMN}documentation"):
                self.refuse(part, refusal(etree.QName(part).localname))
        return Flow(
            id=node.get("id", ""), process=process.id, file=self.file, line=line_of(node),
            name=node.get("name", ""), source=node.get("sourceRef", ""), target=node.get("targetRef", ""),
            has_condition=condition is not None,
            condition=self._expression(node, condition.text or "") if condition is not None else None,
        )  # fmt: skip

    def _expression(self, node: etree._Element, text: str) -> Expression | None:
        try:
            return parse(text.strip())
        except ExpressionError as wrong:
            self.refuse(node, f"has an expression that cannot be read: {wrong}")
            return None


def _event_refusal(kind: str, found: tuple[str, ...]) -> str:
    allowed = " or ".join(part.removesuffix(EVENT) or "plain" for part in EVENT_KINDS[kind])
    is_now = " and ".join(part.removesuffix(EVENT) or "plain" for part in found)
    instead = "; to send something, draw a service task with a letter before it" if kind == "endEvent" else ""
    return f"is a {is_now} {kind}; draw a {allowed} one{instead}"


def _plain(message: str) -> str:
    """Return what the schema says of a file in words that somebody who draws diagrams can use."""
    said = message.replace(BPMN, "").replace(SPIFF, "")
    if "'xs:ID'" in said:
        return f"{said.split(' is not')[0]}: this id is there twice, or does not start with a letter; give each its own"
    return said


def _id_near(root: etree._Element, line: int) -> str:
    """Return the id of the last element that starts at or before a line."""
    found = ""
    for node in root.iter(etree.Element):
        if line_of(node) > line:
            break
        found = node.get("id", found)
    return found
