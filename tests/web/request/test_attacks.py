"""What somebody may try who has a link, a code, or both, and should not get in, or not so far."""

from datetime import timedelta

import pytest

from engine import clock
from engine.access import Person, Post, Scope, holdings, post_of
from engine.registers.guests.keeping import end_link
from engine.registers.posts import close_account
from tests.web.request.conftest import AT
from tests.web.request.harbour import CONTACT

CLOSED = "This link opens nothing"


class TestLink:
    @pytest.mark.parametrize(
        "change",
        [
            lambda token: token[:-9] + ("A" if token[-9] != "A" else "B") + token[-8:],
            lambda token: "0" * 32 + token[32:],
            lambda token: token.partition(".")[0],
            lambda _: "1",
            lambda _: "%00",
            lambda token: token + token,
        ],
    )
    def test_that_was_changed_opens_nothing(self, harbour, change):
        link = harbour.ask()
        changed = f"/request/{change(link.rpartition('/')[2])}"
        for answer in (harbour.site.get(changed), harbour.site.post(f"{changed}/code")):
            assert answer.status in (400, 404)
        assert len(harbour.mailbox.texts()) == 1

    def test_that_has_expired_opens_nothing_and_neither_does_its_session(self, harbour):
        link = harbour.ask()
        with clock.stopped_at(AT + timedelta(days=30, minutes=-5)):
            assert harbour.enter(link).path == "/request"
        with clock.stopped_at(AT + timedelta(days=30, minutes=1)):
            answer = harbour.site.get(link)
            assert (answer.status, CLOSED in answer.text) == (404, True)
            assert harbour.site.get("/request").path == "/request/closed"

    def test_that_was_ended_opens_nothing_and_neither_does_its_session(self, harbour):
        link = harbour.ask()
        harbour.enter(link)
        row = harbour.link_row()
        with harbour.site.service.database.transaction() as tx:
            end_link(tx, row.case_id, row.id, Person(id=harbour.warden, name="Wat", email="", posts=()))
        for url in ("/request", f"/tasks/{harbour.tasks()[0]}"):
            assert harbour.site.get(url).path == "/request/closed"
        assert harbour.site.get(link).status == 404

    def test_of_who_has_left_opens_nothing(self, harbour):
        link = harbour.ask()
        harbour.enter(link)
        with harbour.site.service.database.transaction() as tx:
            close_account(tx, CONTACT)
        assert harbour.site.get("/request").status in (302, 200)
        assert harbour.site.get("/request").path != "/request"
        assert harbour.site.get(link).status == 404

    def test_alone_opens_nothing_and_sends_nothing(self, harbour):
        link = harbour.ask()
        assert harbour.site.get(link).status == 200
        assert harbour.site.get("/request").path == "/request/closed"
        assert harbour.site.get(f"/tasks/{harbour.tasks()[0]}").path == "/sign-in"
        harbour.send_mail()
        assert len(harbour.mailbox.texts()) == 1

    def test_that_was_passed_on_has_its_code_sent_to_whom_it_was_for(self, harbour):
        link = harbour.ask()
        harbour.site.post(f"{link}/code", {"email": "stranger@example.org", "to": "stranger@example.org"})
        harbour.send_mail()
        assert {message["To"] for message in harbour.mailbox.messages} == {CONTACT}
        assert CONTACT not in harbour.site.get(link).response.text


class TestCode:
    def test_is_good_once(self, harbour):
        link = harbour.ask()
        code = harbour.code_for(link)
        with harbour.site.client.session_transaction() as cookie:
            asked = cookie["code"]
        assert harbour.enter(link, code).path == "/request"
        with harbour.site.client.session_transaction() as cookie:
            cookie["code"] = asked
        assert harbour.enter(link, code).status == 422

    def test_is_good_for_a_quarter_of_an_hour(self, harbour):
        link = harbour.ask()
        code = harbour.code_for(link)
        with clock.stopped_at(AT + timedelta(minutes=15, seconds=1)):
            assert harbour.enter(link, code).status == 422

    def test_is_good_in_the_browser_that_asked_for_it(self, harbour):
        link = harbour.ask()
        code = harbour.code_for(link)
        harbour.site.client = harbour.site.app.test_client()
        assert harbour.enter(link, code).status == 422

    def test_is_good_for_its_own_link(self, harbour):
        first, second = harbour.ask(), harbour.ask()
        code = harbour.code_for(first)
        assert harbour.enter(second, code).status == 422

    def test_may_be_guessed_five_times(self, harbour):
        link = harbour.ask()
        code = harbour.code_for(link)
        wrong = f"{(int(code) + 1) % 10**6:06}"
        assert {harbour.enter(link, wrong).status for _ in range(5)} == {422}
        assert harbour.enter(link, code).status == 422

    def test_is_sent_three_times_in_a_quarter_of_an_hour_and_no_other_link_waits(self, harbour):
        first = harbour.ask()
        for _ in range(3):
            code = harbour.code_for(first)
        answer = harbour.site.post(f"{first}/code")
        assert (answer.status, "9:55am" in answer.text) == (429, True)
        assert harbour.enter(first, code).path == "/request"  # what was sent is still good
        second = harbour.ask()
        assert harbour.enter(second).path == "/request"


