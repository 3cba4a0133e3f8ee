"""Reading BPMN: what is read, and what is refused with what to draw instead."""

import pytest

from engine.diagrams.bpmn import SchemaError, read_diagram
from engine.diagrams.errors import DiagramError
from engine.diagrams.refusals import REFUSED_ELEMENTS
from tests.engine.diagrams.builder import HEAD, Diagram, smallest

MULTI = "bpmn:multiInstanceLoopCharacteristics"
WRITES_A_VARIABLE = """<bpmn:messageEventDefinition id="x" messageRef="word_message">
<bpmn:extensionElements>
<spiffworkflow:messageVariable>v</spiffworkflow:messageVariable>
</bpmn:extensionElements></bpmn:messageEventDefinition>"""
WRITES_DATA = """<bpmn:dataOutputAssociation id="o">
<bpmn:targetRef>nowhere</bpmn:targetRef></bpmn:dataOutputAssociation>
<bpmn:messageEventDefinition id="x" messageRef="word_message" />"""
PAYLOAD = """<bpmn:message id="x" name="m"><bpmn:extensionElements>
<spiffworkflow:messagePayload>code</spiffworkflow:messagePayload></bpmn:extensionElements></bpmn:message>"""
CORRELATION = """<bpmn:collaboration id="x"><bpmn:correlationKey id="y" name="k" /></bpmn:collaboration>"""
MESSAGE_FLOW = """<bpmn:collaboration id="x"><bpmn:participant id="p" />
<bpmn:messageFlow id="m" sourceRef="p" targetRef="p" /></bpmn:collaboration>"""
LIST, ITEM = "<bpmn:loopDataInputRef>partners</bpmn:loopDataInputRef>", '<bpmn:inputDataItem id="x" />'


def problems(diagram: Diagram) -> list[tuple[str, str]]:
    read = read_diagram("bpmn/review.bpmn", diagram.xml())
    return [(p.element, p.message) for p in read.problems]


def refused(diagram: Diagram) -> str:
    """Return the message of the one problem."""
    ((_, message),) = problems(diagram)
    return message


class TestReadDiagram:
    def test_reads_elements_with_role_properties_and_line(self):
        read = read_diagram("bpmn/review.bpmn", smallest().xml())
        ask = next(e for e in read.elements if e.id == "ask")
        assert (ask.kind, ask.role, ask.form, ask.process) == ("userTask", "Clerk", "ask", "review")
        assert b'id="ask"' in smallest().xml().splitlines()[ask.line - 1]

    def test_reads_timers_messages_calls_instances_and_ends(self):
        diagram = Diagram().list("partners").start().task("ask", limit="AB-1").message("stop", "stop", on="ask")
        diagram.call("hold", "part", many="partners").wait("until")
        diagram.node("endEvent", "gone", '<bpmn:terminateEventDefinition id="t" />')
        found = {e.id: e for e in read_diagram("bpmn/review.bpmn", diagram.xml()).elements}
        assert found["ask_late"].time_limit == "AB-1"
        assert (found["ask_late"].attached_to, found["ask_late"].interrupts) == ("ask", False)
        assert (found["stop"].message, found["stop"].form, found["stop"].interrupts) == ("stop", "stop", True)
        assert (found["hold"].called, found["hold"].collection, found["hold"].item) == ("part", "partners", "hold_item")
        assert found["until"].time_limit == "AB-1"
        assert found["gone"].terminates

    def test_reads_the_inside_of_a_subprocess_as_a_process_in_the_same_lane(self):
        inner = (
            '<bpmn:startEvent id="begin" /><bpmn:endEvent id="finish" />'
            '<bpmn:sequenceFlow id="f" sourceRef="begin" targetRef="finish" />'
        )
        read = read_diagram("bpmn/review.bpmn", Diagram().node("subProcess", "part", inner, lane="Chair").xml())
        assert [(p.id, p.inside) for p in read.processes] == [("review", ""), ("part", "review")]
        assert {(e.process, e.id, e.role) for e in read.elements} == {
            ("review", "part", "Chair"), ("part", "begin", "Chair"), ("part", "finish", "Chair"),
        }  # fmt: skip
        assert read.problems == ()


