"""Signing in at an organisation's provider: a real provider's program, in a process of its own."""

from datetime import UTC, datetime, timedelta

import pytest

from engine import clock
from engine.records.tables import contact, person
from engine.registers import providers
from engine.settings import Provider
from tests.web.conftest import make_site
from tests.web.sign_in.provider.running import Visitor, path_of, queries, running

RETURN = "http://localhost/sign-in/provider/return"


@pytest.fixture(scope="module")
def issuer():
    with running(RETURN) as address:
        yield address


def at_provider(issuer, **more):
    return Provider(**{"issuer": issuer, "client_id": "reviews", "client_secret": "of the tests alone",
                       "name": "Example Council", **more})  # fmt: skip


@pytest.fixture
def reviews(bundle, revisions, tmp_path, issuer):
    """The service of an organisation with a provider, and one account."""
    site = make_site(bundle, revisions, tmp_path, is_demonstration=False, provider=at_provider(issuer))
    site.ruth = site.person("Ruth Ashdown", ("partnership", "Business Manager"), email="ruth@example.org")
    return site


def begin(site, url="/sign-in/provider"):
    answer = site.get(url, follow=False)
    assert answer.status == 302
    return answer.response.location


def come_back(site, address, **more):
    return site.get(path_of(address), follow=False, **more)


def is_in(site):
    return "Ruth Ashdown" in site.get("/framework").text


class TestSignIn:
    def test_lets_in_whose_verified_address_has_an_account(self, reviews):
        assert reviews.get("/sign-in").one("//a[contains(text(), 'Sign in with Example Council')]") is not None
        back = Visitor().sign_in(begin(reviews, "/sign-in/provider?next=/cases"), name="ruth@example.org")
        answer = come_back(reviews, back)
        assert answer.response.location == "/cases"
        assert is_in(reviews)
        account = reviews.get("/account").text
        assert "at Example Council" in account
        assert "password alone" not in account

    def test_asks_with_a_challenge_a_state_and_a_nonce_and_for_little(self, reviews):
        first, second = queries(begin(reviews)), queries(begin(reviews))
        assert (first["response_type"], first["code_challenge_method"], first["scope"]) == (
            "code",
            "S256",
            "openid+email",
        )
        assert all(first[name] != second[name] for name in ("state", "nonce", "code_challenge"))

    def test_opens_no_account(self, reviews):
        back = Visitor().sign_in(begin(reviews), name="stranger@example.org")
        answer = come_back(reviews, back)
        assert (answer.status, answer.one("//h1").text) == (403, "There is no account for you here")
        assert not is_in(reviews)

    @pytest.mark.parametrize("closed", [True, False])
    def test_is_not_for_a_closed_account_nor_for_who_never_had_one(self, reviews, closed):
        with reviews.service.database.transaction() as tx:
            if closed:
                tx.connection.execute(person.update().values(is_active=False))
            else:
                tx.connection.execute(contact.insert(), {"person_id": reviews.ruth, "added_at": tx.at})
        back = Visitor().sign_in(begin(reviews), name="ruth@example.org")
        assert come_back(reviews, back).status == 403
        assert not is_in(reviews)

    def test_takes_no_address_that_is_not_verified(self, reviews):
        reviews.person("Una", email="unverified@example.org")
        back = Visitor().sign_in(begin(reviews), name="unverified@example.org")
        answer = come_back(reviews, back)
        assert (answer.status, answer.one("//h1").text) == (403, "Your email address is not confirmed")

    def test_says_that_it_was_called_off(self, reviews):
        answer = come_back(reviews, Visitor().cancel(begin(reviews)))
        assert (answer.status, answer.one("//h1").text) == (403, "You did not sign in")

    def test_gives_a_new_session_and_no_page_of_another(self, reviews):
        reviews.client.set_cookie("signed_in", "fixed-by-somebody")
        back = Visitor().sign_in(begin(reviews, "/sign-in/provider?next=//evil.example"), name="ruth@example.org")
        assert come_back(reviews, back).response.location == "/"
        assert reviews.client.get_cookie("signed_in").value != "fixed-by-somebody"

    def test_asks_for_the_password_again_before_how_one_signs_in_changes(self, reviews):
        visitor = Visitor()
        come_back(reviews, visitor.sign_in(begin(reviews), name="ruth@example.org"))
        assert queries(begin(reviews, "/sign-in/provider?again"))["prompt"] == "login"


