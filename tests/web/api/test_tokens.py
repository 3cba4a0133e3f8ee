"""Tokens: made by a person on a page, shown once, good for what they were made for and for their time."""

from datetime import UTC, datetime, timedelta

import pytest

from engine import clock
from engine.records.tables import access_token, case_read, notice, person
from tests.web.api.program import Program, opened, program
from tests.web.errands import Errands


def made(errands: Errands, **changed: object) -> str:
    """Make a token on the page, as the warden, and return it."""
    errands.site.sign_in(errands.warden)
    page = errands.site.post(
        "/account/tokens", {"name": "The case system", "scopes": ["read"], "days": "30", **changed}
    )
    return str(page.one("//input[@id='token']").get("value"))


class TestPage:
    def test_shows_a_token_once_and_keeps_its_hash(self, errands):
        secret = made(errands)
        assert Program(errands.site, secret).get("/me").json["name"] == "Wat Warden"
        page = errands.site.get("/account/tokens")
        assert "The case system" in page.text
        assert secret not in page.response.text
        with errands.site.service.database.reading() as tx:
            assert secret not in str(tx.connection.execute(access_token.select()).all())

    def test_tells_its_person_by_mail(self, errands):
        made(errands, name="Not in the mail")
        with errands.site.service.database.reading() as tx:
            row = tx.connection.execute(notice.select().where(notice.c.person_id == errands.warden)).one()
        assert "http://localhost/account/tokens" in row.body
        assert "Not in the mail" not in row.subject + row.body

    def test_tells_everything_that_is_wrong(self, errands):
        errands.site.sign_in(errands.warden)
        page = errands.site.post("/account/tokens", {"name": " ", "scopes": ["all"], "days": "31"})
        assert page.status == 422
        assert set(page.errors()) == {"#name", "#scope-1", "#days-1"}

    def test_makes_one_for_who_signed_in_a_moment_ago(self, errands):
        errands.site.sign_in(errands.warden)
        with clock.stopped_at(datetime(2026, 4, 14, 9, 0, tzinfo=UTC)):
            asked = {"name": "Late", "scopes": ["read"], "days": "30"}
            answer = errands.site.post("/account/tokens", asked, follow=False)
        assert answer.response.location == "/sign-in?again=&next=/account/tokens"
        assert errands.count(access_token) == 0

    def test_ends_a_token_of_one_s_own_alone(self, errands):
        secret = made(errands)
        theirs = Program(errands.site, secret)
        errands.site.sign_in(errands.second)
        errands.site.post("/account/tokens/1/end")
        assert theirs.get("/me").status_code == 200
        errands.site.sign_in(errands.warden)
        assert "ended" in errands.site.post("/account/tokens/1/end").text
        assert theirs.get("/me").status_code == 401

    def test_costs_as_many_statements_whatever_stands_on_it(self, errands):
        errands.site.sign_in(errands.warden)
        counts = []
        for _ in range(2):
            with errands.site.statements() as seen:
                errands.site.get("/account/tokens")
            counts.append(len(seen))
            made(errands)
        assert counts[0] == counts[1] <= 4


class TestBearer:
    @pytest.mark.parametrize("header", ["", "Bearer", "Bearer nothing", "Basic dTpw", "Token cspr_x", "Bearer \xff"])
    def test_is_demanded(self, errands, header):
        answer = errands.site.app.test_client().get("/api/v1/me", headers={"Authorization": header} if header else {})
        assert (answer.status_code, answer.mimetype) == (401, "application/problem+json")
        assert answer.headers["WWW-Authenticate"].lower().startswith("bearer")

    def test_is_no_cookie(self, errands):
        errands.site.sign_in(errands.warden)
        assert errands.site.client.get("/api/v1/me").status_code == 401

    def test_opens_no_page(self, errands):
        bearing = program(errands.site, errands.warden)
        headers = {"Authorization": f"Bearer {bearing.secret}"}
        assert bearing.client.get("/work", headers=headers).status_code == 302

    def test_is_good_for_its_time(self, errands):
        bearing = program(errands.site, errands.warden, days=7)
        with clock.stopped_at(datetime(2026, 4, 14, 8, 40, tzinfo=UTC) + timedelta(days=7)):
            assert bearing.get("/me").status_code == 401

    def test_ends_with_the_account(self, errands):
        bearing = program(errands.site, errands.warden)
        with errands.site.service.database.transaction() as tx:
            tx.connection.execute(person.update().where(person.c.id == errands.warden).values(is_active=False))
        assert bearing.get("/me").status_code == 401

    def test_may_what_its_scopes_say(self, errands):
        opened(errands)
        reading = program(errands.site, errands.warden, ["read"])
        task = reading.get("/tasks").json["items"][0]["id"]
        refused = reading.post(f"/tasks/{task}/claim")
        assert (refused.status_code, refused.json["type"]) == (403, "/api#beyond-scope")
        assert 'scope="act"' in refused.headers["WWW-Authenticate"]

    def test_is_counted(self, errands):
        bearing = program(errands.site, errands.warden)
        statuses = {bearing.get("/me").status_code for _ in range(601)}
        assert statuses == {200, 429}
        other = program(errands.site, errands.second)
        assert other.get("/me").status_code == 200

    def test_reads_and_it_is_recorded(self, errands):
        reference = opened(errands)
        program(errands.site, errands.warden).get(f"/cases/{reference}")
        with errands.site.service.database.reading() as tx:
            rows = tx.connection.execute(case_read.select()).all()
        assert [(row.person_id, row.what) for row in rows] == [(errands.warden, "api.show_case")]

    def test_says_when_it_was_used_last(self, errands):
        bearing = program(errands.site, errands.warden)
        bearing.get("/me")
        errands.site.sign_in(errands.warden)
        assert "Never" not in errands.site.get("/account/tokens").text


class TestProblems:
    def test_that_are_the_program_s_own_are_no_errors_in_the_log(self, errands, caplog):
        bearing = program(errands.site, errands.asker)
        assert bearing.post("/cases", {"answers": {}}).status_code == 422
        assert caplog.records == []

    @pytest.mark.parametrize(
        ("method", "path", "status"),
        [
            ("GET", "/api/v1/nothing", 404),
            ("GET", "/api/", 404),
            ("PUT", "/api/v1/cases", 405),
            ("GET", "/api/v1/registers/%00", 400),
        ],
    )
    def test_are_told_as_programs_read_them_wherever_they_are(self, errands, method, path, status):
        answer = errands.site.app.test_client().open(path, method=method)
        assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")

    @pytest.mark.parametrize(
        ("data", "mimetype", "status"),
        [
            (b"{", "application/json", 400),
            (b'{"answers": {"who": "\\u0000"}}', "application/json", 400),
            (b'{"answers": {"who": "\xff"}}', "application/json", 400),
            (b"{}", "application/json", 422),
            (b"[]", "application/json", 422),
            (b'{"answers": []}', "application/json", 422),
            (b"answers=1", "application/x-www-form-urlencoded", 415),
            (b" " * 4_000_001, "application/json", 413),
            (b"[" * 100_000, "application/json", 400),
        ],
    )
    def test_are_told_of_a_body_that_is_none(self, errands, data, mimetype, status):
        bearing = program(errands.site, errands.asker)
        headers = {"Authorization": f"Bearer {bearing.secret}", "Idempotency-Key": "k"}
        answer = bearing.client.post("/api/v1/cases", data=data, content_type=mimetype, headers=headers)
        assert (answer.status_code, answer.mimetype) == (status, "application/problem+json"), answer.json
