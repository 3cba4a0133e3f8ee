"""Small revisions, written by program: what benchmarks measure and tests walk through.

They know nothing of the framework: one role, one form, one clause, and diagrams that are as long, as wide
or as tangled as is asked for.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

from engine.diagrams.bundle import Bundle

ROLE, FORM, CLAUSE, LATER = "Office", "answer", "SMP-1", "SMP-2"
LIST = "instances"
_DEFINITIONS = (
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core" '
    'id="sample" targetNamespace="https://example.org/sample">'
)
_PARTNERSHIP = """
framework: {{title: Sample, revised: 2026-01-01}}
start: {start}
name: A sample partnership
mailbox: office@example.org
roles:
  Office: {{who: posts, posts: [Officer]}}
partners:
  first: {{name: The first partner, member: Member}}
agencies:
  agency: {{name: An agency, contacts: [Officer]}}
calendar: {{version: "1"}}
"""
_CLAUSES = """
- id: SMP-1
  section: Sample
  kind: [flow]
  says: Within two working days
  within: [{amount: 2, unit: wd, from: began, force: local}]
- id: SMP-2
  section: Sample
  kind: [flow]
  says: Within a month
  within: [{amount: 1, unit: months, from: began, force: local}]
"""
_FORM = """
form: answer
title: Answer
anchors:
  began: {{from: submission, keep: first}}
sections:
  - title: The answer
    fields:
      outcome:
        type: choice
        route: true
        label: What next?
        choices: {{go_on: Go on, again: Once more}}
      note: {{type: text, optional: true, label: Note}}
{instances}
"""
_INSTANCES = """
      instances:
        type: group
        optional: true
        most: 100
        label: Instances
        item: Instance
        list: instances
        fields:
          note: {type: line, label: Note}
