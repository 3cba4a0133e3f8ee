"""Builds small revisions for tests: diagrams, tables and forms of a few words each."""

from itertools import pairwise
from typing import Any, Self
from xml.sax.saxutils import escape, quoteattr

import yaml

from engine.diagrams.bundle import Bundle

CLERK, CHAIR, MEMBER = "Clerk", "Chair", "Member"
CLAUSES = """
- {id: AB-1, section: A, kind: [flow], says: Answer., within: [{amount: 1, unit: wd, from: asked, force: local}]}
- {id: AB-2, section: A, kind: [flow], says: Hear., within: [{amount: 2, unit: wd, from: asked, force: local}]}
- {id: AB-3, section: A, kind: [context], says: It matters.}
"""
PARTNERSHIP = """
name: A partnership
mailbox: box@example.org
framework: {title: A year, revised: 2022-07-01}
start: review
roles:
  Clerk: {who: posts, posts: [Clerk]}
  Chair: {who: posts, posts: [Chair]}
  Member: {who: partner}
partners:
  east: {name: East, member: Head}
  west: {name: West, member: Head}
agencies:
  school: {name: A school, contacts: [Head]}
meetings: {Board: [2026-03-12]}
calendar: {version: "1"}
"""
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core" id="d" targetNamespace="urn:test">\n'
)
DMN = "https://www.omg.org/spec/DMN/20191111/MODEL/"
TIMER = '<bpmn:timerEventDefinition id="{id}_timer"><bpmn:timeDate>{at}</bpmn:timeDate></bpmn:timerEventDefinition>'
MESSAGE = '<bpmn:messageEventDefinition id="{id}_event" messageRef="{id}_message" />'
MANY = (
    '<bpmn:multiInstanceLoopCharacteristics><bpmn:loopDataInputRef>{list}</bpmn:loopDataInputRef>'
    '<bpmn:inputDataItem id="{item}" /></bpmn:multiInstanceLoopCharacteristics>'
)  # fmt: skip


