from engine.records.tables import draft, safeguarding_case
from tests.web.errands import GOOD


class TestBegin:
    def test_gives_a_page_that_asks_every_question(self, errands):
        page = errands.site.get(errands.begin())
        assert page.title().startswith("Ask for an errand")
        asked = {row.get("data-question") for row in page.all("//*[@data-question]")}
        assert asked == {
            "who", "why", "heavy", "cart", "uses", "day", "at", "place", "paper", "bags",
            "bags-0-owner", "bags-0-weight", "bags-0-sealed", "bags-0-seal",
        }  # fmt: skip

    def test_is_for_those_who_may_refer(self, errands):
        errands.site.sign_in(errands.warden)
        assert errands.site.get("/refer").status == 403
        assert errands.site.post("/refer").status == 403

    def test_shows_what_was_begun_and_lets_it_be_thrown_away(self, errands):
        page = errands.begin()
        start = errands.site.get("/refer")
        assert start.all(f"//a[@href='{page}']")
        assert "The draft is deleted." in errands.site.post(f"{page}/delete").text
        assert errands.site.get(page).status == 404


class TestSend:
    def test_opens_a_case_and_says_what_happens_next(self, errands):
        answer = errands.site.get(errands.send())
        assert answer.one("//h1").text_content() == "Your answers are sent"
        assert "2026-0001: N.D." in answer.text
        assert "Fetch it Warden Wednesday 15 April 2026 ERR-1" in answer.text
        assert "Waiting to go" in answer.text or "No one holds" in answer.text

    def test_of_the_same_draft_twice_opens_one_case(self, errands):
        page = errands.begin()
        errands.site.post(page, GOOD)
        first = errands.site.post(f"{page}/submit", follow=False).response.location
        second = errands.site.post(f"{page}/submit")
        assert (second.path, errands.count(safeguarding_case)) == (first, 1)
        assert errands.site.get(page).path == first
        assert errands.count(draft) == 1

    def test_of_an_empty_draft_leads_back_to_the_form_and_its_errors(self, errands):
        page = errands.begin()
        answer = errands.site.post(f"{page}/submit")
        assert answer.path == page
        assert answer.errors()["#who"] == "Enter: For whom?"

    def test_of_somebody_elses_draft_is_refused(self, errands):
        page = errands.begin()
        errands.site.post(page, GOOD)
        errands.site.sign_in(errands.miller)
        for url in (page, f"{page}/check"):
            assert errands.site.get(url).status == 404
        assert errands.site.post(f"{page}/submit").status == 404
        assert errands.count(safeguarding_case) == 0
