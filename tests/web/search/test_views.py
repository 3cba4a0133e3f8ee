"""The page of what is found, and the box at the top of every page."""

from datetime import timedelta

import pytest

from engine import clock
from engine.cases.searching import finding
from engine.records.tables import safeguarding_case

BOX = "//header//form[@role='search']"


@pytest.fixture
def reference(errands):
    """A case in which something is said that must be escaped; the warden is signed in."""
    errands.send(why="Left <b>home</b> alone")
    errands.site.sign_in(errands.warden)
    with errands.site.service.database.reading() as tx:
        return tx.connection.execute(safeguarding_case.select()).one().reference


def asked(errands, text):
    return errands.site.post("/search", {"asked": text})


class TestBox:
    def test_stands_on_every_page_of_who_is_signed_in(self, errands, reference):
        page = errands.site.get("/work")
        assert page.one(f"{BOX}//label[@for='search']").text == "Search cases"
        assert page.one(BOX).get("method") == "post"
        errands.site.client = errands.site.app.test_client()
        assert errands.site.get("/sign-in").all(BOX) == []

    def test_leads_from_a_reference_to_its_case(self, errands, reference):
        assert asked(errands, f" {reference} ").path == f"/cases/{reference}"
        errands.site.sign_in(errands.miller)
        assert asked(errands, reference).path.startswith("/search/")


class TestPage:
    def test_shows_what_is_found_with_its_words_marked(self, errands, reference):
        page = asked(errands, "HOME")
        assert page.one("//ol[@class='app-found']//mark").text == "home"
        told = " ".join(page.one("//ol[@class='app-found']/li").text_content().split())
        assert "Left <b>home</b> alone" in told
        assert f"{reference}, N.D. · Ada Harbour, Harbour Master, The Harbour · Today" in told
        link = page.one("//ol[@class='app-found']//h3/a").get("href")
        assert errands.site.get(link).status == 200

    def test_shows_cases_that_are_called_so(self, errands, reference):
        page = asked(errands, "nd harbour")
        assert page.one("//section[@aria-labelledby='cases']//th/a").text == reference

    def test_says_what_is_asked_for_in_no_address_and_no_title(self, errands, reference):
        page = asked(errands, "Nell")
        assert "Nell" not in page.response.request.url
        assert "Nell" not in page.title()
        assert all("Nell" not in href for href in page.all("//@href"))
        assert page.one("//input[@id='asked']").get("value") == "Nell"

    def test_can_be_gone_back_to_for_a_while_by_who_asked(self, errands, reference):
        address = asked(errands, "home").response.request.path
        assert errands.site.get(address).all("//mark")
        errands.site.sign_in(errands.second)
        assert "This search is over" in errands.site.get(address).text
        errands.site.sign_in(errands.warden)
        with clock.stopped_at(clock.now() + timedelta(hours=3)):
            errands.site.sign_in(errands.warden)
            assert "This search is over" in errands.site.get(address).text

    def test_finds_nothing_for_who_may_not_read_it(self, errands, reference):
        errands.site.sign_in(errands.miller)
        page = asked(errands, "home")
        assert "Nothing that you may read has all of these words" in page.text

    def test_comes_in_pages(self, errands, reference, monkeypatch):
        monkeypatch.setattr(finding, "PAGE", 1)
        errands.send(why="Not at home")
        errands.site.sign_in(errands.warden)
        first = asked(errands, "home")
        second = errands.site.get(first.one("//a[@rel='next']").get("href"))
        assert [len(page.all("//ol[@class='app-found']/li")) for page in (first, second)] == [1, 1]
        assert second.all("//a[@rel='next']") == []
        for wrong in ("x", "-1", str(2**70), "²"):
            assert errands.site.get(first.response.request.path, query_string={"before": wrong}).status == 404

    @pytest.mark.parametrize("text", ["", "\0", "'; DROP TABLE", "x" * 10_000, "<script>", "儿童 ½", '"'])
    def test_is_a_page_whatever_is_asked(self, errands, reference, text):
        page = asked(errands, text)
        assert page.status == 200
        assert page.all("//main//script") == []

    def test_takes_as_many_statements_for_one_as_for_many(self, errands, reference):
        address = asked(errands, "home").response.request.path
        with errands.site.statements() as few:
            errands.site.get(address)
        for _ in range(3):
            errands.send(why="Not at home")
        errands.site.sign_in(errands.warden)
        with errands.site.statements() as many:
            errands.site.get(address)
        assert len(few) == len(many) <= 10