class Diagram:
    """One process, drawn a call at a time; every node lies in the Clerk's lane unless it says another."""

    def __init__(self, name: str = "review") -> None:
        self.name = name
        self.nodes: list[str] = []
        self.flows: list[str] = []
        self.lanes: dict[str, list[str]] = {}
        self.around: list[str] = []
        self.executable = "true"

    def node(self, kind: str, name: str, inner: str = "", *, lane: str = CLERK, **attributes: Any) -> Self:
        """Draw a flow node; `properties` are its extension properties, `many` the list of its instances."""
        properties, many = attributes.pop("properties", {}), attributes.pop("many", "")
        if many:
            inner = MANY.format(list=many, item=f"{name}_item") + inner
        extension = "".join(
            f"<spiffworkflow:property name={quoteattr(k)} value={quoteattr(v)} />" for k, v in properties.items()
        )
        if extension:
            extension = f"<spiffworkflow:properties>{extension}</spiffworkflow:properties>"
            inner = f"<bpmn:extensionElements>{extension}</bpmn:extensionElements>{inner}"
        written = "".join(f" {key}={quoteattr(str(value))}" for key, value in attributes.items())
        self.nodes.append(f'<bpmn:{kind} id="{name}"{written}>{inner}</bpmn:{kind}>')
        if lane:
            self.lanes.setdefault(lane, []).append(name)
        return self

    def start(self, name: str = "opened") -> Self:
        """Draw a start event."""
        return self.node("startEvent", name)

    def end(self, *names: str) -> Self:
        """Draw end events."""
        for name in names or ("closed",):
            self.node("endEvent", name)
        return self

    def task(self, name: str, form: str = "", *, limit: str = "", **more: Any) -> Self:
        """Draw a user task that fills in the form of its name, or another; with a limit, also what tells of it."""
        properties = {"form": form or name, **({"time_limit": limit} if limit else {})}
        self.node("userTask", name, properties=properties, **more)
        if limit:
            self.timer(f"{name}_late", on=name, at=f'due("{limit}")').tell(f"{name}_told", limit).end(
                f"{name}_late_end"
            )
            self.line(f"{name}_late", f"{name}_told", f"{name}_late_end")
        return self

    def timer(self, name: str, *, on: str, at: str = 'due("AB-1")', interrupts: bool = False) -> Self:
        """Draw a boundary timer."""
        inner = TIMER.format(id=name, at=escape(at))
        return self.node("boundaryEvent", name, inner, attachedToRef=on, cancelActivity=str(interrupts).lower())

    def message(self, name: str, form: str, *, on: str = "", interrupts: bool = True) -> Self:
        """Draw a message event: on an activity, or between."""
        self.around.append(f'<bpmn:message id="{name}_message" name="{name}" />')
        inner, properties = MESSAGE.format(id=name), {"form": form}
        if not on:
            return self.node("intermediateCatchEvent", name, inner, properties=properties)
        host = {"attachedToRef": on, "cancelActivity": str(interrupts).lower()}
        return self.node("boundaryEvent", name, inner, properties=properties, **host)

    def wait(self, name: str, at: str = 'due("AB-1")') -> Self:
        """Draw an intermediate timer."""
        return self.node("intermediateCatchEvent", name, TIMER.format(id=name, at=escape(at)))

    def tell(self, name: str, limit: str = "AB-1", to: str = CHAIR) -> Self:
        """Draw a service task that tells of a time limit."""
        return self.node("serviceTask", name, properties={"operation": "escalate", "to": to, "time_limit": limit})

    def send(self, name: str, letter: str, to: str = CHAIR) -> Self:
        """Draw a service task that sends a letter."""
        return self.node("serviceTask", name, properties={"letter": letter, "to": to})

    def write(self, name: str, document: str) -> Self:
        """Draw a service task that writes a document."""
        return self.node("serviceTask", name, properties={"document": document})

    def decide(self, name: str, table: str) -> Self:
        """Draw a business rule task."""
        return self.node("businessRuleTask", name, properties={"decision": table})

    def call(self, name: str, process: str, **more: Any) -> Self:
        """Draw a call activity."""
        return self.node("callActivity", name, calledElement=process, **more)

    def either(self, *names: str) -> Self:
        """Draw exclusive gateways."""
        for name in names:
            self.node("exclusiveGateway", name)
        return self

    def both(self, *names: str) -> Self:
        """Draw parallel gateways."""
        for name in names:
            self.node("parallelGateway", name)
        return self

    def list(self, name: str) -> Self:
        """Draw a data object, which stands for a list."""
        self.nodes.append(
            f'<bpmn:dataObject id="{name}" /><bpmn:dataObjectReference id="{name}_drawn" dataObjectRef="{name}" />'
        )
        return self

    def flow(self, source: str, target: str, when: str = "", **attributes: str) -> Self:
        """Draw a sequence flow."""
        condition = f"<bpmn:conditionExpression>{escape(when)}</bpmn:conditionExpression>" if when else ""
        attributes = {"id": f"{source}_to_{target}", "sourceRef": source, "targetRef": target, **attributes}
        written = "".join(f' {key}="{value}"' for key, value in attributes.items())
        self.flows.append(f"<bpmn:sequenceFlow{written}>{condition}</bpmn:sequenceFlow>")
        return self

    def line(self, *names: str) -> Self:
        """Draw the sequence flows of a line."""
        for source, target in pairwise(names):
            self.flow(source, target)
        return self

    def xml(self) -> bytes:
        """Return the BPMN file."""
        refs = {
            lane: "".join(f"<bpmn:flowNodeRef>{name}</bpmn:flowNodeRef>" for name in held)
            for lane, held in self.lanes.items()
        }
        lanes = "".join(
            f'<bpmn:lane id="lane_{n}" name={quoteattr(lane)}>{held}</bpmn:lane>'
            for n, (lane, held) in enumerate(refs.items())
        )
        parts = [f'<bpmn:laneSet id="lanes">{lanes}</bpmn:laneSet>', *self.nodes, *self.flows]
        process = (
            f'<bpmn:process id="{self.name}" isExecutable="{self.executable}">\n'
            + "\n".join(parts)
            + "\n</bpmn:process>"
        )
        return (HEAD + "\n".join([*self.around, process]) + "\n</bpmn:definitions>\n").encode()


