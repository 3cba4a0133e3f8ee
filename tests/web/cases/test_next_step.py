"""Where a case is, what is next and what happened last: told at the top of its page."""

from tests.engine.cases.journey import MONDAY


class TestNext:
    def test_waits_once_for_what_several_have_to_do(self, stage, office, journey):
        rows = journey.several(MONDAY)
        for row in journey.open_rows():
            if not journey.element(row).collection:
                journey.do(row, MONDAY)
        page = stage.get()
        panel = page.one("//div[contains(@class, 'app-panel--next')]").text_content()
        assert f"Waiting: {journey.element(rows[0]).name}" in panel
        assert "Three have this to do, and the first is" in panel
        assert "Also open" not in page.text

    def test_says_what_goes_on_and_what_happened_last(self, stage, office, journey):
        journey.do(journey.open_rows()[0], MONDAY)
        page = stage.get()
        facts = dict(zip(page.all("//main//dl[1]/dt/text()"), page.all("//main//dl[1]/dd"), strict=True))
        current = [place.name for place in journey.places(office).values() if place.is_current]
        assert all(name in facts["Going on"].text_content() for name in current)
        assert office.name in facts["Happened last"].text_content()
