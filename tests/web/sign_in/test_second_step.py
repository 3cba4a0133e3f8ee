"""The second step: an app's code, a recovery code; and setting one up where it is demanded."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from engine import clock
from engine.records.tables import authenticator_app, delivery, notice, recovery_code
from engine.registers import factors
from engine.registers.people import find_person
from engine.registers.sealing import Seal
from tests.web.conftest import KEY, make_site
from tests.web.sign_in.test_sign_in import PASSWORD, enter

START = datetime(2026, 4, 14, 8, 0, 0, tzinfo=UTC)


@pytest.fixture
def at():
    """Stop the clock, and move it on."""
    with clock.stopped_at(START):
        yield lambda **later: clock.stopped_at(START + timedelta(**later))


@pytest.fixture
def demanding(bundle, revisions, tmp_path, at):
    """An installation that demands a second step, with one account."""
    site = make_site(bundle, revisions, tmp_path, is_demonstration=False, demands_second_step=True)
    post = "partnership", "Business Manager"
    site.ruth = site.person("Ruth Ashdown", post, email="ruth@example.org", password=PASSWORD)
    return site


def secret_on(page):
    return page.one("//*[@class='app-key']").text_content().replace(" ", "")


def code_of(secret):
    return pyotp.TOTP(secret).at(clock.now())


def set_up(site):
    """Sign in for the first time; return the app's secret and the recovery codes."""
    assert enter(site).response.location == "/account/second-step"
    page = site.get("/account/app")
    secret = secret_on(page)
    done = site.post("/account/app", {**page.fields(), "code": code_of(secret)})
    assert done.one("//h1").text == "Keep your recovery codes"
    return secret, [one.text for one in done.all("//ul[@class='app-codes']/li")]


def is_in(site):
    return "Ruth Ashdown" in site.get("/framework").text


class TestSetUp:
    def test_is_demanded_before_anything_else_opens(self, demanding):
        assert enter(demanding).response.location == "/account/second-step"
        assert not is_in(demanding)
        for url in ("/work", "/account", "/cases"):
            assert demanding.get(url).path == "/sign-in", url
        assert demanding.post("/account/recovery-codes", follow=False).response.location.startswith("/sign-in")

    def test_signs_in_and_gives_recovery_codes_once(self, demanding):
        _, codes = set_up(demanding)
        assert (len(codes), len(set(codes))) == (10, 10)
        assert is_in(demanding)
        assert all(code not in demanding.get("/account").text for code in codes)

    def test_goes_on_to_the_page_that_was_asked_for(self, demanding):
        assert enter(demanding, next="/cases").response.location == "/account/second-step?next=/cases"
        page = demanding.get("/account/app?next=/cases")
        done = demanding.post("/account/app", {**page.fields(), "code": code_of(secret_on(page))})
        assert done.one("//a[text()='I have kept them']/@href") == "/cases"

    def test_refuses_a_wrong_code_and_keeps_the_key(self, demanding):
        enter(demanding)
        page = demanding.get("/account/app")
        wrong = f"{(int(code_of(secret_on(page))) + 1) % 10**6:06}"
        answer = demanding.post("/account/app", {**page.fields(), "code": wrong})
        assert (answer.status, secret_on(answer)) == (422, secret_on(page))
        assert list(answer.errors()) == ["#code"]
        assert not is_in(demanding)

    def test_takes_no_key_that_was_made_for_somebody_else(self, demanding):
        other = Seal(secret_key=KEY).close(b"JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", of="app that 999 sets up")
        enter(demanding)
        for app in (other.hex(), "", "%%%", "AAAA"):
            sent = {"app": app, "code": code_of("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")}
            assert demanding.post("/account/app", sent, follow=False).status == 302
        assert not is_in(demanding)

    def test_is_told_to_the_owner_and_nowhere_says_the_key(self, demanding, caplog):
        secret, codes = set_up(demanding)
        with demanding.service.database.reading() as tx:
            told = tx.connection.execute(notice.select()).all()
            assert [one.subject for one in told] == ["How you sign in has changed"]
            assert tx.connection.execute(delivery.select()).one().address == "ruth@example.org"
            kept = str([tx.connection.execute(table.select()).all() for table in (authenticator_app, recovery_code)])
        for hidden in (secret, *codes):
            assert hidden not in kept
            assert hidden not in told[0].body
            assert hidden not in caplog.text

    def test_draws_the_key_without_a_style_of_its_own(self, demanding):
        enter(demanding)
        page = demanding.get("/account/app")
        assert page.all("//*[@role='img']//*[local-name()='path']")
        assert not page.all("//*[@style] | //style")
        assert page.one("//a[starts-with(@href, 'otpauth://totp/Practice%20reviews:ruth%40example.org')]") is not None

    def test_ends_when_it_takes_too_long(self, demanding, at):
        enter(demanding)
        with at(minutes=16):
            assert demanding.get("/account/app").path == "/sign-in"


