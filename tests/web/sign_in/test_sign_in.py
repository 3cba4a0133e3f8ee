from datetime import UTC, datetime, timedelta

import pytest

from engine import clock
from engine.records.tables import session

PASSWORD = "correct horse battery"


@pytest.fixture
def ruth(real_site):
    return real_site.person(
        "Ruth Ashdown", ("partnership", "Business Manager"), email="ruth@example.org", password=PASSWORD
    )


def enter(site, email="ruth@example.org", password=PASSWORD, **more):
    return site.post("/sign-in", {"email": email, "password": password, **more}, follow=False)


class TestSignIn:
    def test_leads_to_the_work_that_waits(self, real_site, ruth):
        answer = enter(real_site)
        assert (answer.status, answer.response.location) == (302, "/")

    def test_takes_the_address_as_people_type_it(self, real_site, ruth):
        assert enter(real_site, email="  RUTH@Example.org ").status == 302

    @pytest.mark.parametrize("email", ["ruth@example.org", "nobody@example.org"])
    def test_says_the_same_whether_the_account_exists_or_not(self, real_site, ruth, email):
        answer = enter(real_site, email=email, password="wrong password!")
        assert answer.status == 422
        assert answer.errors() == {"#email": "The email address or the password is not right"}
        assert answer.title().startswith("Error: Sign in")

    def test_says_what_is_missing_and_keeps_the_address(self, real_site):
        answer = enter(real_site, email="ruth@", password="")
        assert answer.errors() == {"#password": "Enter your password"}
        assert answer.one("//input[@id='email']/@value") == "ruth@"
        assert enter(real_site, email="", password="").errors().keys() == {"#email", "#password"}

    def test_stops_guessing_at_one_account_but_not_at_another(self, real_site, ruth):
        answers = [enter(real_site, password=f"guess number {n}").status for n in range(9)]
        assert answers == [422] * 8 + [429]
        assert "Too many attempts" in enter(real_site).text
        assert enter(real_site, email="other@example.org").status == 422

    @pytest.mark.parametrize(
        "elsewhere",
        ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/\tx"],
    )
    def test_leads_nowhere_but_to_its_own_pages(self, real_site, ruth, elsewhere):
        assert enter(real_site, next=elsewhere).response.location == "/"

    def test_leads_back_to_the_page_that_was_asked_for(self, real_site, ruth):
        asked = real_site.get("/?a=b", follow=False).response.location
        assert asked == "/sign-in?next=/?a%3Db"
        assert enter(real_site, next="/?a=b").response.location == "/?a=b"

    def test_keeps_no_token_in_the_database(self, real_site, ruth):
        enter(real_site)
        token = real_site.client.get_cookie("signed_in").value
        with real_site.service.database.reading() as tx:
            assert tx.connection.execute(session.select()).one().token_sha256 != token

    def test_offers_invented_people_in_a_demonstration_alone(self, real_site, site):
        person = real_site.person("Invented", is_demonstration=True)
        assert "Business unit" not in real_site.get("/sign-in").text.replace("Ask the business unit", "")
        assert real_site.post("/sign-in/demonstration", {"person": str(person)}).status == 404
        assert site.post("/sign-in/demonstration", {"person": str(site.person("Real One"))}).status == 404


class TestSession:
    def test_ends_after_a_while_without_a_request(self, real_site, ruth):
        start = datetime(2026, 4, 14, 8, tzinfo=UTC)
        with clock.stopped_at(start):
            enter(real_site)
        with clock.stopped_at(start + timedelta(minutes=29)):
            assert "Ruth Ashdown" in real_site.get("/framework").text
        with clock.stopped_at(start + timedelta(minutes=58)):
            assert "Ruth Ashdown" in real_site.get("/framework").text
        with clock.stopped_at(start + timedelta(minutes=58 + 31)):
            assert "Not signed in" in real_site.get("/framework").text

    def test_ends_after_a_day_of_work_however_busy(self, real_site, ruth):
        start = datetime(2026, 4, 14, 6, tzinfo=UTC)
        with clock.stopped_at(start):
            enter(real_site)
        for minutes in range(0, 12 * 60, 20):
            with clock.stopped_at(start + timedelta(minutes=minutes)):
                assert "Ruth Ashdown" in real_site.get("/framework").text
        with clock.stopped_at(start + timedelta(hours=12, minutes=1)):
            assert "Not signed in" in real_site.get("/framework").text

    def test_ends_when_signing_out(self, real_site, ruth):
        enter(real_site)
        token = real_site.client.get_cookie("signed_in").value
        real_site.post("/sign-out")
        real_site.client.set_cookie("signed_in", token)
        assert "Not signed in" in real_site.get("/framework").text

    def test_is_found_with_one_statement_and_the_revision_with_one(self, real_site, ruth):
        enter(real_site)
        with real_site.statements() as seen:
            real_site.get("/accessibility")
        assert len(seen) == 2


class TestEveryResponse:
    def test_lets_the_browser_run_nothing_but_our_own_files(self, real_site):
        headers = real_site.get("/sign-in").response.headers
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"

    def test_refuses_a_form_from_elsewhere(self, real_site, ruth):
        answer = real_site.post("/sign-in", {"email": "ruth@example.org", "password": PASSWORD}, csrf=False)
        assert (answer.status, answer.title().split(" - ")[0]) == (400, "This page has been open too long")

    def test_refuses_another_host(self, real_site):
        assert real_site.get("/sign-in", headers={"Host": "evil.example"}).status == 400

    def test_refuses_an_address_that_no_database_can_look_for(self, real_site, ruth):
        enter(real_site)
        for address in ("/cases/2026%00", "/tasks/a%00b", "/work/waiting?after=2026-04-14.%00"):
            assert real_site.get(address).status == 400, address

    def test_says_that_there_is_no_such_page(self, real_site):
        answer = real_site.get("/nothing")
        assert (answer.status, answer.one("//h1").text) == (404, "Page not found")

    def test_may_be_kept_for_a_year_if_it_is_a_file_of_the_bundle(self, real_site):
        page = real_site.get("/sign-in")
        with real_site.client.get(page.one("//link[@rel='stylesheet']/@href")) as style:
            assert (style.status_code, "immutable" in style.headers["Cache-Control"]) == (200, True)
