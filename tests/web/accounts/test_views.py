"""One's own account: where one is signed in, and what may change."""

from datetime import UTC, datetime, timedelta

import pytest

from engine import clock
from engine.records.tables import session
from engine.registers.sessions import open_session
from tests.web.conftest import make_site
from tests.web.errands import bundle, errands_on

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1"
ROWS = "//section[@aria-labelledby='places']//tbody/tr"


@pytest.fixture
def places(errands):
    """The errands' site with somebody signed in at two places: here, and on a phone."""
    site = errands.site
    phone = site.app.test_client()
    site.client = phone
    token = site.csrf()
    sent = {"person": str(errands.warden), "csrf_token": token}
    assert phone.post("/sign-in/demonstration", data=sent, headers={"User-Agent": SAFARI}).status_code == 302
    errands.phone = phone
    site.sign_in(errands.warden)
    return errands


class TestPlaces:
    def test_are_told_in_plain_words(self, places):
        page = places.site.get("/account", headers={"User-Agent": FIREFOX})
        rows = [" ".join(row.text_content().split()) for row in page.all(ROWS)]
        assert len(rows) == 2
        assert any("Safari on an iPhone" in row and "Today, 9:40am" in row and "End this" in row for row in rows)
        assert [row for row in rows if "Here" in row] == [row for row in rows if "End this" not in row]

    def test_end_with_the_next_request_and_only_there(self, places):
        page = places.site.get("/account")
        places.site.post("/account/places/end", {"place": page.one("//input[@name='place']/@value")})
        assert "Not signed in" in places.phone.get("/framework").text
        assert "Wat Warden" in places.site.get("/framework").text

    def test_end_all_but_this(self, places):
        answer = places.site.post("/account/places/end-others")
        assert "You are signed out in 1 other place." in answer.text
        assert "Not signed in" in places.phone.get("/framework").text
        assert "Wat Warden" in places.site.get("/framework").text

    def test_of_somebody_else_are_not_there_to_be_ended(self, places):
        with places.site.service.database.transaction() as tx:
            open_session(tx, places.miller, minutes=30)
            theirs = tx.connection.execute(session.select().where(session.c.person_id == places.miller)).one()
        assert places.site.post("/account/places/end", {"place": theirs.token_sha256}).status == 200
        assert places.count(session) == 3

    def test_have_lapsed_after_as_long_as_the_settings_say(self, places):
        with clock.stopped_at(datetime(2026, 4, 14, 9, 30, tzinfo=UTC)):
            places.site.sign_in(places.warden)
            page = places.site.get("/account")
        assert len(page.all(ROWS)) == 1

    def test_are_read_in_as_few_statements_however_many(self, places):
        with places.site.statements() as few:
            places.site.get("/account")
        with places.site.service.database.transaction() as tx:
            for _ in range(20):
                open_session(tx, places.warden, minutes=30)
        with places.site.statements() as many:
            page = places.site.get("/account")
        assert len(few) == len(many)
        assert len(page.all(ROWS)) == 22


class TestChanges:
    def test_ask_to_sign_in_again_after_a_while(self, errands):
        errands.site.sign_in(errands.warden)
        with clock.stopped_at(datetime(2026, 4, 14, 9, 0, tzinfo=UTC)):
            answer = errands.site.get("/account/app", follow=False)
            assert answer.response.location == "/sign-in?again=&next=/account/app"
            assert "Sign in again first" in errands.site.get("/account/app").text
            for url in ("/account/app", "/account/app/remove", "/account/recovery-codes"):
                sent = errands.site.post(url, {"code": "000000"}, follow=False)
                assert sent.response.location == "/sign-in?again=&next=/account", url

    def test_are_not_for_who_came_by_no_account(self, errands):
        for url in ("/account", "/account/app", "/account/second-step"):
            assert errands.site.get(url).path == "/sign-in", url


class TestLongest:
    def test_is_a_setting_and_keeps_what_was_typed_when_it_ends(self, errand_revisions, tmp_path):
        start = datetime(2026, 4, 14, 8, 40, tzinfo=UTC)
        with clock.stopped_at(start):
            errands = errands_on(make_site(bundle(), errand_revisions, tmp_path, session_hours=1))
            page = errands.task()
        for minutes in (25, 50):
            with clock.stopped_at(start + timedelta(minutes=minutes)):
                assert "Wat Warden" in errands.site.get("/framework").text
                token = errands.site.csrf()
        with clock.stopped_at(start + timedelta(minutes=61)):
            typed = {"done": "yes", "how": "Typed late", "act": "check", "csrf_token": token}
            assert "Your draft is safe" in errands.site.post(page, typed, csrf=False).text
            errands.site.sign_in(errands.warden)
            assert errands.site.get(page).one("//textarea[@id='how']").text_content().strip() == "Typed late"


class TestPage:
    def test_says_who_one_is_here(self, errands):
        errands.site.sign_in(errands.warden)
        text = errands.site.get("/account").text
        assert "Wat Warden" in text
        assert "wat.warden@example.org" in text
        assert "Warden" in text
