from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from engine import clock
from engine.access import OFFICE, Person, Post, held_by, holdings, is_inside, may_read, may_refer, personal, post_of
from engine.diagrams.directory import Agency
from engine.diagrams.partnership import NOBODY, Partner, Role

PARTNERSHIP = replace(
    NOBODY,
    roles={
        "Office": Role(who="posts", posts=("Clerk",)),
        "Sender": Role(who="referring_agency"),
        "Asked": Role(who="agency"),
        "Senior": Role(who="agency", senior=True),
        "School": Role(who="agency", agency="b"),
        "Lead": Role(who="chosen", by="form.lead"),
        "Board": Role(who="mailbox", mailbox="board@example.org"),
    },
    partners={"p": Partner(name="P", member="Head", deputies=("Deputy",))},
    agencies={
        "a": Agency(name="A", contacts=("Nurse", "Doctor"), senior="Director"),
        "b": Agency(name="B", contacts=("Head",)),
    },
)


def someone(*posts: tuple[str, str]) -> Person:
    held = tuple(Post(organisation=organisation, title=title) for organisation, title in posts)
    return Person(id=7, name="N", email="n@example.org", posts=held)


class TestHoldings:
    @pytest.mark.parametrize(
        ("post", "keys"),
        [
            ((OFFICE, "Clerk"), {"Office"}),
            (("a", "Nurse"), {"Sender|a", "Asked|a", "Lead|a"}),
            (("a", "Porter"), {"Sender|a"}),
            (("a", "Director"), {"Sender|a", "Senior|a"}),
            (("b", "Head"), {"Sender|b", "Asked|b", "School|b", "Lead|b"}),
            (("p", "Deputy"), {"Sender|p", "Lead|p"}),
            (("p", "Clerk"), {"Sender|p"}),
            (("c", "Nurse"), set()),
        ],
    )
    def test_are_what_a_post_gives_and_what_a_form_gave_the_person(self, post, keys):
        assert holdings(PARTNERSHIP, someone(post)) == keys | {"Lead|person:7"}

    def test_are_none_of_who_holds_no_post(self):
        assert holdings(PARTNERSHIP, someone()) == frozenset()

    def test_of_a_senior_post_that_an_agency_does_not_name_are_held_by_nobody(self):
        assert "Senior|b" not in holdings(PARTNERSHIP, someone(("b", "")))


class TestAnAgencyThatCloses:
    """A closes on 25 June 2026, and B takes its place; C begins on the day after."""

    PARTNERSHIP = replace(
        PARTNERSHIP,
        agencies={
            "a": replace(PARTNERSHIP.agencies["a"], until_on=date(2026, 6, 25), successor="b"),
            "b": replace(PARTNERSHIP.agencies["b"], senior="Dean"),
            "c": Agency(name="C", contacts=("Nurse",), from_on=date(2026, 6, 26)),
        },
        roles={**PARTNERSHIP.roles, "Nursing": Role(who="agency", agency="a")},
    )

    def held(self, day, *posts):
        with clock.stopped_at(datetime.combine(day, time(12), tzinfo=UTC)):
            return holdings(self.PARTNERSHIP, someone(*posts)) - {"Lead|person:7"}

    def test_is_answered_for_by_itself_until_its_last_day(self):
        assert self.held(date(2026, 6, 25), ("a", "Nurse")) == {"Sender|a", "Asked|a", "Lead|a", "Nursing|a"}
        assert self.held(date(2026, 6, 25), ("b", "Head")) == {"Sender|b", "Asked|b", "School|b", "Lead|b"}

    def test_is_answered_for_by_its_successor_from_the_day_after(self):
        own = {"Sender|b", "Asked|b", "School|b", "Lead|b"}
        taken = {"Sender|a", "Asked|a", "Lead|a", "Nursing|a"}
        assert self.held(date(2026, 6, 26), ("a", "Nurse")) == set()
        assert self.held(date(2026, 6, 26), ("b", "Head")) == own | taken
        assert {"Senior|a", "Senior|b"} <= self.held(date(2026, 6, 26), ("b", "Dean"))
        assert "Asked|a" not in self.held(date(2026, 6, 26), ("b", "Dean")), "only by the posts that answer"

    def test_refers_no_more_and_one_that_has_not_begun_not_yet(self):
        for day, refer in ((date(2026, 6, 25), {"a", "b"}), (date(2026, 6, 26), {"b", "c"})):
            with clock.stopped_at(datetime.combine(day, time(12), tzinfo=UTC)):
                assert {key for key in ("a", "b", "c") if may_refer(self.PARTNERSHIP, key)} == refer
        assert self.held(date(2026, 6, 25), ("c", "Nurse")) == set()

    def test_ends_with_the_london_day(self):
        with clock.stopped_at(datetime(2026, 6, 25, 22, 59, tzinfo=UTC)):
            assert may_refer(self.PARTNERSHIP, "a")
        with clock.stopped_at(datetime(2026, 6, 25, 23, 0, tzinfo=UTC)):
            assert not may_refer(self.PARTNERSHIP, "a")