"""


class Drawing:
    """One process under construction; every flow node lies in the one lane."""

    def __init__(self, process: str) -> None:
        self.process = process
        self._nodes: list[tuple[str, str]] = []
        self._flows: list[str] = []
        self._lists: set[str] = set()
        self._into: dict[str, list[str]] = {}
        self._out: dict[str, list[str]] = {}

    def node(self, kind: str, node_id: str, inside: str = "", **attributes: str) -> str:
        """Draw a flow node and return its id."""
        said = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
        self._nodes.append((node_id, f'<bpmn:{kind} id="{node_id}" name="{node_id}"{said}>%s{inside}</bpmn:{kind}>'))
        return node_id

    def user_task(self, node_id: str, *, limit: str = "", instances: str = "") -> str:
        """Draw a user task, perhaps with a time limit, perhaps once for each item of the case's list."""
        properties = {"form": FORM, **({"time_limit": limit} if limit else {})}
        return self.node("userTask", node_id, _extension(properties) + self._instances(instances))

    def call(self, node_id: str, called: str, *, instances: str = "") -> str:
        """Draw a call activity."""
        return self.node("callActivity", node_id, self._instances(instances), calledElement=called)

    def watch(self, host: str, limit: str) -> None:
        """Draw a timer on an activity, and who is told when it fires."""
        tell = {"operation": "escalate", "to": ROLE, "time_limit": limit}
        event = self.timer(f"{host}_late", host, limit, interrupts=False)
        self.chain(event, self.node("serviceTask", f"{host}_tell", _extension(tell)), self.end(f"{host}_told"))

    def timer(self, node_id: str, host: str, limit: str, *, interrupts: bool = True) -> str:
        """Draw a timer on an activity, which it ends or not."""
        cancels = str(interrupts).lower()
        return self.node("boundaryEvent", node_id, _timer(node_id, limit), attachedToRef=host, cancelActivity=cancels)

    def message(self, node_id: str, host: str = "", *, interrupts: bool = True) -> str:
        """Draw an event from outside: on an activity, which it ends or not, or in the flow."""
        inside = _extension({"form": FORM}) + f'<bpmn:messageEventDefinition messageRef="{self.process}_message" />'
        if host:
            cancels = str(interrupts).lower()
            return self.node("boundaryEvent", node_id, inside, attachedToRef=host, cancelActivity=cancels)
        return self.node("intermediateCatchEvent", node_id, inside)

    def wait(self, node_id: str, limit: str) -> str:
        """Draw a wait for a date."""
        timer = _timer(node_id, limit)
        return self.node("intermediateCatchEvent", node_id, timer)

    def start(self, node_id: str = "started") -> str:
        """Draw the start."""
        return self.node("startEvent", node_id)

    def end(self, node_id: str = "ended") -> str:
        """Draw an end."""
        return self.node("endEvent", node_id)

    def flow(self, source: str, target: str, condition: str = "") -> None:
        """Draw a sequence flow."""
        flow_id = f"{source}_to_{target}"
        tag = "bpmn:conditionExpression"
        inside = f'<{tag} xsi:type="bpmn:tFormalExpression">{escape(condition)}</{tag}>' if condition else ""
        ends = f'sourceRef="{source}" targetRef="{target}"'
        self._flows.append(f'<bpmn:sequenceFlow id="{flow_id}" {ends}>{inside}</bpmn:sequenceFlow>')
        self._out.setdefault(source, []).append(flow_id)
        self._into.setdefault(target, []).append(flow_id)

    def chain(self, *nodes: str) -> None:
        """Draw the sequence flows from each node to the next."""
        for source, target in pairwise(nodes):
            self.flow(source, target)

    def xml(self) -> bytes:
        """Return the diagram."""
        lane = "".join(f"<bpmn:flowNodeRef>{node_id}</bpmn:flowNodeRef>" for node_id, _ in self._nodes)
        lists = "".join(f'<bpmn:dataObject id="{name}" />' for name in sorted(self._lists))
        return (
            f'{_DEFINITIONS}<bpmn:message id="{self.process}_message" name="{self.process}_message" />'
            f'<bpmn:process id="{self.process}" name="{self.process}" isExecutable="true">'
            f'<bpmn:laneSet id="{self.process}_lanes">'
            f'<bpmn:lane id="{self.process}_lane" name="{ROLE}">{lane}</bpmn:lane>'
            f"</bpmn:laneSet>{lists}{''.join(self._drawn())}{''.join(self._flows)}</bpmn:process></bpmn:definitions>"
        ).encode()

    def _drawn(self) -> Iterable[str]:
        for node_id, drawn in self._nodes:
            ways = "".join(f"<bpmn:incoming>{f}</bpmn:incoming>" for f in self._into.get(node_id, ()))
            ways += "".join(f"<bpmn:outgoing>{f}</bpmn:outgoing>" for f in self._out.get(node_id, ()))
            before, mark, after = drawn.partition("</bpmn:extensionElements>")
            yield f"{before % ''}{mark}{ways}{after}" if mark else drawn % ways

    def _instances(self, item: str) -> str:
        if not item:
            return ""
        self._lists.add(LIST)
        return (
            f"<bpmn:multiInstanceLoopCharacteristics><bpmn:loopDataInputRef>{LIST}</bpmn:loopDataInputRef>"
            f'<bpmn:inputDataItem id="{item}" name="{item}" /></bpmn:multiInstanceLoopCharacteristics>'
        )


def _timer(event: str, limit: str) -> str:
    when = f'<bpmn:timeDate>due("{limit}")</bpmn:timeDate>'
    return f'<bpmn:timerEventDefinition id="{event}_timer">{when}</bpmn:timerEventDefinition>'


def _extension(properties: dict[str, str]) -> str:
    each = "".join(f'<spiffworkflow:property name="{n}" value="{v}" />' for n, v in properties.items())
    return (
        f"<bpmn:extensionElements><spiffworkflow:properties>{each}</spiffworkflow:properties></bpmn:extensionElements>"
    )


def bundle_of(drawings: Sequence[Drawing], *, with_instances: bool = False) -> Bundle:
    """Return the revision of these processes; a case starts in the first."""
    files = {f"bpmn/{d.process}.bpmn": d.xml() for d in drawings}
    form = _FORM.format(instances=_INSTANCES if with_instances else "")
    return Bundle(
        {
            **files,
            "bpmn/partnership.yaml": _PARTNERSHIP.format(start=drawings[0].process).encode(),
            "bpmn/clauses.yaml": _CLAUSES.encode(),
            f"forms/definitions/{FORM}.yaml": form.encode(),
            "forms/letters/escalate.txt": b"Subject: {{ case.reference }}\n\nA time limit has passed.\n",
        }
    )


def linear(user_tasks: int) -> Bundle:
    """A case of user tasks one after another."""
    drawing = Drawing("linear")
    drawing.chain(drawing.start(), *(drawing.user_task(f"step_{n}") for n in range(user_tasks)), drawing.end())
    return bundle_of([drawing])


