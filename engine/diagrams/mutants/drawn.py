"""Wrong changes to what is drawn: diagrams and decision tables."""

import re
from collections.abc import Iterator

from lxml import etree

from engine.diagrams.bpmn import BPMN, SPIFF
from engine.diagrams.decisions import ANY, DMN
from engine.diagrams.elements import Element
from engine.diagrams.mutants.edits import Edit, Mutant, XmlEdits, after
from engine.diagrams.revision import Revision
from engine.diagrams.vocabulary import TIMER_FUNCTION

PASSED_OVER = ("serviceTask", "businessRuleTask", "userTask")
LEFT_OUT = ("encloses", "invites", "uninvites")
"""Properties without which a letter still goes."""
_COMPARED = re.compile(r"(?P<form>\w+)\.(?P<question>\w+)(?P<how> *[!=]= *)\"(?P<value>\w+)\"")


def watched_clauses(revision: Revision) -> list[str]:
    """Return the clauses whose time limits the diagrams watch; nothing can notice a change of the others."""
    found = {clause for e in revision.elements.values() for clause in (e.time_limit, e.properties.get("time_limit"))}
    return sorted(clause for clause in found if clause)


def diagram_mutants(file: str, data: bytes, revision: Revision) -> Iterator[Mutant]:
    """Yield every change to one diagram."""
    diagram = _Diagram(file, data, revision)
    yield from diagram.flows()
    for element in revision.elements.values():
        if element.file == file:
            yield from diagram.element(element)


class _Diagram:
    def __init__(self, file: str, data: bytes, revision: Revision) -> None:
        self.edits, self.revision = XmlEdits(file, data), revision
        self.limited = watched_clauses(revision)
        self.roles = list(revision.partnership.roles)

    def flows(self) -> Iterator[Mutant]:
        """Yield conditions the other way round, and flows that end the process instead."""
        for flow in self.edits.root.iter(f"{BPMN}sequenceFlow"):
            name = flow.get("id", "")
            for condition in flow.iterfind(f"{BPMN}conditionExpression"):
                opposite = f"not ({condition.text})"
                yield self.edits.mutant(name, f"goes on if {opposite}", condition, _writing(opposite))
                yield from self._other_values(name, condition)
            process = flow.getparent()
            assert process is not None
            ends = [node.get("id", "") for node in process.iterfind(f"{BPMN}endEvent")]
            target = flow.get("targetRef", "")
            if (end := after(target, ends)) != target:
                yield self.edits.mutant(name, f"leads to {end}", flow, _setting("targetRef", end))

    def _other_values(self, name: str, condition: etree._Element) -> Iterator[Mutant]:
        """Yield the condition with each value that it compares with swapped for the question's next one."""
        text = condition.text or ""
        for found in _COMPARED.finditer(text):
            form = self.revision.forms.get(found["form"])
            choices = [key for q in form.fields if q.name == found["question"] for key in q.choices] if form else []
            if (other := after(found["value"], choices)) != found["value"]:
                swapped = f"{text[: found.start('value')]}{other}{text[found.end('value') :]}"
                yield self.edits.mutant(name, f"goes on if {swapped}", condition, _writing(swapped))

    def element(self, element: Element) -> Iterator[Mutant]:
        """Yield changes to one flow node."""
        node = next(n for n in self._process(element).iter() if n.get("id") == element.id)
        if element.is_filled_in:
            yield from self._lane(element)
        yield from self._properties(element, node)
        if element.time_limit and (other := after(element.time_limit, self.limited)) != element.time_limit:
            timer = next(node.iter(f"{BPMN}timeDate"))
            due = f'{TIMER_FUNCTION}("{other}")'
            yield self.edits.mutant(element.id, f"waits for {due}", timer, _writing(due))
        if element.kind == "boundaryEvent":
            kept = str(not element.interrupts).lower()
            change = "goes on beside it" if element.interrupts else "ends what it sits on"
            yield self.edits.mutant(element.id, change, node, _setting("cancelActivity", kept))
            yield self.edits.mutant(element.id, "is not there", self.edits.root, _without(element.id))
        if element.kind == "parallelGateway":
            yield self.edits.mutant(element.id, "is exclusive", node, _becoming("exclusiveGateway"))
        if element.kind == "callActivity":
            others = sorted(p.id for p in self.revision.processes.values() if p.id != element.process and not p.inside)
            if (called := after(element.called, others)) != element.called:
                yield self.edits.mutant(element.id, f"calls {called}", node, _setting("calledElement", called))
        if element.collection:
            listed = next(node.iter(f"{BPMN}loopDataInputRef"))
            lists = sorted({e.collection for e in self.revision.elements.values() if e.collection})
            if (other := after(element.collection, lists)) != element.collection:
                yield self.edits.mutant(element.id, f"is done for each of {other}", listed, _listing(other))
            yield self.edits.mutant(
                element.id,
                "is done once only",
                node,
                lambda n: n.remove(next(n.iter(f"{BPMN}multiInstanceLoopCharacteristics"))),
            )
        if element.kind in PASSED_OVER:
            yield from self._passed_over(element)

    def _process(self, element: Element) -> etree._Element:
        return next(n for n in self.edits.root.iter() if n.get("id") == element.process)

    def _lane(self, element: Element) -> Iterator[Mutant]:
        for reference in self._process(element).iter(f"{BPMN}flowNodeRef"):
            lane = reference.getparent()
            if reference.text == element.id and lane is not None and (lanes := lane.getparent()) is not None:
                names = [each.get("name", "") for each in lanes]
                other = after(element.role, names)
                if other != element.role:
                    number = names.index(other)
                    yield self.edits.mutant(element.id, f"lies in the lane {other}", reference, _moving(number))

    def _properties(self, element: Element, node: etree._Element) -> Iterator[Mutant]:
        others = {
            "form": sorted(self.revision.forms),
            "letter": sorted(self.revision.letters),
            "document": sorted(self.revision.documents),
            "encloses": sorted(self.revision.documents),
            "to": self.roles,
            "time_limit": self.limited,
        }
        for written in node.iter(f"{SPIFF}property"):
            name, value = written.get("name", ""), written.get("value", "")
            if name in others and (other := after(value, others[name])) != value:
                yield self.edits.mutant(element.id, f"{name} {other}", written, _setting("value", other))
            if name in LEFT_OUT or (name in ("time_limit", "document") and element.kind == "userTask"):
                yield self.edits.mutant(element.id, f"no {name}", written, _remove)

    def _passed_over(self, element: Element) -> Iterator[Mutant]:
        """Yield the diagram whose flows go on to what follows the element."""
        following = [f.target for f in self.revision.flows if (f.process, f.source) == element.key]
        if len(following) == 1:

            def edit(process: etree._Element) -> None:
                for flow in process.iterfind(f"{BPMN}sequenceFlow"):
                    if flow.get("targetRef") == element.id:
                        flow.set("targetRef", following[0])

            yield self.edits.mutant(element.id, "is passed over", self._process(element), edit)


