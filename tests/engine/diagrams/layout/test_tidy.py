from pathlib import Path

import pytest
from lxml import etree

from engine.diagrams.errors import DiagramError
from engine.diagrams.layout import CannotTidy, tidy
from engine.diagrams.layout.di import Drawn, read_di
from engine.diagrams.layout.reading import MOST_NODES
from tests.engine.diagrams.layout.building import bpmn, flow, line_holding, node, small, without_picture

DIAGRAMS = sorted(Path("bpmn").glob("*.bpmn"))
PICTURE = """  <bpmndi:BPMNDiagram xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"
    xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:bioc="http://bpmn.io/schema/bpmn/biocolor/1.0" id="picture">
    <bpmndi:BPMNPlane id="plane" bpmnElement="process">
      {}
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
"""


def drawn_by(xml: bytes) -> Drawn:
    return read_di(etree.fromstring(xml), "test")


def meaning(xml: bytes) -> bytes:
    root = etree.fromstring(xml)
    for picture in root.findall("{*}BPMNDiagram"):
        root.remove(picture)
    return etree.tostring(root, method="c14n", strip_text=False).replace(b"\n", b"").replace(b" ", b"")


class TestTheMeaning:
    def test_stays_byte_for_byte_when_there_was_no_picture(self):
        xml = small()
        before_end = xml.rindex(b"</bpmn:definitions>")
        tidied = tidy(xml)
        assert tidied.startswith(xml[:before_end].rstrip())
        assert tidied.endswith(xml[before_end:])

    def test_stays_byte_for_byte_when_there_was_one(self):
        strange = b"<!-- a comment  -->\r\n\t<bpmn:process   id='process'  isExecutable=\"true\"   >"
        xml = small(after=PICTURE.format("")).replace(b'  <bpmn:process id="process" isExecutable="true">', strange)
        start, end = (
            xml.index(b"  <bpmndi:BPMNDiagram"),
            xml.index(b"</bpmndi:BPMNDiagram>") + len(b"</bpmndi:BPMNDiagram>"),
        )
        tidied = tidy(xml)
        assert tidied.startswith(xml[:start].rstrip())
        assert tidied.endswith(xml[end:].lstrip())

    @pytest.mark.parametrize(
        "picture",
        ['<d:BPMNDiagram xmlns:d="http://www.omg.org/spec/BPMN/20100524/DI" name="a &gt; b > c"/>', PICTURE.format("")],
        ids=["empty element", "element"],
    )
    @pytest.mark.parametrize("ending", [b"\n", b"\r\n"], ids=["Unix", "Windows"])
    @pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["no byte order mark", "byte order mark"])
    def test_stays_however_the_file_is_written(self, picture, ending, mark):
        xml = mark + small(after=picture, inside="    <!-- é > -->").replace(b"\n", ending)
        tidied = tidy(xml)
        assert tidied.startswith(xml[: xml.index(b"</bpmn:process>")])
        assert meaning(tidied) == meaning(xml)
        assert tidy(tidied) == tidied

    @pytest.mark.parametrize("file", DIAGRAMS, ids=lambda file: file.stem)
    def test_of_the_projects_own_diagrams_stays(self, file):
        xml = file.read_bytes()
        assert meaning(tidy(xml)) == meaning(xml)


class TestTheProjectsOwnDiagrams:
    @pytest.mark.parametrize("file", DIAGRAMS, ids=lambda file: file.stem)
    def test_are_committed_tidy(self, file):
        assert tidy(file.read_bytes()) == file.read_bytes(), f"run: cspr tidy {file}"


