"""Decision tables, tried with every answer."""

from engine.diagrams.checks import check_bundle
from tests.engine.diagrams.builder import Diagram, bundle, form, table
from tests.engine.diagrams.checks.found import found, said

ASK = form("ask", kind="a/b/c", agree="yes_no")


def asking(*rules: list[str], inputs: tuple[str, ...] = ("ask.kind", "ask.agree"), ask=ASK):
    diagram = Diagram().start().task("ask").decide("route", "way").end().line("opened", "ask", "route", "closed")
    return bundle(diagram, ask=ask, way=table("way", list(inputs), ["to"], *rules))


class TestTablesAreComplete:
    def test_takes_a_table_with_one_rule_for_everything(self):
        rules = (['"a"', "-", '"x"'], ['"b", "c"', "true", '"x"'], ['not("a")', "false", '"y"'])
        assert found(asking(*rules)) == []

    def test_refuses_a_gap(self):
        drawn = asking(['"a"', "-", '"x"'], ['"b"', "-", '"y"'])
        assert "no rule applies to ask.agree = True, ask.kind = 'c'" in said(drawn)

    def test_refuses_an_overlap(self):
        drawn = asking(['"a"', "-", '"x"'], ["-", "-", '"y"'])
        assert "rule_0 and rule_1 applies to" in said(drawn)

    def test_refuses_a_value_that_the_question_cannot_have(self):
        drawn = asking(['"a", "z"', "-", '"x"'], ['not("a")', "-", '"y"'])
        assert found(drawn) == [("condition", "rule_0")]

    def test_refuses_a_number_for_yes(self):
        drawn = asking(["-", "1", '"x"'], ["-", "false", '"y"'])
        assert found(drawn) == [("condition", "rule_0")]

    def test_refuses_an_input_that_is_no_routed_answer(self):
        drawn = asking(["-", "-", '"x"'], inputs=("ask.note", "ask.agree"))
        assert "no routed answer" in said(drawn)

    def test_refuses_a_table_that_reads_itself(self):
        drawn = asking(["-", "-", '"x"'], inputs=("way.to", "ask.agree"))
        assert any("its own output" in p.message for p in check_bundle(drawn))

    def test_refuses_a_rule_that_never_applies(self):
        drawn = asking(["-", "-", '"x"'], ['not("a", "b", "c")', "-", '"y"'])
        assert found(drawn) == [("never", "rule_1")]

    def test_refuses_an_output_of_several_kinds(self):
        assert "of several kinds" in said(asking(['"a"', "-", '"x"'], ['not("a")', "-", "true"]))

    def test_says_when_it_is_too_large_to_try(self):
        questions = {f"q{n}": "a/b/c/d/e/f/g/h/i/j" for n in range(6)}
        ask = form("ask", **questions)
        drawn = asking(["-"] * 6 + ['"x"'], inputs=tuple(f"ask.{name}" for name in questions), ask=ask)
        assert ("too-many", "way") in found(drawn)

    def test_reads_the_answers_of_instances_as_a_list(self):
        diagram = (
            Diagram().list("partners").start().task("ask").task("view", many="partners").decide("route", "way").end()
        )
        way = table("way", ["all_same(view.kind)"], ["to"], ["true", '"x"'], ["false", '"y"'])
        drawn = bundle(diagram.line("opened", "ask", "view", "route", "closed"), view=form("view", kind="a/b"), way=way)
        assert found(drawn) == []
