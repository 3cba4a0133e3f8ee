"""The partnership sees who has a link to a case, ends one, and sends a new one."""

from datetime import timedelta

from engine import clock
from engine.registers.guests.links import entry_for_letter
from tests.web.request.conftest import AT

PAGE = "/cases/2026-0001/links"


class TestLinks:
    def test_are_ended_by_the_office(self, harbour):
        link = harbour.ask()
        harbour.enter(link)
        contact = harbour.site.client
        harbour.let_the_warden_in()
        page = harbour.site.get(PAGE)
        assert ("Rae Reeve" in page.text, "Open until" in page.text) == (True, True)
        ended = harbour.site.post(page.one("//form[contains(@action, '/end')]/@action"))
        assert "Ended" in ended.text
        assert "has ended already" not in ended.text
        harbour.site.client = contact
        assert harbour.site.get("/request").path == "/request/closed"
        assert harbour.site.get(link).status == 404

    def test_are_sent_anew_to_the_contact_and_the_one_before_opens_nothing(self, harbour):
        first = harbour.ask()
        harbour.let_the_warden_in()
        page = harbour.site.get(PAGE)
        harbour.site.post(page.one("//form[contains(@action, '/renew')]/@action"))
        harbour.send_mail()
        second = harbour.mailbox.link()
        assert harbour.site.get(first).status == 404
        assert harbour.enter(second).path == "/request"

    def test_that_were_ended_are_not_brought_by_later_letters(self, harbour):
        harbour.ask()
        harbour.let_the_warden_in()
        harbour.site.post(harbour.site.get(PAGE).one("//form[contains(@action, '/end')]/@action"))
        row = harbour.link_row()
        with harbour.site.service.database.transaction() as tx:
            again = entry_for_letter(
                tx, harbour.links, case_id=row.case_id, held_by=row.held_by, person_id=row.person_id
            )
        assert again is None

    def test_are_told_in_the_history(self, harbour):
        harbour.enter(harbour.ask())
        harbour.let_the_warden_in()
        text = harbour.site.get("/cases/2026-0001/history").text
        assert "made a link by which" in text
        assert "opened the request of" in text

    def test_are_not_for_who_sees_a_part_alone(self, harbour):
        harbour.ask()
        number = harbour.link_row().id
        harbour.site.sign_in(harbour.asker)
        assert harbour.site.get(PAGE).status == 404
        assert harbour.site.post(f"{PAGE}/{number}/end").status == 404
        assert harbour.link_row().ended_at is None

    def test_of_another_case_are_not_ended_from_this_one(self, harbour):
        harbour.ask()
        harbour.ask()
        number = harbour.link_row().id
        harbour.let_the_warden_in()
        harbour.site.post(f"{PAGE}/{number}/end")
        assert harbour.link_row().ended_at is None

    def test_are_prolonged_by_each_letter(self, harbour):
        harbour.ask()
        before = harbour.link_row()
        with clock.stopped_at(AT + timedelta(days=3)), harbour.site.service.database.transaction() as tx:
            entry_for_letter(tx, harbour.links, case_id=1, held_by=before.held_by, person_id=before.person_id)
        after = harbour.link_row()
        assert (after.id, after.expires_at) == (before.id, before.expires_at + timedelta(days=3))


class TestHandingOver:
    """A colleague with an account hands the request over to the contact, who has none."""

    def hand_over(self, harbour):
        post = ("harbour", "Harbour Master")
        harbour.site.sign_in(harbour.site.person("Hal Harbour", post, is_demonstration=True))
        (task,) = harbour.tasks()
        harbour.site.post(f"/work/{task}/take")
        return harbour.site.post(f"/work/{task}/hand-over", {"to": str(harbour.contact)})

    def test_brings_the_contact_their_link(self, harbour):
        harbour.ask()
        assert "Handed over to Rae Reeve" in self.hand_over(harbour).text
        harbour.send_mail()
        last = harbour.mailbox.texts()[-1]
        assert "A colleague handed a task over to you." in last
        assert ("/tasks/" in last, "Sign in" in last) == (False, False)
        assert harbour.mailbox.link() in last
        assert harbour.enter(harbour.mailbox.link()).path == "/request"

    def test_is_refused_where_the_office_ended_the_link(self, harbour):
        harbour.ask()
        harbour.let_the_warden_in()
        harbour.site.post(harbour.site.get(PAGE).one("//form[contains(@action, '/end')]/@action"))
        refused = self.hand_over(harbour)
        assert (refused.status, "no link opens this for them" in refused.text) == (422, True)
        harbour.send_mail()
        assert "handed a task over" not in harbour.mailbox.texts()[-1]