class TestCode:
    def test_follows_the_password(self, demanding, at):
        secret, _ = set_up(demanding)
        demanding.post("/sign-out")
        with at(minutes=5):
            assert enter(demanding, next="/cases").response.location == "/sign-in/code?next=/cases"
            assert not is_in(demanding)
            before = demanding.client.get_cookie("signed_in").value
            answer = demanding.post("/sign-in/code", {"code": code_of(secret), "next": "/cases"}, follow=False)
            assert answer.response.location == "/cases"
            assert is_in(demanding)
            assert demanding.client.get_cookie("signed_in").value != before

    def test_is_typed_as_people_type_it(self, demanding, at):
        secret, _ = set_up(demanding)
        with at(minutes=5):
            enter(demanding)
            code = code_of(secret)
            assert demanding.post("/sign-in/code", {"code": f" {code[:3]} {code[3:]}"}, follow=False).status == 302

    def test_is_good_once(self, demanding, at):
        secret, _ = set_up(demanding)
        with at(minutes=5):
            for status in (302, 422):
                enter(demanding)
                answer = demanding.post("/sign-in/code", {"code": code_of(secret)}, follow=False)
                assert answer.status == status

    def test_that_set_the_app_up_does_not_sign_in_besides(self, demanding):
        secret, _ = set_up(demanding)
        enter(demanding)
        assert demanding.post("/sign-in/code", {"code": code_of(secret)}).status == 422

    def test_of_the_step_before_is_good_and_older_ones_are_not(self, demanding, at):
        secret, _ = set_up(demanding)
        with at(minutes=5):
            late, just = (pyotp.TOTP(secret).at(clock.now() - timedelta(seconds=s)) for s in (61, 29))
            enter(demanding)
            assert demanding.post("/sign-in/code", {"code": late}).status == 422
            assert demanding.post("/sign-in/code", {"code": just}, follow=False).status == 302

    def test_may_be_guessed_a_few_times_and_no_other_account_waits(self, demanding, at):
        secret, _ = set_up(demanding)
        demanding.person("Other One", email="other@example.org", password=PASSWORD)
        demanding.client = demanding.app.test_client()  # somebody who has the password, elsewhere
        with at(minutes=5):
            enter(demanding)
            tried = [demanding.post("/sign-in/code", {"code": "000000"}).status for _ in range(9)]
            assert tried == [422] * 8 + [429]
            assert demanding.post("/sign-in/code", {"code": code_of(secret)}).status == 429
            assert demanding.post("/sign-in/recovery-code", {"code": "AAAAA-AAAAA"}).status == 429
            assert enter(demanding, email="other@example.org").status == 302

    def test_needs_the_password_first(self, demanding):
        secret, codes = set_up(demanding)
        demanding.post("/sign-out")
        for url, code in (("/sign-in/code", code_of(secret)), ("/sign-in/recovery-code", codes[0])):
            assert demanding.get(url).path == "/sign-in"
            assert demanding.post(url, {"code": code}, follow=False).response.location == "/sign-in"
        assert not is_in(demanding)

    def test_is_asked_of_who_has_an_app_even_if_none_is_demanded(self, real_site, at):
        ruth = real_site.person("Ruth Ashdown", email="ruth@example.org", password=PASSWORD)
        secret = factors.new_secret()
        with real_site.service.database.transaction() as tx:
            assert factors.add_app(tx, Seal(secret_key=KEY), ruth, secret, code_of(secret))
        assert enter(real_site).response.location == "/sign-in/code"

    def test_keeps_no_draft_of_who_has_only_the_password(self, demanding, at):
        """What is sent late is kept for who was signed in; a password alone is not that."""
        set_up(demanding)
        demanding.post("/sign-out")
        enter(demanding)
        with at(minutes=20):
            answer = demanding.post("/refer/0123456789abcdef0123456789abcdef", {"x": "typed"}, follow=False)
            assert answer.response.location.startswith("/sign-in")


class TestRecoveryCode:
    def test_signs_in_once_and_its_owner_is_told(self, demanding):
        _, codes = set_up(demanding)
        typed = codes[3].replace("-", " ").lower()
        for status in (302, 422):
            demanding.post("/sign-out")
            enter(demanding)
            assert demanding.post("/sign-in/recovery-code", {"code": typed}, follow=False).status == status
        with demanding.service.database.reading() as tx:
            assert "9 codes left" in tx.connection.execute(notice.select()).all()[-1].body

    def test_warns_when_few_are_left(self, demanding):
        _, codes = set_up(demanding)
        for code in codes[:7]:
            enter(demanding)
            answer = demanding.post("/sign-in/recovery-code", {"code": code})
        assert "Three of your recovery codes left" in answer.text
        assert "3 codes left" in demanding.get("/account").text

    def test_is_worth_nothing_once_there_are_new_ones(self, demanding):
        _, codes = set_up(demanding)
        made = demanding.post("/account/recovery-codes")
        fresh = [one.text for one in made.all("//ul[@class='app-codes']/li")]
        assert not set(fresh) & set(codes)
        enter(demanding)
        assert demanding.post("/sign-in/recovery-code", {"code": codes[0]}).status == 422
        assert demanding.post("/sign-in/recovery-code", {"code": fresh[0]}, follow=False).status == 302


