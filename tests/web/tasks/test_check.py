from datetime import timedelta

from engine import clock
from engine.records.tables import letter, submission
from tests.web.errands import GOOD


class TestCheckYourAnswers:
    def test_says_each_answer_in_words_with_a_link_to_change_it(self, errands):
        page = errands.begin()
        answer = errands.site.post(page, GOOD)
        assert answer.path == f"{page}/check"
        assert "Monday 13 April 2026" in answer.text
        assert "The small cart" in answer.text
        assert answer.one(f"//a[@href='{page}#day-day']").text_content() == "Change The day"
        assert answer.one(f"//a[@href='{page}#bags-0']").text_content() == "Change bag 1"
        assert "Which seal?" not in answer.text  # not asked, since the bag is not sealed
        form = errands.site.get(page)
        for link in answer.all("//a[starts-with(@href,'/refer/') and contains(@href,'#')]/@href"):
            form.one(f"//*[@id='{link.partition('#')[2]}']")

    def test_says_what_submitting_will_do_and_does_none_of_it(self, errands):
        answer = errands.site.post(errands.begin(), GOOD)
        assert "The Warden is sent “2026-0001: an errand”" in answer.text
        assert "“Fetch it” becomes the next task of the Warden, due Wednesday 15 April 2026" in answer.text
        assert answer.one("//main//button").text_content() == "Submit and send 1 letter"
        assert errands.count(submission) == errands.count(letter) == 0

    def test_of_a_last_task_says_that_the_case_is_closed(self, errands):
        task = errands.task()
        with clock.stopped_at(clock.now() + timedelta(minutes=1)):
            answer = errands.site.post(task, {"done": "yes", "how": "on foot"})
        assert "the case is closed" in answer.text
        assert answer.one("//main//button").text_content() == "Submit"

    def test_leads_back_to_the_form_while_something_is_missing(self, errands):
        page = errands.begin()
        errands.site.post(page, {"who": "Nell", "act": "save"}, follow=False)
        answer = errands.site.get(f"{page}/check")
        assert answer.path == page
        assert "#why" in answer.errors()


class TestWhatWasSent:
    def test_can_be_read_by_who_has_a_part_in_the_case(self, errands):
        sent = errands.send().removesuffix("/sent")
        page = errands.site.get(sent)
        assert "Sent by Ada Harbour, Harbour Master, The Harbour, Tuesday 14 April 2026, 9:40am" in page.text
        assert "Nell Dean" in page.text
        errands.site.sign_in(errands.warden)
        assert errands.site.get(sent).status == 200

    def test_is_as_if_it_were_not_there_for_anyone_else(self, errands):
        sent = errands.send()
        errands.site.sign_in(errands.miller)
        for address in (sent, sent.removesuffix("/sent"), "/submissions/none"):
            assert errands.site.get(address).status == 404
