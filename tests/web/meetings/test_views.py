"""Pages of meetings: the list, a case's meeting before and after it, a body's dates and what changes of them move."""

from datetime import UTC, date, datetime

import pytest

from engine.records.meetings import meeting_answer, meeting_change
from tests.engine.cases.meetings.moot import SECRET
from tests.engine.cases.office import statements

MEETING = "/cases/2026-0001/meetings/plan"
COUNCIL = "/meetings/of/council"
JUNE = {"day": "22", "month": "6", "year": "2026", "why": "Agreed in May"}
AFTERWARDS = datetime(2026, 4, 17, 8, 0, tzinfo=UTC)


def rows(hall, table):
    with hall.moot.database.reading() as tx:
        return tx.connection.execute(table.select()).all()


class TestMeeting:
    def test_is_what_one_takes_into_the_room_before_it(self, hall):
        hall.moot.plan()
        hall.sign_in("warden")
        page = hall.get(MEETING)
        for said in ("Thursday 16 April 2026, 10am to 11:30am", "The mill", "90 minutes", "Mia Miller, Master Miller"):
            assert said in page.text
        assert "The pack has not gone yet" in page.text
        assert "Two of 2 have not said whether they come" in page.text
        assert [h.text for h in page.all("//h2") if h.text in ("The first", "The second")] == [
            "The first",
            "The second",
        ]

    def test_is_the_record_after_it(self, hall):
        hall.moot.through("second_miller")
        hall.sign_in("warden")
        page = hall.get(MEETING)
        assert SECRET in page.text
        assert "Who was there (3)" in page.text
        assert "Who was there (1)" in page.text
        assert "Mend it" in page.text

    def test_is_closed_to_who_left(self, hall):
        hall.moot.through("second_miller")
        hall.sign_in("second_miller")
        assert "Its record is closed to you" in hall.get(MEETING).text
        for path in ("", "/answers", "/letters", "/documents", "/history", "/meetings/plan", "/people"):
            page = hall.get(f"/cases/2026-0001{path}")
            assert page.status == 200
            assert SECRET not in page.text, path

    def test_tells_who_is_outside_when_and_where_and_no_more(self, hall):
        hall.moot.through()
        hall.sign_in("harbour")
        page = hall.get(MEETING)
        assert "The mill" in page.text
        assert not page.all("//main//section")
        for word in (SECRET, "The mill stood still", "Somebody without an account", "Mia"):
            assert word not in page.text

    @pytest.mark.parametrize("path", [MEETING, "/cases/2026-0001/meetings/move", "/cases/2026-0001/meetings/nothing"])
    def test_is_not_there_before_it_is_planned(self, hall, path):
        hall.sign_in("miller")
        assert hall.get(path).status == 404

    def test_is_found_from_its_case_and_from_my_work(self, hall):
        hall.moot.plan()
        hall.sign_in("warden")
        assert hall.get("/cases/2026-0001/meetings").path == MEETING
        assert hall.get("/cases/2026-0001").all("//nav[@aria-label='This case']//a[contains(@href, '/meetings')]")
        assert hall.get("/work").all("//a[@href='/cases/2026-0001/meetings']")


class TestReply:
    def test_is_kept_and_shown_with_who_said_so(self, hall):
        hall.moot.plan()
        hall.sign_in("harbour")
        page = hall.get(MEETING)
        answer = hall.post(
            MEETING, {**page.fields("//form[.//input[@name='comes']]"), "comes": "no", "note": "The tide"}
        )
        assert "You have said that you cannot come" in answer.text
        hall.sign_in("warden")
        text = hall.get(MEETING).text
        assert "Cannot come" in text
        assert "The tide" in text
        assert "kept that The Harbour does not come to “The moot”." in hall.get("/cases/2026-0001/history").text

    @pytest.mark.parametrize(("sent", "status"), [
        ({"comes": ""}, 422), ({"comes": "maybe"}, 422), ({"note": "x" * 501}, 422), ({"of": "Miller|mill"}, 422),
        ({"of": "Nobody"}, 422),
    ])  # fmt: skip
    def test_is_refused_if_it_says_nothing_or_is_anothers(self, hall, sent, status):
        hall.moot.plan()
        hall.sign_in("harbour")
        good = {"of": "Harbour|harbour", "comes": "yes", "note": ""}
        assert hall.post(MEETING, {**good, **sent}).status == status
        assert rows(hall, meeting_answer) == []


