"""The page on which somebody says that they are away, and what it does to the lists of who covers."""

import pytest

from engine import clock
from engine.calendar.working_days import ONE_DAY

SAM = ("partnership", "Keeper")


@pytest.fixture
def keeper(errands):
    return errands.site.person("Kit Keeper", SAM, is_demonstration=True)


def days(first, last):
    parts = {"from_on": clock.today() + first * ONE_DAY, "until_on": clock.today() + last * ONE_DAY}
    named = (("day", "day"), ("month", "month"), ("year", "year"))
    return {f"{name}-{part}": str(getattr(on, attribute)) for name, on in parts.items() for part, attribute in named}


def arrange(errands, by, first=0, last=2, **more):
    return errands.site.post("/work/cover", {"post": "0", "by": str(by), **days(first, last), **more})


class TestCover:
    def test_gives_the_colleague_the_list_for_those_days(self, errands, keeper):
        task = errands.task()
        page = arrange(errands, keeper)
        assert page.path == "/work/cover"
        assert "Kit Keeper covers Warden from Tuesday 14 April 2026 to Thursday 16 April 2026." in page.text
        errands.site.sign_in(keeper)
        mine = errands.site.get("/work")
        assert "You cover Warden for Wat Warden until Thursday 16 April 2026." in mine.text
        assert mine.all(f"//main//a[@href='{task}']")
        assert errands.site.get(task).status == 200
        with clock.stopped_at(clock.now() + 3 * ONE_DAY):
            errands.site.sign_in(keeper)
            assert "You cover" not in errands.site.get("/work").text
            assert errands.site.get(task).status == 404

    def test_what_the_colleague_does_is_recorded_for_who_is_away(self, errands, keeper):
        task = errands.task()
        arrange(errands, keeper)
        errands.site.sign_in(keeper)
        errands.site.post(task, {"done": "yes", "how": "By cart", "act": "check"})
        sent = errands.site.post(f"{task}/submit")
        read = errands.site.get(sent.one("//a[text()='Read or print what was sent']").get("href"))
        assert "Warden, Errand Office, for Wat Warden" in read.text
        history = errands.site.get("/cases/2026-0001/history").text
        assert "Kit Keeper, for Wat Warden, completed" in history

    def test_can_be_ended_by_either(self, errands, keeper):
        errands.task()
        arrange(errands, keeper)
        for person in (keeper, errands.warden):
            errands.site.sign_in(person)
            page = errands.site.get("/work/cover")
            assert page.one("//form[contains(@action, '/end')]//button").text_content().startswith("End it now")
        stranger = errands.site.person("Ann", SAM, is_demonstration=True)
        errands.site.sign_in(stranger)
        action = page.one("//form[contains(@action, '/end')]").get("action")
        assert errands.site.post(action).status == 404
        errands.site.sign_in(keeper)
        assert "does not cover Warden for Wat Warden any more" in errands.site.post(action).text
        assert "You cover" not in errands.site.get("/work").text

    def test_says_what_is_wrong_and_keeps_what_was_typed(self, errands, keeper):
        errands.task()
        page = errands.site.post("/work/cover", {"post": "0", "from_on-day": "31", "from_on-month": "2"})
        assert page.status == 422
        assert list(page.errors()) == ["#by-0", "#from_on-0-day", "#until_on-0-day"]
        assert page.one("//input[@id='from_on-0-day']").get("value") == "31"
        late = arrange(errands, keeper, 2, 1)
        assert late.errors() == {"#until_on-0-day": "The last day must be the first day or later"}
        assert errands.site.post("/work/cover", {"post": "9"}).status == 400

    def test_offers_only_who_may_cover_and_takes_nobody_else(self, errands, keeper):
        errands.task()
        offered = errands.site.get("/work/cover").all("//select[@id='by-0']/option/@value")
        assert set(filter(None, offered)) == {str(keeper), str(errands.second)}
        assert arrange(errands, errands.miller).errors() == {"#by-0": "Choose who covers"}

    def test_is_entered_for_others_by_an_administrator_alone(self, errands, keeper):
        errands.task()
        path = f"/work/cover/people/{errands.warden}"
        assert (errands.site.get(path).status, errands.site.post(path).status) == (403, 403)
        edith = errands.site.person("Edith", is_administrator=True, is_demonstration=True)
        errands.site.sign_in(edith)
        assert errands.site.get("/work/cover/people").all(f"//a[@href='{path}']")
        page = errands.site.post(path, {"post": "0", "by": str(keeper), **days(0, 2)})
        assert page.path == path
        assert "Kit Keeper covers" in page.text
        errands.site.post(page.one("//form[contains(@action, '/end')]").get("action"))
        told = errands.site.get("/administration/log").text
        assert "Edith let Kit Keeper cover the post of Warden, Errand Office, for Wat Warden from" in told
        assert "Edith ended the cover by Kit Keeper of the post of Warden, Errand Office, of Wat Warden." in told
        assert errands.site.get("/work/cover/people/999999999999999999999").status == 404