class TestThePicture:
    def test_is_the_same_when_tidied_twice(self):
        once = tidy(small())
        assert tidy(once) == once

    def test_is_the_same_for_the_same_file(self):
        assert tidy(small()) == tidy(small())

    def test_draws_every_lane_node_and_flow(self):
        drawn = drawn_by(tidy(small()))
        assert set(drawn.shapes) == {"lane_0", "lane_1", "start", "refer", "check", "end"}
        assert set(drawn.edges) == {"start_to_refer", "refer_to_check", "check_to_end"}

    def test_has_ids_that_nothing_else_in_the_file_has(self):
        xml = small(inside=node("dataObject", "start_di"))
        ids = [element.get("id") for element in etree.fromstring(tidy(xml)).iter(etree.Element) if element.get("id")]
        assert len(ids) == len(set(ids))

    def test_draws_the_pool_when_the_file_has_one(self):
        participant = '<bpmn:participant id="pool" name="Review" processRef="process"/>'
        pool = f'<bpmn:collaboration id="both">{participant}</bpmn:collaboration>'
        drawn = drawn_by(tidy(small(before=pool)))
        assert drawn.shapes["pool"].box[0] < drawn.shapes["lane_0"].box[0]
        assert b'bpmnElement="both"' in tidy(small(before=pool))

    def test_draws_no_pool_and_no_lane_when_the_file_has_none(self):
        drawn = drawn_by(tidy(bpmn(node("startEvent", "start"), node("endEvent", "end"), flow("start", "end"))))
        assert set(drawn.shapes) == {"start", "end"}

    def test_puts_a_data_object_above_the_activity_that_takes_its_list_from_it(self):
        reference = "<bpmn:loopDataInputRef>agencies</bpmn:loopDataInputRef>"
        many = f"<bpmn:multiInstanceLoopCharacteristics>{reference}</bpmn:multiInstanceLoopCharacteristics>"
        drawn = drawn_by(tidy(bpmn(
            node("dataObject", "agencies"), node("dataObjectReference", "agencies_list", dataObjectRef="agencies"),
            node("userTask", "ask"), node("userTask", "answer", inside=many), flow("ask", "answer"),
        )))  # fmt: skip
        (x, y, width, height), (task_x, task_y, task_width, _) = (
            drawn.shapes["agencies_list"].box,
            drawn.shapes["answer"].box,
        )
        assert task_x <= x
        assert x + width <= task_x + task_width
        assert y + height < task_y

    def test_draws_a_data_association(self):
        ends = "<bpmn:sourceRef>list</bpmn:sourceRef><bpmn:targetRef>p</bpmn:targetRef>"
        link = f'<bpmn:dataInputAssociation id="reads">{ends}</bpmn:dataInputAssociation>'
        drawn = drawn_by(tidy(bpmn(
            node("dataObject", "agencies"), node("dataObjectReference", "list", dataObjectRef="agencies"),
            node("userTask", "ask"), node("userTask", "answer", inside=link), flow("ask", "answer"),
        )))  # fmt: skip
        assert drawn.edges["reads"].points[-1][1] == drawn.shapes["answer"].box[1]

    def test_fresh_forgets_who_stood_above_whom(self):
        xml = bpmn(
            node("exclusiveGateway", "which"), node("userTask", "first"), node("userTask", "second"),
            flow("which", "first"), flow("which", "second"),
        )  # fmt: skip
        usual = tidy(xml)
        rows = [drawn_by(usual).shapes[key].box[1] for key in ("first", "second")]
        a, b = (f'y="{y}" width="100"'.encode() for y in rows)
        swapped = usual.replace(a, b"!").replace(b, a).replace(b"!", b)
        kept = drawn_by(tidy(swapped)).shapes
        assert (kept["first"].box[1] < kept["second"].box[1]) != (rows[0] < rows[1])
        assert tidy(swapped, fresh=True) == usual


LOSSES = [
    ("textAnnotation", {"inside": '<bpmn:textAnnotation id="lost"><bpmn:text>why</bpmn:text></bpmn:textAnnotation>'}),
    ("association", {"inside": '<bpmn:association id="lost" sourceRef="refer" targetRef="check"/>'}),
    ("group", {"inside": '<bpmn:group id="lost"/>'}),
    ("dataStoreReference", {"inside": '<bpmn:dataStoreReference id="lost"/>'}),
    ("second process", {"after": '<bpmn:process id="lost"/>'}),
    ("second pool", {"before": '<bpmn:collaboration id="c"><bpmn:participant id="p" processRef="process"/>\n'
                               '<bpmn:participant id="lost" processRef="process"/></bpmn:collaboration>'}),
    ("empty pool", {"before": '<bpmn:collaboration id="c">\n<bpmn:participant id="lost"/></bpmn:collaboration>'}),
    ("message flow", {"before": '<bpmn:collaboration id="c"><bpmn:participant id="p" processRef="process"/>\n'
                                '<bpmn:messageFlow id="lost"/></bpmn:collaboration>'}),
    ("colour", {"after": PICTURE.format('<bpmndi:BPMNShape id="s" bpmnElement="lost" bioc:fill="red"/>')}),
    ("subprocess's picture", {"inside": '<bpmn:subProcess id="sub"><bpmn:task id="inside"/></bpmn:subProcess>',
                              "after": PICTURE.format('<bpmndi:BPMNShape id="lost" bpmnElement="inside"/>')}),
    ("unlaned node", {"inside": '<bpmn:userTask id="lost"/>'}),
    ("flow to nowhere", {"inside": '<bpmn:sequenceFlow id="lost" sourceRef="refer" targetRef="gone"/>'}),
    ("boundary event on nothing", {"inside": '<bpmn:boundaryEvent id="lost" attachedToRef="gone"/>'}),
]  # fmt: skip


