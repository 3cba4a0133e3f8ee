"""The list of cases: narrowed, with filters that are kept and the cases opened last."""

import pytest

from engine.cases import own_lists


@pytest.fixture
def row(journey, office):
    """What is open; the first of it."""
    return journey.open_rows()[0]


class TestNarrowing:
    def test_says_with_whom_a_case_is(self, stage, journey, row):
        told = stage.get("/cases").one("//tbody/tr").text_content()
        assert row.role in told
        assert row.clause in told

    def test_shows_what_is_asked_for_and_says_so(self, stage, journey, row):
        stage_name = journey.revision.processes[row.process].name
        page = stage.get(f"/cases?stage={row.process}&with=role:{row.role}&from=1+March+2026&until=31+March+2026")
        assert len(page.all("//tbody/tr")) == 1
        said = f"1 case in the stage {stage_name}, waiting for {row.role}, opened on or after Sunday 1 March 2026"
        assert said in page.text
        assert page.one("//select[@id='stage']/option[@selected]").get("value") == row.process
        page = stage.get("/cases?late=yes")
        assert "No open case fits" in page.text

    def test_refuses_what_nobody_offered_and_says_which_day_it_cannot_read(self, stage, row):
        for wrong in ("stage=x", "with=role:x", "with=x", "with=organisation:x", "ended=x"):
            assert stage.get(f"/cases?{wrong}").status == 404, wrong
        page = stage.get("/cases?from=someday")
        assert page.errors()["#from"].startswith("First day ")
        assert page.title().startswith("Error: ")
        assert stage.get("/cases?until=31+December+9999").status == 200

    def test_takes_as_many_statements_for_one_case_as_for_many(self, stage, journey, row):
        address = f"/cases?stage={row.process}"
        stage.get(address)
        with stage.site.statements() as few:
            stage.get(address)
        for _ in range(3):
            journey.refer(journey.referrer, journey.now.date(), {})
        stage.sign_in(journey.person(journey.post_of(row)))
        with stage.site.statements() as many:
            stage.get(address)
        assert len(few) == len(many) <= 14


class TestKeptFilters:
    def keep(self, stage, name="Mine", **asks):
        return stage.post("/cases/filters", {"show": "open", "name": name, **asks})

    def test_are_kept_for_one_person_and_can_be_removed(self, stage, journey, row):
        page = self.keep(stage, "Late ones", late="yes")
        assert page.one("//nav[@aria-label='Your filters']//a").get("href") == "/cases?show=open&late=yes"
        stage.sign_in(journey.person(journey.referrer))
        assert not stage.get("/cases").all("//nav[@aria-label='Your filters']")
        stage.sign_in(journey.person(journey.post_of(row)))
        form = stage.get("/cases").one("//form[contains(@action, '/remove')]")
        page = stage.post(form.get("action"))
        assert "The filter is removed" in page.text
        assert not page.all("//nav[@aria-label='Your filters']")

    @pytest.mark.parametrize(
        ("asks", "said"),
        [({"name": " "}, "give the filter a name"), ({"from": "x"}, "cannot be read"), ({}, "Remove one first")],
    )
    def test_are_not_kept(self, stage, row, asks, said, monkeypatch):
        monkeypatch.setattr(own_lists, "MOST_FILTERS", 0)
        assert said in self.keep(stage, **asks).text


class TestRecentCases:
    def test_are_those_whose_page_was_opened(self, stage, journey, row):
        assert not stage.get("/cases").all("//section[@aria-labelledby='recent']")
        stage.get()
        recent = stage.get("/cases").one("//section[@aria-labelledby='recent']//a")
        assert recent.text == journey.case().reference
        assert recent.get("href") == stage.case_url
