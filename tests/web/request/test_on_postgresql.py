"""Link, code, session and answer on PostgreSQL, where types and locks differ."""

from tests.web.conftest import make_site
from tests.web.request.harbour import bundle, harbour_on


def test_a_contact_answers_and_a_link_is_ended(harbour_revisions, tmp_path, postgresql_url):
    harbour = harbour_on(make_site(bundle(), harbour_revisions, tmp_path, url=postgresql_url))
    link = harbour.ask()
    code = harbour.code_for(link)
    assert harbour.enter(link, f"{(int(code) + 1) % 10**6:06}").status == 422
    assert harbour.enter(link, code).path == "/request"
    check = harbour.site.post("/request/at-once", {"task": harbour.tasks()[0], "answer": "away"})
    assert "Your answers are sent" in harbour.site.post(f"{check.path.removesuffix('/check')}/submit").text
    harbour.let_the_warden_in()
    page = harbour.site.get("/cases/2026-0001/links")
    harbour.site.post(page.one("//form[contains(@action, '/end')]/@action"))
    assert harbour.site.get(link).status == 404
    harbour.site.service.database.close()
