"""PostgreSQL goes away and comes back under the pages: nobody loses what was typed, and no page fails for long."""

import pytest

from tests import postgresql
from tests.web.conftest import make_site
from tests.web.errands import GOOD, bundle, errands_on


@pytest.fixture(scope="module")
def server():
    with postgresql.running() as started:
        yield started


@pytest.fixture
def errands(errand_revisions, tmp_path, server, request):
    url = postgresql.create_database(server.folder, request.node.name)
    site = make_site(bundle(), errand_revisions, tmp_path, url=url)
    yield errands_on(site)
    site.service.database.close()


class TestAway:
    def test_what_was_typed_is_sent_again_by_the_page_that_says_so(self, errands, server):
        page = errands.begin()
        token = errands.site.csrf()
        typed = {**GOOD, "why": 'She is\nill, "very"', "uses": ["bread", "beer"], "act": "save", "csrf_token": token}
        server.stop()
        try:
            answer = errands.site.post(page, typed, csrf=False, follow=False)
        finally:
            server.start()
        assert (answer.status, answer.one("//h1").text) == (503, "The service is busy")
        assert answer.response.headers["Retry-After"] == "60"
        form = answer.one("//main//form")
        again = {name: form.xpath(f".//input[@name='{name}']/@value") for name in typed}
        assert again == {name: value if isinstance(value, list) else [value] for name, value in typed.items()}
        assert errands.site.post(form.get("action"), again, csrf=False, follow=False).status == 302
        kept = errands.site.get(page)
        assert kept.one("//textarea[@id='why']").text.split() == ["She", "is", "ill,", '"very"']

    def test_a_restart_between_two_pages_is_not_noticed(self, errands, server):
        page = errands.begin()
        server.stop()
        server.start()
        assert errands.site.get(page).status == 200

    def test_a_page_on_which_nothing_was_typed_has_nothing_to_send_again(self, errands, server):
        page = errands.begin()
        server.stop()
        try:
            answer = errands.site.get(page)
            script = errands.site.get(page, headers={"Accept": "application/json"})
        finally:
            server.start()
        assert (answer.status, answer.all("//main//form")) == (503, [])
        assert (script.status, script.response.json["error"]) == (503, "The service is busy")

    def test_a_password_is_never_given_back(self, errands, server):
        token = errands.site.csrf()
        server.stop()
        try:
            typed = {"email": "nell@example.org", "password": "a secret of hers", "csrf_token": token}
            answer = errands.site.post("/sign-in", typed, csrf=False)
        finally:
            server.start()
        assert (answer.status, "a secret of hers" in answer.response.text) == (503, False)
