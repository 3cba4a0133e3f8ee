"""The shape of a process: starts, ends, flows, events."""

import pytest

from tests.engine.diagrams.builder import Diagram, bundle, form, smallest
from tests.engine.diagrams.checks.found import found, said


class TestProcessesStartAndEnd:
    def test_wants_one_start(self):
        assert ("start", "review") in found(bundle(smallest().start("second").line("second", "closed")))

    def test_wants_a_start(self):
        assert found(bundle(Diagram().task("ask").end().line("ask", "closed"))) == [("start", "review")]

    def test_wants_an_end(self):
        drawn = bundle(Diagram().start().task("ask").line("opened", "ask"))
        assert found(drawn) == [("end", "review"), ("dead-end", "ask")]


class TestFlowsFit:
    def test_refuses_a_flow_to_nothing(self):
        assert found(bundle(smallest().flow("ask", "gone"))) == [("loose-flow", "ask_to_gone")]

    def test_refuses_a_flow_from_nothing(self):
        assert found(bundle(smallest().flow("gone", "closed"))) == [("loose-flow", "gone_to_closed")]

    def test_refuses_two_flows_between_the_same_elements(self):
        diagram = Diagram().start().task("ask").either("which", "same").end()
        diagram.line("opened", "ask", "which").line("same", "closed")
        diagram.flow("which", "same", "ask.agree", id="yes").flow("which", "same", "not ask.agree", id="no")
        assert found(bundle(diagram, ask=form("ask", agree="yes_no"))) == [("double-flow", "which")]

    def test_refuses_a_merge_without_a_gateway(self):
        diagram = Diagram().start().task("ask").both("part").task("hear").task("answer").end()
        diagram.line("opened", "ask", "part", "hear", "closed").line("part", "answer", "closed")
        assert ("merge", "closed") in found(bundle(diagram))

    def test_refuses_a_split_without_a_gateway(self):
        diagram = (
            Diagram().start().task("ask").end("closed", "shut").line("opened", "ask", "closed").flow("ask", "shut")
        )
        assert found(bundle(diagram)) == [("split", "ask")]

    def test_refuses_a_flow_to_the_start(self):
        diagram = Diagram().start().task("ask").both("part").end()
        diagram.line("opened", "ask", "part", "closed").flow("part", "opened")
        assert ("merge", "opened") in found(bundle(diagram))

    def test_refuses_a_flow_out_of_an_end(self):
        assert ("split", "closed") in found(bundle(smallest().end("shut").flow("closed", "shut")))


class TestEventsFit:
    def test_refuses_a_boundary_event_on_nothing(self):
        diagram = smallest().timer("late", on="gone").tell("told").end("late_end").line("late", "told", "late_end")
        assert ("boundary", "late") in found(bundle(diagram))

    def test_refuses_a_boundary_event_on_a_step_that_does_not_wait(self):
        diagram = (
            Diagram().start().task("ask").tell("tell").end("closed", "late_end").line("opened", "ask", "tell", "closed")
        )
        diagram.timer("late", on="tell").tell("told").line("late", "told", "late_end")
        assert ("boundary", "late") in found(bundle(diagram))

    def test_refuses_a_boundary_event_on_a_gateway(self):
        diagram = (
            Diagram().start().task("ask").both("on").end("closed", "late_end").line("opened", "ask", "on", "closed")
        )
        diagram.timer("late", on="on").tell("told").line("late", "told", "late_end")
        assert ("boundary", "late") in found(bundle(diagram))

    def test_refuses_a_boundary_event_that_leads_nowhere(self):
        assert found(bundle(smallest().timer("late", on="ask"))) == [("dead-end", "late")]

    def test_takes_an_event_gateway_with_a_message_and_a_timer(self):
        assert found(bundle(self._waiting(lambda d: d.message("word", "answer").wait("late")))) == []

    def test_refuses_two_timers_behind_an_event_gateway(self):
        drawn = bundle(self._waiting(lambda d: d.wait("word").wait("late")))
        assert "two timers" in said(drawn)

    def test_refuses_a_step_behind_an_event_gateway(self):
        assert found(bundle(self._waiting(lambda d: d.message("word", "answer").task("late", "hear")))) == [
            ("event-gateway", "first")
        ]

    def _waiting(self, draw):
        diagram = Diagram().start().task("ask").node("eventBasedGateway", "first").either("met").end()
        draw(diagram)
        diagram.line("opened", "ask", "first", "word", "met", "closed").line("first", "late", "met")
        return diagram


class TestEverythingIsReached:
    def test_refuses_a_dead_end(self):
        diagram = Diagram().start().task("ask").both("part").task("hear").end()
        assert found(bundle(diagram.line("opened", "ask", "part", "closed").flow("part", "hear"))) == [
            ("dead-end", "hear")
        ]

    def test_refuses_what_nothing_leads_to(self):
        assert found(bundle(smallest().task("hear").end("heard").flow("hear", "heard"))) == [
            ("unreachable", "hear"),
            ("unreachable", "heard"),
        ]

    def test_refuses_a_loop_without_a_way_out(self):
        diagram = Diagram().start().either("again").task("ask").task("hear").end()
        drawn = bundle(diagram.line("opened", "again", "ask", "hear", "again"))
        assert ("endless", "ask") in found(drawn)


class TestConditionsAreWhereTheyCount:
    def test_refuses_a_condition_behind_a_task(self):
        diagram = Diagram().start().task("ask").end().line("opened", "ask").flow("ask", "closed", "ask.agree")
        assert found(bundle(diagram, ask=form("ask", agree="yes_no"))) == [("condition", "ask_to_closed")]

    @pytest.mark.parametrize("kind", ["parallelGateway", "eventBasedGateway"])
    def test_refuses_a_condition_behind_another_gateway(self, kind: str):
        diagram = Diagram().start().task("ask").node(kind, "part").message("word", "hear").message("other", "answer")
        diagram.end("closed", "shut").line("opened", "ask", "part").line("word", "closed").line("other", "shut")
        diagram.flow("part", "word", "ask.agree").flow("part", "other")
        assert found(bundle(diagram, ask=form("ask", agree="yes_no"))) == [("condition", "part_to_word")]

    def test_wants_one_on_every_way(self):
        diagram = Diagram().start().task("ask").either("which").end("yes", "no")
        diagram.line("opened", "ask", "which").flow("which", "yes", "ask.agree").flow("which", "no")
        assert found(bundle(diagram, ask=form("ask", agree="yes_no"))) == [("condition", "which_to_no")]

    def test_wants_none_where_ways_meet(self):
        diagram = (
            Diagram()
            .start()
            .task("ask")
            .either("met")
            .end()
            .line("opened", "ask", "met")
            .flow("met", "closed", "ask.agree")
        )
        assert found(bundle(diagram, ask=form("ask", agree="yes_no"))) == [("condition", "met_to_closed")]
