"""Floods and guesses: counted for all processes, and nobody else has to wait."""

import pytest

from tests.web.site import Site
from web.app import create_app
from web.security import limiter

RIGHT = "the right password of Ruth"


@pytest.fixture
def ruth(real_site):
    """The site in production, with an account."""
    real_site.person("Ruth Ashdown", password=RIGHT)
    return real_site


def try_in(site, password, email="ruth.ashdown@example.org", address="10.0.0.1"):
    return site.post(
        "/sign-in", {"email": email, "password": password}, follow=False, environ_base={"REMOTE_ADDR": address}
    ).status


def another_process(site) -> Site:
    """The same service in a process of its own: what that one has in memory is not known here."""
    limiter.reset()
    return Site(app=create_app(site.service), service=site.service)


class TestGuesses:
    def test_of_an_account_are_counted_whichever_process_is_asked(self, ruth):
        assert [try_in(ruth, "wrong") for _ in range(4)] == [422] * 4
        second = another_process(ruth)
        assert [try_in(second, "wrong", address="10.0.0.2") for _ in range(4)] == [422] * 4
        assert try_in(second, RIGHT, address="10.0.0.3") == 429
        assert try_in(another_process(ruth), RIGHT, address="10.0.0.4") == 429

    def test_keep_out_neither_who_was_here_before_nor_others(self, ruth):
        ruth.person("Tom Wren", password=RIGHT)
        assert try_in(ruth, RIGHT) == 302
        known = ruth.client
        ruth.client = ruth.app.test_client()
        assert {try_in(ruth, "wrong") for _ in range(20)} == {422, 429}
        assert try_in(ruth, RIGHT, email="tom.wren@example.org") == 302
        ruth.client = known
        ruth.post("/sign-out")
        assert try_in(ruth, RIGHT) == 302


class TestFlood:
    def test_of_sign_ins_is_answered_and_costs_no_password_to_be_looked_at(self, ruth, monkeypatch):
        looked = []
        monkeypatch.setattr("web.sign_in.views.is_password", lambda *_: looked.append(1))
        answers = [try_in(ruth, "wrong", email=f"{n}@example.org") for n in range(300)]
        assert set(answers) == {422, 429}
        assert len(looked) == 30
        assert ruth.get("/sign-in", environ_base={"REMOTE_ADDR": "10.0.0.1"}).status == 200
        assert try_in(ruth, "wrong", email="else@example.org", address="10.0.0.2") == 422
