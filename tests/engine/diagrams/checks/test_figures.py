"""Figures over all cases: what a revision says is counted can be."""

from typing import Any

import pytest

from engine.diagrams.bundle import Bundle
from engine.diagrams.partnership import NOBODY, read_partnership
from tests.engine.diagrams.builder import MEMBER, PARTNERSHIP, Diagram, bundle, form
from tests.engine.diagrams.checks.found import found, said

FILE = "bpmn/partnership.yaml"


def counting(figures: str, **questions: Any) -> Bundle:
    """A review that asks once, and then every partner."""
    diagram = Diagram().list("partners").start().task("ask").task("view", lane=MEMBER, many="partners").end()
    asks = form("ask", **(questions or {"why": "line"}))
    views = form("view", told={"type": "yes_no"})
    drawn = bundle(diagram.line("opened", "ask", "view", "closed"), ask=asks, view=views)
    return Bundle({**drawn.files, FILE: drawn.files[FILE] + f"figures: {figures}\n".encode()})


class TestReturns:
    def test_are_told_by_forms_that_each_fills_in(self):
        assert found(counting("{seen_by: [Chair], returns: {asked: view, sent: view}}")) == []

    def test_are_not_told_by_a_form_that_does_not_exist(self):
        drawn = counting("{seen_by: [Chair], returns: {asked: view, sent: gone}}")
        assert found(drawn) == [("figures", "figures.returns")]
        assert "there is no form 'gone'" in said(drawn)

    def test_are_not_told_by_a_form_of_the_whole_case(self):
        drawn = counting("{seen_by: [Chair], returns: {asked: view, sent: view, refused: ask}}")
        assert "'ask' is not filled in for each agency" in said(drawn)


class TestThemes:
    def test_are_answered_once_in_a_case(self):
        assert found(counting("{seen_by: [Chair]}", harm={"type": "yes_no", "theme": True})) == []

    def test_are_not_answered_by_several(self):
        drawn = counting("{seen_by: [Chair]}")
        path = "forms/definitions/view.yaml"
        marked = drawn.files[path].replace(b"type: yes_no", b"type: yes_no\n      theme: true")
        assert marked != drawn.files[path]
        drawn = Bundle({**drawn.files, path: marked})
        assert ("figures", "told") in found(drawn)


class TestWhoSeesFigures:
    @pytest.mark.parametrize("named", ["Clerk", "Chair, Member"])
    def test_is_the_office_or_a_partner(self, named):
        read, problems = read_partnership(f"{PARTNERSHIP}figures: {{seen_by: [{named}]}}\n".encode())
        assert problems == []
        assert ", ".join(read.figures.seen_by) == named

    @pytest.mark.parametrize(
        ("named", "why"),
        [("Warden", "is no role"), ("School", "partnership's own posts or by partners"), ("Clerk, Clerk", "twice")],
    )
    def test_is_nobody_else(self, named, why):
        text = PARTNERSHIP.replace("roles:\n", "roles:\n  School: {who: agency, agency: school}\n", 1)
        read, problems = read_partnership(f"{text}figures: {{seen_by: [{named}]}}\n".encode())
        assert read is NOBODY
        assert [p.element.rpartition(".")[0] for p in problems if why in p.message] == ["figures.seen_by"]

    def test_is_nobody_where_the_revision_does_not_say(self):
        read, _ = read_partnership(PARTNERSHIP.encode())
        assert read.figures.seen_by == ()