class TestListing:
    def test_says_when_who_and_what_is_missing(self, hall):
        hall.moot.plan()
        hall.sign_in("warden")
        page = hall.get("/meetings")
        (row,) = page.all("//tbody/tr")
        said = " ".join(row.text_content().split())
        for words in ("Thu 16 April", "The moot", "2026-0001", "The Mill", "0 of 2", "Its papers have not gone yet"):
            assert words in said
        assert page.all(f"//a[@href='{COUNCIL}']")

    def test_shows_who_is_outside_their_own_invitation(self, hall):
        hall.moot.plan()
        hall.sign_in("harbour")
        page = hall.get("/meetings")
        assert "You are invited" in page.text
        assert not page.all("//a[contains(@href, '/meetings/of/')]")
        hall.sign_in("keeper")
        assert "No meeting is planned" in hall.get("/meetings").text

    def test_has_meetings_before_today_apart(self, hall):
        hall.moot.plan()
        hall.moot.now = AFTERWARDS
        hall.sign_in("warden")
        assert "The moot" not in hall.get("/meetings").text
        assert "The moot" in hall.get("/meetings?show=past").text

    @pytest.mark.parametrize("query", [
        "show=all", "after=x", "after=2026-04-16T09:00~1~plan", "after=2026-04-16T09:00~-1~plan~",
        f"after=2026-04-16T09:00~{2**70}~plan~", "after=9999-12-31T23:59~1~plan~",
    ])  # fmt: skip
    def test_is_not_broken_by_its_address(self, hall, query):
        hall.sign_in("warden")
        assert hall.get(f"/meetings?{query}").status in (200, 404)

    def test_costs_the_same_however_many_meetings_there_are(self, hall):
        hall.sign_in("warden")
        hall.moot.plan()
        with statements(hall.moot.database) as one:
            hall.get("/meetings")
        hall.moot.move()
        with statements(hall.moot.database) as other:
            hall.get("/meetings")
        assert len(one) == len(other) <= 12


class TestBody:
    def test_shows_its_dates_with_what_waits_for_each_and_leads_on(self, hall):
        hall.moot.through()
        hall.sign_in("warden")
        assert "To be put on an agenda first" in hall.get(COUNCIL).text
        hall.moot.do(day="2026-05-18")
        page = hall.get(COUNCIL)
        assert page.one("//main//p/strong").text == "Monday 20 April 2026"
        assert "One matter waits for its meetings" in page.text
        (row,) = page.all("//section[@aria-labelledby='on-2026-05-18']//tbody/tr")
        assert "2026-0001" in row.text_content()
        hall.sign_in("keeper")
        assert hall.get(COUNCIL).all("//tbody//a[contains(@href, '/tasks/')]")

    def test_has_an_agenda_for_each_date_to_print(self, hall):
        hall.moot.through()
        hall.moot.do(day="2026-05-18")
        hall.sign_in("keeper")
        page = hall.get(f"{COUNCIL}/2026-05-18")
        assert "Council: agenda of Monday 18 May 2026" in page.text
        assert page.one("//main//h2").text.startswith("1. ")
        assert page.all("//a[contains(@href, '/tasks/')]")
        assert "Nothing waits for this date" in hall.get(f"{COUNCIL}/2026-04-20").text

    @pytest.mark.parametrize("path", ["/meetings/of/guild", f"{COUNCIL}/2026-06-01", f"{COUNCIL}/tomorrow"])
    def test_is_nothing_that_does_not_meet(self, hall, path):
        hall.sign_in("warden")
        assert hall.get(path).status == 404

    def test_is_not_for_who_is_outside(self, hall):
        hall.sign_in("harbour")
        for path in (COUNCIL, f"{COUNCIL}/2026-04-20", f"{COUNCIL}/add", f"{COUNCIL}/2026-04-20/call-off"):
            assert hall.get(path).status == 404
        assert hall.post(f"{COUNCIL}/add", JUNE).status == 404


