"""A date question that extends a time limit."""

from datetime import date

import pytest
from marshmallow import ValidationError

from forms.definition import Extension
from tests.forms.builders import Case, definition, faults, make_form, make_schema

WHY = "why: {type: text, label: Why}"
NEW_ON = "new_on: {type: date, label: New day, extends: {clause: AB-1, reason: why}}"


def due_on(on: date) -> Case:
    case = Case()
    case.functions = {**case.functions, "due_on": lambda clause: {"AB-1": on}[clause]}
    return case


class TestAQuestionThatExtends:
    def test_names_the_clause_and_the_reason(self):
        assert make_form(f"{WHY}\n{NEW_ON}").fields[1].extends == Extension(clause="AB-1", reason="why")

    @pytest.mark.parametrize("day", ["2026-04-19", "2026-04-20"])
    def test_refuses_a_day_by_which_it_is_due_anyhow(self, day):
        schema = make_schema(f"{WHY}\n{NEW_ON}", due_on(date(2026, 4, 20)))
        with pytest.raises(ValidationError) as refused:
            schema.load({"why": "A trial", "new_on": day})
        assert refused.value.messages == {"new_on": ["The new day must be later than the one by which it is due now"]}

    def test_takes_the_day_after(self):
        schema = make_schema(f"{WHY}\n{NEW_ON}", due_on(date(2026, 4, 20)))
        assert schema.load({"why": "A trial", "new_on": "2026-04-21"})["new_on"] == date(2026, 4, 21)

    def test_may_hang_on_what_its_reason_hangs_on(self):
        longer = "longer: {type: yes_no, label: Longer?}"
        fields = f"{longer}\n{WHY[:-1]}, when: longer}}\n{NEW_ON[:-1]}, when: longer}}"
        assert faults(definition(fields)) == []

    @pytest.mark.parametrize(
        ("fields", "fault"),
        [
            (NEW_ON, "its reason is 'why', which is no line or text of this form"),
            ("why: {type: yes_no, label: Why}\n" + NEW_ON, "its reason is 'why'"),
            ("why: {type: text, label: Why, optional: true}\n" + NEW_ON, "its reason is 'why'"),
            ("why: {type: text, label: Why, required_when: new_on}\n" + NEW_ON, "its reason is 'why'"),
            (f"late: {{type: yes_no, label: Late?}}\n{WHY[:-1]}, when: late}}\n{NEW_ON}", "its reason is 'why'"),
            (f"{WHY}\n{NEW_ON}\nagain: {NEW_ON[8:]}", "AB-1 is extended by several questions; keep one"),
            (f"{WHY}\n{NEW_ON.replace('type: date', 'type: line')}", "extends is for date, not for line"),
            (f"{WHY}\n{NEW_ON.replace('AB-1', 'every clause')}", "clause: name one clause"),
            (f"{WHY}\n{NEW_ON.replace(', reason: why', '')}", "reason is missing"),
            (f"{WHY}\n{NEW_ON.replace('reason: why', 'reason: why, tell: Chair')}", "tell is unknown here"),
            (
                f"{WHY}\ngroup: {{type: group, label: G, item: I, fields: {{{NEW_ON}}}}}",
                "a question in a group extends nothing",
            ),
        ],
    )
    def test_is_refused_where_it_makes_no_sense(self, fields, fault):
        assert [found for found in faults(definition(fields)) if fault in found]
