"""Where each clause is kept, and what is missing."""

import pytest

from engine.diagrams.revision import read_revision
from engine.diagrams.trace import Gap, Row, trace
from tests.engine.diagrams.builder import Diagram, bundle, document, form, letter, smallest


def kinds(*names: str) -> str:
    return f"- {{id: AB-1, section: A, kind: [{', '.join(names)}], says: Answer.}}\n"


def traced(diagram: Diagram, clauses: str, scenarios: tuple[str, ...] = (), **parts: dict[str, bytes]) -> Row:
    revision = read_revision(bundle(diagram, clauses=clauses, **parts))
    [row] = trace(revision, {"AB-1": scenarios} if scenarios else {})
    return row


class TestTrace:
    def test_finds_elements_letters_forms_and_scenarios(self):
        diagram = Diagram().start().node("userTask", "ask", properties={"form": "ask", "clauses": "AB-1 AB-2"})
        diagram.node("serviceTask", "tell", properties={"letter": "told", "to": "Chair", "clauses": "AB-1"}).end()
        asked = form("ask", note={"type": "line", "label": "What?", "clauses": ["AB-1"]})
        row = traced(
            diagram.line("opened", "ask", "tell", "closed"), kinds("flow"), ("A review: It is asked",),
            letter=letter("told"), form=asked,
        )  # fmt: skip
        assert row.elements == ("review/ask", "review/tell")
        assert row.letters == ("told",)
        assert row.forms == ("ask/note",)
        assert row.scenarios == ("A review: It is asked",)
        assert row.gaps == ()

    def test_finds_documents_that_are_written_and_shown(self):
        signed = {"form": "ask", "document": "report", "clauses": "AB-1"}
        diagram = Diagram().start().node("userTask", "ask", properties=signed)
        diagram.node("serviceTask", "record", properties={"document": "note", "clauses": "AB-1"}).end()
        line = diagram.line("opened", "ask", "record", "closed")
        row = traced(line, kinds("document"), ("It is signed",), one=document("report"), other=document("note"))
        assert row.documents == ("report", "note")
        assert row.gaps == ()

    def test_finds_questions_of_groups_and_the_help_of_sections(self):
        inner = {"name": {"type": "line", "label": "Name", "clauses": ["AB-1"]}}
        asked = form("ask", people={"type": "group", "label": "Who?", "item": "person", "fields": inner})
        asked = {
            path: data.replace(b"title: Questions", b"title: Questions\n  help: [AB-1]") for path, data in asked.items()
        }
        assert traced(smallest(), kinds("context"), form=asked).forms == ("ask: Questions", "ask/name")

    @pytest.mark.parametrize(
        ("kind", "missing"),
        [
            ("flow", ["an element of a diagram, or a rule of a table", "a scenario"]),
            ("form", ["a form, a section or a question", "a scenario"]),
            ("document", ["a service task that sends a letter or writes a document", "a scenario"]),
            ("record", ["an element, a form or a scenario", "a scenario"]),
            ("access", ["a scenario"]),
            ("context", ["the help of a form"]),
        ],
    )
    def test_says_what_is_missing(self, kind: str, missing: list[str]):
        row = traced(smallest(), kinds(kind))
        assert row.gaps == tuple(Gap(clause="AB-1", kind=kind, missing=what) for what in missing)

    def test_asks_for_one_scenario_whatever_the_kinds(self):
        gaps = traced(smallest(), kinds("access", "flow", "context")).gaps
        assert [(gap.kind, gap.missing) for gap in gaps].count(("access", "a scenario")) == 1
        assert [gap.missing for gap in gaps].count("a scenario") == 1

    def test_asks_for_no_more_than_a_scenario_of_a_permission(self):
        assert traced(smallest(), kinds("access", "record"), ("A review: It is asked",)).gaps == ()
