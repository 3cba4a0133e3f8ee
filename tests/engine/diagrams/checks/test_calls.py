"""Processes that are called, and the one that a case starts in."""

from tests.engine.diagrams.builder import MESSAGE, PARTNERSHIP, Diagram, bundle, letter, smallest
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


class TestSubprocesses:
    INSIDE = (
        '<bpmn:startEvent id="begin" /><bpmn:serviceTask id="tell_all">{properties}</bpmn:serviceTask>'
        '<bpmn:endEvent id="finish" /><bpmn:sequenceFlow id="a" sourceRef="begin" targetRef="tell_all" />'
        '<bpmn:sequenceFlow id="b" sourceRef="tell_all" targetRef="finish" />'
    )

    def review(self, letter_name: str) -> Diagram:
        properties = "".join(
            f'<spiffworkflow:property name="{name}" value="{value}" />'
            for name, value in {"letter": letter_name, "to": "Member"}.items()
        )
        properties = f"<spiffworkflow:properties>{properties}</spiffworkflow:properties>"
        inside = self.INSIDE.format(properties=f"<bpmn:extensionElements>{properties}</bpmn:extensionElements>")
        diagram = (
            Diagram().list("partners").start().task("ask").node("subProcess", "part", inside, many="partners").end()
        )
        return diagram.line("opened", "ask", "part", "closed")

    def test_are_checked_as_processes_in_the_lane_of_their_element(self):
        assert found(bundle(self.review("news"), news=letter("news"))) == []

    def test_hold_to_the_same_rules(self):
        assert found(bundle(self.review("gone"))) == [("unknown-name", "tell_all")]

    def test_have_a_name_of_their_own(self):
        part = Diagram("part").start().task("hear").end().line("opened", "hear", "closed")
        drawn = bundle(self.review("news"), part, news=letter("news"))
        assert ("unreadable", "part") in found(drawn)
