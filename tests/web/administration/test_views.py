"""The administrators' calendar: asked, shown, confirmed, taken back; and that nobody else comes there."""

from datetime import UTC, date, datetime

import pytest

from engine import clock
from engine.cases.attempts import recount_dates
from engine.cases.recounting import Moving
from engine.records.tables import calendar_change, safeguarding_case, user_task
from web.administration import views

CORONATION = {"kind": "proclaimed", "day": "15", "month": "4", "year": "2026", "why": "A coronation"}
"""An errand that is sent on Tuesday 14 April is due on the 15th."""
WEDNESDAY, THURSDAY = date(2026, 4, 15), date(2026, 4, 16)


class Desk:
    """An administrator at work, while an errand is under way."""

    def __init__(self, errands) -> None:
        self.errands, self.site = errands, errands.site
        self.admin = self.site.person("Ann Admin", is_administrator=True, is_demonstration=True)
        errands.send()
        self.site.sign_in(self.admin)

    def preview(self, **changed):
        return self.site.post("/calendar/change", {**CORONATION, **changed})

    def confirm(self, shown, follow=True):
        return self.site.post(shown.path, {**shown.fields(), "confirmed": "yes"}, follow=follow)

    def work(self) -> None:
        """Do what the worker does."""
        service = self.site.service
        with service.database.reading() as tx:
            ids = tx.connection.execute(safeguarding_case.select()).scalars().all()
        for case_id in ids:
            recount_dates(service.database, service.cases, case_id)

    def due(self) -> set[date]:
        with self.site.service.database.reading() as tx:
            rows = tx.connection.execute(user_task.select().where(user_task.c.clause != ""))
            return {row.due_on for row in rows}


@pytest.fixture
def desk(errands) -> Desk:
    return Desk(errands)


class TestCalendar:
    def test_is_in_the_menu_of_administrators_alone(self, desk):
        menu = desk.site.get("/calendar").all("//nav[@aria-label='Menu']//a/@href")
        assert "/administration/accounts" in menu
        assert desk.site.get("/").path == "/administration/accounts"
        desk.site.sign_in(desk.errands.warden)
        assert not desk.site.get("/work").all("//a[starts-with(@href, '/administration')]")

    @pytest.mark.parametrize("path", ["/calendar", "/calendar/change", "/calendar/changes/1/take-back"])
    def test_is_for_administrators_alone(self, desk, path):
        desk.site.sign_in(desk.errands.warden)
        assert desk.site.get(path).status == 403
        assert path == "/calendar" or desk.site.post(path, CORONATION).status == 403
        assert desk.errands.count(calendar_change) == 0

    def test_shows_an_administrator_no_case(self, desk):
        assert desk.site.get("/cases/2026-0001").status == 404
        assert "Nell" not in desk.preview().text

    def test_says_how_many_cases_the_worker_has_not_come_to(self, desk):
        page = desk.confirm(desk.preview())
        assert "The dates of 1 case are being worked out" in page.text
        desk.work()
        assert "being worked out" not in desk.site.get("/calendar").text


class TestPreview:
    def test_lists_what_moves_and_changes_nothing(self, desk):
        page = desk.preview()
        assert page.one("//h1").text == "Wednesday 15 April 2026 becomes a holiday"
        assert "1 open date of 1 case moves" in page.text
        (row,) = page.all("//tbody/tr")
        assert row.xpath("string(th)") == "Fetch itERR-1"
        assert [cell.text_content() for cell in row.xpath("td")] == ["1 date", "Wed 15 April", "Thu 16 April"]
        assert "2026-0001" not in page.text
        assert (desk.errands.count(calendar_change), desk.due()) == (0, {WEDNESDAY})

    def test_says_that_nothing_moves(self, desk):
        assert "No open date moves." in desk.preview(day="17").text

    def test_warns_of_a_day_in_the_past(self, desk):
        assert "lies in the past" in desk.preview(day="13").text

    def test_warns_of_what_is_late_at_once(self, desk):
        desk.work()
        desk.confirm(desk.preview())
        desk.work()
        with clock.stopped_at(datetime(2026, 4, 16, 9, tzinfo=UTC)):
            desk.site.sign_in(desk.admin)
            page = desk.site.post("/calendar/changes/1/take-back", {"why": "A mistake"})
        assert "1 date would have passed already, and is late at once" in page.text

    def test_comes_in_parts_when_there_is_much(self, desk, monkeypatch):
        desk.errands.send()
        desk.site.sign_in(desk.admin)
        monkeypatch.setattr(views, "MOVES_A_PAGE", 1)
        other = Moving(reference="2026-0009", clause="ERR-2", what="Bring it", times=1, was=WEDNESDAY, becomes=THURSDAY)
        moving = views.moving_by
        monkeypatch.setattr(views, "moving_by", lambda *asked: (*moving(*asked), other))
        page = desk.preview()
        assert "3 open dates of 3 cases move" in page.text
        assert "part 1 of 2" in page.one("//caption").text
        (row,) = page.all("//tbody/tr")
        assert "1 date" in row.text_content()
        last = desk.site.post("/calendar/change", {**page.fields(), "page": "2"})
        (row,) = last.all("//tbody/tr")
        assert "2 dates" in row.text_content()
        assert desk.confirm(last).status == 200
        assert desk.errands.count(calendar_change) == 1

    @pytest.mark.parametrize("number", ["0", "-1", "x", "²", "99999999999999999999"])
    def test_survives_a_part_that_there_is_not(self, desk, number):
        assert desk.preview(page=number).status == 200