def smallest() -> Diagram:
    """Return a sound diagram that asks once: opened, ask, closed."""
    return Diagram().start().task("ask").end().line("opened", "ask", "closed")


def form(name: str, *, anchors: Any = None, **questions: Any) -> dict[str, bytes]:
    """Write a form; a question is `yes_no`, or the choices `a/b/c`, both routed, or its definition."""
    fields = {question: _question(written) for question, written in questions.items()} or {"note": _question("line")}
    data = {"form": name, "title": name, "sections": [{"title": "Questions", "fields": fields}]}
    if anchors:
        data["anchors"] = anchors
    return {f"forms/definitions/{name}.yaml": yaml.safe_dump(data, sort_keys=False).encode()}


def _question(written: Any) -> dict[str, Any]:
    if isinstance(written, dict):
        return {"label": "Which?", **written}
    if written == "yes_no":
        return {"type": "yes_no", "label": "Is it?", "route": True}
    if "/" in written:
        return {"type": "choice", "label": "Which?", "route": True, "choices": {key: key for key in written.split("/")}}
    return {"type": written, "label": "What?"}


def table(
    name: str, inputs: list[str], outputs: list[str], *rules: list[str], policy: str = "UNIQUE"
) -> dict[str, bytes]:
    """Draw a decision table; a rule is its cells, inputs before outputs."""
    asked = "".join(
        f'<input id="in_{n}"><inputExpression id="x_{n}"><text>{escape(read)}</text></inputExpression></input>'
        for n, read in enumerate(inputs)
    )
    told = "".join(f'<output id="out_{n}" name="{output}" />' for n, output in enumerate(outputs))
    rows = "".join(
        f'<rule id="rule_{n}">'
        + "".join(f"<inputEntry><text>{escape(cell)}</text></inputEntry>" for cell in cells[: len(inputs)])
        + "".join(f"<outputEntry><text>{escape(cell)}</text></outputEntry>" for cell in cells[len(inputs) :])
        + "</rule>"
        for n, cells in enumerate(rules)
    )
    head = f'<definitions xmlns="{DMN}" id="d" name="d" namespace="urn:test"><decision id="{name}" name="{name}">'
    body = f'<decisionTable id="t" hitPolicy="{policy}">{asked}{told}{rows}</decisionTable></decision></definitions>'
    return {f"bpmn/{name}.dmn": (head + body).encode()}


def letter(name: str, body: str = "It is so.") -> dict[str, bytes]:
    """Write a letter."""
    return {f"forms/letters/{name}.txt": f"Subject: A matter\n\n{body}\n".encode()}


def document(name: str, body: str = "It is so.") -> dict[str, bytes]:
    """Write a document."""
    return {f"forms/documents/{name}.md": f"# A matter\n\n{body}\n".encode()}


def bundle(*diagrams: Diagram, clauses: str = CLAUSES, partnership: str = PARTNERSHIP, **parts: Any) -> Bundle:
    """Gather a revision of the diagrams; what they name by the way (forms, letters) is written if `parts` do not.

    Args:
        diagrams: the processes.
        clauses: the register.
        partnership: who is who.
        parts: further files, as `form`, `table` and `letter` return them, by any name.
    """
    files = {"bpmn/clauses.yaml": clauses.encode(), "bpmn/partnership.yaml": partnership.encode()}
    for diagram in diagrams:
        files[f"bpmn/{diagram.name}.bpmn"] = diagram.xml()
    for part in parts.values():
        files |= part
    text = b"".join(files.values()).decode(errors="replace")
    for name in ("ask", "answer", "hear"):
        if f'name="form" value="{name}"' in text:
            files = form(name, anchors={"asked": {"from": "submission"}}) | files
    if 'name="operation" value="escalate"' in text:
        files = letter("escalate") | files
    return Bundle(files)