def table_mutants(file: str, data: bytes) -> Iterator[Mutant]:
    """Yield every change to one decision table: a rule that asks less, and a rule that decides otherwise."""
    edits = XmlEdits(file, data)
    for rule in edits.root.iter(f"{DMN}rule"):
        name = rule.get("id", "")
        for number, cell in enumerate(rule.iterfind(f"{DMN}inputEntry/{DMN}text"), 1):
            if cell.text != ANY:
                yield edits.mutant(name, f"input {number} may be anything", cell, _writing(ANY))
        for number, cell in enumerate(rule.iterfind(f"{DMN}outputEntry/{DMN}text")):
            outputs = (
                r.findall(f"{DMN}outputEntry/{DMN}text")[number].text or "" for r in edits.root.iter(f"{DMN}rule")
            )
            for other in sorted(set(outputs) - {cell.text or ""}):
                yield edits.mutant(name, f"decides {other}", cell, _writing(other))


def _writing(text: str) -> Edit:
    def write(node: etree._Element) -> None:
        node.text = text

    return write


def _setting(attribute: str, value: str) -> Edit:
    return lambda node: node.set(attribute, value)


def _remove(node: etree._Element) -> None:
    around = node.getparent()
    assert around is not None
    around.remove(node)


def _becoming(tag: str) -> Edit:
    def become(node: etree._Element) -> None:
        node.tag = f"{BPMN}{tag}"

    return become


def _listing(name: str) -> Edit:
    """Let the instances be of another list: the data object in the place of the one that is named is called so."""

    def become(reference: etree._Element) -> None:
        process = next(around for around in reference.iterancestors(f"{BPMN}process"))
        known = [node.get("id") for node in process.iter(f"{BPMN}dataObject")]
        if name not in known:
            etree.SubElement(process, f"{BPMN}dataObject", id=name)
        reference.text = name

    return become


def _without(element: str) -> Edit:
    """Take a flow node away, and whatever only it leads to."""

    def remove(root: etree._Element) -> None:
        gone = {element}
        while gone:
            for node in [n for n in root.iter() if {n.get("id"), n.get("bpmnElement"), n.text} & gone]:
                _remove(node)
            flows = list(root.iter(f"{BPMN}sequenceFlow"))
            loose = {flow.get("id", "") for flow in flows if {flow.get("sourceRef"), flow.get("targetRef")} & gone}
            led_to = {flow.get("targetRef", "") for flow in flows if flow.get("sourceRef") in gone} - gone
            for node in [n for n in root.iter() if {n.get("id"), n.get("bpmnElement"), n.text} & loose]:
                _remove(node)
            reached = {flow.get("targetRef") for flow in root.iter(f"{BPMN}sequenceFlow")}
            gone = led_to - reached - {None}

    return remove


def _moving(number: int) -> Edit:
    """Move a lane's reference to the lane of that number."""

    def move(reference: etree._Element) -> None:
        lane = reference.getparent()
        lanes = lane.getparent() if lane is not None else None
        assert lanes is not None
        lanes[number].append(reference)

    return move
