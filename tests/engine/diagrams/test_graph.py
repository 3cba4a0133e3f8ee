"""A process as a graph."""

from engine.diagrams.bpmn import read_diagram
from engine.diagrams.graph import Graph, graphs
from tests.engine.diagrams.builder import Diagram


def graph(diagram: Diagram) -> Graph:
    read = read_diagram("bpmn/review.bpmn", diagram.xml())
    return graphs({p.id: p for p in read.processes}, read.elements, read.flows)["review"]


FORK = (
    Diagram().start().both("part", "join").task("left").task("right").task("then").end()
    .line("opened", "part", "left", "join", "then", "closed").line("part", "right", "join")
)  # fmt: skip


class TestReach:
    def test_follows_flows_and_boundary_events(self):
        watched = graph(Diagram().start().task("ask", limit="AB-1").end().line("opened", "ask", "closed"))
        assert watched.reach(["opened"]) == {"opened", "ask", "closed", "ask_late", "ask_told", "ask_late_end"}
        assert watched.main == {"opened", "ask", "closed"}

    def test_stops_where_it_is_told(self):
        assert graph(FORK).reach(["part"], stop="join") == {"part", "left", "right", "join"}

    def test_ends_in_a_loop(self):
        loop = Diagram().start().either("again").task("ask").line("opened", "again", "ask", "again")
        assert graph(loop).reach(["again"]) == {"again", "ask"}


class TestBehind:
    def test_goes_back_to_where_it_stops(self):
        assert graph(FORK).behind("then", stop="join") == {"then", "join"}
        assert graph(FORK).behind("left") == {"left", "part", "opened"}


class TestBeside:
    def test_is_what_lies_in_the_other_branch(self):
        fork = graph(FORK)
        assert fork.beside("left") == {"right"}
        assert fork.beside("then") == frozenset()

    def test_is_what_a_non_interrupting_event_starts(self):
        watched = graph(Diagram().start().task("ask", limit="AB-1").end().line("opened", "ask", "closed"))
        assert "ask" in watched.beside("ask_told")
        assert "closed" in watched.beside("ask_told")

    def test_is_nothing_in_alternatives(self):
        either = Diagram().start().either("which", "met").task("left").task("right").end()
        either.line("opened", "which", "left", "met", "closed").line("which", "right", "met")
        assert graph(either).beside("left") == frozenset()
