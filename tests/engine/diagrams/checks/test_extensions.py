"""Extensions of time limits."""

from typing import Any

import pytest

from engine.diagrams.bundle import Bundle
from tests.engine.diagrams.builder import CHAIR, CLAUSES, CLERK, Diagram, bundle, form, letter
from tests.engine.diagrams.checks.found import found, said

EXTENDS = CLAUSES.replace("force: local}]}", "force: local}], extends: {tell: Chair}}", 1)
"""AB-1 may be extended, and the Chair is told."""
LONGER = {"why": "text", "new_on": {"type": "date", "extends": {"clause": "AB-1", "reason": "why"}}}


def extending(diagram: Diagram, clauses: str = EXTENDS, **questions: Any) -> Bundle:
    asks = form("ask", anchors={"asked": {"from": "submission"}}, **(questions or LONGER))
    return bundle(diagram, clauses=clauses, ask=asks, notice=letter("notice"))


def told(to: str = CHAIR) -> Diagram:
    return Diagram().start().task("ask").send("notify", "notice", to).end().line("opened", "ask", "notify", "closed")


class TestExtensionsAreAllowed:
    def test_takes_one_that_the_clause_allows_and_that_is_told(self):
        assert found(extending(told())) == []

    def test_refuses_one_of_a_clause_that_does_not_pause(self):
        assert "extends AB-1, which may not be extended" in said(extending(told(), CLAUSES))

    def test_refuses_one_of_a_clause_that_is_not_there(self):
        other = {**LONGER, "new_on": {"type": "date", "extends": {"clause": "ZZ-9", "reason": "why"}}}
        assert ("extension", "new_on") in found(extending(told(), CLAUSES, **other))

    def test_refuses_to_tell_who_is_no_role(self):
        drawn = extending(told(), EXTENDS.replace("tell: Chair", "tell: Nobody"))
        assert ("role", "AB-1") in found(drawn)

    def test_refuses_a_promise_that_no_form_keeps(self):
        assert found(extending(told(), note="line")) == [("extension", "AB-1")]


class TestExtensionsAreTold:
    def test_refuses_a_letter_to_somebody_else(self):
        assert found(extending(told(CLERK))) == [("extension", "ask")]

    def test_refuses_a_letter_that_waits_for_somebody(self):
        diagram = Diagram().start().task("ask").task("hear").send("notify", "notice").end()
        assert found(extending(diagram.line("opened", "ask", "hear", "notify", "closed"))) == [("extension", "ask")]

    @pytest.mark.parametrize(("kind", "problems"), [("either", [("extension", "ask")]), ("both", [])])
    def test_wants_it_on_every_way_but_on_one_of_branches_that_run_together(self, kind, problems):
        diagram = Diagram().start().task("ask").send("notify", "notice").send("other", "notice", CLERK).end()
        getattr(diagram, kind)("split", "meet")
        diagram.line("opened", "ask", "split").line("notify", "meet", "closed").line("other", "meet")
        if kind == "either":
            diagram.flow("split", "notify", "ask.urgent").flow("split", "other", "not ask.urgent")
        else:
            diagram.line("split", "notify").line("split", "other")
        assert found(extending(diagram, urgent="yes_no", **LONGER)) == problems
