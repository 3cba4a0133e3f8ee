import time
from contextlib import suppress
from datetime import date
from functools import partial

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st
from marshmallow import ValidationError

from forms.schema import Answers, build_schema
from tests.forms.anything import JSON, SENSIBLE
from tests.forms.builders import LISTS, TODAY, Case, make_form, make_schema

WRONG = """
known: {type: yes_no, label: Is it known?}
day: {type: date, label: The day, must: [{hold: day < known, else: Too late}]}
cart: {type: choice, label: Cart, choices: {a: A, b: {label: B, when: known < "x"}}}
who: {type: line, label: Who, when: known < "x"}
why: {type: line, label: Why, required_when: known < "x"}
"""
"""Rules that compare what cannot be compared: faults of a revision."""


SENT = {"known": "yes", "day": "2026-04-14", "cart": "b", "who": "Kim", "why": ""}


class TestARuleThatCannotBeJudged:
    def test_is_an_error_of_its_question_and_never_an_exception(self):
        with pytest.raises(ValidationError) as refused:
            make_schema(WRONG).load(SENT)
        assert refused.value.messages_dict.keys() == {"day", "cart", "who", "why"}
        assert "What you typed is kept" in refused.value.messages_dict["day"][0]

    def test_hides_nothing(self):
        schema = make_schema(WRONG)
        assert schema.asked(SENT) == {"known", "day", "cart", "who", "why"}
        cart, who = schema.form.fields[2:4]
        assert list(schema.offered(cart, SENT)) == ["a", "b"]
        assert schema.may_be_asked(who)


PAGE = """
known: {type: yes_no, label: Is it known?}
known_on:
  type: date
  when: known
  label: Known since
  must:
    - {hold: known_on <= today(), else: It must be today or in the past}
    - {hold: happened_on <= known_on, else: It cannot be known before it happened}
happened_on: {type: date, label: Date of the incident}
harm:
  type: choice
  label: Harm
  choices:
    died: Died
    hurt: Hurt
    other: {label: Other, when: not submitted("check.done")}
why: {type: text, optional: true, label: Why}
why_late: {type: text, required_when: happened_on < today() and harm != "died", label: Why so late}
agencies: {type: choices, optional: true, label: Agencies, choices: {a: A, b: {label: B, when: known}}}
count: {type: number, optional: true, most: 5, label: Count}
seen_at: {type: date_time, optional: true, label: Seen at}
chair: {type: person, optional: true, label: Chair}
papers: {type: file, optional: true, label: Papers}
email: {type: email, optional: true, label: Email}
children:
  type: group
  label: Children
  item: Child
  most: 5
  fields:
    name: {type: line, label: Name}
    born_on:
      type: date
      label: Date of birth
      must:
        - {hold: born_on <= happened_on, else: Born after the incident}
    is_known: {type: yes_no, optional: true, label: Known to services?}
    died_on: {type: date, when: harm == "died", label: Date of death}
    plan: {type: choice, when: is_known, label: Plan, choices: {care: Care, none: None}}
    school: {type: agency, optional: true, label: School}
    count: {type: number, optional: true, label: Count}
"""
GOOD = {
    "known": "no", "happened_on": "2026-04-14", "harm": "hurt",
    "children": [{"name": "A", "born_on": {"day": "1", "month": "5", "year": "2019"}}],
}  # fmt: skip


def load(**answers):
    return make_schema(PAGE).load({**GOOD, **answers})


def refusals(schema, answers):
    with pytest.raises(ValidationError) as refused:
        schema.load(answers)
    return refused.value.messages


def child(**answers):
    return {**GOOD["children"][0], **answers}


