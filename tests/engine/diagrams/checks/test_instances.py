"""Multi-instance activities: their lists, and their answers read inside and outside."""

from typing import Any

import pytest

from engine.diagrams.checks import check_bundle
from tests.engine.diagrams.builder import PARTNERSHIP, Diagram, bundle, form
from tests.engine.diagrams.checks.found import found, said


def group(name: str, **keys: Any) -> dict[str, Any]:
    """Write a group of agencies that fills a list."""
    fields = {"who": {"type": "agency", "label": "Who?"}, "by": {"type": "date", "label": "By when?"}}
    return {"type": "group", "item": "Agency", "list": name, "fields": fields, **keys}


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

    @pytest.mark.parametrize("keys", [{"optional": True}, {"when": "sure"}, {"adds_to": ["more"], "optional": True}])
    def test_have_their_list_once_the_form_was_sent_also_if_nothing_was_typed(self, keys):
        many = "more" if "adds_to" in keys else "rows"
        diagram = Diagram().list(many).start().task("ask").task("view", many=many).end()
        ask = form("ask", sure="yes_no", rows=group("rows", **keys))
        assert found(bundle(diagram.line("opened", "ask", "view", "closed"), ask=ask, view=form("view"))) == []

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

    def test_are_read_as_a_list_also_while_what_asks_them_goes_on(self):
        part = Diagram("part").list("partners").start().task("view", many="partners").task("hear", "more").end()
        part.line("opened", "view", "hear", "closed")
        diagram = Diagram().start().task("ask").either("again", "done", "which").end("yes", "no", "closed")
        diagram.call("hold", "part").message("told", "news", on="hold", interrupts=False)
        diagram.line("opened", "ask", "again", "hold", "done").line("told", "which")
        diagram.flow("done", "again", "more.more").flow("done", "closed", "not more.more")
        diagram.flow("which", "yes", '"a" in view.kind').flow("which", "no", '"a" not in view.kind')
        files = {"view": form("view", kind="a/b"), "news": form("news"), "more": form("more", more="yes_no")}
        problems = check_bundle(bundle(diagram, part, **files))
        assert {(p.rule, p.element) for p in problems} == {("not-given", "which"), ("race", "which")}


class TestFamilies:
    """Two lists, one process or one form for both."""

    def two_sends(self, form_of_second: str = "view", **keys: Any) -> Any:
        diagram = Diagram().list("first").list("second").start().task("ask").task("hear").end()
        diagram.task("view", many="first").task("again", form_of_second, many="second")
        drawn = diagram.line("opened", "ask", "hear", "view", "again", "closed")
        asked = {"ask": form("ask", who=group("first")), "hear": form("hear", who=group("second", **keys))}
        return bundle(drawn, **asked, view=form("view"))

    def test_are_lists_of_which_one_adds_to_the_other(self):
        assert found(self.two_sends()) == [("list", "view"), ("list", "again")]
        assert found(self.two_sends(adds_to=["first"])) == []

    def test_are_lists_that_add_to_the_same(self):
        hear = form("hear", who=group("second", adds_to=["all"]))
        files = {**self.two_sends().files, **hear, **form("ask", who=group("first", adds_to=["all"]))}
        assert found(type(self.two_sends())(files)) == []

    @pytest.fixture
    def part(self) -> Diagram:
        part = Diagram("part").start().task("view").either("which").end("a", "b").line("opened", "view", "which")
        return part.flow("which", "a", 'view.kind == "a"').flow("which", "b", 'view.kind == "b"')

    def called_for_both(self, part: Diagram, *ways: str) -> Any:
        diagram = Diagram().list("first").list("second").start().task("ask").task("hear").either("how").end("x", "y")
        diagram.call("hold", "part", many="first").call("hold_again", "part", many="second")
        diagram.line("opened", "ask", "hear", "hold", "hold_again", "how")
        diagram.flow("how", "x", ways[0]).flow("how", "y", ways[1])
        asked = {"ask": form("ask", who=group("first")), "hear": form("hear", who=group("second"))}
        return bundle(diagram, part, **asked, view=form("view", kind="a/b"))

    def test_are_lists_for_which_the_same_process_is_called(self, part):
        assert found(self.called_for_both(part, '"a" in view.kind', '"a" not in view.kind')) == []

    def test_are_read_outside_as_the_list_of_all(self, part):
        drawn = self.called_for_both(part, 'view.kind == "a"', 'view.kind != "a"')
        assert {e for rule, e in found(drawn) if rule == "condition"} == {"how_to_x", "how_to_y"}


