"""Ids, and what elements name."""

import pytest

from engine.diagrams.checks import check_bundle
from tests.engine.diagrams.builder import Diagram, bundle, form, letter, smallest, table
from tests.engine.diagrams.checks.found import found, said


class TestIdsAreFit:
    @pytest.mark.parametrize("name", ["Ask", "ask-it", "_ask", "Ask_me"])
    def test_wants_lower_case_and_underscores(self, name: str):
        drawn = bundle(Diagram().start().task(name, "ask").end().line("opened", name, "closed"))
        assert ("id", name) in found(drawn)

    @pytest.mark.parametrize("name", ["Start", "End", "Root", "review.EndJoin", "ask.BoundaryEventSplit"])
    def test_refuses_the_engines_own_names(self, name: str):
        drawn = bundle(
            Diagram().start().task(name, "ask").end().flow("opened", name, id="a").flow(name, "closed", id="b")
        )
        assert found(drawn) == [("id", name)]
        assert "the engine's own" in said(drawn)

    def test_wants_a_file_of_the_processs_name(self):
        drawn = bundle(smallest())
        files = {path.replace("review.bpmn", "view.bpmn"): data for path, data in drawn.files.items()}
        assert found(type(drawn)(files)) == [("id", "review")]

    def test_wants_an_executable_process(self):
        diagram = smallest()
        diagram.executable = "false"
        assert ("executable", "review") in found(bundle(diagram))


class TestPropertiesAreKnown:
    def test_refuses_one_that_means_nothing(self):
        drawn = bundle(
            Diagram()
            .start()
            .task("ask")
            .node("endEvent", "closed", properties={"form": "ask"})
            .line("opened", "ask", "closed")
        )
        assert found(drawn) == [("property", "closed")]

    @pytest.mark.parametrize(
        ("kind", "properties", "missing"),
        [
            ("userTask", {}, "form"),
            ("businessRuleTask", {}, "decision table"),
            ("serviceTask", {"to": "Chair"}, "one document or one operation"),
            (
                "serviceTask",
                {"to": "Chair", "letter": "news", "operation": "escalate", "time_limit": "AB-1"},
                "one letter",
            ),
            ("serviceTask", {"letter": "news"}, "role that receives"),
            ("serviceTask", {"operation": "escalate", "to": "Chair"}, "time limit it tells of"),
            ("callActivity", {}, "process that it calls"),
        ],
    )
    def test_wants_what_the_kind_needs(self, kind: str, properties: dict[str, str], missing: str):
        diagram = Diagram().start().task("ask").node(kind, "step", properties=properties).end()
        drawn = bundle(
            diagram.line("opened", "ask", "step", "closed"), news=letter("news"), escalate=letter("escalate")
        )
        assert any(p.rule == "property" and missing in p.message for p in check_bundle(drawn))


class TestWhatIsNamedExists:
    def test_forms(self):
        assert found(bundle(Diagram().start().task("ask", "other").end().line("opened", "ask", "closed"))) == [
            ("unknown-name", "ask")
        ]

    def test_decision_tables(self):
        drawn = bundle(
            Diagram().start().task("ask").decide("route", "way").end().line("opened", "ask", "route", "closed")
        )
        assert found(drawn) == [("unknown-name", "route")]

    def test_letters(self):
        drawn = bundle(Diagram().start().task("ask").send("tell", "news").end().line("opened", "ask", "tell", "closed"))
        assert found(drawn) == [("unknown-name", "tell")]

    def test_operations(self):
        step = {"operation": "shout", "to": "Chair", "time_limit": "AB-1"}
        diagram = Diagram().start().task("ask").node("serviceTask", "shout", properties=step).end()
        assert found(bundle(diagram.line("opened", "ask", "shout", "closed"))) == [("unknown-name", "shout")]

    def test_the_letter_of_an_operation(self):
        diagram = Diagram().start().task("hear").task("ask", limit="AB-1").end()
        drawn = bundle(diagram.line("opened", "hear", "ask", "closed"))
        files = {path: data for path, data in drawn.files.items() if "escalate" not in path}
        assert found(type(drawn)(files)) == [("unknown-name", "ask_told")]

    def test_the_role_that_receives_something(self):
        drawn = bundle(
            Diagram()
            .start()
            .task("ask")
            .send("tell", "news", to="Nobody")
            .end()
            .line("opened", "ask", "tell", "closed"),
            news=letter("news"),
        )
        assert found(drawn) == [("unknown-name", "tell")]

    def test_clauses_of_elements(self):
        diagram = Diagram().start().task("ask").node("endEvent", "closed", properties={"clauses": "AB-1 ZZ-9"})
        assert found(bundle(diagram.line("opened", "ask", "closed"))) == [("unknown-clause", "closed")]

    def test_clauses_of_rules(self):
        way = table("way", ["ask.agree"], ["to"], ["true", '"a"'], ["false", '"b"'])
        described = {
            path: data.replace(b'<rule id="rule_0">', b'<rule id="rule_0"><description>ZZ-9</description>')
            for path, data in way.items()
        }
        diagram = Diagram().start().task("ask").decide("route", "way").end().line("opened", "ask", "route", "closed")
        assert found(bundle(diagram, forms=form("ask", agree="yes_no"), table=described)) == [
            ("unknown-clause", "rule_0")
        ]


class TestEverythingIsUsed:
    def test_forms_letters_and_tables(self):
        way = table("way", ["ask.agree"], ["to"], ["true", '"a"'], ["false", '"b"'])
        drawn = bundle(
            smallest(), forms=form("ask", agree="yes_no"), other=form("spare"), news=letter("news"), table=way
        )
        assert found(drawn) == [("unused", "way"), ("unused", "spare"), ("unused", "news")]

    def test_processes(self):
        spare = Diagram("spare").start().task("answer").end().line("opened", "answer", "closed")
        assert found(bundle(smallest(), spare)) == [("unused", "spare")]
