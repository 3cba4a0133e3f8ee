"""Checks as a whole: the project's own revision, everything at once, in time."""

import time
from pathlib import Path

import pytest

from engine.diagrams.bundle import Bundle
from engine.diagrams.checks import check, check_bundle
from engine.diagrams.revision import read_revision
from tests.engine.diagrams.builder import Diagram, bundle, form, smallest

OURS = Path(__file__).parents[4]


class TestCheck:
    def test_finds_nothing_in_the_projects_own_revision(self):
        assert [str(problem) for problem in check(read_revision(Bundle.read(OURS)))] == []

    def test_finds_nothing_in_a_sound_revision(self):
        assert check(read_revision(bundle(smallest()))) == []


class TestCheckBundle:
    def test_tells_every_problem_at_once_by_file_and_line(self):
        diagram = smallest().node("userTask", "lost", lane="Nobody", properties={"form": "none", "clauses": "ZZ-9"})
        problems = check_bundle(bundle(diagram))
        assert {p.rule for p in problems} == {"dead-end", "unknown-clause", "unknown-name", "lane"}
        assert problems == sorted(problems, key=lambda p: (p.file, p.line, p.element, p.rule, p.message))

    def test_names_file_element_line_and_what_to_do(self):
        (problem,) = check_bundle(
            bundle(smallest().node("task", "vague").flow("opened", "vague").line("vague", "gone"))
        )[:1]
        assert (problem.file, problem.element) == ("bpmn/review.bpmn", "opened")
        assert problem.line > 0
        assert "draw a gateway" in problem.message

    def test_checks_the_rest_when_a_file_cannot_be_read(self):
        files = bundle(smallest().flow("ask", "nowhere")).files | {
            "bpmn/other.bpmn": b"<no",
            "forms/definitions/x.yaml": b"[",
        }
        assert {(p.rule, p.file) for p in check_bundle(Bundle(files))} == {
            ("unreadable", "bpmn/other.bpmn"),
            ("unreadable", "forms/definitions/x.yaml"),
            ("loose-flow", "bpmn/review.bpmn"),
        }

    def test_says_nothing_that_only_follows_from_an_unreadable_file(self):
        files = bundle(smallest(), forms=form("ask", agree="yes_no")).files | {
            "forms/definitions/ask.yaml": b"form: ask"
        }
        assert {p.file for p in check_bundle(Bundle(files))} == {"forms/definitions/ask.yaml"}

    @pytest.mark.parametrize(
        ("register", "reads"),
        [("partnership", 'meets("Board", on)'), ("clauses", 'on <= due_on("AB-1")')],
    )
    def test_a_form_is_not_blamed_for_a_register_that_cannot_be_read(self, register: str, reads: str):
        ask = form("ask", on={"type": "date", "label": "On", "must": [{"hold": reads, "else": "No"}]})
        files = bundle(smallest(), ask=ask).files
        file = f"bpmn/{register}.yaml"
        assert {p.file for p in check_bundle(Bundle({**files, file: b"colour: red"}))} == {file}

    def test_needs_both_registers(self):
        files = {path: data for path, data in bundle(smallest()).files.items() if not path.endswith("clauses.yaml")}
        assert [(p.rule, p.file) for p in check_bundle(Bundle(files))] == [("unreadable", "bpmn/clauses.yaml")]

    def test_takes_less_than_two_seconds_for_twelve_diagrams_of_400_flow_nodes(self):
        parts = [_long(f"part_{n}") for n in range(11)]
        review = Diagram().start().task("ask").end()
        for n in range(11):
            review.call(f"call_{n}", f"part_{n}")
        review.line("opened", "ask", *(f"call_{n}" for n in range(11)), "closed")
        drawn = bundle(review, *parts, forms=form("ask", anchors={"asked": {"from": "submission"}}, agree="yes_no"))
        started_at = time.process_time()
        revision = read_revision(drawn)
        problems = check(revision)
        taken_seconds = time.process_time() - started_at
        assert len(revision.elements) > 400
        assert problems == []
        assert taken_seconds < 2


def _long(name: str) -> Diagram:
    """Return a process of some forty nodes: five rounds of asking, a loop, branches side by side."""
    diagram = Diagram(name).start().end()
    before = "opened"
    for n in range(4):
        diagram.either(f"again_{n}", f"agreed_{n}").task(f"ask_{n}", "ask", limit="AB-1").both(
            f"split_{n}", f"join_{n}"
        )
        diagram.task(f"left_{n}", "answer").task(f"right_{n}", "hear")
        diagram.line(before, f"again_{n}", f"ask_{n}", f"agreed_{n}")
        diagram.flow(f"agreed_{n}", f"again_{n}", "not ask.agree").flow(f"agreed_{n}", f"split_{n}", "ask.agree")
        diagram.line(f"split_{n}", f"left_{n}", f"join_{n}").line(f"split_{n}", f"right_{n}", f"join_{n}")
        before = f"join_{n}"
    return diagram.line(before, "closed")
