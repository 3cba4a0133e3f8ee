"""Requests that no page of ours has made: in somebody's name, to another host, with what only a proxy may say."""

import re

import pytest

from engine.cases.revisions import Revisions
from tests.web.conftest import make_site
from tests.web.walls.lines import lines
from tests.web.walls.revision import bundle

BY_TOKEN = "/api/"
"""Addresses that no cookie opens, so that nothing can be forged in the name of who has one."""
EVIL = "evil.example.com"


@pytest.fixture(scope="module")
def production(tmp_path_factory):
    """The site in production, reached over TLS."""
    settings = {"is_demonstration": False, "public_address": "https://reviews.example.org"}
    site = make_site(bundle(), Revisions(), tmp_path_factory.mktemp("production"), **settings)
    yield site
    site.service.database.close()


class TestInSomebodysName:
    @pytest.mark.parametrize("token", ["", "another's"])
    def test_is_refused_by_every_form(self, world, token):
        sent = {"csrf_token": world.callers["guard"].token} if token else {}
        forms = [line for line in lines(world.site.app, world) if line.method != "GET"]
        assert len(forms) > 40
        for line in forms:
            if not line.here.path.startswith(BY_TOKEN):
                answer = world.ask(
                    "office", line.here.path, method=line.method, csrf=False, **{**line.here.sent, **sent}
                )
                assert answer.status_code == 400, line.called
                assert "This page has been open too long" in answer.text, line.called

    def test_changes_nothing_by_a_link(self, world):
        """What changes something is a POST; a GET with all that its form sends is none."""
        task = "/work/" + world.here["task_id"]["the office's"] + "/take"
        assert world.ask("office", task).status_code == 405


class TestToAnotherHost:
    def test_is_refused_at_every_address(self, production):
        client = production.app.test_client()
        for rule in production.app.url_map.iter_rules():
            view = production.app.view_functions[rule.endpoint]
            if view.action == "probe":
                continue  # a machine asks by any address; it is told nothing
            path = re.sub("<[^<>]*>", "1", re.sub(r"<any\((\w+)[^<>]*>", r"\1", rule.rule))
            method = "GET" if "GET" in rule.methods else "POST"
            answer = client.open(path, method=method, headers={"Host": EVIL})
            assert answer.status_code == 400, rule.rule
            assert EVIL not in answer.text + str(answer.headers), rule.rule

    @pytest.mark.parametrize("header", ["X-Forwarded-Host", "X-Host", "X-Original-Host", "Forwarded", "X-Rewrite-URL"])
    def test_is_not_believed_of_who_is_no_proxy(self, production, header):
        said = f"host={EVIL}" if header == "Forwarded" else EVIL
        answer = production.app.test_client().get(
            "/work", base_url="https://reviews.example.org", headers={header: said}
        )
        assert answer.status_code == 302
        assert EVIL not in answer.text + str(answer.headers)


class TestCookies:
    def test_are_bound_to_this_host_and_kept_from_scripts(self, production):
        """A cookie that a neighbouring site could set would let it choose the token against forged requests."""
        answer = production.app.test_client().get("/sign-in", base_url="https://reviews.example.org")
        cookies = answer.headers.getlist("Set-Cookie")
        assert cookies
        for cookie in cookies:
            name, _, flags = cookie.partition("=")
            assert name.startswith("__Host-")
            assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(flags.split("; "))
            assert "Domain=" not in flags