class TestLoad:
    def test_returns_typed_answers_in_form_order(self):
        found = load(email="a@example.org", why=" because ", harm="died", children=[child(died_on="2026-04-14")])
        assert list(found) == ["known", "happened_on", "harm", "why", "email", "children"]
        assert found["children"] == [{"name": "A", "born_on": date(2019, 5, 1), "died_on": TODAY}]
        assert (found["known"], found["why"]) == (False, "because")

    def test_does_not_keep_what_is_not_asked(self):
        found = load(known_on="2026-04-01", children=[child(is_known="no", plan="care", died_on="2026-04-14")])
        assert "known_on" not in found
        assert found["children"] == [{"name": "A", "born_on": date(2019, 5, 1), "is_known": False}]

    def test_does_not_mind_what_is_wrong_in_what_is_not_asked(self):
        assert "known_on" not in load(known_on={"day": "x"})

    def test_reports_everything_at_once(self):
        told = refusals(
            make_schema(PAGE),
            {
                "known": "yes",
                "known_on": {"day": "31", "month": "2", "year": "2026"},
                "count": "9",
                "children": [{}, child(name="")],
            },
        )
        assert told == {
            "known_on": ["Known since must be a real date"],
            "happened_on": ["Enter: Date of the incident"],
            "harm": ["Choose: Harm"],
            "count": ["Count must be 5 or fewer"],
            "children": {1: {"name": ["Enter: Name"]}},
        }

    def test_says_once_what_is_wrong_with_an_answer(self):
        assert refusals(make_schema(PAGE), {**GOOD, "harm": "none"}) == {"harm": ["Choose one of: Died, Hurt, Other"]}

    def test_judges_rules_with_every_answer_of_the_page(self):
        assert load(known="yes", known_on="2026-04-14")["known_on"] == TODAY
        told = refusals(make_schema(PAGE), {**GOOD, "known": "yes", "known_on": "2026-04-13"})
        assert told == {"known_on": ["It cannot be known before it happened"]}
        told = refusals(make_schema(PAGE), {**GOOD, "known": "yes", "known_on": "2026-04-15"})
        assert told == {"known_on": ["It must be today or in the past"]}

    def test_does_not_judge_a_rule_about_a_missing_answer(self):
        told = refusals(make_schema(PAGE), {**GOOD, "known": "yes", "known_on": "2026-04-14", "happened_on": ""})
        assert told == {"happened_on": ["Enter: Date of the incident"]}

    def test_requires_an_answer_only_when_the_definition_says_so(self):
        assert refusals(make_schema(PAGE), {**GOOD, "happened_on": "2026-04-13"}) == {
            "why_late": ["Enter: Why so late"]
        }
        assert load(happened_on="2026-04-13", why_late="it rained")["why_late"] == "it rained"
        assert load(happened_on="2026-04-13", harm="died", children=[child(died_on="2026-04-13")])

    def test_refuses_a_choice_whose_condition_no_longer_holds(self):
        schema = make_schema(PAGE, Case(check__done=True))
        assert refusals(schema, {**GOOD, "harm": "other"}) == {"harm": ["Other can no longer be chosen"]}
        assert refusals(schema, {**GOOD, "agencies": ["a", "b"]}) == {"agencies": ["B can no longer be chosen"]}
        assert load(known="yes", known_on="2026-04-14", agencies=["a", "b"])["agencies"] == ["a", "b"]

    def test_refuses_a_forged_question(self):
        told = refusals(make_schema(PAGE), {**GOOD, "forged": "", "children": [child(forged="x")]})
        assert told["forged"] == ["Unknown field: the form does not ask this"]
        assert told["children"] == {0: {"forged": ["Unknown field: the form does not ask this"]}}

    @pytest.mark.parametrize("raw", [None, 3, "x", [], [GOOD]])
    def test_refuses_what_are_no_answers(self, raw):
        assert list(refusals(make_schema(PAGE), raw)) == ["_schema"]

    def test_asks_why_it_is_late_only_when_it_is(self):
        question = "q: {type: line, optional: true, label: Q}"
        assert refusals(make_schema(question, late=True), {}) == {"late_reason": ["Enter: Why this is late"]}
        assert make_schema(question, late=True).load({"late_reason": "x"}) == {"late_reason": "x"}
        assert make_schema(question).load({"late_reason": "typed while it was late"}) == {}

    def test_asks_a_section_only_when_its_condition_holds(self):
        section = "when: referral.harm == 'died'"
        assert make_schema("q: {type: line, label: Q}", section=section).load({"q": "x"}) == {}
        schema = make_schema("q: {type: line, label: Q}", Case(referral__harm="died"), section=section)
        assert refusals(schema, {}) == {"q": ["Enter: Q"]}

    def test_takes_names_that_the_library_has_for_itself(self):
        names = ["load", "dump", "form", "fields", "context", "validate", "filling", "is_outermost", "opts", "data"]
        schema = make_schema("\n".join(f"{name}: {{type: line, label: Q}}" for name in names))
        answers = dict.fromkeys(names, "x")
        assert schema.dump(schema.load(answers)) == answers


