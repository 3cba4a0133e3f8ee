"""A form as JSON Schema: what it says of each kind of question; what the form takes as kept keeps to it."""

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, given, settings
from marshmallow import ValidationError

from forms.json_schema import json_schema
from tests.forms.anything import SENSIBLE
from tests.forms.builders import Case, make_schema
from tests.forms.test_schema import PAGE


def said(fields: str, **more: object) -> dict:
    return json_schema(make_schema(fields, **more))


class TestQuestions:
    @pytest.mark.parametrize(
        ("field", "means"),
        [
            ("{type: line, label: A}", {"type": "string", "maxLength": 200}),
            ("{type: text, label: A, words: 5}", {"type": "string", "maxLength": 20_000, "x-most-words": 5}),
            ("{type: email, label: A}", {"type": "string", "format": "email", "maxLength": 200}),
            ("{type: number, label: A, least: 1, most: 5}", {"type": "integer", "minimum": 1, "maximum": 5}),
            ("{type: number, label: A, decimals: 2}", {"type": "number"}),
            ("{type: date, label: A}", {"type": "string", "format": "date"}),
            ("{type: date_time, label: A}", {"type": "string", "format": "date-time"}),
            ("{type: yes_no, label: A}", {"type": "boolean"}),
            (
                "{type: choice, label: A, choices: {s: Small, l: {label: Large, when: big == 'yes'}}}",
                {"type": "string", "oneOf": [{"const": "s", "title": "Small"}, {"const": "l", "title": "Large"}]},
            ),
            (
                "{type: file, label: A, accept: [pdf], most: 2}",
                {"type": "array", "items": {"type": "string"}, "maxItems": 2, "x-accept": ["pdf"]},
            ),
        ],
    )
    def test_say_what_they_take(self, field, means):
        assert said(f"big: {{type: line, label: B}}\na: {field}")["properties"]["a"] == {"title": "A", **means}

    def test_say_when_they_are_asked(self):
        schema = said(
            """
            big: {type: yes_no, label: Is it big?}
            why: {type: line, label: Why?, hint: In a word, when: big}
            more: {type: line, label: More?, required_when: not big}
            free: {type: line, label: Free?, optional: true}
            """
        )
        assert schema["required"] == ["big"]
        described = {name: of.get("description") for name, of in schema["properties"].items()}
        assert described == {
            "big": None,
            "why": "In a word. Answer only if you answered “Yes” to “Is it big?”",
            "more": "Required if you answered “No” to “Is it big?”",
            "free": None,
        }

    def test_of_a_group_are_those_of_an_item(self):
        group = "bags: {type: group, label: Bags, item: Bag, least: 1, most: 3, fields: {who: {type: line, label: W}}}"
        bags = said(group)["properties"]["bags"]
        assert (bags["minItems"], bags["maxItems"], bags["items"]["required"]) == (1, 3, ["who"])

    def test_that_is_not_asked_is_refused(self):
        assert not jsonschema_rs.is_valid(said("a: {type: line, label: A}"), {"a": "x", "b": "y"})

    def test_says_that_the_reason_is_asked_when_it_is_late(self):
        assert "late_reason" in said("a: {type: line, label: A}", late=True)["required"]


class TestWhatIsKept:
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(SENSIBLE)
    def test_keeps_to_the_schema(self, raw):
        schema = make_schema(PAGE, Case())
        validator = jsonschema_rs.validator_for(json_schema(schema))
        try:
            kept = schema.dump(schema.load(raw))
        except ValidationError:
            return
        assert list(validator.iter_errors(kept)) == []