class TestComingBack:
    def test_is_good_once(self, reviews):
        back = Visitor().sign_in(begin(reviews), name="ruth@example.org")
        assert come_back(reviews, back).status == 302
        reviews.post("/sign-out")
        assert come_back(reviews, back).one("//h1").text == "Signing in took too long"
        assert not is_in(reviews)

    def test_is_good_in_the_browser_that_began_it(self, reviews):
        """Else somebody could sign another in as themselves, and read what they write."""
        back = Visitor().sign_in(begin(reviews), name="ruth@example.org")
        reviews.client = reviews.app.test_client()
        assert come_back(reviews, back).status == 403
        begin(reviews)  # a sign-in of its own does not help
        assert come_back(reviews, back).status == 403

    def test_of_one_sign_in_does_not_do_for_another(self, reviews):
        """The code of one with the state of another: the challenge is not its own."""
        visitor = Visitor()
        back = queries(visitor.sign_in(begin(reviews), name="ruth@example.org"))
        other = queries(begin(reviews))["state"]
        answer = reviews.get(f"/sign-in/provider/return?code={back['code']}&state={other}&iss={back['iss']}")
        assert (answer.status, answer.one("//h1").text) == (403, "Signing in did not work")

    def test_is_from_the_provider_that_was_asked(self, reviews):
        back = Visitor().sign_in(begin(reviews), name="ruth@example.org")
        mixed = back.replace(queries(back)["iss"], "https%3A%2F%2Fevil.example")
        assert come_back(reviews, mixed).one("//h1").text == "Signing in did not work"

    def test_works_in_tabs_beside_each_other(self, reviews):
        visitor, first = Visitor(), begin(reviews)
        second = begin(reviews)
        assert second != first
        assert come_back(reviews, visitor.sign_in(first, name="ruth@example.org")).status == 302

    def test_that_takes_too_long_begins_again(self, reviews):
        back = Visitor().sign_in(begin(reviews), name="ruth@example.org")
        with clock.stopped_at(datetime.now(UTC) + timedelta(minutes=16)):
            assert come_back(reviews, back).one("//h1").text == "Signing in took too long"

    @pytest.mark.parametrize("forged", ["", "?code=x", "?state=x&code=y", "?state=&error=access_denied", "?code=%00"])
    def test_that_is_made_up_is_refused(self, reviews, forged):
        assert reviews.get(f"/sign-in/provider/return{forged}").status in (400, 403)


class TestSignOut:
    def test_leads_to_the_providers_own(self, reviews):
        come_back(reviews, Visitor().sign_in(begin(reviews), name="ruth@example.org"))
        page = reviews.post("/sign-out")
        assert page.path == "/sign-in/left"
        assert not is_in(reviews)
        there = page.one("//a[contains(text(), 'Sign out of Example Council')]/@href")
        assert "/session/end?" in there
        assert "ruth" not in there

    def test_of_who_came_with_a_password_stays_here(self, reviews):
        reviews.person("Pat", email="pat@example.org", password="correct horse battery")
        reviews.post("/sign-in", {"email": "pat@example.org", "password": "correct horse battery"})
        assert reviews.post("/sign-out").path == "/sign-in"


class TestProviderAway:
    def test_is_told_and_the_password_still_works(self, bundle, revisions, tmp_path):
        nobody = at_provider("http://localhost:9")
        site = make_site(bundle, revisions, tmp_path, is_demonstration=False, provider=nobody)
        answer = site.get("/sign-in/provider")
        assert (answer.status, answer.one("//h1").text) == (502, "Example Council does not answer")
        assert site.get("/sign-in").status == 200

    def test_is_one_that_calls_itself_otherwise(self, issuer):
        client = providers.ProviderClient(provider=at_provider(f"{issuer}/"), returns_to=RETURN)
        with pytest.raises(providers.ProviderAway):
            client.start()

    def test_does_not_hold_up_a_sign_out(self, bundle, revisions, tmp_path):
        site = make_site(
            bundle, revisions, tmp_path, is_demonstration=False, provider=at_provider("http://localhost:9")
        )
        assert "Sign in again" in site.get("/sign-in/left").text


class TestWithoutProvider:
    def test_there_are_no_such_pages(self, real_site):
        for url in ("/sign-in/provider", "/sign-in/provider/return", "/sign-in/left"):
            assert real_site.get(url).status == 404