class TestRefusals:
    @pytest.mark.parametrize("extra", [extra for _, extra in LOSSES], ids=[name for name, _ in LOSSES])
    def test_name_the_element_and_its_line(self, extra):
        xml = small(**extra)
        with pytest.raises(CannotTidy, match=r"lost|gone|processes|inside") as refused:
            tidy(xml, file="test.bpmn")
        assert str(refused.value).startswith(f"test.bpmn, line {line_holding(xml, 'lost')}")

    def test_more_elements_than_anybody_can_read(self):
        steps = [node("userTask", f"step_{number}") for number in range(MOST_NODES + 1)]
        with pytest.raises(CannotTidy, match="called process"):
            tidy(bpmn(*steps))

    def test_a_second_picture(self):
        with pytest.raises(CannotTidy, match="second picture"):
            tidy(small(after=PICTURE.format("") + PICTURE.format("")))

    def test_a_comment_inside_the_picture(self):
        with pytest.raises(CannotTidy, match=r"line \d+: a comment"):
            tidy(small(after=PICTURE.format("<!-- mine -->")))

    def test_nested_lanes(self):
        xml = small().replace(b'name="Referrer">', b'name="Referrer"><bpmn:childLaneSet id="inner"/>')
        with pytest.raises(CannotTidy, match="lane inside a lane"):
            tidy(xml)

    def test_a_node_in_two_lanes(self):
        xml = small().replace(
            b"<bpmn:flowNodeRef>check", b"<bpmn:flowNodeRef>refer</bpmn:flowNodeRef><bpmn:flowNodeRef>check"
        )
        with pytest.raises(CannotTidy, match="two lanes"):
            tidy(xml)

    def test_a_data_object_reference_used_in_two_places(self):
        link = "<bpmn:dataInputAssociation id='{}'><bpmn:sourceRef>list</bpmn:sourceRef></bpmn:dataInputAssociation>"
        xml = bpmn(
            node("dataObject", "agencies"), node("dataObjectReference", "list", dataObjectRef="agencies"),
            node("userTask", "ask", inside=link.format("a")), node("userTask", "answer", inside=link.format("b")),
        )  # fmt: skip
        with pytest.raises(CannotTidy, match="reference of its own"):
            tidy(xml)

    def test_another_encoding(self):
        with pytest.raises(CannotTidy, match="UTF-8"):
            tidy(small().replace(b'encoding="UTF-8"', b'encoding="ISO-8859-1"'))

    def test_a_file_with_a_document_type(self):
        xml = small().replace(b"<bpmn:definitions", b'<!DOCTYPE x [<!ENTITY e "e">]><bpmn:definitions', 1)
        with pytest.raises(DiagramError):
            tidy(xml)

    def test_a_coordinate_that_is_no_number(self):
        bounds = '<dc:Bounds x="nan" y="0" width="1" height="1"/>'
        shape = f'<bpmndi:BPMNShape id="s" bpmnElement="refer">{bounds}</bpmndi:BPMNShape>'
        with pytest.raises(DiagramError, match="not a coordinate"):
            tidy(small(after=PICTURE.format(shape)))

    def test_do_not_hold_for_an_embedded_subprocess_without_a_picture_of_its_inside(self):
        xml = bpmn(node("subProcess", "sub", inside='<bpmn:task id="inside"/>'))
        assert b'isExpanded="false"' in tidy(xml)


class TestAFileWithoutItsPicture:
    @pytest.mark.parametrize("file", DIAGRAMS, ids=lambda file: file.stem)
    def test_gets_one(self, file):
        assert drawn_by(tidy(without_picture(file.read_bytes()))).shapes