class TestGroups:
    def test_do_not_count_items_in_which_nothing_was_typed(self):
        assert len(load(children=[{"name": " "}, child(), {}])["children"]) == 1
        assert refusals(make_schema(PAGE), {**GOOD, "children": [{"name": ""}]}) == {"children": ["Enter: Children"]}

    def test_see_the_answers_outside(self):
        told = refusals(make_schema(PAGE), {**GOOD, "harm": "died", "children": [child(born_on="2026-04-15")]})
        assert told == {"children": {0: {"born_on": ["Born after the incident"], "died_on": ["Enter: Date of death"]}}}

    def test_see_their_own_answer_before_one_outside_of_the_same_name(self):
        schema = make_schema(
            """
            count: {type: number, label: Count}
            items:
              type: group
              item: Item
              label: Items
              fields:
                count: {type: number, optional: true, label: Count}
                why: {type: line, when: count == 1, label: Why}
            """
        )
        assert schema.load({"count": "1", "items": [{"count": "2"}]})["items"] == [{"count": 2}]
        assert refusals(schema, {"count": "2", "items": [{"count": "1"}]}) == {"items": {0: {"why": ["Enter: Why"]}}}

    def test_keep_to_their_size(self):
        assert refusals(make_schema(PAGE), {**GOOD, "children": [child()] * 6}) == {
            "children": ["Give no more than 5: Children"]
        }
        schema = make_schema("q: {type: group, item: I, label: Q, least: 2, fields: {r: {type: line, label: R}}}")
        assert refusals(schema, {"q": [{"r": "x"}, {}]}) == {"q": ["Give at least 2: Q"]}

    @pytest.mark.parametrize(
        ("items", "told"),
        [("x", ["Children: this is not valid"]), ({"0": {"name": "x"}}, ["Children: this is not valid"])],
    )
    def test_refuse_what_is_no_list(self, items, told):
        assert refusals(make_schema(PAGE), {**GOOD, "children": items}) == {"children": told}

    def test_refuse_an_item_that_is_none(self):
        assert refusals(make_schema(PAGE), {**GOOD, "children": [child(), "x"]})["children"].keys() == {1}


class TestDump:
    def test_gives_plain_json_that_loads_again(self):
        schema = make_schema(PAGE)
        loaded = schema.load({**GOOD, "seen_at": "2026-04-14T10:00", "count": "3", "papers": ["1"], "chair": "7"})
        kept = schema.dump(loaded)
        assert kept == {
            "known": False, "happened_on": "2026-04-14", "harm": "hurt", "count": 3,
            "seen_at": "2026-04-14T10:00:00+01:00", "chair": "7", "papers": ["1"],
            "children": [{"name": "A", "born_on": "2019-05-01"}],
        }  # fmt: skip
        assert make_schema(PAGE).load(kept) == loaded