class TestRefusals:
    @pytest.mark.parametrize("kind", sorted(REFUSED_ELEMENTS.keys() - {"implicitThrowEvent"}))
    def test_elements_that_are_not_run(self, kind: str):
        ((element, message),) = problems(smallest().node(kind, "step"))
        assert element == "step"
        assert message == f"{kind} is not run here; {REFUSED_ELEMENTS[kind]}"

    @pytest.mark.parametrize(
        ("attributes", "instead"),
        [
            ({"default": "f"}, "give every flow its condition"),
            ({"isForCompensation": "true"}, "as steps"),
        ],
    )
    def test_attributes(self, attributes: dict[str, str], instead: str):
        diagram = smallest().node("userTask", "step", properties={"form": "ask"}, **attributes)
        assert instead in refused(diagram.flow("opened", "ask", id="f"))

    def test_event_subprocesses(self):
        inner = '<bpmn:startEvent id="begin" /><bpmn:endEvent id="finish" />'
        assert "boundary event" in refused(smallest().node("subProcess", "part", inner, triggeredByEvent="true"))

    @pytest.mark.parametrize(
        ("kind", "event"),
        [
            ("startEvent", "timer"), ("startEvent", "signal"), ("endEvent", "message"), ("endEvent", "error"),
            ("endEvent", "escalation"), ("endEvent", "compensate"), ("endEvent", "cancel"),
            ("intermediateCatchEvent", "signal"), ("intermediateCatchEvent", "link"),
            ("intermediateCatchEvent", "conditional"),
        ],
    )  # fmt: skip
    def test_events(self, kind: str, event: str):
        inner = f'<bpmn:{event}EventDefinition id="x" {"name=" + chr(34) + "l" + chr(34) if event == "link" else ""}>'
        inner += "<bpmn:condition>true</bpmn:condition>" if event == "conditional" else ""
        found = [
            message for _, message in problems(smallest().node(kind, "step", f"{inner}</bpmn:{event}EventDefinition>"))
        ]
        assert any(f"is a {event} {kind}; draw a" in message for message in found)

    def test_events_without_a_reason(self):
        assert "is a plain intermediateCatchEvent" in refused(smallest().node("intermediateCatchEvent", "step"))

    def test_events_with_two_reasons(self):
        two = '<bpmn:terminateEventDefinition id="x" /><bpmn:messageEventDefinition id="y" />'
        assert any(
            "terminate and message" in message for _, message in problems(smallest().node("endEvent", "step", two))
        )

    @pytest.mark.parametrize("time", ["timeDuration", "timeCycle"])
    def test_durations_and_cycles(self, time: str):
        inner = f'<bpmn:timerEventDefinition id="x"><bpmn:{time}>"P5D"</bpmn:{time}></bpmn:timerEventDefinition>'
        assert 'write due("<clause>")' in refused(smallest().node("intermediateCatchEvent", "step", inner))

    @pytest.mark.parametrize("inner", [WRITES_A_VARIABLE, WRITES_DATA])
    def test_what_an_event_would_write(self, inner: str):
        diagram = smallest().node("intermediateCatchEvent", "step", inner)
        diagram.around.append('<bpmn:message id="word_message" name="word" />')
        assert "is not run here" in refused(diagram)

    @pytest.mark.parametrize("part", [PAYLOAD, CORRELATION, MESSAGE_FLOW])
    def test_what_messages_and_pools_would_do(self, part: str):
        diagram = smallest()
        diagram.around.append(part)
        assert "is not run here" in refused(diagram)

    def test_messages_without_a_name(self):
        inner = '<bpmn:messageEventDefinition id="x" messageRef="gone" />'
        assert "does not name" in refused(smallest().node("intermediateCatchEvent", "step", inner))

    @pytest.mark.parametrize(
        "inside",
        [
            '<bpmn:userTask id="step" />',
            '<bpmn:subProcess id="step"></bpmn:subProcess>',
            '<bpmn:eventBasedGateway id="step" />',
        ],
    )
    def test_people_inside_a_subprocess(self, inside: str):
        assert ("step", "may not lie inside an embedded subprocess; move it into a process and call that") in problems(
            smallest().node("subProcess", "part", inside)
        )

    @pytest.mark.parametrize(
        "loop",
        [
            f'<{MULTI} isSequential="true">{LIST}{ITEM}</{MULTI}>',
            f"<{MULTI}><bpmn:loopCardinality>3</bpmn:loopCardinality></{MULTI}>",
            f"<{MULTI}>{LIST}</{MULTI}>",
            f"<{MULTI}>{LIST}{ITEM}<bpmn:completionCondition>true</bpmn:completionCondition></{MULTI}>",
        ],
    )
    def test_other_multi_instances(self, loop: str):
        diagram = smallest().list("partners").node("userTask", "step", loop)
        assert "is parallel and has a list and an item" in refused(diagram)

    def test_a_list_that_is_not_drawn(self):
        assert "draw the list 'partners'" in refused(smallest().task("step", many="partners"))

    def test_instances_of_a_step_that_nobody_does(self):
        diagram = smallest().list("partners").node("businessRuleTask", "step", many="partners")
        assert "once an instance" in refused(diagram)

    def test_loops_by_marker(self):
        assert "draw the loop" in refused(smallest().node("userTask", "step", "<bpmn:standardLoopCharacteristics />"))

    @pytest.mark.parametrize("name", ["preScript", "postScript", "calledDecisionId", "anything"])
    def test_extensions_that_nothing_reads(self, name: str):
        inner = f"<bpmn:extensionElements><spiffworkflow:{name}>x</spiffworkflow:{name}></bpmn:extensionElements>"
        assert f"{name} is not run here" in refused(smallest().node("userTask", "step", inner))

    def test_a_property_twice_and_an_empty_one(self):
        both = "".join(f'<spiffworkflow:property name="form" value="{value}" />' for value in ("ask", ""))
        properties = f"<spiffworkflow:properties>{both}</spiffworkflow:properties>"
        inner = f"<bpmn:extensionElements>{properties}</bpmn:extensionElements>"
        found = [message for _, message in problems(smallest().node("userTask", "step", inner))]
        assert found == [
            "has the property 'form' twice; keep one",
            "has an empty property 'form'; fill it in or remove it",
        ]

    @pytest.mark.parametrize(
        "part",
        [
            '<bpmn:textAnnotation id="x"><bpmn:text>t</bpmn:text></bpmn:textAnnotation>',
            '<bpmn:dataStoreReference id="x" />',
            '<bpmn:group id="x" />',
            '<bpmn:association id="x" sourceRef="ask" targetRef="ask" />',
        ],
    )
    def test_other_parts_of_a_process(self, part: str):
        diagram = smallest()
        (diagram.nodes if "Reference" in part else diagram.flows).append(part)
        assert "is not run here" in refused(diagram)

    @pytest.mark.parametrize(
        "part", ['<bpmn:signal id="x" name="s" />', '<bpmn:error id="x" />', '<bpmn:dataStore id="x" />']
    )
    def test_other_parts_of_a_document(self, part: str):
        diagram = smallest()
        diagram.around.append(part)
        assert "is not run here" in refused(diagram)

    def test_lanes_in_lanes(self):
        data = (
            smallest()
            .xml()
            .replace(b"</bpmn:lane>", b'<bpmn:childLaneSet id="c"><bpmn:lane id="l" /></bpmn:childLaneSet></bpmn:lane>')
        )
        assert "none inside another" in read_diagram("bpmn/review.bpmn", data).problems[0].message

    @pytest.mark.parametrize(
        "condition", ["", "ask.agree ==", "a.b.c", "[x for x in y]", "1 + 1", "ask.__class__()", "x" * 1000]
    )
    def test_expressions_that_cannot_be_read(self, condition: str):
        data = smallest().flow("opened", "ask", "PLACE", id="f").xml().replace(b"PLACE", condition.encode())
        (problem,) = read_diagram("bpmn/review.bpmn", data).problems
        assert (problem.element, problem.rule) == ("f", "refused")

    def test_more_flow_nodes_than_anybody_can_read(self):
        diagram = smallest()
        for number in range(300):
            diagram.task(f"step_{number}", "ask")
        assert any("move a part into a process" in message for _, message in problems(diagram))


