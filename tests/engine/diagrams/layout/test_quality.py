"""A person can read what `tidy` draws: nothing overlaps or runs through anything, and an edit reshuffles nothing."""

from itertools import combinations
from pathlib import Path

import pytest
from lxml import etree

from engine.diagrams.layout import tidy
from engine.diagrams.layout.di import Drawn, read_di
from engine.diagrams.layout.drawing import draw
from engine.diagrams.layout.model import Diagram, Flow, Node
from engine.diagrams.layout.reading import read_diagram, rows_drawn
from tests.engine.diagrams.layout.building import bpmn, delete_task, flow, insert_task, lanes, move_to_lane, node
from tests.engine.diagrams.layout.measures import as_drawn, crossings, faults, label_overlaps
from tests.engine.diagrams.layout.random_diagrams import random_diagram

DIAGRAMS = sorted(Path("bpmn").glob("*.bpmn"))
BY_NAME = {file.stem: file.read_bytes() for file in DIAGRAMS}
EVERY = 24  # so few edits keep the suite quick; all of them were tried


def read(xml: bytes) -> tuple[Diagram, Drawn]:
    root = etree.fromstring(xml)
    return read_diagram(root, "test"), read_di(root, "test")


def edits(tag: str) -> list[tuple[str, str]]:
    """(diagram, id) of every few elements of a kind."""
    places = [
        (name, e.get("id", "")) for name, xml in BY_NAME.items() for e in etree.fromstring(xml).iter(f"{{*}}{tag}")
    ]
    return places[::EVERY]


def changed_places(before: Drawn, after: Drawn, diagram: Diagram) -> list[tuple[str, str]]:
    """Pairs of a lane whose upper one is now the lower one."""
    return [
        (a, b)
        for a, b in combinations([node for node in diagram.nodes if node in before.shapes and node in after.shapes], 2)
        if diagram.nodes[a].lane == diagram.nodes[b].lane
        and (before.shapes[a].box[1] - before.shapes[b].box[1]) * (after.shapes[a].box[1] - after.shapes[b].box[1]) < 0
        and min(abs(one.shapes[a].box[1] - one.shapes[b].box[1]) for one in (before, after)) > 60
    ]


class TestTheProjectsOwnDiagrams:
    @pytest.mark.parametrize("name", BY_NAME)
    def test_have_no_fault(self, name):
        assert faults(*read(tidy(BY_NAME[name]))) == []

    @pytest.mark.parametrize("name", BY_NAME)
    def test_have_no_fault_when_laid_out_afresh(self, name):
        assert faults(*read(tidy(BY_NAME[name], fresh=True))) == []

    @pytest.mark.parametrize("name", BY_NAME)
    def test_cross_seldom(self, name):
        diagram, drawn = read(tidy(BY_NAME[name]))
        assert crossings(drawn) <= len(diagram.flows) / 2


class TestAnEdit:
    @pytest.mark.parametrize(("name", "flow_id"), edits("sequenceFlow"))
    def test_that_inserts_a_task_reshuffles_nothing(self, name, flow_id):
        before = tidy(BY_NAME[name])
        after = tidy(insert_task(before, flow_id))
        diagram, drawn = read(after)
        assert faults(diagram, drawn) == []
        assert changed_places(read(before)[1], drawn, diagram) == []
        assert tidy(after) == after

    @pytest.mark.parametrize(("name", "task"), edits("userTask"))
    def test_that_deletes_a_task_leaves_a_good_picture(self, name, task):
        after = tidy(delete_task(tidy(BY_NAME[name]), task))
        assert faults(*read(after)) == []
        assert tidy(after) == after

    @pytest.mark.parametrize(("name", "task"), edits("serviceTask"))
    def test_that_moves_a_task_to_another_lane_leaves_a_good_picture(self, name, task):
        before = tidy(BY_NAME[name])
        diagram, _ = read(before)
        lane = next(lane for lane in reversed(list(diagram.lanes)) if lane != diagram.nodes[task].lane)
        after = tidy(move_to_lane(before, task, lane))
        assert faults(*read(after)) == []
        assert tidy(after) == after


class TestManyExitsOfAGateway:
    def test_are_told_apart_by_names_beside_lines_that_are_theirs_alone(self):
        outcomes = [f"outcome {number}" for number in range(5)]
        tasks = [node("userTask", f"task_{number}") for number in range(5)]
        flows = [flow("which", f"task_{number}", outcome) for number, outcome in enumerate(outcomes)]
        members = {"Business unit": ["start", "which", *(f"task_{number}" for number in range(5))]}
        xml = bpmn(
            lanes(members),
            node("startEvent", "start"),
            node("exclusiveGateway", "which"),
            *tasks,
            flow("start", "which"),
            *flows,
        )
        diagram, drawn = read(tidy(xml))
        assert faults(diagram, drawn) == []
        for number in range(5):
            label, points = drawn.edges[f"which_to_task_{number}"].label, drawn.edges[f"which_to_task_{number}"].points
            assert abs(label[1] + label[3] / 2 - points[-1][1]) < 40, (
                "the name stands at the last piece, which nobody shares"
            )


class TestRandomDiagrams:
    @pytest.mark.parametrize("seed", range(12))
    def test_are_drawn_without_a_node_or_a_flow_in_the_way(self, seed):
        diagram = random_diagram(seed)
        drawn = as_drawn(draw(diagram, {}))
        found = faults(diagram, drawn)
        assert [fault for fault in found if fault[0] != "label overlaps"] == []
        assert len(found) <= 1, "a name may be squeezed once in a diagram that nobody would draw"

    @pytest.mark.parametrize("seed", [1, 2])
    def test_of_sixty_elements_are_drawn_too(self, seed):
        diagram = random_diagram(seed, size=50)
        found = faults(diagram, as_drawn(draw(diagram, {})))
        assert [fault for fault in found if fault[0] != "label overlaps"] == []

    @pytest.mark.parametrize("seed", range(5))
    def test_stay_as_they_are_when_laid_out_over_their_own_picture(self, seed):
        diagram = random_diagram(seed, size=16)
        drawn = as_drawn(draw(diagram, {}))
        again = as_drawn(draw(diagram, rows_drawn(drawn, diagram)))
        assert as_drawn(draw(diagram, rows_drawn(again, diagram))) == again


class TestManyEventsOnOneActivity:
    @pytest.mark.parametrize("number", range(1, 8))
    def test_their_names_stand_side_by_side(self, number: int):
        hosts = {f"event{i}": "wait" for i in range(number)}
        nodes = [
            Node(id="wait", kind="task", name="Gather the information", lane=""),
            *(Node(id=e, kind="boundary", name="Something happens beside it", lane="", host="wait") for e in hosts),
            *(Node(id=f"after_{e}", kind="task", name="Go on", lane="") for e in hosts),
        ]
        flows = [Flow(id=f"to_{e}", source=e, target=f"after_{e}") for e in hosts]
        diagram = Diagram(
            plane="plane", lanes={"": ""}, nodes={n.id: n for n in nodes}, flows={flow.id: flow for flow in flows}
        )
        assert label_overlaps(diagram, as_drawn(draw(diagram, {}))) == []
