"""Branches meet as they parted."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.diagrams.builder import Diagram, bundle, form
from tests.engine.diagrams.checks.found import found

AGREED = form("ask", agree="yes_no")


def asked() -> Diagram:
    return Diagram().start().task("ask").line("opened", "ask")


def fork(diagram: Diagram, kind: str, join: str) -> Diagram:
    """Draw two branches, parted by a gateway of one kind and joined by one of another."""
    diagram.node(kind, "part").node(join, "join").task("hear").task("answer").end().line("ask", "part")
    one, other = ("ask.agree", "not ask.agree") if kind == "exclusiveGateway" else ("", "")
    diagram.flow("part", "hear", one).flow("part", "answer", other)
    return diagram.line("hear", "join", "closed").line("answer", "join")


forks = st.sampled_from(["both", "either"])
plans = st.recursive(
    st.just("step"), lambda inner: st.lists(st.tuples(forks, inner, inner), min_size=1, max_size=2), max_leaves=6
)


class TestBranchesMeetAsTheyParted:
    def test_takes_parallel_branches_that_are_joined(self):
        assert found(bundle(fork(asked(), "parallelGateway", "parallelGateway"))) == []

    def test_takes_alternatives_that_meet(self):
        assert found(bundle(fork(asked(), "exclusiveGateway", "exclusiveGateway"), ask=AGREED)) == []

    def test_refuses_a_join_that_waits_for_a_way_not_taken(self):
        drawn = bundle(fork(asked(), "exclusiveGateway", "parallelGateway"), ask=AGREED)
        assert found(drawn) == [("stuck", "join")]

    def test_refuses_branches_that_meet_without_being_joined(self):
        assert found(bundle(fork(asked(), "parallelGateway", "exclusiveGateway"))) == [("doubled", "closed")]

    def test_takes_branches_that_each_end(self):
        diagram = asked().both("part").task("hear").task("answer").end("heard", "answered")
        assert found(bundle(diagram.line("ask", "part", "hear", "heard").line("part", "answer", "answered"))) == []

    def test_refuses_a_join_that_an_interrupting_event_passes_by(self):
        diagram = asked().both("part", "join").task("hear").task("answer").end("closed", "gone")
        diagram.line("ask", "part", "hear", "join", "closed").line("part", "answer", "join")
        diagram.message("stop", "stop", on="hear").line("stop", "gone")
        assert found(bundle(diagram, stop=form("stop"))) == [("stuck", "join")]

    def test_takes_a_terminate_end_beside_a_waiting_join(self):
        diagram = asked().both("part", "join").task("hear").task("answer").end("closed")
        diagram.node("endEvent", "gone", '<bpmn:terminateEventDefinition id="t" />')
        diagram.line("ask", "part", "hear", "join", "closed").line("part", "answer", "join")
        diagram.message("stop", "stop", on="hear").line("stop", "gone")
        assert ("stuck", "join") not in found(bundle(diagram, stop=form("stop")))

    def test_refuses_what_starts_beside_and_joins_the_main_way(self):
        diagram = Diagram().start().task("ask").either("met").end().line("opened", "ask", "met", "closed")
        diagram.timer("late", on="ask").tell("told").line("late", "told", "met")
        assert found(bundle(diagram)) == [("doubled", "late")]

    def test_takes_timers_that_share_what_tells(self):
        diagram = Diagram().start().task("ask").task("hear").either("late").tell("told").end("closed", "late_end")
        diagram.line("opened", "ask", "hear", "closed").line("late", "told", "late_end")
        diagram.timer("ask_late", on="ask").timer("hear_late", on="hear").line("ask_late", "late").line(
            "hear_late", "late"
        )
        assert found(bundle(diagram)) == []

    def test_refuses_a_loop_that_starts_a_branch_anew_each_time(self):
        diagram = asked().either("again", "which").both("part").task("hear").task("answer").end("closed", "answered")
        diagram.line("ask", "again", "hear", "which").flow("which", "closed", "hear.agree")
        diagram.flow("which", "part", "not hear.agree").line("part", "again").line("part", "answer", "answered")
        assert found(bundle(diagram, hear=form("hear", agree="yes_no"))) == [("doubled", "answer")]

    @settings(max_examples=40, deadline=None)
    @given(plans)
    def test_takes_whatever_is_nested_properly(self, plan):
        diagram, numbers = Diagram().start().task("ask").end(), iter(range(1000))
        last = draw(diagram, plan, "ask", numbers)
        problems = found(bundle(diagram.line("opened", "ask").line(last, "closed"), ask=AGREED))
        assert not {rule for rule, _ in problems} - {"race"}  # branches that ask the same do race


def draw(diagram: Diagram, plan, before: str, numbers) -> str:
    """Draw what is planned behind an element; return the last element drawn."""
    if plan == "step":
        name = f"step_{next(numbers)}"
        diagram.task(name, "answer").line(before, name)
        return name
    for kind, *branches in plan:
        again, part, join = (f"{what}_{next(numbers)}" for what in ("again", "part", "join"))
        diagram.task(again, "ask" if kind == "either" else "hear")
        getattr(diagram, kind)(part, join)
        diagram.line(before, again, part)
        for condition, branch in zip(("ask.agree", "not ask.agree"), branches, strict=True):
            entry = f"entry_{next(numbers)}"
            diagram.task(entry, "answer").flow(part, entry, condition if kind == "either" else "")
            diagram.line(draw(diagram, branch, entry, numbers), join)
        before = join
    return before
