import pytest

from engine.diagrams.layout.model import Diagram, Flow, Node
from engine.diagrams.layout.placing import assign_columns, find_loops, place
from tests.engine.diagrams.layout.random_diagrams import random_diagram


def diagram(*pairs: tuple[str, str], boundary: dict[str, str] | None = None) -> Diagram:
    """Tasks and the flows between them; boundary events by their host."""
    hosts = boundary or {}
    names = list(dict.fromkeys(name for pair in pairs for name in pair))
    nodes = {
        name: Node(id=name, kind="boundary" if name in hosts else "task", name=name, lane="", host=hosts.get(name))
        for name in (*names, *hosts.values())
    }
    flows = {f"{a}_{b}": Flow(id=f"{a}_{b}", source=a, target=b) for a, b in pairs}
    return Diagram(plane="plane", lanes={"": ""}, nodes=nodes, flows=flows)


class TestFindLoops:
    def test_finds_nothing_in_a_line(self):
        assert find_loops(diagram(("a", "b"), ("b", "c"))) == set()

    def test_finds_the_flow_that_goes_back(self):
        assert find_loops(diagram(("a", "b"), ("b", "c"), ("c", "b"))) == {"c_b"}

    def test_finds_a_task_that_leads_to_itself(self):
        assert find_loops(diagram(("a", "a"))) == {"a_a"}

    def test_takes_two_ways_to_one_place_for_no_loop(self):
        assert find_loops(diagram(("a", "b"), ("a", "c"), ("b", "d"), ("c", "d"))) == set()

    def test_goes_through_boundary_events(self):
        back = diagram(("start", "a"), ("late", "b"), ("b", "a"), boundary={"late": "a"})
        assert find_loops(back) == {"b_a"}

    def test_reaches_further_than_python_recurses(self):
        steps = [(f"step_{number}", f"step_{number + 1}") for number in range(3000)]
        assert find_loops(diagram(*steps, ("step_3000", "step_0"))) == {"step_3000_step_0"}


class TestAssignColumns:
    def test_counts_the_longest_way_from_the_start(self):
        pairs = [("a", "b"), ("b", "c"), ("a", "c")]
        assert assign_columns(diagram(*pairs), set()) == {"a": 0, "b": 1, "c": 2}

    def test_puts_what_a_boundary_event_leads_to_after_its_host(self):
        columns = assign_columns(diagram(("a", "b"), ("late", "c"), boundary={"late": "b"}), set())
        assert columns["c"] == columns["b"] + 1

    @pytest.mark.parametrize("seed", range(10))
    def test_lets_every_flow_but_a_loop_go_to_the_right(self, seed):
        drawn = random_diagram(seed)
        loops = find_loops(drawn)
        columns = assign_columns(drawn, loops)
        forward = [flow for flow in drawn.flows.values() if flow.id not in loops]
        assert all(columns[drawn.stem(flow.source)] < columns[flow.target] for flow in forward)


class TestPlace:
    @pytest.mark.parametrize("seed", range(6))
    def test_gives_every_node_a_cell_of_its_own_in_its_lane(self, seed):
        drawn = random_diagram(seed, size=14)
        placing = place(drawn, {})
        cells = {(placing.columns[node], placing.rows[node]) for node in placing.columns}
        assert len(cells) == len(placing.columns)
        top = 0
        for lane, rows in placing.lane_rows.items():
            members = [node for node in placing.columns if drawn.nodes[node].lane == lane]
            assert all(top <= placing.rows[node] < top + rows for node in members)
            top += rows

    def test_keeps_who_stood_above_whom(self):
        split = diagram(("start", "a"), ("start", "b"))
        kept = place(split, {"start": 0, "a": 1, "b": 0})
        assert kept.rows["b"] < kept.rows["a"]