class TestFlood:
    def test_of_one_link_leaves_others_and_the_sign_in_answering(self, harbour):
        first, second = harbour.ask(), harbour.ask()
        answers = [harbour.site.get(first).status for _ in range(70)]
        assert 429 in answers
        assert harbour.site.get(second).status == 200
        assert harbour.site.get("/sign-in").status == 200
        assert harbour.enter(second).path == "/request"

    def test_from_one_place_leaves_the_link_to_its_contact(self, harbour):
        link = harbour.ask()
        assert 429 in [harbour.site.get(link, environ_base={"REMOTE_ADDR": "10.0.0.9"}).status for _ in range(70)]
        assert harbour.enter(link).path == "/request"


class TestScope:
    def test_leaves_nothing_else_of_the_service(self, harbour):
        link = harbour.ask()
        harbour.ask()
        mine, other = harbour.tasks()
        harbour.enter(link)
        assert harbour.site.get(f"/tasks/{mine}").status == 200
        for url in (
            f"/tasks/{other}",
            "/work",
            "/cases",
            "/cases/2026-0001",
            "/cases/2026-0002",
            "/refer",
            "/calendar",
        ):
            assert harbour.site.get(url).status == 404, url
        for url in (
            f"/tasks/{other}",
            f"/tasks/{other}/submit",
            f"/tasks/{other}/draft",
            f"/tasks/{mine}/claim",
            "/refer",
        ):
            assert harbour.site.post(url, {"known": "away"}).status == 404, url
        assert harbour.site.post("/request/at-once", {"task": other, "answer": "away"}).status == 404

    def test_is_a_case_of_the_same_agency_whatever_the_route(self, harbour):
        """Without the first gate the identity itself finds nothing but its own case."""
        link = harbour.ask()
        harbour.ask()
        harbour.enter(link)
        revision = harbour.site.service.cases.revisions
        with harbour.site.service.database.reading() as tx:
            partnership = revision.current(tx).partnership
        post = Post(organisation="harbour", title="Harbour Master")
        scope = Scope(case_id=1, held_by="Harbour|harbour")
        guest = Person(id=harbour.contact, name="", email="", posts=(post,), scope=scope)
        assert holdings(partnership, guest) == {"Harbour|harbour"}
        assert post_of(partnership, guest, "Any agency|harbour") is None
        inside = Person(id=1, name="", email="", posts=(Post(organisation="partnership", title="Warden"),),
                        scope=Scope(case_id=1, held_by="Warden"))  # fmt: skip
        assert holdings(partnership, inside) == frozenset()
        assert post_of(partnership, inside, "Warden") is None

    def test_takes_the_place_of_whoever_was_signed_in(self, harbour):
        link = harbour.ask()
        harbour.site.sign_in(harbour.warden)
        before = harbour.site.client.get_cookie("signed_in").value
        code = harbour.code_for(link)
        harbour.enter(link, code)
        assert harbour.site.client.get_cookie("signed_in").value != before
        assert harbour.site.get("/work").status == 404

    def test_ignores_a_session_that_somebody_else_has_set(self, harbour):
        link = harbour.ask()
        harbour.site.client.set_cookie("signed_in", "fixed-by-somebody")
        harbour.enter(link)
        assert harbour.site.client.get_cookie("signed_in").value != "fixed-by-somebody"

    def test_is_there_in_two_browsers_at_once(self, harbour):
        link = harbour.ask()
        harbour.enter(link)
        first = harbour.site.client
        harbour.site.client = harbour.site.app.test_client()
        assert harbour.enter(link).path == "/request"
        harbour.site.client = first
        assert harbour.site.get("/request").path == "/request"

    def test_ends_after_two_hours_however_busy(self, harbour):
        harbour.enter(harbour.ask())
        for minutes in (25, 50, 75, 100):
            with clock.stopped_at(AT + timedelta(minutes=minutes)):
                assert harbour.site.get("/request").path == "/request"
        with clock.stopped_at(AT + timedelta(minutes=121)):
            assert harbour.site.get("/request").path == "/request/closed"

    def test_that_has_lapsed_keeps_what_was_typed(self, harbour):
        link = harbour.ask()
        harbour.enter(link)
        page = f"/tasks/{harbour.tasks()[0]}"
        token = harbour.site.csrf()
        with clock.stopped_at(AT + timedelta(hours=1)):
            typed = {"known": "here", "how": "Typed late", "act": "check", "csrf_token": token}
            said = harbour.site.post(page, typed, csrf=False)
            assert "Your draft is safe" in said.text
            harbour.enter(link)
            assert harbour.site.get(page).one("//textarea[@id='how']").text_content().strip() == "Typed late"
