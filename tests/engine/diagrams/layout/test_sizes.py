from engine.diagrams.layout.model import Diagram, Node
from engine.diagrams.layout.sizes import TASK_SIZES, label_sizes, task_size


def diagram(*nodes: Node) -> Diagram:
    return Diagram(plane="plane", lanes={"": ""}, nodes={node.id: node for node in nodes}, flows={})


def task(name: str, *, key: str = "task", has_marker: bool = False) -> Node:
    return Node(id=key, kind="task", name=name, lane="", has_marker=has_marker)


class TestTaskSize:
    def test_is_the_smallest_for_a_short_name(self):
        assert task_size(diagram(task("Check"))) == TASK_SIZES[0]

    def test_is_one_for_all_so_that_the_longest_name_decides(self):
        long = task("Ask each agency for its chronology and its records", key="long")
        assert task_size(diagram(task("Check"), long)) == task_size(diagram(long))

    def test_grows_for_the_sign_on_the_lower_border(self):
        name = "Check the acknowledgement and records"
        assert TASK_SIZES.index(task_size(diagram(task(name, has_marker=True)))) > TASK_SIZES.index(
            task_size(diagram(task(name)))
        )

    def test_grows_for_an_event_on_the_lower_border(self):
        name = "Put the learning process to the Executive Group"
        late = Node(id="late", kind="boundary", name="", lane="", host="task")
        with_event, without = task_size(diagram(task(name), late)), task_size(diagram(task(name)))
        assert TASK_SIZES.index(with_event) >= TASK_SIZES.index(without)

    def test_is_the_largest_for_a_name_that_fits_nowhere(self):
        assert task_size(diagram(task("word " * 80))) == TASK_SIZES[-1]


class TestLabelSizes:
    def test_leaves_out_activities_and_what_has_no_name(self):
        gateway = Node(id="which", kind="gateway", name="Which?", lane="")
        unnamed = Node(id="merge", kind="gateway", name="", lane="")
        assert set(label_sizes(diagram(task("Check"), gateway, unnamed))) == {"which"}