def rounds(user_tasks: int) -> Bundle:
    """A loop over a called process of user tasks, turned as often as somebody answers "once more"."""
    inner, outer = Drawing("one_round"), Drawing("rounds")
    inner.chain(inner.start(), *(inner.user_task(f"step_{n}") for n in range(user_tasks)), inner.end())
    outer.node("exclusiveGateway", "begin_round")
    outer.node("exclusiveGateway", "more")
    outer.chain(outer.start(), outer.user_task("open"), "begin_round", outer.call("round", inner.process), "more")
    outer.flow("more", "begin_round", f'{FORM}.outcome == "again"')
    outer.flow("more", outer.end(), f'{FORM}.outcome == "go_on"')
    return bundle_of([outer, inner])


def agencies() -> Bundle:
    """A review: opened with the list of agencies, then for each in parallel three tasks, a loop and a time limit."""
    agency, review = Drawing("agency"), Drawing("review")
    agency.node("exclusiveGateway", "begin")
    agency.node("exclusiveGateway", "complete")
    agency.chain(agency.start(), agency.user_task("confirm"), "begin", agency.user_task("answer_form", limit=CLAUSE))
    agency.watch("answer_form", CLAUSE)
    agency.chain("answer_form", agency.user_task("check_form"), "complete")
    agency.flow("complete", "begin", f'{FORM}.outcome == "again"')
    agency.flow("complete", agency.end(), f'{FORM}.outcome == "go_on"')
    returns = review.call("returns", agency.process, instances="agency")
    review.chain(review.start(), review.user_task("open"), returns, review.user_task("meet"), review.end())
    return bundle_of([review, agency], with_instances=True)


def tangle() -> Bundle:
    """What the others lack: joins around calls, messages, waits, events to choose from, instances ended early."""
    inner, outer, top = Drawing("inner"), Drawing("outer"), Drawing("tangle")
    inner.chain(inner.start(), inner.user_task("first"), inner.user_task("second"), inner.end())
    outer.node("parallelGateway", "apart")
    outer.node("parallelGateway", "together")
    outer.chain(
        outer.start(), "apart", outer.call("deeper", inner.process), "together", outer.user_task("last", limit=LATER)
    )
    outer.watch("last", LATER)
    outer.chain("last", outer.end())
    outer.chain("apart", outer.user_task("beside"), "together")
    outer.chain("apart", outer.user_task("each", instances="inner_item"), "together")
    top.node("parallelGateway", "split")
    top.node("parallelGateway", "join")
    top.node("exclusiveGateway", "either")
    top.node("eventBasedGateway", "which")
    top.node("exclusiveGateway", "after")
    many = top.call("many", outer.process, instances="outer_item")
    top.chain(top.start(), top.user_task("open"), "split", many, "either", "join", top.wait("month", LATER), "which")
    top.chain(top.message("stopped", many), top.user_task("clear_up"), "either")
    top.chain("split", top.call("one", outer.process), "join")
    top.chain("split", top.user_task("alone"), "join")
    top.chain("which", top.message("answered"), "after", top.user_task("close"), top.end())
    top.chain("which", top.wait("waited", LATER), "after")
    return bundle_of([top, outer, inner], with_instances=True)


def pressed() -> Bundle:
    """What happens from outside while instances are under way: again and again, or so that everything inside ends."""
    inner, outer, top = Drawing("asked"), Drawing("gathering"), Drawing("pressed")
    inner.chain(inner.start(), inner.user_task("confirm", limit=CLAUSE), inner.user_task("hand_in"), inner.end())
    inner.watch("confirm", CLAUSE)
    returns = outer.call("returns", inner.process, instances="asked_item")
    outer.watch(returns, CLAUSE)
    outer.chain(outer.message("named", returns, interrupts=False), outer.user_task("note"), outer.end("noted"))
    outer.node("exclusiveGateway", "gathered")
    outer.chain(outer.start(), returns, "gathered", outer.user_task("meet"), outer.end())
    outer.chain(outer.timer("enough", returns, LATER), outer.user_task("explain"), "gathered")
    top.node("exclusiveGateway", "begin")
    gather = top.call("gather", outer.process)
    more = top.call("more_returns", inner.process, instances="more_item")
    top.chain(top.start(), top.user_task("open"), "begin", gather, top.end())
    top.chain(top.message("told", gather, interrupts=False), more, top.end("answered"))
    top.chain(top.message("heard", gather, interrupts=False), top.call("look", inner.process), top.end("looked"))
    top.chain(top.message("withdrawn", gather), top.user_task("clear_up"), "begin")
    return bundle_of([top, outer, inner], with_instances=True)
