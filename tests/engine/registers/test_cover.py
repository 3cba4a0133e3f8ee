"""Who is away is stood in for: for the post that was named, on the days that were named, and no others."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import clock
from engine.access import OFFICE, Post, away_for, holdings, keys_of, may_cover, post_of
from engine.errors import NotAllowed
from engine.records.tables import cover, notice
from engine.registers.cover import (
    LONGEST,
    CoverRefused,
    Wanted,
    coverable,
    covers_of,
    end_cover,
    enter_cover,
)
from engine.registers.people import add_person, find_person
from engine.registers.posts import begin_post, close_account, end_post
from tests.engine import errand
from tests.engine.rows import AT, fresh_database

WARDEN, KEEPER = Post(organisation=OFFICE, title="Warden"), Post(organisation=OFFICE, title="Keeper")
MILLER, SECOND = Post(organisation="mill", title="Master Miller"), Post(organisation="mill", title="Second Miller")
CARTER = Post(organisation="mill", title="Carter")
DAY = timedelta(days=1)
TODAY = clock.london_date(AT)
SITE = "https://reviews.example.org"
PARTNERSHIP = errand.revision().partnership


@pytest.fixture
def tx(light_database):
    with clock.stopped_at(AT), light_database.transaction() as tx:
        yield tx


def add(tx, name, *posts, **more):
    return find_person(tx, add_person(tx, name=name, email=f"{name.lower()}@example.org", posts=posts, **more))


@pytest.fixture
def wat(tx):
    return add(tx, "Wat", WARDEN)


@pytest.fixture
def kit(tx):
    return add(tx, "Kit", KEEPER)


def enter(tx, away, by, first=TODAY, last=TODAY + 2 * DAY, post=WARDEN, me=None):
    wanted = Wanted(away=away, post=post, by=by, from_on=first, until_on=last)
    return enter_cover(tx, PARTNERSHIP, wanted, me=me or away, sign_in_at=SITE)


def keys(tx, who):
    return holdings(PARTNERSHIP, find_person(tx, who.id))


class TestWhileItLasts:
    def test_the_colleague_answers_for_the_post_and_who_is_away_still_does(self, tx, wat, kit):
        before = keys(tx, wat), keys(tx, kit)
        enter(tx, wat, kit)
        assert keys(tx, kit) == before[1] | {"Warden"}
        assert keys(tx, wat) == before[0]

    def test_the_colleague_acts_in_the_place_of_who_is_away(self, tx, wat, kit):
        enter(tx, wat, kit)
        kit = find_person(tx, kit.id)
        post = post_of(PARTNERSHIP, kit, "Warden")
        assert (post.covers.id, post.covers.name, post.covers.until_on) == (wat.id, "Wat", TODAY + 2 * DAY)
        assert post_of(PARTNERSHIP, kit, "Keeper").covers is None
        assert away_for(PARTNERSHIP, kit, "Warden") == {wat.id}
        assert away_for(PARTNERSHIP, kit, "Keeper") == frozenset()

    def test_a_post_of_ones_own_comes_before_the_one_that_is_covered(self, tx, wat):
        other = add(tx, "Sim")
        enter(tx, wat, add(tx, "Pip", WARDEN))
        begin_post(tx, "sim@example.org", KEEPER)
        pip = next(each for each in covers_of(tx, wat.id)).by_id
        assert post_of(PARTNERSHIP, find_person(tx, pip), "Warden").covers is None
        assert away_for(PARTNERSHIP, find_person(tx, pip), "Warden") == {wat.id}
        assert covers_of(tx, other.id) == []

    def test_what_a_form_gave_to_the_person_by_name_stays_with_them(self, tx, wat, kit):
        enter(tx, wat, kit)
        assert f"Courier|person:{wat.id}" not in keys(tx, kit)
        assert f"Courier|person:{wat.id}" in keys(tx, wat)

    def test_both_are_told_by_a_mail_that_names_nobody(self, tx, wat, kit):
        enter(tx, wat, kit)
        told = tx.connection.execute(sa.select(notice)).all()
        assert {row.person_id for row in told} == {wat.id, kit.id}
        for row in told:
            assert "from Tuesday 14 April 2026 to Thursday 16 April 2026" in row.body
            assert f"{SITE}/work/cover" in row.body
            assert not {"Wat", "Kit"} & set(row.body.split())


@given(
    first=st.integers(0, 40),
    length=st.integers(0, 40),
    day=st.integers(-5, 90),
    who=st.sampled_from([WARDEN, KEEPER, MILLER]),
)
@settings(max_examples=60, deadline=None)
def test_gives_the_keys_of_the_named_post_on_the_named_days_and_nothing_else(first, length, day, who):
    """Whoever covers has what they had, and on each day from the first to the last the keys of that one post."""
    with fresh_database() as database:
        with clock.stopped_at(AT), database.transaction() as tx:
            away = add(tx, "Wat", WARDEN, KEEPER, MILLER)
            by = add(tx, "Pip", Post(organisation=OFFICE, title="Porter"), SECOND)
            enter(tx, away, by, TODAY + first * DAY, TODAY + (first + length) * DAY, who)
        with clock.stopped_at(AT + day * DAY), database.reading() as tx:
            found = find_person(tx, by.id)
            own = holdings(PARTNERSHIP, by) if day >= 0 else frozenset()  # nobody held anything before today
            covered = keys_of(PARTNERSHIP, who) if first <= day <= first + length else frozenset()
            assert holdings(PARTNERSHIP, found) == own | covered


class TestMayCover:
    @pytest.mark.parametrize(
        ("post", "own", "may"),
        [
            (WARDEN, KEEPER, True),
            (MILLER, SECOND, True),
            (SECOND, MILLER, True),
            (MILLER, CARTER, False),  # a partner speaks by its member or a designated deputy
            (MILLER, KEEPER, False),
            (WARDEN, SECOND, False),
        ],
    )
    def test_is_a_colleague_and_of_a_partner_its_member_or_a_deputy(self, post, own, may):
        assert may_cover(PARTNERSHIP, post, own) is may


class TestEntering:
    def test_is_for_who_is_away_and_for_an_administrator(self, tx, wat, kit):
        with pytest.raises(NotAllowed):
            enter(tx, wat, kit, me=kit)
        edith = add(tx, "Edith", is_administrator=True)
        enter(tx, wat, kit, me=edith)
        assert [each.entered_by for each in covers_of(tx, wat.id)] == ["Edith"]

    @pytest.mark.parametrize(
        ("first", "last", "field"),
        [
            (TODAY - DAY, TODAY, "from_on"),
            (TODAY + DAY, TODAY, "until_on"),
            (TODAY, TODAY + LONGEST + DAY, "until_on"),
        ],
    )
    def test_refuses_days_that_do_not_fit(self, tx, wat, kit, first, last, field):
        with pytest.raises(CoverRefused) as refused:
            enter(tx, wat, kit, first, last)
        assert refused.value.field == field

    def test_refuses_a_post_that_the_person_does_not_hold_throughout(self, tx, wat, kit):
        with pytest.raises(CoverRefused, match="Wat does not hold the post of Keeper"):
            enter(tx, wat, add(tx, "Ann", WARDEN), post=KEEPER)
        end_post(tx, "wat@example.org", WARDEN, until_on=TODAY + DAY)
        with pytest.raises(CoverRefused, match="Wat does not hold the post of Warden on all of these days"):
            enter(tx, wat, kit)

    def test_refuses_who_may_not_cover(self, tx, wat, kit):
        miller, carter = add(tx, "Mo", MILLER), add(tx, "Cat", CARTER)
        end_post(tx, "kit@example.org", KEEPER, until_on=TODAY + DAY)
        refused = ((wat, miller, WARDEN), (wat, wat, WARDEN), (wat, kit, WARDEN), (miller, carter, MILLER))
        for away, by, post in refused:
            with pytest.raises(CoverRefused) as told:
                enter(tx, away, by, post=post)
            assert told.value.field == "by"

    def test_refuses_what_somebody_covers_already_and_who_is_away_too(self, tx, wat, kit):
        ann = add(tx, "Ann", WARDEN)
        enter(tx, wat, kit)
        with pytest.raises(CoverRefused, match="covered already until Thursday 16 April 2026"):
            enter(tx, wat, ann, TODAY + 2 * DAY, TODAY + 5 * DAY)
        with pytest.raises(CoverRefused, match="Wat is away, too"):
            enter(tx, ann, wat)
        with pytest.raises(CoverRefused, match="Kit covers a colleague then"):
            enter(tx, kit, ann, post=KEEPER)
        enter(tx, wat, ann, TODAY + 3 * DAY, TODAY + 5 * DAY)

    def test_a_cover_is_not_passed_on(self, tx, wat, kit):
        enter(tx, wat, kit)
        with pytest.raises(CoverRefused, match="Kit does not hold the post of Warden"):
            enter(tx, kit, add(tx, "Ann", KEEPER))


class TestEnding:
    def test_at_once_by_either_or_an_administrator_and_both_are_told(self, tx, wat, kit):
        number = enter(tx, wat, kit)
        stranger = add(tx, "Ann", WARDEN)
        with pytest.raises(NotAllowed):
            end_cover(tx, PARTNERSHIP, number, me=stranger, sign_in_at=SITE)
        end_cover(tx, PARTNERSHIP, number, me=kit, sign_in_at=SITE)
        assert "Warden" not in keys(tx, kit)
        row = tx.connection.execute(sa.select(cover)).one()
        assert (row.ended_by, row.ended_at) == (kit.id, AT)
        assert [r.subject for r in tx.connection.execute(sa.select(notice))].count("Cover ends") == 2
        with pytest.raises(NotAllowed):
            end_cover(tx, PARTNERSHIP, number, me=wat, sign_in_at=SITE)

    def test_calls_off_what_is_still_to_come(self, tx, wat, kit):
        number = enter(tx, wat, kit, TODAY + 5 * DAY, TODAY + 9 * DAY)
        end_cover(tx, PARTNERSHIP, number, me=wat, sign_in_at=SITE)
        with clock.stopped_at(AT + 6 * DAY):
            assert covers_of(tx, wat.id) == []
        enter(tx, wat, kit, TODAY + 5 * DAY, TODAY + 9 * DAY)  # and it stands in nobody's way

    def test_comes_with_the_end_of_the_post_or_the_account_of_either(self, tx, wat, kit):
        for end in (
            lambda: end_post(tx, "wat@example.org", WARDEN),
            lambda: end_post(tx, "kit@example.org", KEEPER),
            lambda: close_account(tx, "wat@example.org"),
        ):
            enter(tx, wat, kit)
            assert "Warden" in keys(tx, kit)
            end()
            assert covers_of(tx, wat.id) == []
            assert "Warden" not in keys(tx, kit)
            if end_post and not find_person(tx, wat.id):
                continue
            for email, post in (("wat@example.org", WARDEN), ("kit@example.org", KEEPER)):
                if post not in find_person(tx, wat.id if post == WARDEN else kit.id).posts:
                    begin_post(tx, email, post)
        assert all(row.ended_at for row in tx.connection.execute(sa.select(cover)))

    def test_comes_no_later_than_the_last_day_of_the_post(self, tx, wat, kit):
        enter(tx, wat, kit, TODAY, TODAY + 9 * DAY)
        end_post(tx, "wat@example.org", WARDEN, until_on=TODAY + 4 * DAY)
        assert [each.until_on for each in covers_of(tx, kit.id)] == [TODAY + 4 * DAY]

    def test_of_the_own_post_leaves_the_own_one_of_who_covers(self, tx, wat):
        ann = add(tx, "Ann", WARDEN)
        enter(tx, wat, ann)
        end_post(tx, "wat@example.org", WARDEN)
        assert "Warden" in keys(tx, ann)


class TestCoverable:
    def test_are_the_own_posts_with_colleagues_who_may(self, tx, wat, kit):
        miller, second = add(tx, "Mo", MILLER), add(tx, "Sim", SECOND)
        add(tx, "Cat", CARTER)
        found = {each.post: [one.name for one in each.colleagues] for each in coverable(tx, PARTNERSHIP, miller.id)}
        assert found == {MILLER: ["Sim"]}
        assert [each.post for each in coverable(tx, PARTNERSHIP, second.id)] == [SECOND]
        enter(tx, wat, kit)
        assert [each.post for each in coverable(tx, PARTNERSHIP, kit.id)] == [KEEPER]


def test_days_are_londons(light_database):
    """A quarter past midnight in London is still the day before in UTC: the cover has begun."""
    with clock.stopped_at(AT), light_database.transaction() as tx:
        away, by = add(tx, "Wat", WARDEN), add(tx, "Kit", KEEPER)
        enter(tx, away, by, date(2026, 4, 20), date(2026, 4, 20))
    midnight = clock.at(date(2026, 4, 20), AT.time().replace(hour=0, minute=15))
    for instant, covers in ((midnight - timedelta(minutes=30), False), (midnight, True), (midnight + DAY, False)):
        with clock.stopped_at(instant), light_database.reading() as tx:
            assert ("Warden" in keys(tx, by)) is covers
