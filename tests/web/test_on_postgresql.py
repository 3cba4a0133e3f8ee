"""The forms' whole way on PostgreSQL, where statements and types differ."""

from io import BytesIO

import pytest

from engine.records.tables import draft, safeguarding_case, session, upload
from tests.web.conftest import make_site
from tests.web.errands import GOOD, bundle, errands_on

PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture
def errands(errand_revisions, tmp_path, postgresql_url):
    site = make_site(bundle(), errand_revisions, tmp_path, url=postgresql_url)
    yield errands_on(site)
    site.service.database.close()


class TestErrandOnPostgresql:
    def test_goes_from_a_draft_with_a_file_to_its_end(self, errands):
        page = errands.begin()
        errands.site.post(page, {**GOOD, "act": "save"}, follow=False)
        answer = errands.site.post(page, {**GOOD, "paper-new": (BytesIO(PDF), "list.pdf")})
        assert "“Fetch it” becomes the next task of the Warden" in answer.text
        assert errands.count(safeguarding_case) == 0
        assert errands.site.post(f"{page}/submit").path == errands.site.post(f"{page}/submit").path
        errands.site.sign_in(errands.warden)
        task = f"/tasks/{errands.open_tasks()[0]}"
        with errands.site.client.get("/uploads/1") as file:
            assert file.get_data() == PDF
        errands.site.post(task, {"done": "yes", "how": "on foot"})
        errands.site.sign_in(errands.second)
        errands.site.post(task, {"done": "no", "how": "by cart"})
        errands.site.post(f"{task}/submit")
        errands.site.sign_in(errands.warden)
        answer = errands.site.get(task)
        assert (answer.status, "Sim Second submitted this" in answer.text) == (409, True)
        assert "by cart" in errands.site.get(f"{task}/compare").text
        errands.site.post("/sign-out")
        assert {errands.count(table) for table in (safeguarding_case, upload)} == {1}
        assert errands.count(session) == 3
        assert errands.count(draft) == 2

    def test_keeps_what_is_typed_without_what_the_database_cannot_keep(self, errands):
        page = errands.begin()
        errands.site.post(page, {**GOOD, "why": "She is\0 ill", "bags-0-owner": "Nell\0", "act": "save"}, follow=False)
        assert errands.site.get(page).one("//textarea[@id='why']").text.strip() == "She is ill"
        nobody = {"email": "nell\0@example.org", "password": "guessed"}
        with errands.site.client.post("/sign-in", data={**nobody, "csrf_token": errands.site.csrf()}) as answer:
            assert answer.status_code == 422

    def test_takes_a_file_and_a_referral_back(self, errands):
        page = errands.begin()
        errands.site.post(page, {**GOOD, "paper-new": (BytesIO(PDF), "list.pdf"), "act": "upload"})
        errands.site.post(page, {**GOOD, "paper": "1", "act": "drop:paper-1"})
        errands.site.post(f"{page}/delete")
        assert errands.count(upload) == errands.count(draft) == 0