class TestListed:
    def inside(self, condition: str, **parts: Any) -> Any:
        part = Diagram("part").start().task("view").either("late").end("a", "b").line("opened", "view", "late")
        part.flow("late", "a", condition).flow("late", "b", f"not ({condition})")
        diagram = Diagram().list("asked").start().task("ask").call("hold", "part", many="asked").end()
        files = {"ask": form("ask", who=group("asked", adds_to=["late"])), "view": form("view"), **parts}
        return bundle(diagram.line("opened", "ask", "hold", "closed"), part, **files)

    def test_is_always_given_inside_an_instance_and_may_be_either(self):
        assert found(self.inside("listed.late")) == []
        assert {rule for rule, _ in found(self.inside("listed.late or not listed.late"))} == {"never"}

    def test_is_read_by_the_forms_of_instances(self):
        view = form("view", note={"type": "line", "when": "listed.late"}, sure="yes_no")
        assert found(self.inside("view.sure", view=view)) == []

    def test_decides_whether_what_is_read_was_asked(self):
        view = form("view", sure={"type": "yes_no", "route": True, "when": "listed.late"})
        assert ("not-given", "late") in found(self.inside("view.sure", view=view))
        part = Diagram("part").start().task("view").either("late", "kind").end("a", "b", "c")
        part.line("opened", "view", "late").flow("late", "kind", "listed.late").flow("late", "c", "not listed.late")
        part.flow("kind", "a", "view.sure").flow("kind", "b", "not view.sure")
        files = {**self.inside("view.sure", view=view).files, "bpmn/part.bpmn": part.xml()}
        assert found(type(self.inside("listed.late"))(files)) == []

    def test_names_a_list_of_the_case(self):
        view = form("view", note={"type": "line", "when": "listed.soon"})
        assert "the lists of a case are: asked, late" in said(self.inside("listed.late", view=view))
        problems = check_bundle(self.inside("listed.soon"))
        assert {(p.rule, p.element) for p in problems} == {("condition", "late_to_a"), ("condition", "late_to_b")}
        assert all("the lists of a case are: asked, late" in p.message for p in problems)

    def test_is_refused_outside_instances(self):
        diagram = Diagram().start().task("ask").either("late").end("a", "b").line("opened", "ask", "late")
        diagram.flow("late", "a", "listed.asked").flow("late", "b", "not listed.asked")
        problems = check_bundle(bundle(diagram, ask=form("ask", who=group("asked"))))
        assert {(p.rule, p.element) for p in problems} == {("condition", "late_to_a"), ("condition", "late_to_b")}
        assert all("no instance here" in p.message for p in problems)

    def test_is_refused_in_the_forms_of_the_whole_case(self):
        hear = form("hear", note={"type": "line", "when": "listed.asked"})
        diagram = Diagram().start().task("ask").task("hear").end().line("opened", "ask", "hear", "closed")
        assert found(bundle(diagram, ask=form("ask", who=group("asked")), hear=hear)) == [("expression", "note")]


class TestGroupsFitTheirLists:
    def asked(self, **keys: Any) -> Any:
        diagram = Diagram().list("asked").start().task("ask").task("view", many="asked").end()
        who = group("asked", **keys)
        named = PARTNERSHIP + "lists: {always: [school]}\n"
        drawn = diagram.line("opened", "ask", "view", "closed")
        return bundle(drawn, ask=form("ask", who=who), view=form("view"), partnership=named)

    def test_take_a_list_of_the_partnership_to_begin_with(self):
        assert found(self.asked(key="who", begins_with="always")) == []

    def test_refuse_to_begin_with_what_is_none(self):
        assert "there are: always" in said(self.asked(key="who", begins_with="ever"))

    @pytest.mark.parametrize("name", ["always", "partners"])
    def test_refuse_to_fill_the_partnerships_own(self, name):
        assert "is a list of the partnership" in said(self.asked(adds_to=[name]))

    def test_refuse_to_be_filled_by_each_instance(self):
        diagram = Diagram().list("partners").start().task("ask").task("view", many="partners").end()
        drawn = bundle(diagram.line("opened", "ask", "view", "closed"), view=form("view", who=group("asked")))
        assert "each instance that is asked would fill" in said(drawn)

    def test_record_dates_of_their_items(self):
        part = Diagram("part").start().task("view", limit="AB-1").end().line("opened", "view", "closed")
        diagram = Diagram().list("asked").start().task("ask").call("hold", "part", many="asked").end()
        drawn = diagram.line("opened", "ask", "hold", "closed")
        for source, rules in (("by", []), ("when", [("anchor", "who.anchors.asked")])):
            ask = form("ask", who=group("asked", anchors={"asked": {"from": source}}))
            assert found(bundle(drawn, part, ask=ask, view=form("view"))) == rules

    def test_look_at_their_items_where_they_record_dates(self):
        for when, rules in (("by == by", []), ("other", [("unknown-name", "who.anchors.asked")])):
            asked = self.asked(anchors={"asked": [{"from": "by", "when": when}, {"from": "submission"}]})
            assert found(asked) == rules

    @pytest.mark.parametrize(
        ("ways", "is_fit"),
        [
            ({"from": "by"}, True),
            ({"from": "submission", "when": "by == by"}, False),
            ([{"from": "submission", "when": "by == by"}, {"from": "by"}], True),
            ({"from": "perhaps"}, False),
            ([{"from": "perhaps"}, {"from": "submission"}], True),
        ],
    )
    def test_record_dates_that_every_item_gives(self, ways, is_fit):
        fields = {"by": {"type": "date", "label": "By?"}, "perhaps": {"type": "date", "label": "?", "optional": True}}
        asked = self.asked(anchors={"asked": ways}, fields=fields)
        assert found(asked) == ([] if is_fit else [("anchor", "who.anchors.asked")])


class TestFunctions:
    @pytest.mark.parametrize(
        ("condition", "because"),
        [
            ('due_if("AB-1", on) >= today()', ""),
            ('due_if("AB-3", on) >= today()', "no clause with a time limit"),
            ('due_if("AB-9", on) >= today()', "no clause with a time limit"),
            ("due_if(on, on) >= today()", "takes a clause in quotes"),
            ('due_if("AB-1") >= today()', "due_if is called with 2 in brackets, not 1"),
            ("today(1) == on", "today is called with 0 in brackets, not 1"),
            ('listed("asked", agency)', ""),
            ('listed("ever", agency)', "the lists of a case are: asked"),
        ],
    )
    def test_are_called_with_what_they_need(self, condition, because):
        hear = form("hear", on="date", agency={"type": "agency"}, note={"type": "line", "when": condition})
        diagram = Diagram().start().task("ask").task("hear").end().line("opened", "ask", "hear", "closed")
        problems = check_bundle(bundle(diagram, ask=form("ask", who=group("asked")), hear=hear))
        assert [because in p.message for p in problems] == ([True] if because else [])