class TestPostOf:
    def test_is_the_post_that_answers_for_the_key(self):
        person = someone(("a", "Nurse"), ("b", "Head"))
        assert post_of(PARTNERSHIP, person, "Asked|b") == person.posts[1]
        assert post_of(PARTNERSHIP, person, "Asked|c") is None

    def test_is_the_first_of_who_was_chosen_in_person(self):
        person = someone(("a", "Porter"), ("b", "Head"))
        assert post_of(PARTNERSHIP, person, "Lead|person:7") == person.posts[0]
        assert post_of(PARTNERSHIP, person, "Lead|person:8") is None
        assert post_of(PARTNERSHIP, someone(), "Lead|person:7") is None

    def test_gives_no_role_to_a_person_whom_no_form_could_choose(self):
        assert post_of(PARTNERSHIP, someone(("a", "Nurse")), "Asked|person:7") is None


class TestHeldBy:
    @pytest.mark.parametrize(
        ("role", "key"),
        [
            ("Office", "Office"),
            ("Board", "Board"),
            ("Sender", "Sender|s"),
            ("Asked", "Asked|i"),
            ("Senior", "Senior|i"),
            ("School", "School|b"),
            ("Lead", "Lead|person:7"),
        ],
    )
    def test_names_who_holds_a_role_in_an_instance(self, role, key):
        named = held_by(PARTNERSHIP, role, referring_organisation="s", organisation="i", chosen=personal(7))
        assert named == key

    @pytest.mark.parametrize("role", ["Asked", "Lead"])
    def test_names_nobody_where_nothing_says_who(self, role):
        assert held_by(PARTNERSHIP, role, referring_organisation="s") == f"{role}|nobody"


class TestIsInside:
    @pytest.mark.parametrize(
        ("keys", "inside"),
        [
            ([], False),
            (["Office"], True),
            (["Sender|a"], False),
            (["Asked|a", "Office"], True),
            (["Unknown"], False),
            (["Senior|a"], False),
            (["School|b"], False),
            (["Board"], False),
            (["Lead|a"], False),
            (["Lead|p"], True),
            (["Lead|merged"], False),  # an agency of an earlier revision that this one does not know
            (["Lead|nobody"], False),
            (["Lead|person:7"], True),
        ],
    )
    def test_is_a_part_of_the_partnership(self, keys, inside):
        assert is_inside(PARTNERSHIP, keys) is inside


class TestMayRead:
    @pytest.mark.parametrize(
        ("keys", "held_by", "may"),
        [
            (["Office"], "Sender|a", True),
            (["Sender|a"], "Sender|a", True),
            (["Sender|a"], "Sender|b", False),
            (["Sender|a"], "Office", False),
            ([], "Office", False),
            (["Lead|a"], "Lead|a", True),
            (["Lead|a"], "Asked|b", False),
            (["Lead|person:7"], "Asked|b", True),
        ],
    )
    def test_inside_all_is_read_and_outside_only_ones_own(self, keys, held_by, may):
        assert may_read(PARTNERSHIP, keys, held_by) is may
