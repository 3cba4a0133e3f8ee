"""The form that closes a case asks why other things of it were late."""

import pytest
from marshmallow import ValidationError

from forms.definition import LATE_REASONS, Late
from forms.reading import shown
from forms.schema import build_schema
from tests.forms.builders import LISTS, Case, definition, faults, make_form

CLOSES = "closes: {type: yes_no, label: Does it close the case?}"
LATE = (Late(key="a1", what="Ask, due on Monday"), Late(key="limit2", what="the time limit AB-1"))


def schema(above: str, late: tuple[Late, ...] = LATE):
    return build_schema(make_form(CLOSES, above), Case(), LISTS.__getitem__, explaining=late)


class TestAFormThatExplainsLateness:
    def test_asks_the_reason_of_each_that_was_late(self):
        asking = schema("explains_lateness: true")
        with pytest.raises(ValidationError) as refused:
            asking.load({"closes": "no", "late_reason_a1": "A flood"})
        assert refused.value.messages == {"late_reason_limit2": ["Enter: Why this was late: the time limit AB-1"]}
        assert asking.load({"closes": "no", "late_reason_a1": "A flood", "late_reason_limit2": "A trial"})

    def test_asks_only_if_the_answers_close_the_case(self):
        asking = schema("explains_lateness: closes")
        assert asking.asked({"closes": "no"}) == {"closes"}
        assert asking.asked({"closes": "yes"}) == {"closes", "late_reason_a1", "late_reason_limit2"}
        assert asking.load({"closes": "no"}) == {"closes": False}

    def test_forgets_what_was_typed_of_something_that_is_late_no_longer(self):
        assert schema("explains_lateness: true", ()).load({"closes": "no", "late_reason_a1": "A flood"})

    def test_is_read_back_as_it_was_asked(self):
        kept = {"closes": True, LATE_REASONS: [{"key": "a1", "what": LATE[0].what, "why": "A flood"}]}
        *_, part = shown(make_form(CLOSES, "explains_lateness: true"), kept, LISTS.__getitem__)
        assert part.title == "What was late in this case"
        assert [(row.label, row.lines) for row in part.rows] == [
            ("Why this was late: Ask, due on Monday", ("A flood",))
        ]

    def test_takes_true_or_an_expression(self):
        assert make_form(CLOSES, "explains_lateness: true").explains_lateness is True
        assert make_form(CLOSES).explains_lateness is False
        assert "explains_lateness: write true or false" in faults(definition(CLOSES, "explains_lateness: 3"))[0]
        assert "explains_lateness: 'a.b.c'" in faults(definition(CLOSES, "explains_lateness: a.b.c"))[0]

    def test_has_names_for_its_reasons_that_no_question_may_have(self):
        assert "choose another name" in faults(definition("late_reasons: {type: line, label: Q}"))[0]