class TestChange:
    def test_is_shown_before_it_is_made_and_then_stands_on_record(self, hall):
        hall.sign_in("warden")
        shown = hall.post(f"{COUNCIL}/add", JUNE)
        assert "Nothing is changed yet" in shown.text
        assert rows(hall, meeting_change) == []
        done = hall.post(shown.path, {**shown.fields(), "confirmed": "yes"})
        assert "Monday 22 June 2026 is one of its dates now." in done.text
        assert "Wim Warden" in done.text
        assert [row.falls_on for row in rows(hall, meeting_change)] == [date(2026, 6, 22)]

    def test_lists_what_waits_for_another_date_when_one_is_called_off(self, hall):
        hall.moot.through()
        hall.moot.do(day="2026-04-20")
        hall.sign_in("warden")
        shown = hall.post(f"{COUNCIL}/2026-04-20/call-off", {"why": "A flood"})
        assert "1 matter waits for another date then. No due date moves." in shown.text
        cells = [" ".join(cell.text_content().split()) for cell in shown.all("//tbody/tr/td")]
        assert cells[-2:] == ["Mon 20 April", "Mon 18 May"]
        done = hall.post(shown.path, {**shown.fields(), "confirmed": "yes"})
        assert "is called off now" in done.text
        assert hall.get(f"{COUNCIL}/2026-04-20").status == 404
        assert "It was on the agenda of Mon 20 April" in done.text

    def test_of_which_somebody_was_first_is_shown_again(self, hall):
        hall.sign_in("warden")
        mine = hall.post(f"{COUNCIL}/add", JUNE)
        other = hall.post(f"{COUNCIL}/2026-05-18/call-off", {"why": "A flood"})
        hall.post(other.path, {**other.fields(), "confirmed": "yes"})
        again = hall.post(mine.path, {**mine.fields(), "confirmed": "yes"})
        assert again.status == 409
        assert hall.post(again.path, {**again.fields(), "confirmed": "yes"}).status == 200
        assert len(rows(hall, meeting_change)) == 2

    @pytest.mark.parametrize(("changed", "said"), [
        ({"day": "", "month": "", "year": ""}, "Enter the day"), ({"month": "13"}, "must be a real date"),
        ({"year": "10000000000000000000"}, "must be a real date"), ({"day": "13", "month": "4"}, "has passed"),
        ({"day": "18", "month": "5"}, "is one of its dates already"), ({"why": "x" * 201}, "200 characters or fewer"),
    ])  # fmt: skip
    def test_is_refused_with_what_is_wrong(self, hall, changed, said):
        hall.sign_in("warden")
        page = hall.post(f"{COUNCIL}/add", {**JUNE, **changed})
        assert page.status == 422
        assert said in page.text

    def test_says_why_a_date_is_called_off(self, hall):
        hall.sign_in("warden")
        assert "Enter why it does not meet" in hall.post(f"{COUNCIL}/2026-05-18/call-off", {"why": ""}).text

    def test_is_for_who_keeps_the_dates_and_for_administrators_who_see_no_case(self, hall):
        hall.moot.through()
        hall.moot.do(day="2026-04-20")
        hall.sign_in("keeper")
        assert hall.get(f"{COUNCIL}/add").status == 403
        assert hall.post(f"{COUNCIL}/2026-05-18/call-off", {"why": "A flood"}).status == 403
        with hall.moot.stopped():
            hall.site.sign_in(hall.site.person("Ann Admin", is_administrator=True, is_demonstration=True))
        shown = hall.post(f"{COUNCIL}/2026-04-20/call-off", {"why": "A flood"})
        assert "One of them is of cases that you may not see" in shown.text
        assert "2026-0001" not in shown.text
