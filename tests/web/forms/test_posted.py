from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from forms.loading import load_form
from web.forms.posted import Act, NotAskedError, raw_answers, with_item, without_item

FORM = load_form(
    "sample",
    b"""
form: sample
title: Sample
sections:
  - title: One
    fields:
      name:
        type: line
        label: Name
      met_on:
        type: date
        label: Met on
      held_at:
        type: date_time
        label: Held at
      kinds:
        type: choices
        label: Kinds
        choices:
          a: A
          b: B
      papers:
        type: file
        label: Papers
      people:
        type: group
        label: People
        item: Person
        most: 3
        fields:
          name:
            type: line
            label: Name
          born_on:
            type: date
            label: Born on
      extras:
        type: group
        label: Extras
        item: Extra
        optional: true
        fields:
          what:
            type: line
            label: What
""",
)


def raw(*pairs):
    return raw_answers(FORM, MultiDict(pairs))


class TestRawAnswers:
    def test_keeps_what_is_typed_exactly(self):
        assert raw(("name", "  Ann\t")) == {"name": "  Ann\t"}

    def test_gathers_the_parts_of_a_date_and_of_a_time(self):
        typed = raw(("met_on-day", "31"), ("met_on-month", "2"), ("met_on-year", ""), ("held_at-time", "2:30pm"))
        assert typed == {"met_on": {"day": "31", "month": "2", "year": ""}, "held_at": {"time": "2:30pm"}}

    def test_gathers_several_choices_and_files(self):
        assert raw(("kinds", "a"), ("kinds", "b"), ("papers", "7")) == {"kinds": ["a", "b"], "papers": ["7"]}

    def test_gathers_the_items_of_a_group_by_their_numbers(self):
        typed = raw(("people-10-name", "C"), ("people-2-name", "B"), ("people-2-born_on-day", "1"))
        assert typed == {"people": [{"name": "B", "born_on": {"day": "1"}}, {"name": "C"}]}

    def test_lets_the_buttons_and_the_token_alone(self):
        assert raw(("act", "check"), ("csrf_token", "x"), ("late_reason", "away")) == {"late_reason": "away"}

    def test_drops_the_reason_of_what_was_late_when_the_page_was_drawn(self):
        assert raw(("late_reason_3f", "A flood"), ("name", "A")) == {"name": "A"}

    @pytest.mark.parametrize(
        "name", ["forged", "people-0-forged", "people-x-name", "people--1-name", "met_on", "people", "name-day"]
    )
    def test_refuses_what_the_form_does_not_ask(self, name):
        with pytest.raises(NotAskedError, match="does not ask"):
            raw((name, "1"))

    @given(st.dictionaries(st.text(max_size=30), st.text(max_size=30)))
    def test_refuses_or_reads_whatever_is_sent(self, sent):
        with suppress(NotAskedError):
            raw_answers(FORM, MultiDict(sent))


class TestItems:
    def test_adds_an_empty_one_after_those_that_are_shown(self):
        assert with_item(FORM, {}, "people") == {"people": [{}, {}]}
        assert with_item(FORM, {}, "extras") == {"extras": [{}]}
        assert with_item(FORM, {"people": [{"name": "A"}]}, "people") == {"people": [{"name": "A"}, {}]}

    def test_are_refused_beyond_what_a_page_adds(self):
        with pytest.raises(NotAskedError):
            raw_answers(FORM, MultiDict({f"people-{n}-age": "4" for n in range(4)}))
        with pytest.raises(NotAskedError):
            raw_answers(FORM, MultiDict([("kinds", "a")] * 501))

    def test_adds_none_beyond_the_most(self):
        assert len(with_item(FORM, {"people": [{}, {}, {}]}, "people")["people"]) == 3

    def test_removes_the_one_that_is_named(self):
        assert without_item(FORM, {"people": [{"name": "A"}, {"name": "B"}]}, "people-0") == {"people": [{"name": "B"}]}

    @pytest.mark.parametrize("path", ["people", "people-", "people-x", "nobody-0", "name-0", ""])
    def test_refuses_an_item_that_cannot_be(self, path):
        with pytest.raises(NotAskedError):
            without_item(FORM, {}, path)


class TestAct:
    @pytest.mark.parametrize(
        ("sent", "act"),
        [({}, Act("check")), ({"act": "save"}, Act("save")), ({"act": "add:people"}, Act("add", "people"))],
    )
    def test_is_the_button_that_was_pressed(self, sent, act):
        assert Act.of(MultiDict(sent)) == act
