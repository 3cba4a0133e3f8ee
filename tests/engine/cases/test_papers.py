"""The papers of a real case: answers, letters, what stopped, as far as a person may read them."""

import pytest
import sqlalchemy as sa

from engine.cases import papers
from engine.records.tables import delivery, incident, letter
from tests.engine.cases.journey import MONDAY


@pytest.fixture
def office(journey):
    """Who does the first task."""
    return journey.person(journey.post_of(journey.open_rows()[0]))


class TestAnswers:
    def test_of_everybody_are_read_inside_the_partnership(self, journey, office):
        journey.do(journey.open_rows()[0], MONDAY)
        with journey.seen_by(office) as (tx, case):
            given = papers.submissions(tx, case)
        assert {one.by.name for one in given} == {journey.person(journey.referrer).name, office.name}

    def test_of_their_own_alone_are_read_by_who_referred(self, journey):
        journey.do(journey.open_rows()[0], MONDAY)
        referrer = journey.person(journey.referrer)
        with journey.seen_by(referrer) as (tx, case):
            (own,) = papers.submissions(tx, case)
            letters = papers.letters(tx, case)
        assert own.by.id == referrer.id
        assert own.holder.organisation == case.instance_name(case.referring_organisation)
        assert {one.to.key for one in letters} == {own.holder.key}


class TestLetters:
    def test_say_how_their_deliveries_stand(self, journey, office):
        with journey.seen_by(office) as (tx, case):
            found = papers.letters(tx, case)
        assert len(found) == len(journey.rows(letter))
        assert all(set(one.states) == {"queued"} for one in found)
        assert found[0].id > found[-1].id

    def test_say_what_they_were_written_from(self, journey, office):
        with journey.seen_by(office) as (tx, case):
            found, given = papers.letters(tx, case), papers.submissions(tx, case)
        assert {one.revision for one in found} == {journey.revision.digest}
        assert {number for one in found for number in one.submissions} <= {one.id for one in given}
        assert all(one.anchors for one in found)

    def test_that_came_back_and_went_again_say_so_and_count_once(self, journey, office):
        with journey.database.transaction() as tx:
            first = tx.connection.execute(sa.select(delivery).order_by(delivery.c.id)).mappings().first()
            back = {"state": "bounced", "sent_at": journey.now, "error": "No such mailbox"}
            tx.connection.execute(sa.update(delivery).where(delivery.c.id == first["id"]).values(back))
            again = {**first, "id": None, "message_id": "<again@example.org>", "state": "sent", "sent_at": journey.now}
            tx.connection.execute(sa.insert(delivery), again)
        with journey.seen_by(office) as (tx, case):
            found = next(one for one in papers.letters(tx, case) if one.id == first["letter_id"])
        mine = [one for one in found.deliveries if one.address == first["address"]]
        assert [(one.state, one.error, one.is_last) for one in mine] == [
            ("bounced", "No such mailbox", False),
            ("sent", "", True),
        ]
        assert found.states["bounced"] == 0
        assert found.states["sent"] == 1
        assert found.sent_at == journey.now


class TestIncidents:
    def test_are_told_newest_first(self, journey, office):
        with journey.database.transaction() as tx:
            for kind in ("step_failed", "many_turns"):
                row = {"case_id": journey.case_id, "kind": kind, "what": "It stopped.", "facts": {}, "at": journey.now}
                tx.connection.execute(sa.insert(incident), row)
        with journey.seen_by(office) as (tx, case):
            found = papers.incidents(tx, case)
        assert [(one.kind, one.only_tells) for one in found] == [("many_turns", True), ("step_failed", False)]
