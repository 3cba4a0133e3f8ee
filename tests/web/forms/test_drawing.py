"""Every kind of question, with every kind of answer, right or wrong, kept or typed."""

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from forms.loading import load_form
from forms.reading import Wrong
from forms.schema import build_schema
from tests.web.errands import ASK
from web.forms.drawing import draw_form

FORM = load_form("errand", ASK.encode())
app = Flask(__name__)
app.add_url_rule("/framework", "framework.clauses")
app.add_url_rule("/uploads/<upload_id>", "tasks.upload")


class Case:
    def __init__(self):
        self.functions = {"today": lambda: None}

    def value(self, name):
        raise AssertionError(name)


def schema(agencies=2):
    lists = {"agencies": {f"a{n}": f"Agency {n}" for n in range(agencies)}}
    return build_schema(FORM, Case(), lists.__getitem__)


def drawn(raw=None, *, errors=(), agencies=2):
    with app.test_request_context():
        return draw_form(schema(agencies), raw or {}, errors=errors)


def questions(form):
    return {one.path: one for section in form.sections for one in section.questions}


class TestDrawForm:
    def test_keeps_the_sections_of_the_definition(self):
        assert [section.section.title for section in drawn().sections] == ["The errand", "When and what"]

    @pytest.mark.parametrize(("agencies", "macro"), [(2, "radios"), (10, "radios"), (11, "select")])
    def test_offers_a_long_list_in_one_box(self, agencies, macro):
        assert questions(drawn(agencies=agencies))["place"].macro == macro

    def test_puts_kept_answers_into_the_boxes_as_typed_ones(self):
        kept = questions(drawn({"day": "2026-04-06", "at": "2026-04-06T14:30:00+01:00", "heavy": True}))
        typed = {"day": "6", "month": "4", "year": "2026", "time": "2:30pm"}
        typed = questions(drawn({"day": typed, "at": typed, "heavy": "yes"}))

        def boxes(one):
            return [box["value"] for box in one.params["items"]]

        assert boxes(kept["day"]) == boxes(typed["day"]) == ["6", "4", "2026"]
        assert boxes(kept["at"]) == ["6", "4", "2026", "14:30"]
        assert kept["heavy"].params["value"] == typed["heavy"].params["value"] == "yes"

    @pytest.mark.parametrize(
        ("typed", "rows"), [("", "5"), ("A line\n" * 8, "9"), ("long " * 100, "9"), ("A line\n" * 99, "25")]
    )
    def test_makes_a_box_as_high_as_its_text_within_limits(self, typed, rows):
        assert questions(drawn({"why": typed}))["why"].params["rows"] == rows

    def test_asks_the_questions_of_items_that_are_shown_before_anything_is_typed(self):
        form = drawn()
        assert {"bags", "bags-0-owner", "bags-0-sealed"} <= set(form.asked)
        assert not {"bags-0-seal", "cart"} & set(form.asked)

    def test_shows_a_condition_of_an_item_beside_its_own_answers(self):
        form = drawn({"bags": [{"sealed": "no"}, {"sealed": "yes"}]})
        assert {path for path in form.asked if path.endswith("-seal")} == {"bags-1-seal"}

    def test_links_an_error_to_its_control_and_one_of_no_control_to_the_form(self):
        wrong = [Wrong("day", "A"), Wrong("bags-0-owner", "Bag 1: B"), Wrong("bags-7-x", "C")]
        form = drawn({"bags": [{}]}, errors=wrong)
        assert [one["href"] for one in form.summary] == ["#day-day", "#bags-0-owner", "#form"]
        inner = questions(form)["bags"].items[0][0]
        assert inner.params["errorMessage"] == {"text": "B"}

    @given(
        st.dictionaries(
            st.sampled_from([q.name for q in FORM.fields]),
            st.recursive(
                st.none() | st.booleans() | st.integers() | st.text(max_size=8),
                lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
                max_leaves=6,
            ),
        )
    )
    def test_draws_whatever_a_draft_may_hold(self, raw):
        assert drawn(raw).sections