class TestAsked:
    def test_names_the_questions_asked_now_inside_groups_too(self):
        asked = make_schema(PAGE).asked({"known": "yes", "harm": "died", "children": [{"is_known": "yes"}, {}, "x"]})
        assert "known_on" in asked
        assert {"children-0-plan", "children-0-died_on", "children-1-name"} <= asked
        assert not {"children-1-plan", "children-3-name"} & asked

    def test_takes_an_invalid_answer_for_none(self):
        assert "known_on" not in make_schema(PAGE).asked({"known": "perhaps"})
        assert "known_on" not in make_schema(PAGE).asked(None)


class TestMayBeAsked:
    @pytest.mark.parametrize(
        ("when", "may"),
        [
            ("known", True),
            ("referral.harm == 'died'", False),
            ("submitted('referral.sex')", True),
            ("submitted('x')", False),
        ],
    )
    def test_leaves_out_what_no_answer_of_the_page_can_ask(self, when, may):
        schema = make_schema(
            f'known: {{type: yes_no, label: K}}\nq: {{type: line, label: Q, when: "{when}"}}', Case(referral__sex="f")
        )
        assert schema.may_be_asked(schema.form.fields[1]) is may


class TestOffered:
    def test_offers_what_may_still_be_chosen(self):
        schema, by_name = (
            make_schema(PAGE, Case(check__done=True)),
            lambda s, n: next(f for f in s.form.fields if f.name == n),
        )
        assert schema.offered(by_name(schema, "harm"), {}) == {"died": "Died", "hurt": "Hurt"}
        assert schema.offered(by_name(schema, "agencies"), {}) == {"a": "A", "b": "B"}
        assert schema.offered(by_name(schema, "agencies"), {"known": "no"}) == {"a": "A"}
        assert schema.offered(by_name(schema, "chair"), {}) == LISTS["people"]

    def test_offers_inside_a_group(self):
        inner = make_schema(PAGE).group("children")
        assert inner.offered(inner.form.fields[4], {}) == {"care": "Care", "none": "None"}


class TestBuildSchema:
    def test_looks_a_list_up_once(self):
        asked = []
        schema = build_schema(make_form(PAGE), Case(), lambda name: asked.append(name) or LISTS[name])
        schema.load({**GOOD, "children": [child(school="school")] * 3})
        assert asked == ["agencies"]

    def test_makes_the_class_once_a_form(self):
        form = make_form(PAGE)
        build = partial(build_schema, form, Case(), LISTS.__getitem__)
        assert type(build()) is type(build())
        assert type(build(late=True)) is type(build(late=True))
        assert type(build()) is not type(build(late=True))

    def test_refuses_every_file_unless_it_knows_of_uploads(self):
        schema = build_schema(make_form("q: {type: file, label: Q}"), Case(), LISTS.__getitem__)
        assert refusals(schema, {"q": ["1"]}) == {"q": ["Q: a file was not kept; upload it again"]}

    def test_is_fast(self):
        form = make_form(PAGE)
        spent = []
        for _ in range(20):
            start = time.process_time()
            build_schema(form, Case(), LISTS.__getitem__).load({**GOOD, "children": [child()] * 3})
            spent.append(time.process_time() - start)
        assert min(spent) < 0.005  # 0.5 ms here; loose, for a busy machine


class TestAnswers:
    def test_reads_routed_answers_of_the_case(self):
        assert Answers({"harm": "died"}, Case(referral__harm="hurt")).value("referral.harm") == "hurt"


NAMES = sorted({f.name for f in make_form(PAGE).fields})


class TestAnything:
    @given(st.dictionaries(st.sampled_from([*NAMES, "forged", "_schema", "late_reason"]), JSON) | JSON)
    def test_raises_nothing_but_a_validation_error(self, raw):
        schema = make_schema(PAGE)
        schema.asked(raw)
        with suppress(ValidationError):
            schema.load(raw)

    @given(SENSIBLE)
    def test_loads_again_what_it_kept(self, raw):
        schema = make_schema(PAGE)
        try:
            loaded = schema.load(raw)
        except ValidationError:
            reject()
        assert make_schema(PAGE).load(schema.dump(loaded)) == loaded