class TestMistyped:
    @pytest.mark.parametrize(
        ("changed", "where", "said"),
        [
            ({"kind": ""}, "#kind-proclaimed", "Choose whether the day is proclaimed or withdrawn"),
            ({"day": "", "month": "", "year": ""}, "#day", "Enter the day"),
            ({"day": "31"}, "#day", "The day must be a real date, like 15 6 2026"),
            ({"year": "99999999999999999999"}, "#day", "The day must be a real date, like 15 6 2026"),
            ({"why": " "}, "#why", "Enter what the day is"),
            ({"why": "x" * 201}, "#why", "This must be 200 characters or fewer"),
            ({"day": "18"}, "#day", "Saturday 18 April 2026 never counts, so that nothing would move"),
            ({"kind": "withdrawn"}, "#day", "Wednesday 15 April 2026 is a working day already"),
            ({"day": "6"}, "#day", "Monday 6 April 2026 is a holiday (Easter Monday) already"),
            ({"year": "2101", "day": "15"}, "#day", "2101-04-15 is outside the calendar"),
        ],
    )
    def test_is_told_at_its_question_and_what_was_typed_stays(self, desk, changed, where, said):
        page = desk.preview(**changed)
        assert page.status == 422
        assert page.errors()[where].startswith(said)
        assert page.one("//input[@id='month']").get("value") == {**CORONATION, **changed}["month"]

    def test_is_told_all_at_once(self, desk):
        assert set(desk.preview(kind="", day="", why="").errors()) == {"#kind-proclaimed", "#day", "#why"}


class TestEnter:
    def test_moves_the_dates_and_is_kept_with_who_and_why(self, desk):
        page = desk.confirm(desk.preview())
        assert page.path == "/calendar"
        assert "Wednesday 15 April 2026 is a holiday now." in page.text
        desk.work()
        assert desk.due() == {THURSDAY}
        (row,) = desk.site.get("/calendar").all("//tbody/tr")
        assert "A coronation" in row.text_content()
        assert "Ann Admin" in row.text_content()

    def test_asks_again_when_somebody_else_was_faster(self, desk):
        mine = desk.preview()
        desk.confirm(desk.preview(kind="withdrawn", day="4", month="5"))
        page = desk.confirm(mine)
        assert page.status == 409
        assert "Somebody else has changed the calendar meanwhile" in page.text
        assert desk.errands.count(calendar_change) == 1
        desk.confirm(page)
        assert desk.errands.count(calendar_change) == 2

    def test_twice_by_two_presses_is_refused_the_second_time(self, desk):
        shown = desk.preview()
        desk.confirm(shown)
        assert desk.confirm(shown).status == 422
        assert desk.errands.count(calendar_change) == 1

    def test_is_told_in_the_case(self, desk):
        desk.confirm(desk.preview())
        desk.work()
        desk.site.sign_in(desk.errands.warden)
        said = desk.site.get("/cases/2026-0001/history").text
        assert "Ann Admin entered Wed 15 April as a holiday (A coronation)." in said
        assert "The time limit of ERR-1 moved from Wed 15 April to Thu 16 April." in said
        why = desk.site.get("/cases/2026-0001/clocks/ERR-1").text
        assert "Wed 15 April was proclaimed a holiday: A coronation." in why
        assert "1 day skipped: A coronation (15 April)" in why
        assert "change 1" in why


class TestTakeBack:
    def test_shows_what_moves_back_and_keeps_both(self, desk):
        desk.confirm(desk.preview())
        desk.work()
        asked = desk.site.get("/calendar").one("//a[contains(., 'Take it back')]").get("href")
        page = desk.site.post(desk.site.get(asked).path, {"why": "It was another year"})
        assert page.one("//h1").text == "Wednesday 15 April 2026 counts as it did before"
        assert [cell.text_content() for cell in page.all("//tbody/tr/td")][1:] == ["Thu 16 April", "Wed 15 April"]
        page = desk.confirm(page)
        desk.work()
        assert desk.due() == {WEDNESDAY}
        assert "No: taken back" in page.text
        assert "because: It was another year" in page.text

    def test_asks_why(self, desk):
        desk.confirm(desk.preview())
        page = desk.site.post("/calendar/changes/1/take-back", {"why": ""})
        assert (page.status, page.errors()) == (422, {"#why": "Enter why it is taken back"})

    def test_has_no_page_for_what_does_not_stand(self, desk):
        assert desk.site.get("/calendar/changes/1/take-back").status == 404
        desk.confirm(desk.preview())
        desk.confirm(desk.site.post("/calendar/changes/1/take-back", {"why": "A mistake"}))
        assert desk.site.get("/calendar/changes/1/take-back").status == 404
        assert desk.site.post("/calendar/changes/1/take-back", {"why": "Again"}).status == 404