class TestUnreadableFiles:
    @pytest.mark.parametrize(
        ("data", "because"),
        [
            (b"", "not well-formed"),
            (b"<bpmn", "not well-formed"),
            (b"<html/>", "not a definitions document"),
            (b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "document type"),
            (b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>', "document type"),
            (b"<a>" * 300 + b"</a>" * 300, "not well-formed"),
            (b"<x>" + b" " * 2_000_000 + b"</x>", "larger than"),
        ],
    )
    def test_are_refused(self, data: bytes, because: str):
        with pytest.raises(DiagramError, match=because):
            read_diagram("bpmn/x.bpmn", data)

    def test_are_told_with_every_line_that_breaks_the_schema(self):
        data = (
            smallest().xml().replace(b'targetRef="closed"', b'nowhere="closed"').replace(b"isExecutable", b"isRunnable")
        )
        with pytest.raises(SchemaError) as caught:
            read_diagram("bpmn/review.bpmn", data)
        assert len(caught.value.problems) == 3
        assert all(p.line and "{" not in p.message for p in caught.value.problems)

    def test_say_which_id_is_there_twice(self):
        with pytest.raises(DiagramError, match="'ask': this id is there twice"):
            read_diagram("bpmn/review.bpmn", smallest().task("ask").xml())

    def test_hold_a_process(self):
        read = read_diagram("bpmn/x.bpmn", HEAD.encode() + b"</bpmn:definitions>")
        assert [p.message for p in read.problems] == ["the diagram holds no process; draw one"]