class TestRemoval:
    def test_leaves_the_last_factor_where_one_is_demanded(self, demanding):
        set_up(demanding)
        assert "Set up another second step first" in demanding.post("/account/app/remove").text
        demanding.post("/sign-out")
        assert enter(demanding).response.location == "/sign-in/code"

    def test_takes_the_recovery_codes_with_the_last_factor(self, real_site, at):
        real_site.person("Ruth Ashdown", email="ruth@example.org", password=PASSWORD)
        enter(real_site)
        page = real_site.get("/account/app")
        real_site.post("/account/app", {**page.fields(), "code": code_of(secret_on(page))})
        real_site.post("/account/app/remove")
        with real_site.service.database.reading() as tx:
            assert tx.connection.execute(recovery_code.select()).all() == []
        real_site.post("/sign-out")
        assert enter(real_site).response.location == "/"


class TestPassword:
    def test_is_changed_by_its_owner_and_ends_every_other_session(self, real_site, at):
        real_site.person("Ruth Ashdown", email="ruth@example.org", password=PASSWORD)
        enter(real_site)
        elsewhere, real_site.client = real_site.client, real_site.app.test_client()
        enter(real_site)
        assert real_site.post("/account/password", {"password": "short"}).status == 422
        answer = real_site.post("/account/password", {"password": "another long enough"})
        assert "Your password is changed" in answer.text
        assert "Not signed in" in elsewhere.get("/framework").text
        real_site.post("/sign-out")
        assert enter(real_site).status == 422
        assert enter(real_site, password="another long enough").status == 302

    def test_is_not_changed_by_who_sits_down_at_a_desk(self, real_site, at):
        real_site.person("Ruth Ashdown", email="ruth@example.org", password=PASSWORD)
        enter(real_site)
        with at(minutes=16):
            answer = real_site.post("/account/password", {"password": "another long enough"}, follow=False)
            assert answer.response.location.startswith("/sign-in?again")
        real_site.post("/sign-out")
        assert enter(real_site).status == 302


class TestReset:
    def test_takes_every_factor_signs_out_and_lets_another_be_set_up(self, demanding):
        _, codes = set_up(demanding)
        with demanding.service.database.transaction() as tx:
            person = find_person(tx, demanding.ruth)
            partnership = demanding.service.cases.revisions.current(tx).partnership
            factors.reset_factors(tx, partnership, person)
        assert not is_in(demanding)
        assert enter(demanding).response.location == "/account/second-step"
        assert demanding.post("/sign-in/recovery-code", {"code": codes[0]}, follow=False).status == 302
        assert not is_in(demanding)
        with demanding.service.database.reading() as tx:
            assert "An administrator has taken" in tx.connection.execute(notice.select()).all()[-1].body


class TestLimits:
    def test_do_not_lock_the_owner_out_where_they_signed_in_before(self, real_site):
        real_site.person("Ruth Ashdown", email="ruth@example.org", password=PASSWORD)
        assert enter(real_site).status == 302
        owner, real_site.client = real_site.client, real_site.app.test_client()
        assert [enter(real_site, password=f"guess number {n}").status for n in range(9)][-1] == 429
        assert enter(real_site).status == 429  # a stranger's browser, even with the password
        real_site.client = owner
        real_site.post("/sign-out")
        assert enter(real_site).status == 302

    def test_count_a_known_browser_too(self, real_site):
        real_site.person("Ruth Ashdown", email="ruth@example.org", password=PASSWORD)
        enter(real_site)
        real_site.post("/sign-out")
        assert [enter(real_site, password=f"guess number {n}").status for n in range(9)] == [422] * 8 + [429]

    @pytest.mark.parametrize("forged", ["x", "ruth.1", "{account}.abcdef.c2lnbmF0dXJl"])
    def test_know_no_browser_by_a_made_up_cookie(self, real_site, forged):
        real_site.person("Ruth Ashdown", email="ruth@example.org", password=PASSWORD)
        for n in range(8):
            enter(real_site, password=f"guess number {n}")
        real_site.client.set_cookie("known", forged.format(account="0" * 64))
        assert enter(real_site).status == 429
