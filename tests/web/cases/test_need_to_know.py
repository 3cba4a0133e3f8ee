"""What each may see of a case: incidents for the inside of the partnership, their own part for who referred."""

from collections import Counter

import sqlalchemy as sa

from engine.records.tables import incident, submission
from tests.engine.cases.journey import MONDAY
from tests.web.cases.test_views import give_views


class TestIncidents:
    def put(self, journey, kind):
        with journey.database.transaction() as tx:
            row = {"case_id": journey.case_id, "kind": kind, "what": "It stopped.", "facts": {}, "at": journey.now}
            return tx.connection.execute(sa.insert(incident).returning(incident.c.id), row).scalar_one()

    def test_are_settled_by_whoever_of_the_partnership_has_a_part(self, stage, office, journey):
        number = self.put(journey, "many_turns")
        page = stage.get()
        assert "It stopped." in page.text
        answer = stage.post(f"incidents/{number}/retry")
        assert "It was tried again, and it went on." in answer.text
        assert "It stopped." not in answer.text
        assert "Somebody has tried this again already." in stage.post(f"incidents/{number}/retry").text

    def test_are_not_for_who_refers(self, stage, office, journey):
        number = self.put(journey, "delivery_failed")
        stage.sign_in(journey.person(journey.referrer))
        assert "It stopped." not in stage.get().text
        assert stage.post(f"incidents/{number}/retry").status == 404

    def test_of_another_case_cannot_be_settled_from_here(self, stage, office, journey):
        number = self.put(journey, "many_turns")
        journey.refer(journey.referrer, MONDAY, {})
        assert stage.post(f"incidents/{number}/retry").status == 404


class TestNeedToKnow:
    def test_who_referred_sees_their_own_part_and_not_the_course_of_the_case(self, stage, office, journey):
        give_views(stage, 0, 1)
        process = journey.case().process
        stage.sign_in(journey.person(journey.referrer))
        page = stage.get()
        assert page.status == 200
        assert not page.all("//main//svg[@role]")
        assert not page.all("//*[@id='where' or @id='history' or @id='decisions']")
        assert page.all("//*[@id='told']/following::a[contains(@href, '/letters/')]")
        assert page.all("//*[@id='answered']/following::a[contains(@href, '/submissions/')]")
        panel_posts = [p.member for p in journey.revision.partnership.partners.values()]
        assert not [post for post in panel_posts if post in page.text]
        for path in ("history", "people", f"steps/{process}"):
            assert stage.get(path).status == 404, path

    def test_a_clock_is_explained_to_who_has_to_keep_it(self, stage, office, journey):
        clause = next(row.clause for row in journey.open_rows() if row.clause)
        assert stage.get(f"clocks/{clause}").status == 200
        stage.sign_in(journey.person(journey.referrer))
        assert stage.get(f"clocks/{clause}").status == 404

    def test_who_referred_reads_their_own_answers_and_nobody_elses(self, stage, office, journey):
        journey.do(journey.open_rows()[0], MONDAY)
        by = {row.person_id: f"/submissions/{row.id}" for row in journey.rows(submission)}
        referrer = journey.person(journey.referrer)
        assert {stage.get(url).status for url in by.values()} == {200}
        stage.sign_in(referrer)
        assert stage.get(by[referrer.id]).status == 200
        assert stage.get(by[office.id]).status == 404

    def test_who_is_asked_finds_all_that_is_theirs(self, stage, office, journey):
        rows = what_one_agency_has(journey)
        stage.sign_in(journey.person(journey.post_of(rows[0])))
        links = [link.get("href") for link in stage.get().all("//main//a")]
        assert {f"/tasks/{row.id}" for row in rows} <= set(links)


def what_one_agency_has(journey):
    """Do what is open, oldest first, until one agency has several things to do; return them."""
    for _ in range(60):
        rows = journey.open_rows()
        held = Counter(row.held_by for row in rows if journey.organisation(row))
        several = next((key for key, times in held.items() if times > 1), None)
        if several:
            return [row for row in rows if row.held_by == several]
        element = journey.element(rows[0])
        going_on = journey.view(journey.labels(element)[1]) if element.collection else {}
        journey.do(rows[0], MONDAY, going_on)
    raise AssertionError("no agency came to have several things to do")
