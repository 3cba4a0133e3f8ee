"""The lists that questions offer: the revision's own, and its people."""

import sqlalchemy as sa

from engine.access import OFFICE, Post
from engine.cases.lists import PEOPLE, lists_of
from engine.diagrams import samples
from engine.records import tables
from engine.records.db import Database
from tests.engine.cases.office import Office


def office() -> Office:
    database = Database("sqlite://", is_durable=False)
    tables.metadata.create_all(database.engine)
    return Office(database, samples.linear(1))


class TestListsOf:
    def labels(self, office: Office, **how) -> list[str]:
        with office.clock(), office.database.reading() as tx:
            return list(lists_of(tx, office.engine.revisions.current(tx), **how)(PEOPLE).values())

    def test_names_people_with_their_posts_and_organisations(self):
        assert self.labels(office()) == ["An officer; Officer, A sample partnership; Officer, An agency"]

    def test_leaves_out_who_holds_no_post_or_has_no_account_any_more(self):
        place = office()
        place.person("A visitor")
        gone = place.person("Gone since", Post(organisation=OFFICE, title="Officer"))
        with place.database.transaction() as tx:
            tx.connection.execute(sa.update(tables.person).where(tables.person.c.id == gone.id).values(is_active=False))
        assert [label.partition(";")[0] for label in self.labels(place)] == ["An officer"]
        everybody = {label.partition(";")[0] for label in self.labels(place, with_past=True)}
        assert everybody == {"An officer", "A visitor", "Gone since"}

    def test_gives_the_revisions_own_lists(self):
        place = office()
        with place.clock(), place.database.reading() as tx:
            assert lists_of(tx, place.engine.revisions.current(tx))("agencies") == {"agency": "An agency"}
