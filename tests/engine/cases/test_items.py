"""The lists of a case, as the groups of forms fill them."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from engine.cases.environment import View
from engine.cases.facts import Facts
from engine.cases.items import keep_items, united
from engine.diagrams.instances import item_key, item_number
from engine.diagrams.revision import Revision, read_revision
from forms.definition import Field
from forms.schema import Answers
from tests.engine.diagrams.builder import PARTNERSHIP, bundle, form, smallest

KEYS = st.lists(st.sampled_from("abcdef"), max_size=8)
WHO = {"type": "agency", "label": "Who?"}
REVISION = read_revision(
    bundle(
        smallest(),
        partnership=f"{PARTNERSHIP}lists: {{always: [school]}}\n".replace(
            "  school:", "  shop: {name: A shop, contacts: [Keeper]}\n  farm: {name: A farm, contacts: [F]}\n  school:"
        ),
        keyed=form("keyed", agencies={"type": "group", "item": "Agency", "list": "asked", "key": "who",
                                      "begins_with": "always", "adds_to": ["ever"], "fields": {"who": WHO}}),
        numbered=form("numbered", actions={"type": "group", "item": "Action", "list": "actions",
                                           "fields": {"who": {**WHO, "optional": True}}}),
        gathered=form("gathered", actions={"type": "group", "item": "Action", "list": "found", "adds_to": ["all"],
                                           "fields": {"what": {"type": "line", "label": "What?"}}}),
    )
)  # fmt: skip


@dataclass
class Step:
    """As much of a step as keeps items."""

    revision: Revision = REVISION
    facts: Facts = field(default_factory=Facts)

    def keep(self, name: str, *items: dict[str, Any]) -> list[str]:
        (group,) = self.revision.forms[name].lists
        assert isinstance(group, Field)
        seen = Answers({}, View(self.revision, self.facts))
        return [key for key, _ in keep_items(self, group, items, items, seen)]  # type: ignore[arg-type]


class TestUnited:
    @given(KEYS, KEYS)
    def test_has_all_of_both_once_and_the_first_as_they_were(self, first, then):
        found = united(first, then)
        assert set(found) == set(first) | set(then)
        assert len(found) == len(set(found))
        assert found[: len(set(first))] == united(first, ())

    @given(KEYS, KEYS)
    def test_changes_nothing_when_it_is_done_again(self, first, then):
        assert united(united(first, then), then) == united(first, then)

    @given(KEYS, KEYS, KEYS)
    def test_does_not_mind_in_which_steps_it_is_done(self, one, two, three):
        assert united(united(one, two), three) == united(one, united(two, three))


class TestItemKey:
    @given(st.sampled_from(["actions", "found"]), st.integers(1, 100), st.integers(1, 100))
    def test_gives_the_number_back_for_its_own_list_only(self, name, number, sending):
        assert item_number(name, item_key(name, number, sending)) == number
        assert item_number("others", item_key(name, number, sending)) == 0
        assert item_number(name, "school") == 0


class TestKeepItems:
    def test_puts_the_standing_agencies_first_and_names_nobody_twice(self):
        step = Step()
        assert step.keep("keyed", {"who": "shop"}, {"who": "school"}) == ["shop", "school"]
        assert step.facts.lists == {"asked": ["school", "shop"], "ever": ["school", "shop"]}

    def test_has_the_standing_agencies_on_the_list_whatever_is_typed(self):
        step = Step()
        step.keep("keyed")
        assert step.facts.lists["asked"] == ["school"]

    def test_replaces_the_list_each_time_and_takes_nothing_off_those_that_it_adds_to(self):
        step = Step()
        step.keep("keyed", {"who": "shop"})
        step.keep("keyed", {"who": "farm"})
        assert step.facts.lists == {"asked": ["school", "farm"], "ever": ["school", "shop", "farm"]}

    def test_numbers_what_has_no_key_and_notes_whose_it_is(self):
        step = Step()
        assert step.keep("numbered", {"who": "shop"}, {}) == ["actions:1", "actions:2"]
        assert step.facts.organisation_of("actions:1") == "shop"
        assert [step.revision.instance_name(key) for key in step.facts.lists["actions"]] == ["Action 1", "Action 2"]

    def test_gives_no_key_again_when_the_list_is_sent_again(self):
        step = Step()
        step.keep("numbered", {"who": "shop"}, {})
        step.keep("numbered")
        again = step.keep("numbered", {}, {"who": "shop"})
        assert not set(again) & {"actions:1", "actions:2"}
        assert [step.revision.instance_name(key) for key in again] == ["Action 1", "Action 2"]
        assert step.facts.organisation_of(again[0]) == again[0]
        assert step.facts.organisation_of(again[1]) == "shop"
        assert step.facts.lists == {"actions": again}

    def test_gives_no_key_again_in_a_case_of_an_older_program(self):
        step = Step(facts=Facts.from_json({"lists": {"actions": ["actions:1"]}}))
        assert "actions:1" not in step.keep("numbered", {})

    def test_forgets_whose_an_item_was_when_it_is_sent_again_without(self):
        step = Step()
        step.keep("numbered", {"who": "shop"})
        step.keep("numbered", {})
        assert step.facts.organisation_of(step.facts.lists["actions"][0]) not in ("shop", "school")

    def test_goes_on_counting_where_the_items_of_before_stay_on_a_list(self):
        step = Step()
        step.keep("gathered", {"what": "a"}, {"what": "b"})
        step.keep("gathered", {"what": "c"})
        assert step.facts.lists == {"found": ["found:3"], "all": ["found:1", "found:2", "found:3"]}


class TestFacts:
    def test_come_back_from_the_column_as_they_went(self):
        facts = Facts(agencies={"actions:1": "shop"}, chosen={"f.q": {"": "person:7"}}, lists={"l": ["a"]})
        assert Facts.from_json(facts.to_json()) == facts

    def test_of_older_cases_know_what_was_submitted(self):
        facts = Facts.from_json({"forms": ["asked"]})
        assert facts.was_submitted("asked")
        assert facts.was_submitted("asked", "shop")
        assert not facts.was_submitted("heard")

    def test_know_whom_a_form_chose_for_an_instance_or_else_for_the_case(self):
        facts = Facts(chosen={"f.q": {"": "east", "shop": "person:7"}})
        assert facts.chosen_by("f.q") == "east"
        assert facts.chosen_by("f.q", "shop") == "person:7"
        assert facts.chosen_by("f.q", "farm") == "east"
        assert facts.chosen_by("f.r") == ""


class TestView:
    def test_knows_whether_its_instance_is_on_a_list(self):
        facts = Facts(lists={"late": ["shop"]})
        assert View(REVISION, facts, instance="shop").value("listed.late") is True
        assert View(REVISION, facts, instance="farm").value("listed.late") is False
        assert View(REVISION, facts, instance="farm").value("listed.ever") is False

    def test_hears_no_answers_for_items_of_a_list_that_was_sent_again(self):
        answers = {"report.state": {"actions:1": "done", "actions:2.1": "open", "school": "done"}}
        facts = Facts(routed=answers, lists={"actions": ["actions:2.1", "actions:2.2"]})
        assert View(REVISION, facts).value("report.state") == ["open", "done"]
        assert View(REVISION, facts, instance="actions:1").value("report.state") == "done"

    def test_ask_whether_a_form_was_submitted_by_the_instance_or_for_the_case(self):
        facts = Facts(forms={"refusal": ["shop"], "letter": [""]})
        asked = [(form, View(REVISION, facts, instance=who).functions["submitted"](form))
                 for who in (None, "shop", "east") for form in ("refusal", "letter", "other")]  # fmt: skip
        assert [form for form, _ in asked if _] == ["refusal", "letter", "refusal", "letter", "letter"]

    def test_tells_forms_whether_an_agency_is_on_a_list(self):
        listed = View(REVISION, Facts(lists={"late": ["shop"]})).functions["listed"]
        assert listed("late", "shop")
        assert not listed("late", "farm")
        assert not listed("ever", "shop")

    def test_works_out_when_a_clause_would_be_due(self):
        due_if = View(REVISION, Facts()).functions["due_if"]
        assert due_if("AB-1", date(2026, 4, 17)) == date(2026, 4, 20)
