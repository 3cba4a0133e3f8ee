"""Correcting a recorded date."""

from datetime import timedelta

import pytest

from tests.engine.cases.journey import MONDAY
from web.cases.filters import anchor_words


class TestCorrections:
    @pytest.fixture
    def anchor(self, stage, office):
        links = stage.get().all("//main//a[contains(@href, '/dates/')]/@href")
        return links[0].rpartition("/")[2]

    def typed(self, on, **more):
        return {
            "day": str(on.day),
            "month": str(on.month),
            "year": str(on.year),
            "reason": "It lay in a mailbox",
            **more,
        }

    def test_show_first_what_moves(self, stage, journey, anchor):
        before = journey.facts().anchors
        page = stage.post(f"dates/{anchor}", self.typed(MONDAY - timedelta(days=3)))
        assert "Due dates that move" in page.text
        assert page.all("//tbody/tr")
        assert journey.facts().anchors == before

    def test_move_the_dates_once_confirmed(self, stage, journey, anchor):
        due_on = journey.open_rows()[0].due_on
        sent = self.typed(MONDAY - timedelta(days=3), confirmed="yes")
        page = stage.post(f"dates/{anchor}", sent)
        assert f"{anchor_words(anchor, journey.revision)}: now Friday 27 March 2026" in page.text
        assert "because: It lay in a mailbox" in page.text
        assert journey.facts().anchor(anchor) == MONDAY - timedelta(days=3)
        assert all(row.due_on <= due_on for row in journey.open_rows())

    @pytest.mark.parametrize(
        ("typed", "told"),
        [
            ({"day": "", "month": "", "year": ""}, "Enter the right date"),
            ({"day": "31", "month": "2", "year": "2026"}, "The date must be a real date"),
            ({"day": "x", "month": "2", "year": "2026"}, "The date must be a real date"),
            ({"day": "30", "month": "3", "year": "99999"}, "The date must be a real date"),
            ({"day": "30", "month": "3", "year": "9" * 5000}, "The date must be a real date"),
            ({"day": "30", "month": "3", "year": "9" * 50}, "The date must be a real date"),
            ({"day": "1", "month": "1", "year": "26"}, "The date must be after 1899"),
            ({"day": "31", "month": "3", "year": "2026"}, "The date must be today or in the past"),
            ({"day": "30", "month": "3", "year": "2026"}, "is what is recorded already"),
            ({"reason": " "}, "Enter the reason"),
            ({"reason": "x" * 501}, "The reason must be 500 characters or fewer"),
        ],
    )
    def test_say_what_is_wrong_and_keep_what_was_typed(self, stage, journey, anchor, typed, told):
        sent = {**self.typed(MONDAY - timedelta(days=3)), **typed}
        page = stage.post(f"dates/{anchor}", sent)
        assert page.status == 422
        assert page.title().startswith("Error: ")
        assert any(told in message for message in page.errors().values())
        assert page.one("//input[@id='day']").get("value") == sent["day"]
        for link in page.errors():
            assert page.all(f"//*[@id='{link[1:]}']")

    def test_keep_their_reason_inside_the_partnership(self, stage, journey, anchor):
        stage.post(f"dates/{anchor}", self.typed(MONDAY - timedelta(days=3), confirmed="yes"))
        limits = [c.id for c in journey.revision.clauses.values() if anchor in {limit.anchor for limit in c.limits}]
        pages = ["history", *(f"clocks/{clause}" for clause in limits)]
        assert all("It lay in a mailbox" in stage.get(page).text for page in pages)
        stage.sign_in(journey.person(journey.referrer))
        assert not any("It lay in a mailbox" in stage.get(page).text for page in pages)

    def test_are_for_those_whom_the_form_names(self, stage, journey, anchor):
        stage.sign_in(journey.person(journey.referrer))
        assert stage.get(f"dates/{anchor}").status == 404
        assert stage.post(f"dates/{anchor}", self.typed(MONDAY, confirmed="yes")).status == 404

    def test_of_what_nobody_may_correct_do_not_exist(self, stage, office):
        assert stage.get("dates/no_such_date").status == 404
