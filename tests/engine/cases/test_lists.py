"""The lists that questions offer: the revision's own, and its people."""

import pytest
import sqlalchemy as sa

from engine.access import OFFICE, Post
from engine.cases.lists import PEOPLE, lists_of
from engine.diagrams import samples
from engine.errors import AnswersRefused
from engine.records import tables
from tests.engine.cases.office import Office, edited

PICKING = edited(
    samples.linear(2),
    f"forms/definitions/{samples.FORM}.yaml",
    "      note:",
    "      lead: {type: person, optional: true, label: Who leads?}\n      note:",
)


@pytest.fixture
def office(light_database) -> Office:
    return Office(light_database, PICKING)


def labels(office: Office, **how) -> list[str]:
    with office.clock(), office.database.reading() as tx:
        lists = lists_of(tx, office.engine.revisions.current(tx), **how)
    return list(lists(PEOPLE).values())


class TestListsOf:
    def test_names_people_with_their_posts_and_organisations(self, office):
        assert labels(office) == ["An officer; Officer, A sample partnership; Officer, An agency"]

    def test_leaves_out_who_holds_no_post_or_has_no_account_any_more(self, office):
        office.person("A visitor")
        gone = office.person("Gone since", Post(organisation=OFFICE, title="Officer"))
        with office.database.transaction() as tx:
            tx.connection.execute(sa.update(tables.person).where(tables.person.c.id == gone.id).values(is_active=False))
        assert [label.partition(";")[0] for label in labels(office)] == ["An officer"]
        everybody = {label.partition(";")[0] for label in labels(office, with_past=True)}
        assert everybody == {"An officer", "A visitor", "Gone since"}

    def test_gives_the_revisions_own_lists(self, office):
        with office.clock(), office.database.reading() as tx:
            assert lists_of(tx, office.engine.revisions.current(tx))("agencies") == {"agency": "An agency"}

    def test_gives_the_people_who_hold_a_role(self, office):
        office.person("A visitor", Post(organisation="agency", title="Officer"))
        with office.clock(), office.database.reading() as tx:
            lists = lists_of(tx, office.engine.revisions.current(tx))
            holders = list(lists(samples.ROLE).values())
        assert holders == ["An officer; Officer, A sample partnership; Officer, An agency"]
        assert len(labels(office)) == 2

    def test_reads_nobody_where_no_form_asks_for_one(self, light_database):
        assert labels(Office(light_database, samples.linear(1))) == []

    def test_lets_a_form_have_a_person_picked_and_refuses_anybody_else(self, office):
        office.start(lead=str(office.officer.id))
        (submission,) = office.rows(tables.submission)
        assert submission.answers["lead"] == str(office.officer.id)
        with pytest.raises(AnswersRefused) as refused:
            office.start(lead="999")
        assert set(refused.value.errors) == {"lead"}
