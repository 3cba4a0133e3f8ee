"""Multi-instance activities: their lists, and their answers read inside and outside."""

from engine.diagrams.checks import check_bundle
from tests.engine.diagrams.builder import Diagram, bundle, form
from tests.engine.diagrams.checks.found import found


class TestInstances:
    def panel(self, *ways: str, many: str = "partners") -> Diagram:
        diagram = Diagram().list(many).start().task("ask").task("view", many=many).either("which").end("yes", "no")
        diagram.line("opened", "ask", "view", "which")
        return diagram.flow("which", "yes", ways[0]).flow("which", "no", ways[1])

    def test_are_read_outside_as_the_list_of_all(self):
        drawn = bundle(self.panel("all_same(view.kind)", "not all_same(view.kind)"), view=form("view", kind="a/b"))
        assert found(drawn) == []

    def test_are_no_single_answer_outside(self):
        drawn = bundle(self.panel('view.kind == "a"', 'view.kind != "a"'), view=form("view", kind="a/b"))
        assert {e for rule, e in found(drawn) if rule == "condition"} == {"which_to_yes", "which_to_no"}

    def test_are_read_by_forms_as_the_list_of_all(self):
        diagram = Diagram().list("partners").start().task("ask").task("view", many="partners").task("hear").end()
        diagram.line("opened", "ask", "view", "hear", "closed")
        note = {"type": "line", "label": "What?"}
        for condition, rules in (('"a" in view.kind', []), ('view.kind == "a"', [("expression", "note")])):
            hear = form("hear", note={**note, "when": condition})
            assert found(bundle(diagram, view=form("view", kind="a/b"), hear=hear)) == rules

    def test_of_the_cases_own_agencies_wait_for_the_form_that_names_them(self):
        named = {
            "type": "group",
            "item": "Agency",
            "list": "agencies",
            "fields": {"who": {"type": "agency", "label": "Who?"}},
        }
        diagram = Diagram().list("agencies").start().task("ask").task("view", many="agencies").task("hear").end()
        drawn = bundle(
            diagram.line("opened", "ask", "view", "hear", "closed"), hear=form("hear", named=named), view=form("view")
        )
        assert found(drawn) == [("not-given", "view")]

    def test_are_found_in_the_list(self):
        drawn = bundle(self.panel('"a" in view.kind', '"a" not in view.kind'), view=form("view", kind="a/b"))
        assert found(drawn) == []

    def test_read_their_own_answer_inside(self):
        part = Diagram("part").start().task("view").either("which").end("a", "b").line("opened", "view", "which")
        part.flow("which", "a", 'view.kind == "a"').flow("which", "b", 'view.kind == "b"')
        diagram = Diagram().list("partners").start().task("ask").call("hold", "part", many="partners").end()
        drawn = bundle(diagram.line("opened", "ask", "hold", "closed"), part, view=form("view", kind="a/b"))
        assert found(drawn) == []

    def test_may_be_none_of_a_list_that_a_form_fills(self):
        rows = {"type": "group", "item": "Row", "list": "rows", "fields": {"what": {"type": "line", "label": "What?"}}}
        drawn = bundle(
            self.panel('"a" in view.kind', '"b" in view.kind', many="rows"),
            ask=form("ask", rows=rows),
            view=form("view", kind="a/b"),
        )
        assert any(p.rule == "one-way" and "view.kind = []" in p.message for p in check_bundle(drawn))

    def test_wait_for_the_form_that_fills_their_list(self):
        rows = {"type": "group", "item": "Row", "list": "rows", "fields": {"what": {"type": "line", "label": "What?"}}}
        diagram = Diagram().list("rows").start().task("ask").task("view", many="rows").task("hear").end()
        drawn = bundle(
            diagram.line("opened", "ask", "view", "hear", "closed"), hear=form("hear", rows=rows), view=form("view")
        )
        assert found(drawn) == [("not-given", "view")]

    def test_need_a_list_that_exists(self):
        diagram = Diagram().list("nobody").start().task("ask").task("view", many="nobody").end()
        drawn = bundle(diagram.line("opened", "ask", "view", "closed"), view=form("view"))
        assert ("list", "view") in found(drawn)

    def test_do_not_lie_in_instances(self):
        part = (
            Diagram("part")
            .list("agencies")
            .start()
            .task("view", many="agencies")
            .end()
            .line("opened", "view", "closed")
        )
        diagram = Diagram().list("partners").start().task("ask").call("hold", "part", many="partners").end()
        drawn = bundle(diagram.line("opened", "ask", "hold", "closed"), part, view=form("view"))
        assert found(drawn) == [("list", "view")]

    def test_share_no_form_with_the_case(self):
        diagram = Diagram().list("partners").start().task("ask").task("view", "ask", many="partners").end()
        assert found(bundle(diagram.line("opened", "ask", "view", "closed"))) == [("list", "ask"), ("list", "view")]
