"""Two people who record the same event, which can be recorded again and again, at once."""

import pytest

from engine.records.tables import user_task
from tests.engine.diagrams.builder import PARTNERSHIP, Diagram, bundle, form
from tests.web.conftest import make_site


@pytest.fixture
def news(errand_revisions, tmp_path):
    """A site with two clerks, and a case in which news can be recorded for as long as a task is open."""
    review = Diagram().start().task("ask").task("work", "ask").end().end("noted")
    review.message("heard", "news", on="work", interrupts=False).line("opened", "ask", "work", "closed")
    drawn = bundle(review.flow("heard", "noted"), partnership=PARTNERSHIP, heard=form("news", note="line"))
    site = make_site(drawn, errand_revisions, tmp_path)
    posts = (("partnership", "Clerk"), ("school", "Head"))
    site.clerks = [site.person(name, *posts, is_demonstration=True) for name in ("Ada Clerk", "Bea Clerk")]
    site.sign_in(site.clerks[0])
    page = site.post("/refer", follow=False).response.location
    site.post(page, {"note": "It begins"})
    site.post(f"{page}/submit")
    return site


def open_event(site) -> str:
    with site.service.database.reading() as tx:
        rows = tx.connection.execute(user_task.select().where(user_task.c.closed_at.is_(None)))
        (found,) = [row.id for row in rows if row.element == "heard"]
    return f"/tasks/{found}"


def record(site, event: str, note: str):
    site.post(event, {"note": note})
    return site.post(f"{event}/submit")


class TestTheSecondOfTwoWhoRecordAnEvent:
    @pytest.fixture
    def late(self, news):
        """What the second is told."""
        self.event = open_event(news)
        news.sign_in(news.clerks[1])
        news.post(self.event, {"note": "Hers"})
        news.sign_in(news.clerks[0])
        record(news, self.event, "His")
        news.sign_in(news.clerks[1])
        return news.post(f"{self.event}/submit")

    def test_is_offered_the_one_that_is_open_now_with_what_was_typed(self, news, late):
        assert (late.status, "Ada Clerk submitted this" in late.text) == (409, True)
        page = news.post(late.one("//form[contains(@action,'/again')]/@action"))
        assert page.path == open_event(news) != self.event
        assert page.one("//input[@id='note']").get("value") == "Hers"
        assert record(news, page.path, "Hers").status == 200

    def test_loses_nothing_that_was_begun_there_meanwhile(self, news, late):
        news.post(open_event(news), {"note": "A third"})
        page = news.post(f"{self.event}/again")
        assert page.one("//input[@id='note']").get("value") == "A third"
        assert "Hers" in news.get(f"{self.event}/compare").text

    def test_is_not_offered_it_once_it_has_gone_or_by_another_role(self, news, late):
        news.sign_in(news.person("A stranger", ("west", "Head"), is_demonstration=True))
        assert news.post(f"{self.event}/again").status == 404
        with news.service.database.reading() as tx:
            rows = tx.connection.execute(user_task.select().where(user_task.c.element == "work"))
            work = f"/tasks/{rows.one().id}"
        news.sign_in(news.clerks[1])
        news.post(work, {"note": "Done"})
        news.post(f"{work}/submit")
        page = news.post(f"{self.event}/again")
        assert (page.status, page.all("//form[contains(@action,'/again')]")) == (409, [])
