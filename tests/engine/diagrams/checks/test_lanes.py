"""Lanes and roles."""

import pytest

from tests.engine.diagrams.builder import PARTNERSHIP, Diagram, bundle, form, letter, smallest
from tests.engine.diagrams.checks.found import found, said


class TestEveryNodeHasItsLane:
    def test_wants_one(self):
        drawn = bundle(Diagram().start().task("ask", lane="").end().line("opened", "ask", "closed"))
        assert found(drawn) == [("lane", "ask")]

    def test_wants_no_second(self):
        diagram = smallest()
        diagram.lanes["Chair"] = ["ask"]
        assert "in 2 lanes" in said(bundle(diagram))

    def test_refuses_a_reference_to_nothing(self):
        diagram = smallest()
        diagram.lanes["Clerk"].append("gone")
        assert "'gone'" in said(bundle(diagram))


class TestLanes:
    def test_refuses_a_name_that_is_no_role(self):
        drawn = bundle(Diagram().start().task("ask", lane="Clark").end().line("opened", "ask", "closed"))
        assert "'Clark' is no role" in said(drawn)

    def test_refuses_a_task_of_the_instances_partner_outside_instances(self):
        drawn = bundle(Diagram().start().task("ask", lane="Member").end().line("opened", "ask", "closed"))
        assert found(drawn) == [("role", "ask")]

    def test_takes_it_inside(self):
        diagram = Diagram().list("partners").start().task("ask").task("hear", lane="Member", many="partners").end()
        assert found(bundle(diagram.line("opened", "ask", "hear", "closed"))) == []

    def test_takes_it_in_a_process_that_is_called_once_an_instance(self):
        part = Diagram("part").start().task("hear", lane="Member").end().line("opened", "hear", "closed")
        review = Diagram().list("partners").start().task("ask").call("hold", "part", many="partners").end()
        assert found(bundle(review.line("opened", "ask", "hold", "closed"), part)) == []

    def test_refuses_a_lane_of_a_body_that_is_only_written_to(self):
        board = PARTNERSHIP.replace("who: posts, posts: [Chair]", "who: mailbox, mailbox: board@example.org")
        drawn = bundle(
            Diagram().start().task("ask", lane="Chair").end().line("opened", "ask", "closed"), partnership=board
        )
        assert "only written to" in said(drawn)

    def test_takes_a_fixed_agency_anywhere(self):
        fixed = PARTNERSHIP.replace("who: posts, posts: [Chair]", "who: agency, agency: school")
        drawn = Diagram().start().task("ask", lane="Chair").end().line("opened", "ask", "closed")
        assert found(bundle(drawn, partnership=fixed)) == []

    @pytest.mark.parametrize(
        ("agency", "rules"),
        [
            ({"type": "agency"}, []),
            ({"type": "agency", "optional": True}, [("role", "hear")]),
            ({"type": "agency", "required_when": "today() == today()"}, [("role", "hear")]),
            ({"type": "line"}, [("role", "hear")]),
        ],
    )
    def test_wants_the_agency_of_each_item_where_it_acts(self, agency, rules):
        fields = {"agency": {"label": "Which?", **agency}}
        rows = {"type": "group", "item": "Row", "list": "rows", "fields": fields}
        diagram = Diagram().list("rows").start().task("ask").task("hear", lane="Member", many="rows").end()
        drawn = bundle(
            diagram.line("opened", "ask", "hear", "closed"), ask=form("ask", rows=rows),
            partnership=PARTNERSHIP.replace("who: partner", "who: agency"),
        )  # fmt: skip
        assert found(drawn) == rules

    @pytest.mark.parametrize(
        ("who", "many", "rules"),
        [
            ("partner", "partners", []),
            ("agency", "agencies", []),
            ("agency", "always", []),
            ("agency", "partners", [("role", "hear")]),
            ("partner", "agencies", [("role", "hear")]),
            ("partner", "always", [("role", "hear")]),
        ],
    )
    def test_wants_a_list_of_those_who_hold_the_role(self, who, many, rules):
        diagram = Diagram().list(many).start().task("ask").task("hear", lane="Member", many=many).end()
        named = PARTNERSHIP.replace("who: partner", f"who: {who}") + "lists: {always: [school]}\n"
        assert found(bundle(diagram.line("opened", "ask", "hear", "closed"), partnership=named)) == rules

    def test_refuses_a_letter_to_the_instances_partner_outside_instances(self):
        diagram = Diagram().start().task("ask").send("tell", "news", to="Member").end()
        drawn = bundle(diagram.line("opened", "ask", "tell", "closed"), news=letter("news"))
        assert found(drawn) == [("role", "tell")]


class TestChosenRolesAreChosen:
    CHOSEN = PARTNERSHIP.replace("  Chair: {who: posts, posts: [Chair]}", "  Chair: {who: chosen, by: ask.chair}")

    def test_wants_a_question_that_chooses(self):
        assert found(bundle(smallest(), partnership=self.CHOSEN)) == [("role", "roles.Chair")]

    @pytest.mark.parametrize(
        ("question", "is_fit"),
        [
            ({"type": "person"}, True),
            ({"type": "agency"}, True),
            ({"type": "choice", "choices_from": "partners"}, True),
            ({"type": "choice", "choices_from": "agencies"}, False),
            ({"type": "choice", "choices": {"a": "A", "b": "B"}}, False),
            ({"type": "line"}, False),
        ],
    )
    def test_knows_which_questions_choose_somebody(self, question, is_fit):
        drawn = bundle(smallest(), partnership=self.CHOSEN, ask=form("ask", chair=question))
        assert (found(drawn) == []) is is_fit

    def test_wants_it_answered_before_the_role_has_work(self):
        diagram = Diagram().start().task("hear", lane="Chair").task("ask").end().line("opened", "hear", "ask", "closed")
        drawn = bundle(diagram, partnership=self.CHOSEN, ask=form("ask", chair={"type": "person"}))
        assert found(drawn) == [("not-given", "hear")]
