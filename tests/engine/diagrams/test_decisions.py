"""Decision tables: read, and decided by exactly one rule."""

from typing import Any

import pytest

from engine.diagrams.decisions import Decision, read_decision
from engine.diagrams.errors import DiagramError, UndecidedTable
from forms.expressions import Unanswered
from tests.engine.diagrams.builder import table


def read(
    *rules: list[str], inputs: tuple[str, ...] = ("ask.kind", "ask.agree"), **more: Any
) -> tuple[Decision, list[str]]:
    ((path, data),) = table("way", list(inputs), ["to"], *rules, **more).items()
    decision, problems = read_decision(path, data)
    return decision, [p.message for p in problems]


class Answers:
    def __init__(self, **answers: Any) -> None:
        self.answers, self.functions = answers, {}

    def value(self, name: str) -> Any:
        if name.replace("ask.", "") not in self.answers:
            raise Unanswered(name)
        return self.answers[name.replace("ask.", "")]


class TestDecide:
    TABLE, _ = read(['"a"', "-", '"x"'], ['"b", "c"', "true", '"y"'], ['not("a")', "false", '"z"'])

    @pytest.mark.parametrize(
        ("kind", "agree", "rule", "output"),
        [
            ("a", True, "rule_0", "x"),
            ("a", False, "rule_0", "x"),
            ("c", True, "rule_1", "y"),
            ("b", False, "rule_2", "z"),
        ],
    )
    def test_follows_the_one_rule_that_applies(self, kind: str, agree: bool, rule: str, output: str):
        found = self.TABLE.decide(Answers(kind=kind, agree=agree))
        assert (found.id, found.outputs) == (rule, (output,))

    def test_refuses_when_none_applies(self):
        with pytest.raises(UndecidedTable, match=r"0 rules apply to ask\.kind = 'd', ask\.agree = True"):
            self.TABLE.decide(Answers(kind="d", agree=True))

    def test_refuses_when_two_apply(self):
        both, _ = read(["-", "-", '"x"'], ['"a"', "-", '"y"'])
        with pytest.raises(UndecidedTable, match="2 rules apply"):
            both.decide(Answers(kind="a", agree=True))

    def test_wants_every_answer(self):
        with pytest.raises(Unanswered):
            self.TABLE.decide(Answers(kind="a"))


class TestReadDecision:
    def test_keeps_the_clauses_of_a_rule(self):
        ((path, data),) = table("way", ["ask.kind"], ["to"], ["-", '"x"']).items()
        data = data.replace(b'<rule id="rule_0">', b'<rule id="rule_0"><description>AB-1 AB-2</description>')
        assert read_decision(path, data)[0].rules[0].clauses == ("AB-1", "AB-2")

    @pytest.mark.parametrize("policy", ["FIRST", "ANY", "COLLECT", "PRIORITY", "RULE ORDER"])
    def test_refuses_every_other_hit_policy(self, policy: str):
        assert any("UNIQUE" in message for message in read(["-", "-", '"x"'], policy=policy)[1])

    @pytest.mark.parametrize(
        ("cells", "because"),
        [
            (["a", "-", '"x"'], "no literal"),
            (['"a"', "-", "x"], "no literal"),
            (['"a"', "-", '"x", "y"'], "one literal"),
            (['"a"', "-", ""], "write - for any"),
            (["[1..5]", "-", '"x"'], "cannot be read"),
            (["> 5", "-", '"x"'], "cannot be read"),
            (["not(", "-", '"x"'], "cannot be read"),
            (["__import__('os')", "-", '"x"'], "cannot be read"),
            (["-", '"x"'], "2 and 0 cells"),
        ],
    )
    def test_refuses_a_cell_that_is_no_literal(self, cells: list[str], because: str):
        assert any(because in message for message in read(cells)[1])

    def test_refuses_an_input_that_is_no_expression(self):
        assert any("cannot be read" in message for message in read(["-", '"x"'], inputs=("ask.kind + 1",))[1])

    def test_wants_the_files_name_as_its_id(self):
        data = table("way", ["ask.kind"], ["to"], ["-", '"x"'])["bpmn/way.dmn"]
        _, problems = read_decision("bpmn/road.dmn", data)
        assert "the file's name, 'road'" in problems[0].message

    def test_wants_an_id_for_every_rule(self):
        data = table("way", ["ask.kind"], ["to"], ['"a"', '"x"'], ['"b"', '"x"'])["bpmn/way.dmn"].replace(
            b"rule_1", b"rule_0"
        )
        assert any("an id of its own" in p.message for p in read_decision("bpmn/way.dmn", data)[1])

    @pytest.mark.parametrize(
        "data", [b"<x/>", b"", b'<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"/>']
    )
    def test_refuses_what_is_no_table(self, data: bytes):
        with pytest.raises(DiagramError):
            read_decision("bpmn/way.dmn", data)
