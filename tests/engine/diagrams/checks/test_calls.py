"""Processes that are called, and the one that a case starts in."""

from tests.engine.diagrams.builder import MESSAGE, PARTNERSHIP, Diagram, bundle, smallest
from tests.engine.diagrams.checks.found import found


class TestProcesses:
    def test_that_are_called_exist(self):
        diagram = Diagram().start().task("ask").call("hold", "gone").end()
        assert found(bundle(diagram.line("opened", "ask", "hold", "closed"))) == [("unknown-process", "hold")]

    def test_do_not_call_themselves(self):
        diagram = Diagram().start().task("ask").call("hold", "review").end()
        assert found(bundle(diagram.line("opened", "ask", "hold", "closed"))) == [("recursive-call", "hold")]

    def test_do_not_call_each_other(self):
        part = Diagram("part").start().call("back", "review").end().line("opened", "back", "closed")
        diagram = Diagram().start().task("ask").call("hold", "part").end()
        assert found(bundle(diagram.line("opened", "ask", "hold", "closed"), part)) == [
            ("recursive-call", "back"),
            ("recursive-call", "hold"),
        ]

    def test_that_cases_start_in_exist(self):
        drawn = bundle(smallest(), partnership=PARTNERSHIP.replace("start: review", "start: gone"))
        assert ("unknown-process", "start") in found(drawn)

    def test_that_cases_start_in_wait_for_no_message(self):
        diagram = (
            Diagram()
            .node("startEvent", "opened", MESSAGE.format(id="word"), properties={"form": "hear"})
            .task("ask")
            .end()
        )
        diagram.around.append('<bpmn:message id="word_message" name="word" />')
        assert found(bundle(diagram.line("opened", "ask", "closed"))) == [("start", "opened")]

    def test_that_are_called_wait_for_no_message(self):
        part = (
            Diagram("part").node("startEvent", "opened", MESSAGE.format(id="word"), properties={"form": "hear"}).end()
        )
        part.around.append('<bpmn:message id="word_message" name="word" />')
        diagram = Diagram().start().task("ask").call("hold", "part").end().line("opened", "ask", "hold", "closed")
        assert found(bundle(diagram, part.line("opened", "closed"))) == [("call", "hold")]

    def test_that_cases_start_in_ask_first(self):
        diagram = Diagram().start().tell("tell").task("ask").end().line("opened", "tell", "ask", "closed")
        assert found(bundle(diagram)) == [("start", "tell")]
